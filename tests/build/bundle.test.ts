import { describe, expect, test } from 'vitest';
import { firstLoad, gzipped, scripts } from './bundle.ts';

/** What must not be in the extension, whatever the sources look like: looked for in what users get. */
const targets = ['chrome', 'firefox'] as const;

/** Each with what it would mean. */
const NEVER: [what: string, pattern: RegExp][] = [
  ['code from text', /\beval\s*\(|\bnew\s+Function\b|\bFunction\s*\(\s*["'`]|=\s*Function\s*[;,)]/],
  ['a timer with code as text', /\bset(?:Timeout|Interval)\s*\(\s*["'`]/],
  [
    'a request',
    /\bfetch\s*\(|\bXMLHttpRequest\b|\bWebSocket\b|\bEventSource\b|\bsendBeacon\b|\bWebTransport\b|\bRTCPeerConnection\b|\bimportScripts\b/,
  ],
  ['a script from elsewhere', /\bimport\s*\(\s*(?!["'`]\.{1,2}\/)/],
  [
    'a document written',
    /\bdocument\.write(?:ln)?\s*\(|\binsertAdjacentHTML\b|\.outerHTML\s*=[^=]|\bcreateContextualFragment\b/,
  ],
  ['a back door for tests', /__test|__TEST__|FEEDGLASS_|\bvitest\b|window\.replay|__replay/],
  ['a path of the machine that built it', /file:\/\/\/|\/home\/|\/Users\/|[A-Z]:\\\\/],
  ['a source map', /sourceMappingURL=/],
];

describe.each(targets)('%s', (target) => {
  const all = scripts(target);

  test('there are scripts to check', () => {
    expect(all.map(([name]) => name)).toEqual(
      expect.arrayContaining(['background.js', 'content-scripts/square.js']),
    );
  });

  test.each(NEVER)('no %s', (_what, pattern) => {
    const found = all.flatMap(([name, text]) => {
      const at = text.search(pattern);
      return at < 0 ? [] : [`${name}: ${text.slice(Math.max(0, at - 40), at + 60)}`];
    });
    expect(found).toEqual([]);
  });

  test('innerHTML is only where Preact handles a property that we never give it', () => {
    for (const [name, text] of all) {
      const ours = text.replace(/dangerouslySetInnerHTML/g, '').match(/.{0,60}innerHTML.{0,12}/g) ?? [];
      const preact = ours.every((piece) => piece.includes('__html') || /&&\(\w+\.innerHTML=/.test(piece));
      expect({ name, preact }).toEqual({ name, preact: true });
      if (/^(?:background|content-scripts\/)/.test(name)) expect({ name, ours }).toEqual({ name, ours: [] });
    }
  });

  test('the content script has no framework and no schema library in it', () => {
    const content = all.find(([name]) => name === 'content-scripts/square.js')?.[1] ?? '';
    expect(content).not.toMatch(/ZodError|\$ZodType|__html|preact/);
  });
});

/** Budgets in bytes, gzipped. */
describe('size', () => {
  test('content script: 30 kB', () => {
    expect(gzipped('chrome', ['content-scripts/square.js'])).toBeLessThanOrEqual(30_000);
  });

  test('background: 80.1 kB, 8 of them the table of common words; it is read at every start of the worker', () => {
    expect(gzipped('chrome', ['background.js'])).toBeLessThanOrEqual(80_100);
  });

  test.each([
    ['popup.html', 60_000],
    ['library.html', 150_000],
  ])('first view of %s: %i', (page, budget) => {
    const needed = firstLoad('chrome', page);
    expect([...needed].filter((name) => name.endsWith('.js')).length).toBeGreaterThan(0);
    expect(gzipped('chrome', needed)).toBeLessThanOrEqual(budget);
  });
});
