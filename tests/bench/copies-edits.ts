import type { Base } from './copies-texts.ts';
import type { Random } from './random.ts';

/** What an edit may draw on: sentences and words that no other post of the set has or that all have. */
export interface Supply {
  random: Random;
  /** A fresh sentence in the language of the text. */
  sentence: () => string;
  /** A word of the same language, by its frequency. */
  word: () => string;
}

type Edit = (base: Base, supply: Supply) => string | null;

const TICKERS = [
  'BTC',
  'ETH',
  'SOL',
  'PEPE',
  'WIF',
  'BONK',
  'ARB',
  'TIA',
  'OPG',
  'NEWT',
  'ARX',
  'RE',
  'XRP',
  'ADA',
];
const EMOJI = ['🚀', '🔥', '💎', '👀', '📈', '✅', '⚠️', '🇻🇳', '👨‍👩‍👧', '🧵'];
const TWINS: Record<string, string> = { a: 'а', c: 'с', e: 'е', o: 'о', p: 'р', x: 'х', i: 'і', y: 'у' };
const INVISIBLE = ['\u200b', '\u200d', '\u2060', '\u00ad', '\u034f', '\ufeff'];

export const join = (paragraphs: readonly (readonly string[])[], gap = '\n\n') =>
  paragraphs.map((sentences) => sentences.join(' ')).join(gap);

export const plain = ({ paragraphs }: Base) => join(paragraphs);

const isUnspaced = (text: string) =>
  /[\u4e00-\u9fff]/.test(text) && text.split(/\s+/).length < text.length / 8;
const units = (text: string) => (isUnspaced(text) ? [...text] : text.split(/(?<=\s)/));

export const trailer = ({ random }: Supply) =>
  random
    .shuffle(TICKERS)
    .slice(0, 2 + random.int(3))
    .map((code) => random.pick(['$', '#', '$']) + code)
    .join(' ');

/** Replace, drop or insert a share of the words. */
function reword(text: string, share: number, supply: Supply): string {
  const { random, word } = supply;
  const parts = units(text);
  const wordy = parts.flatMap((part, i) => (/[\p{L}\p{N}]/u.test(part) ? [i] : []));
  const count = Math.max(1, Math.round(wordy.length * share));
  for (const at of random.shuffle(wordy).slice(0, count)) {
    const part = parts[at] as string;
    const tail = /\s*$/.exec(part)?.[0] ?? '';
    const fresh = isUnspaced(text) ? random.pick([...word()]) : word();
    const kind = random.next();
    parts[at] =
      kind < 0.7
        ? fresh + tail
        : kind < 0.85
          ? ''
          : `${part}${tail === '' && !isUnspaced(text) ? ' ' : ''}${fresh}${tail}`;
  }
  return parts.join('');
}

const count = ({ paragraphs }: Base) => paragraphs.reduce((sum, sentences) => sum + sentences.length, 0);

/** The base without, or with another, sentence number `at`. */
function change(base: Base, at: number, by: string[]): string[][] {
  let seen = 0;
  return base.paragraphs
    .map((sentences) => sentences.flatMap((sentence) => (seen++ === at ? by : [sentence])))
    .filter((sentences) => sentences.length > 0);
}

const paraphrase =
  (share: number): Edit =>
  (base, supply) =>
    reword(plain(base), share, supply);

function decorate(text: string, random: Random, sign: () => string): string {
  const words = text.split(' ');
  for (let i = 0; i < 1 + words.length / 12; i++) words.splice(random.int(words.length + 1), 0, sign());
  return words.join(' ');
}

/** Every way of repeating a text; `null` where the text does not allow it. */
export const EDITS: Record<string, Edit> = {
  identical: (base) => plain(base),
  whitespace: (base, { random }) =>
    plain(base).replace(/ /g, () => random.pick([' ', '  ', '\u00a0', ' \n'])),
  flatten: (base) => join(base.paragraphs, ' '),
  trailer: (base, supply) => `${plain(base)}\n${trailer(supply)}`,
  emoji: (base, { random }) => decorate(plain(base), random, () => random.pick(EMOJI)),
  url: (base, { random }) =>
    `${plain(base)} ${random.pick(['https://bit.ly/', 't.me/', 'https://www.example.org/a?b='])}${random.int(1e9).toString(36)}`,
  unicode: (base, { random }) =>
    [...plain(base)]
      .map((c) =>
        TWINS[c] && random.chance(0.3) ? TWINS[c] : random.chance(0.08) ? c + random.pick(INVISIBLE) : c,
      )
      .join(''),
  case_punct: (base, { random }) => {
    const text = plain(base).replace(/[.,!?]/g, (c) => random.pick([c, '!', '', ' —', '...']));
    return random.chance(0.5) ? text.toUpperCase() : text.toLowerCase();
  },
  title: (base, supply) => `${supply.sentence().replace(/[.。]$/, '')}\n\n${plain(base)}`,
  chrome: (base, { random }) =>
    `Trader_${random.int(9999)} · Follow\n${1 + random.int(23)}h\n${plain(base)}\nShow more\n${random.int(99)} ${random.int(99)} Share`,
  sent_removed: (base, { random }) =>
    count(base) < 3 ? null : join(change(base, random.int(count(base)), [])),
  sent_added: (base, supply) => {
    const at = supply.random.int(count(base));
    return join(change(base, at, [base.paragraphs.flat()[at] as string, supply.sentence()]));
  },
  reorder: (base, { random }) => (count(base) < 3 ? null : random.shuffle(base.paragraphs.flat()).join(' ')),
  first_para_removed: (base) => {
    const rest = base.paragraphs.slice(1);
    return rest.length > 0 && rest.flat().length >= count(base) / 2 ? join(rest) : null;
  },
  para05: paraphrase(0.05),
  para10: paraphrase(0.1),
  para20: paraphrase(0.2),
  para30: paraphrase(0.3),
  template: (base, { random }) => {
    const before = plain(base);
    const after = before
      .replace(/\$[A-Z]{2,}/g, () => `$${random.pick(TICKERS)}`)
      .replace(/\d+(?:[.,]\d+)*/g, () => `${random.int(9000) / 10}`)
      .replace(/@\w+/g, () => `@user${random.int(999)}`);
    return after === before ? null : after;
  },
  combined: (base, supply) => {
    const at = supply.random.int(count(base));
    const cut =
      count(base) > 3
        ? change(base, at, supply.random.chance(0.5) ? [] : [supply.sentence()])
        : base.paragraphs;
    return `${supply.random.pick(EMOJI)} ${reword(join(cut, ' '), 0.1, supply)} ${trailer(supply)}`;
  },
  truncated: (base, { random }) => {
    const parts = units(plain(base));
    const kept = parts.slice(0, Math.floor(parts.length * (0.3 + random.next() * 0.4)));
    return kept.length < 25 ? null : `${kept.join('').trim()}...`;
  },
  preview: (base) => {
    const parts = units(plain(base));
    return parts.length < 250 ? null : `${parts.slice(0, 40).join('').trim()}… Show more`;
  },
  quoted: (base, supply) => {
    const own = () => Array.from({ length: 1 + supply.random.int(3) }, supply.sentence).join(' ');
    return `${own()}\n"${plain(base)}"\n${own()}`;
  },
};

/** A third of a text in twice as much other text: an excerpt, reported apart. */
export const partial30: Edit = (base, supply) => {
  const all = base.paragraphs.flat();
  if (all.length < 6) return null;
  const size = Math.round(all.length * 0.3);
  const start = supply.random.int(all.length - size);
  const fresh = Array.from({ length: size * 2 }, supply.sentence);
  return [...fresh.slice(0, size), ...all.slice(start, start + size), ...fresh.slice(size)].join(' ');
};
