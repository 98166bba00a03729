/** Detects the language of a text from its script and common words. For filters only: `null` if uncertain. */

/** Unicode blocks and the language each stands for. Latin script is decided by common words instead. */
const BLOCKS: readonly (readonly [from: number, to: number, lang: string])[] = [
  [0x0041, 0x024f, 'latin'],
  [0x0400, 0x052f, 'ru'],
  [0x0600, 0x06ff, 'ar'],
  [0x0900, 0x097f, 'hi'],
  [0x0980, 0x09ff, 'bn'],
  [0x0e00, 0x0e7f, 'th'],
  [0x1e00, 0x1eff, 'latin'],
  [0x3040, 0x30ff, 'ja'],
  [0x3400, 0x9fff, 'zh'],
  [0xac00, 0xd7af, 'ko'],
];

/** Letters that distinguish languages with the same script. */
const SAME_SCRIPT_HINTS: readonly (readonly [script: string, lang: string, letters: RegExp])[] = [
  ['ru', 'uk', /[іїєґ]/iu],
  ['ru', 'bg', /[ъ](?=[рсглвт])/iu],
  ['ar', 'fa', /[پچژگ]/u],
  ['ar', 'ur', /[ٹڈڑے]/u],
];

/** Common words of languages in Latin script; a word may belong to several. */
const COMMON: readonly (readonly [lang: string, words: string])[] = [
  [
    'en',
    'the and is of to in for with that this are you it on not will as be have from your what when just now still if',
  ],
  ['es', 'el la los las de que en un una por con para se es no más del como pero está al su lo'],
  ['pt', 'o os as de que em um uma por com para se é não mais do da no na ao mas você está'],
  ['fr', 'le les des de que en un une pour avec dans se est pas plus du et la sur ce vous mais au'],
  ['de', 'der die das und ist nicht ein eine mit für auf von zu den im auch wir sie es dem'],
  ['it', 'il la gli di che in un una per con non si è più del della sono ma al da questo'],
  ['id', 'yang dan di ke dari ini itu untuk dengan tidak akan pada saya bisa juga ada sudah atau jika'],
  ['tr', 've bir bu için ile de da çok ne daha var olarak gibi ama en değil kadar sonra'],
  ['vi', 'và của là có không được cho các một những với trong này đã để đang khi tôi người'],
  ['pl', 'nie się że jest jak ale od dla tak już oraz przez czy tylko może'],
];
const LANGS_OF = new Map<string, string[]>();
for (const [lang, words] of COMMON) {
  for (const word of words.split(' ')) LANGS_OF.set(word, [...(LANGS_OF.get(word) ?? []), lang]);
}

/** Number of characters to examine; more would not change the result. */
const SAMPLE = 400;
const NO_WORDS = /https?:\/\/\S+|[#@$＄][\p{L}\p{N}_-]+/gu;
const LATIN_WORD = /[a-z\u00df-\u024f\u1e00-\u1eff]+/g;
/** Minimum share of the letters for a script, or of the words for a language in Latin script. */
const MIN_SHARE = 0.3;
const MIN_KANA = 0.15;
const MIN_WORDS = 2;
/** Weight of Latin letters beside other scripts: codes and trading terms occur in texts of every language. */
const LATIN_WEIGHT = 1 / 3;

/**
 * Detects the language of a text.
 * @param text title and text
 * @returns primary BCP 47 tag, or `null` if uncertain
 */
export function detectLanguage(text: string): string | null {
  // A letter and its marks are one character: the words and blocks below are composed.
  const words = text.slice(0, SAMPLE).normalize('NFC').replace(NO_WORDS, ' ').toLowerCase();
  const letters = countLetters(words);
  const latin = letters.get('latin') ?? 0;
  letters.delete('latin');
  const total = [...letters.values()].reduce((sum, count) => sum + count, latin * LATIN_WEIGHT);
  if ((letters.get('ja') ?? 0) > total * MIN_KANA) return 'ja';
  const script = [...letters].find(([, count]) => count > 1 && count > total * MIN_SHARE)?.[0];
  return script ? neighbor(script, words) : detectLatinLanguage(words);
}

function countLetters(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  let block = BLOCKS[0];
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x61 || (unit > 0x7a && unit < 0xc0)) continue;
    if (block && unit >= block[0] && unit <= block[1]) {
      count++;
      continue;
    }
    if (block) counts.set(block[2], (counts.get(block[2]) ?? 0) + count);
    block = BLOCKS.find(([from, to]) => unit >= from && unit <= to);
    count = block ? 1 : 0;
  }
  if (block) counts.set(block[2], (counts.get(block[2]) ?? 0) + count);
  return counts;
}

function neighbor(lang: string, words: string): string {
  return SAME_SCRIPT_HINTS.find(([script, , letters]) => script === lang && letters.test(words))?.[1] ?? lang;
}

/** The language with the most common words, if it is ahead of the others. */
function detectLatinLanguage(words: string): string | null {
  const votes = new Map<string, number>();
  for (const [word] of words.matchAll(LATIN_WORD)) {
    for (const lang of LANGS_OF.get(word) ?? []) votes.set(lang, (votes.get(lang) ?? 0) + 1);
  }
  const [first, second] = [...votes].sort(([, a], [, b]) => b - a);
  if (!first || first[1] < MIN_WORDS || first[1] === second?.[1]) return null;
  return first[0];
}
