import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LOCALES } from '../../lib/locales.ts';
import english from '../../public/_locales/en/messages.json' with { type: 'json' };

/** The words of the interface: every language has them all, and the source asks for none that is not there. */
type Messages = Record<string, { message: string }>;

const root = new URL('../../', import.meta.url).pathname;
const folder = join(root, 'public/_locales');
const locales = readdirSync(folder);
const words = (locale: string): Messages =>
  JSON.parse(readFileSync(join(folder, locale, 'messages.json'), 'utf8'));
const placeholders = (text: string) => (text.match(/\$\d/g) ?? []).sort();

test('the folders are the languages that the settings offer', () => {
  expect(locales.sort()).toEqual(Object.keys(LOCALES).sort());
});

describe.each(locales.filter((locale) => locale !== 'en'))('%s', (locale) => {
  const own = words(locale);

  test('has the same keys as English', () => {
    expect(Object.keys(own).sort()).toEqual(Object.keys(english).sort());
  });

  test('has the same placeholders in each text', () => {
    const differing = Object.entries(english as Messages).filter(
      ([key, { message }]) => placeholders(own[key]?.message ?? '').join() !== placeholders(message).join(),
    );
    expect(differing.map(([key]) => key)).toEqual([]);
  });

  test('leaves no text empty, and only names in English', () => {
    const same = Object.entries(own)
      .filter(([key, { message }]) => message === (english as Messages)[key]?.message && / /.test(message))
      .map(([key]) => key);
    expect(Object.values(own).filter(({ message }) => message.trim() === '')).toEqual([]);
    // Names, and what Portuguese writes as English does.
    const alike = ['take_format_coortweet', 'strip_role_title', 'copies_count', 'posts_count'];
    expect(same.filter((key) => !alike.includes(key))).toEqual([]);
  });

  test('names itself and its direction', () => {
    expect(own.locale_tag?.message).toBe(locale.replace('_', '-'));
    expect(own.locale_dir?.message).toBe(locale === 'ar' ? 'rtl' : 'ltr');
  });
});

test.each(locales)('%s: no sign that a browser takes for a placeholder', (locale) => {
  const strange = Object.entries(words(locale)).filter(([, { message }]) => /\$(?![1-9])/.test(message));
  expect(strange.map(([key]) => key)).toEqual([]);
});

/** Every source file of ours. */
function sources(path: string): string[] {
  return readdirSync(join(root, path), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? sources(join(path, entry.name))
      : /\.tsx?$/.test(entry.name)
        ? [readFileSync(join(root, path, entry.name), 'utf8')]
        : [],
  );
}

describe('the source', () => {
  const source = ['components', 'entrypoints', 'lib'].flatMap(sources).join('\n');
  const config = readFileSync(join(root, 'wxt.config.ts'), 'utf8');
  const keys = Object.keys(english);

  test('asks only for words that there are', () => {
    const asked = [...source.matchAll(/\bt\(\s*'([a-z_0-9]+)'/g)].map(([, key]) => key);
    expect(asked.length).toBeGreaterThan(200);
    expect([...new Set(asked)].filter((key) => !keys.includes(key ?? ''))).toEqual([]);
  });

  test('asks with a made-up key only where some key begins so', () => {
    const prefixes = [...source.matchAll(/\bt\(\s*`([a-z_0-9]+_)\$\{/g)].map(([, prefix]) => prefix ?? '');
    expect(prefixes.length).toBeGreaterThan(3);
    expect(prefixes.filter((prefix) => !keys.some((key) => key.startsWith(prefix)))).toEqual([]);
  });

  test('uses every word', () => {
    const prefixes = [...source.matchAll(/`([a-z_0-9]+_)\$\{/g)].map(([, prefix]) => prefix ?? '');
    const suffixes = [...source.matchAll(/\$\{[^}]*\}(_[a-z_]+)`/g)].map(([, suffix]) => suffix ?? '');
    const unused = keys.filter(
      (key) =>
        !source.includes(`'${key}'`) &&
        !config.includes(`__MSG_${key}__`) &&
        !prefixes.some((prefix) => key.startsWith(prefix)) &&
        !suffixes.some((suffix) => key.endsWith(suffix)),
    );
    expect(unused).toEqual([]);
  });
});
