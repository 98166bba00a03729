import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { formatCount } from '../components/format.ts';
import { LOCALES, loadMessages } from '../lib/i18n/locales.ts';
import { type MessageKey, setMessages, tPlural } from '../lib/i18n/translate.ts';

/** Every word the interface asks for exists, in every language, with the same places for values. */
const PROJECT = fileURLToPath(new URL('..', import.meta.url));
const LOCALES_DIR = join(PROJECT, 'public', '_locales');

type Messages = Record<string, { message: string }>;
const messages = (locale: string): Messages =>
  JSON.parse(readFileSync(join(LOCALES_DIR, locale, 'messages.json'), 'utf8'));

const sources = ['entrypoints', 'components', 'lib', 'wxt.config.ts'].flatMap((top) =>
  top.includes('.')
    ? [join(PROJECT, top)]
    : readdirSync(join(PROJECT, top), { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.tsx?$/.test(name))
        .map((name) => join(PROJECT, top, name)),
);
const code = sources.map((file) => readFileSync(file, 'utf8')).join('\n');
const english = messages('en');
const placesOf = (text: string) => [...new Set(text.match(/\$[1-9]/g))].sort();

test('a key that is not in the English table does not compile', () => {
  // @ts-expect-error -- no such message
  const key: MessageKey = 'strip_why_listed';
  expect(Object.hasOwn(english, key)).toBe(false);
});

test('every key in the manifest exists', () => {
  const named = [...code.matchAll(/__MSG_(\w+?)__/g)].map(([, key]) => key ?? '');
  expect(named.length).toBeGreaterThan(2);
  expect(named.filter((key) => !Object.hasOwn(english, key))).toEqual([]);
});

test('every key is used', () => {
  // Some keys are put together: `import_${kind}`, `${key}_later`.
  const starts = [...code.matchAll(/`([a-z0-9_]+_)\$\{/g)].map(([, start]) => start ?? '');
  const ends = [...code.matchAll(/\$\{\w+\}(_[a-z0-9_]+)`/g)].map(([, end]) => end ?? '');
  const literal = new Set(
    [...code.matchAll(/['"`]([a-z0-9_]+)['"`]|__MSG_(\w+?)__/g)].map(([, a, b]) => a ?? b),
  );
  const used = (key: string) =>
    literal.has(key) ||
    starts.some((start) => key.startsWith(start)) ||
    ends.some((end) => key.endsWith(end) && literal.has(key.slice(0, -end.length)));
  expect(Object.keys(english).filter((key) => !used(key))).toEqual([]);
});

const locales = readdirSync(LOCALES_DIR);
test('the locale folders are the languages of the settings', () => {
  expect(locales.sort()).toEqual(Object.keys(LOCALES).sort());
});

test.each(locales)('%s: no sign that a browser takes for a placeholder', (locale) => {
  const strange = Object.entries(messages(locale)).filter(([, { message }]) => /\$(?![1-9])/.test(message));
  expect(strange.map(([key]) => key)).toEqual([]);
});

// The stores' own limit for a summary; Chrome's is the shortest.
test.each(locales)('%s: the description is at most 132 characters', (locale) => {
  expect(messages(locale).extension_description?.message.length).toBeLessThanOrEqual(132);
});

/** The forms of a text, `one: … | other: …`, by name; none when it has only one. */
const formsOf = (text: string) =>
  text.split(' | ').flatMap((part) => /^(zero|one|two|few|many|other): /.exec(part)?.[1] ?? []);

test.each(locales)('%s: the forms of a text are those its language has, with one for the rest', (locale) => {
  const { pluralCategories } = new Intl.PluralRules(locale.replace('_', '-')).resolvedOptions();
  const wrong = Object.entries(messages(locale)).filter(([, { message }]) => {
    const forms = formsOf(message);
    if (forms.length === 0) return message.includes(' | ');
    return !forms.includes('other') || forms.some((form) => !pluralCategories.includes(form as 'one'));
  });
  expect(wrong.map(([key]) => key)).toEqual([]);
});

test('a message with plural forms is used with tPlural', () => {
  const texts = locales.flatMap((locale) => Object.entries(messages(locale)));
  const counted = new Set(texts.flatMap(([key, { message }]) => (formsOf(message).length > 0 ? [key] : [])));
  const plain = [...code.matchAll(/\bt\(\s*'([a-z0-9_]+)'/g)].map(([, key]) => key ?? '');
  expect(counted.size).toBeGreaterThan(10);
  expect(plain.filter((key) => counted.has(key))).toEqual([]);
});

describe('a number chooses the form', () => {
  afterEach(() => setMessages(null));

  test.each([
    ['en', ['0 posts', '1 post', '2 posts', '1,204 posts']],
    ['ru', ['0 постов', '1 пост', '2 поста', '1\u00a0204 поста']],
    ['ar', ['لا منشورات', 'منشور واحد', 'منشوران', '1,204 منشورات']],
    ['pt_BR', ['0 post', '1 post', '2 posts', '1.204 posts']],
    ['zh_CN', ['0 篇帖子', '1 篇帖子', '2 篇帖子', '1,204 篇帖子']],
  ] as const)('%s', async (locale, expected) => {
    setMessages(await loadMessages(locale));
    expect([0, 1, 2, 1204].map((size) => formatCount('posts_count', size))).toEqual(expected);
  });

  test('a value with a bar or a dollar in it stays as it is', () => {
    setMessages({ locale_tag: 'en', export_done: 'one: $1 post to $2 | other: $1 posts to $2' });
    expect(tPlural('export_done', 1, '1', 'a | other: $1.json')).toBe('1 post to a | other: $1.json');
  });

  test('unknown is a dash', async () => {
    setMessages(await loadMessages('en'));
    expect(formatCount('posts_count', null)).toBe('– posts');
  });
});

describe.each(locales.filter((locale) => locale !== 'en'))('%s', (locale) => {
  const own = messages(locale);

  test('has the same keys as English', () => {
    expect(Object.keys(own).sort()).toEqual(Object.keys(english).sort());
  });

  test('has a text with the same values for each', () => {
    const wrong = Object.keys(english).filter((key) => {
      const text = own[key]?.message ?? '';
      return text.trim() === '' || placesOf(text).join() !== placesOf(english[key]?.message ?? '').join();
    });
    expect(wrong).toEqual([]);
  });

  test('leaves no sentence in English', () => {
    const same = Object.entries(own)
      .filter(([key, { message }]) => message === english[key]?.message && / /.test(message))
      .map(([key]) => key);
    // Names, and what other languages write as English does.
    const alike = [
      'export_format_coortweet',
      'strip_role_title',
      'posts_count',
      'figure_posts',
      'figure_tickers',
      'report_filter',
      'report_number',
    ];
    expect(same.filter((key) => !alike.includes(key))).toEqual([]);
  });

  test('names itself and its direction', () => {
    expect(own.locale_tag?.message).toBe(locale.replace('_', '-'));
    expect(own.locale_dir?.message).toBe(locale === 'ar' ? 'rtl' : 'ltr');
  });
});
