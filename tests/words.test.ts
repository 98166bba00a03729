import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

/** Every word the interface asks for exists, in every language, with the same places for values. */
const PROJECT = fileURLToPath(new URL('..', import.meta.url));
const LOCALES = join(PROJECT, 'public', '_locales');

type Messages = Record<string, { message: string }>;
const messages = (locale: string): Messages =>
  JSON.parse(readFileSync(join(LOCALES, locale, 'messages.json'), 'utf8'));

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

test('every key the code asks for is there', () => {
  const asked = [...code.matchAll(/\bt\(\s*'([a-z0-9_]+)'|__MSG_(\w+?)__/g)].map(([, a, b]) => a ?? b ?? '');
  expect(asked.length).toBeGreaterThan(10);
  expect([...new Set(asked)].filter((key) => !Object.hasOwn(english, key))).toEqual([]);
});

test('every key is asked for', () => {
  // Some keys are put together: `bring_${kind}`, `${key}_later`.
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

const others = readdirSync(LOCALES).filter((locale) => locale !== 'en');
describe.each(others)('%s', (locale) => {
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
});
