const SINGLE =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';

/**
 * What to read as one piece: spaces; a web address; an emoji with its parts; one character of a script that
 * writes without spaces; a word with its marks and its `$`, `#` or `@`; any other sign alone.
 */
const PIECE = new RegExp(
  [
    '\\s+',
    'https?:\\/\\/[\\x21-\\x7e]+',
    '\\p{RI}\\p{RI}',
    '\\p{Extended_Pictographic}(?:\\ufe0f|\\u200d\\p{Extended_Pictographic}|[\\u{1f3fb}-\\u{1f3ff}])*',
    `[${SINGLE}]\\p{M}*`,
    `[$#@]?[\\p{L}\\p{N}](?:(?![${SINGLE}])[\\p{L}\\p{N}\\p{M}_]|\\p{Cf}|[.,'’:](?=[\\p{L}\\p{N}]))*`,
    '[\\s\\S]',
  ].join('|'),
  'gu',
);

/** A text cut into pieces, each with a number that equal pieces share. */
export interface DiffTokens {
  text: string[];
  key: Int32Array;
}

/** Cut a text; joined, the pieces give it back. All runs of spaces count as equal. */
export function tokenizeForDiff(text: string, numbers: Map<string, number>): DiffTokens {
  const found = text.match(PIECE) ?? [];
  const key = new Int32Array(found.length);
  for (let i = 0; i < found.length; i++) {
    const piece = found[i] as string;
    const name = piece.trim() === '' ? ' ' : piece;
    let number = numbers.get(name);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(name, number);
    }
    key[i] = number;
  }
  return { text: found, key };
}
