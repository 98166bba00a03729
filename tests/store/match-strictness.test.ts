import { expect, test } from 'vitest';
import type { Settings } from '../../lib/settings.ts';
import { fresh, raw } from './helpers.ts';

/** The setting "how alike two texts must be" decides what counts as a copy; the first two texts are its examples. */
const BTC = 'BTC broke 70k today, next stop 75k';
const EMOJI = 'BTC broke 70k today, next stop 75k 🚀';
const PEPE = 'PEPE broke 0.01 today, next stop 0.02';
const LONG =
  'Watched the lending market on the old exchange all morning: deposits fell by a third, the borrowing rate doubled and nobody on the team has said one word about the reserves or the audit.';
const HALF =
  'Nobody on the team has said one word to my cousin, though the soup boiled over while the cat slept. Deposits fell by a third at the wedding, and beneath the window in the sun we all watched the lending market.';

async function kinds(strictness: Settings['strictness'], a: string, b: string, keep = true) {
  const { library } = fresh();
  await library.setSettings({ strictness });
  await library.annotate([raw('10001', a)]);
  const [second] = await library.annotate([raw('10002', b)], keep);
  return second?.copy?.kind ?? null;
}

test.each([
  ['strict', EMOJI, 'exact'],
  ['strict', PEPE, null],
  ['normal', EMOJI, 'exact'],
  ['normal', PEPE, 'template'],
  ['loose', PEPE, 'template'],
] as const)('%s: beside the example, %j is %j', async (strictness, text, kind) => {
  expect(await kinds(strictness, BTC, text)).toBe(kind);
  expect(await kinds(strictness, BTC, text, false)).toBe(kind);
});

test.each([
  ['strict', null],
  ['normal', null],
  ['loose', 'near'],
] as const)('%s: a text of which half the words are the same is %j', async (strictness, kind) => {
  expect(await kinds(strictness, LONG, HALF)).toBe(kind);
  expect(await kinds(strictness, LONG, HALF, false)).toBe(kind);
});

test('a rejected pair stays apart at every strictness', async () => {
  const { library, reader } = fresh();
  await library.setSettings({ strictness: 'loose' });
  await library.annotate([raw('10001', LONG), raw('10002', HALF)]);
  expect((await reader.summary()).groups).toBe(1);
  await library.setVerdict({ a: '10001', b: '10002', copy: false });
  await library.annotate([raw('10002', `${HALF} And it rained.`)]);
  expect((await reader.summary()).groups).toBe(0);
});
