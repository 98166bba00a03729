import { EDITS, partial30, plain, type Supply, trailer } from './copies-edits.ts';
import { type Base, base, corpus, LANGUAGES, sentence, Tongue } from './copies-texts.ts';
import { Random } from './random.ts';

export interface Labelled {
  id: string;
  text: string;
}

/** A text that repeats a source, with the edit that made it. */
export interface Variant extends Labelled {
  source: string;
  edit: string;
}

/** Two texts that must not be called copies. */
export interface Negative {
  kind: string;
  a: Labelled;
  b: Labelled;
}

export interface LabelledSet {
  sources: Labelled[];
  background: Labelled[];
  variants: Variant[];
  /** Pieces of a source in other text: reported apart. */
  excerpts: Variant[];
  negatives: Negative[];
}

const INVENTED = '-';
const LANGS = ['en', 'en', 'en', 'zh', 'zh', ...LANGUAGES, INVENTED, INVENTED, INVENTED, INVENTED];

const words = (text: string) => (text.match(/[\p{Script=Han}]|[\p{L}\p{N}]+/gu) ?? []).length;

/**
 * Make a labeled set: `size` posts in all, each source edited in every way.
 *
 * @param options.real Use genuine posts too, where present.
 */
export function labelledSet(
  seed: number,
  size: number,
  {
    sources: wanted = 400,
    real = true,
    langs = LANGS,
  }: { sources?: number; real?: boolean; langs?: string[] } = {},
): LabelledSet {
  const random = new Random(seed);
  const tongue = new Tongue(random);
  const genuine = real ? random.shuffle(corpus()) : [];
  let serial = 0;
  const label = (text: string, prefix: string): Labelled => ({ id: `${prefix}${serial++}`, text });

  const bases: Base[] = [];
  while (bases.length < wanted) {
    const next =
      genuine.length > 0 && random.chance(0.3) ? genuine.pop() : base(random.pick(langs), tongue, random);
    if (next && words(plain(next).replace(/[$#@]\S+/g, ' ')) >= 10) bases.push(next);
  }
  const sources = bases.map((from) => label(finish(plain(from), from, random), 's'));

  const supplyFor = ({ lang }: Base): Supply => {
    const near = LANGUAGES.find((known) => lang.startsWith(known)) ?? (lang === INVENTED ? INVENTED : 'en');
    const fresh = () => sentence(near, tongue, random);
    const word = () => {
      const text = fresh();
      return random.pick(near === 'zh' ? (text.match(/\p{Script=Han}/gu) ?? [text]) : text.split(/\s+/));
    };
    return { random, sentence: fresh, word };
  };

  const variants: Variant[] = [];
  const excerpts: Variant[] = [];
  bases.forEach((from, i) => {
    const supply = supplyFor(from);
    const source = (sources[i] as Labelled).id;
    for (const [edit, make] of Object.entries(EDITS)) {
      const text = make(from, supply);
      if (text !== null && words(text) >= 8) variants.push({ ...label(text, 'v'), source, edit });
    }
    const part = partial30(from, supply);
    if (part !== null) excerpts.push({ ...label(part, 'v'), source, edit: 'partial30' });
  });

  const negatives = negativePairs(Math.ceil(wanted / 4), random, tongue, label);
  const background: Labelled[] = genuine.map((from) => label(plain(from), 'b'));
  const shared = disclaimers(random, tongue);
  while (background.length + sources.length < size) {
    const from = base(random.pick(langs), tongue, random);
    let text = finish(plain(from), from, random);
    if (random.chance(0.03)) text += `\n${random.pick(shared)}`;
    background.push(label(text, 'b'));
  }
  return { sources, background, variants, excerpts, negatives };
}

/** Half of the posts end in tags, as posts do. */
function finish(text: string, { lang }: Base, random: Random): string {
  return random.chance(0.5) ? `${text}\n${trailer({ random, sentence: () => '', word: () => lang })}` : text;
}

/** Sentences that many strangers append. */
function disclaimers(random: Random, tongue: Tongue): string[] {
  const make = (lang: string) => `${sentence(lang, tongue, random)} ${sentence(lang, tongue, random)}`;
  return [
    'This is not financial advice. Always do your own research before you invest a single cent.',
    'Disclaimer: trading involves substantial risk of loss and is not suitable for every investor. Past performance does not guarantee future results.',
    '以上内容仅供参考，不构成任何投资建议。请务必自行研究并控制好仓位风险。',
    ...Array.from({ length: 17 }, () => make(random.pick(LANGS))),
  ];
}

function negativePairs(
  count: number,
  random: Random,
  tongue: Tongue,
  label: (text: string, prefix: string) => Labelled,
): Negative[] {
  const shared = disclaimers(random, tongue);
  const pairs: Negative[] = [];
  const add = (kind: string, a: string, b: string) =>
    pairs.push({ kind, a: label(a, 'n'), b: label(b, 'n') });
  const text = (lang: string, sentences = 3 + random.int(5)) =>
    Array.from({ length: sentences }, () => sentence(lang, tongue, random)).join(' ');

  for (let i = 0; i < count; i++) {
    const lang = random.pick(LANGS);
    const tags = trailer({ random, sentence: () => '', word: () => '' });
    const campaign = `@${tongue.word(random)} $${tongue.word(random).toUpperCase()}`;
    add('same_author_campaign', `${text(lang)} ${campaign} #${lang}`, `${text(lang)} ${campaign} #${lang}`);
    add('same_trailer', `${text(lang)}\n${tags}`, `${text(lang)}\n${tags}`);
    const inline = (t: string) => t.replace(/[.。]/g, (c) => ` ${campaign}${c}`);
    add('same_inline_tags', inline(text(lang)), inline(text(lang)));
    const topic = topical(lang, tongue, random);
    add('same_topic', topic(), topic());
    const phrase = random.pick([
      'GM',
      'bullish $BTC',
      'gm everyone ☀️',
      'To the moon 🚀🚀',
      'buy the dip',
      '早安',
      '大家早上好',
      'WAGMI $ETH #eth',
    ]);
    add('stock_phrase', phrase, phrase);
    const small = random.pick(shared);
    add('boilerplate', `${text(lang)}\n${small}`, `${text(lang)}\n${small}`);
    const quote = text(lang, 2);
    add('shared_quote', `${text(lang)} "${quote}" ${text(lang)}`, `${text(lang)} "${quote}" ${text(lang)}`);
  }
  return pairs;
}

/** Two people on one subject: the same few words over and over, in other sentences. */
function topical(lang: string, tongue: Tongue, random: Random): () => string {
  const cut = (text: string) => (lang === 'zh' ? (text.match(/.{1,3}/gu) ?? []) : text.split(' '));
  const subjects = Array.from({ length: 12 }, () => random.pick(cut(sentence(lang, tongue, random))));
  return () =>
    Array.from({ length: 3 + random.int(5) }, () => {
      const parts = cut(sentence(lang, tongue, random));
      for (let i = 0; i < parts.length / 3; i++) parts[random.int(parts.length)] = random.pick(subjects);
      return parts.join(lang === 'zh' ? '' : ' ');
    }).join(' ');
}

/** A flood: `originals` posts, each with `copies` edited copies, as a shuffled stream with other posts between. */
export function flood(seed: number, originals: number, copies: number, others: number): Variant[] {
  const random = new Random(seed);
  const tongue = new Tongue(random);
  const stream: Variant[] = [];
  const first: Variant[] = [];
  for (let i = 0; i < originals; i++) {
    const from = base(LANGS[i * 3] as string, tongue, random);
    while (from.paragraphs.flat().length < 4) from.paragraphs.push([sentence(from.lang, tongue, random)]);
    const source = `f${i}`;
    first.push({ id: source, text: plain(from), source, edit: 'first' });
    const supply: Supply = {
      random,
      sentence: () => sentence(from.lang, tongue, random),
      word: () => random.pick(sentence(from.lang, tongue, random).split(/\s+/)),
    };
    const edits = [
      'trailer',
      'emoji',
      'sent_added',
      'sent_removed',
      'para05',
      'para10',
      'combined',
      'reorder',
    ];
    for (let k = 0; k < copies; k++) {
      const edit = random.pick(edits);
      const text = EDITS[edit]?.(from, supply) ?? plain(from);
      stream.push({ id: `f${i}-${k}`, text, source, edit });
    }
  }
  for (let i = 0; i < others; i++) {
    const from = base(random.pick(LANGS), tongue, random);
    stream.push({ id: `o${i}`, text: plain(from), source: `o${i}`, edit: 'other' });
  }
  return [...first, ...random.shuffle(stream)];
}
