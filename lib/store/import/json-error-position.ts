/** Where a text stops being JSON. Engines do not all say; this is asked only after `JSON.parse` refused. */

const SPACE = /[ \t\r\n]*/y;
const STRING = /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})|[\u007f-\u009f])*"/uy;
/** A string without its end, and an escape, a number or a word that a cut went through. */
const UNTERMINATED_STRING =
  /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})|[\u007f-\u009f])*(?:\\(?:u[0-9a-fA-F]{0,3})?)?$/uy;
const WORDS = ['true', 'false', 'null'];
const LITERAL = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/**
 * The offset of the first sign that cannot stand where it stands; the text's length when it only ends too early.
 * Linear in the text, without recursion.
 */
export function jsonErrorOffset(text: string): number {
  const open: ('{' | '[')[] = [];
  let at = 0;
  const take = (token: RegExp) => {
    token.lastIndex = at;
    const found = token.exec(text);
    if (found) at = token.lastIndex;
    return found !== null;
  };
  /** Where it fails: here, or at the end when the rest is only the beginning of something. */
  const failure = () => {
    const rest = text.slice(at, at + 5);
    if (at + rest.length === text.length && (rest === '-' || WORDS.some((word) => word.startsWith(rest)))) {
      return text.length;
    }
    return text[at] === '"' && take(UNTERMINATED_STRING) ? text.length : at;
  };
  let expect: 'value' | 'value or end' | 'key' | 'key or end' | 'after' = 'value';
  for (;;) {
    take(SPACE);
    if (at >= text.length) return text.length;
    const char = text[at];
    if (expect === 'after') {
      const inside = open.at(-1);
      if (char === ',' && inside) expect = inside === '{' ? 'key' : 'value';
      else if ((char === '}' && inside === '{') || (char === ']' && inside === '[')) open.pop();
      else return at;
      at++;
    } else if (expect === 'key' || expect === 'key or end') {
      if (char === '}' && expect === 'key or end') {
        open.pop();
        expect = 'after';
        at++;
        continue;
      }
      if (!take(STRING)) return failure();
      take(SPACE);
      if (at >= text.length) return text.length;
      if (text[at] !== ':') return at;
      at++;
      expect = 'value';
    } else if (char === ']' && expect === 'value or end') {
      open.pop();
      expect = 'after';
      at++;
    } else if (char === '{' || char === '[') {
      open.push(char);
      expect = char === '{' ? 'key or end' : 'value or end';
      at++;
    } else if (take(STRING) || take(LITERAL)) expect = 'after';
    else return failure();
  }
}
