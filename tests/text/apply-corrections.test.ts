import { expect, test } from 'vitest';
import type { Correction } from '../../lib/post.ts';
import { applyCorrections } from '../../lib/text/roles/apply-corrections.ts';
import { toPost } from '../../lib/text/to-post.ts';
import { othersOf, rawPost, rolesOf } from './raw.ts';

const post = toPost(rawPost('SOL rises.\n$SOL $__proto__ $XRP #ETH', { id: '330020877222706' }));
const word = (code: string, role: Correction['role'], at = 1, id = post.id): Correction => ({
  id,
  code,
  role,
  at: `2026-06-0${at}T10:00:00.000Z`,
});

test('the word replaces the role, with its reason, and no other', () => {
  const corrected = applyCorrections(post, [word('XRP', 'discussed')]);
  expect(rolesOf(corrected)).toBe('SOL:discussed __PROTO__:appended XRP:discussed');
  expect(corrected.cashtags[2]?.reason).toEqual({ why: 'corrected' });
  expect(corrected.cashtags[2]?.at).toBe(post.cashtags[2]?.at);
});

test('it wins over every other ticker too, however its code is spelt', () => {
  const corrected = applyCorrections(post, [word('ETH', 'discussed'), word('__PROTO__', 'unsupported')]);
  expect(othersOf(corrected)).toBe('ETH:discussed:hashtag');
  expect(rolesOf(corrected)).toBe('SOL:discussed __PROTO__:unsupported XRP:appended');
});

test('of two words the later wins, in any order', () => {
  const words = [word('XRP', 'topic', 3), word('XRP', 'discussed', 2)];
  expect(rolesOf(applyCorrections(post, words))).toContain('XRP:topic');
  expect(rolesOf(applyCorrections(post, words.toReversed()))).toContain('XRP:topic');
});

test('words on other posts and unknown codes change nothing', () => {
  expect(applyCorrections(post, [word('XRP', 'topic', 1, '330020877222707')])).toBe(post);
  expect(rolesOf(applyCorrections(post, [word('NONE', 'topic')]))).toBe(rolesOf(post));
});

test('the post itself stays as it was, and a second time changes nothing', () => {
  const before = structuredClone(post);
  const once = applyCorrections(post, [word('XRP', 'discussed')]);
  expect(post).toEqual(before);
  expect(applyCorrections(once, [word('XRP', 'discussed')])).toEqual(once);
});
