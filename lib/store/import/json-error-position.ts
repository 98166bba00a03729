/**
 * Finds where a text stops being JSON, because not all engines report it. Used only after `JSON.parse`
 * failed.
 */

const SPACE = /[ \t\r\n]*/y;
const STRING = /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})|[\u007f-\u009f])*"/uy;
/** An unterminated string; below, an escape, a number or a literal that is cut off. */
const UNTERMINATED_STRING =
  /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})|[\u007f-\u009f])*(?:\\(?:u[0-9a-fA-F]{0,3})?)?$/uy;
const WORDS = ['true', 'false', 'null'];
const LITERAL = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/**
 * The offset of the first invalid character; the length of the text if it only ends too early. Linear time,
 * no recursion.
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
  /** Offset of the failure: here, or at the end if the rest is the beginning of a valid token. */
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
