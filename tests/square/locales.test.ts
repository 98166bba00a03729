import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { isSquareUrl, ORIGIN } from '../../lib/square/hosts.ts';
import { surfaceFromUrl } from '../../lib/square/surface.ts';
import { handleFromUrl, postIdFromUrl } from '../../lib/square/urls.ts';
import { classifySender } from '../../lib/worker/permissions.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const senderAt = (url: string) =>
  classifySender(
    { id: 'us', url, frameId: 0, tab: { id: 1 } },
    { id: 'us', origin: 'chrome-extension://us' },
  );

describe('every reader of addresses accepts the same locales', () => {
  test.each(['', '/en', '/zh-CN', '/zh-TC', '/es-LA', '/fil', '/pt-BR'])('%s/square', (locale) => {
    const page = `${ORIGIN}${locale}/square`;
    expect(isSquareUrl(page)).toBe(true);
    expect(senderAt(page)).toBe('page');
    expect(surfaceFromUrl(page)).toBe('home');
    expect(surfaceFromUrl(`${page}/hashtag/x`)).toBe('hashtag');
    expect(postIdFromUrl(`${page}/post/330020877222706`)).toBe('330020877222706');
    expect(handleFromUrl(`${page}/profile/bob`)).toBe('bob');
  });

  test.each(['/english', '/e', '/en-', '/en/en', '/12', '/en-LATIN1'])('not %s/square', (locale) => {
    const page = `${ORIGIN}${locale}/square`;
    expect(isSquareUrl(page)).toBe(false);
    expect(senderAt(page)).toBeNull();
    expect(surfaceFromUrl(page)).toBeNull();
    expect(postIdFromUrl(`${page}/post/330020877222706`)).toBeNull();
  });
});

test('the host of the site is written in one file', () => {
  const sources = ['lib', 'components', 'entrypoints'].flatMap((top) =>
    readdirSync(join(PROJECT, top), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => join(top, name)),
  );
  expect(sources.length).toBeGreaterThan(150);
  const naming = sources.filter((file) =>
    /www\\?\.binance|'binance-square'/.test(readFileSync(join(PROJECT, file), 'utf8')),
  );
  expect(naming.sort()).toEqual(['lib/post-enums.ts', 'lib/square/hosts.ts']);
});
