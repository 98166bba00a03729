import { expect, test } from 'vitest';
import type { Settings } from '../../lib/settings.ts';
import { fresh, raw } from './helpers.ts';

/** The setting "how alike two texts must be" decides what is shown as a copy; the first two texts are its examples. */
const BTC = 'BTC broke 70k today after a quiet weekend, next stop 75k';
const EMOJI = `${BTC} 🚀`;
const PEPE = 'PEPE broke 0.01 today after a quiet weekend, next stop 0.02';
/** One form whose free text is more than half of it. */
const plan = (entry: string, target: string, stop: string, free: string) =>
  [
    'Trade plan for the evening session',
    `Buy zone around ${entry} on the four hour chart`,
    `Sell half near ${target} and trail the remainder`,
    `Give up below ${stop} without a second thought`,
    free,
  ].join('\n');
const PLAN = plan(
  '70,100',
  '71,250',
  '68,900',
  'Whales moved coins off the exchanges all night while funding stayed flat and shorts kept paying, so every dip gets bought by somebody with deep pockets and long patience, as we saw twice in spring and once before the holidays, when nobody believed in it either.',
);
const OTHER_PLAN = plan(
  '0.0123',
  '0.0135',
  '0.0111',
  'A silent chart with one clean breakout over its old range; volume came with the listing, holders grew by thousands, and nobody who missed the first leg wants to miss another one this month, least of all the people that sold too early and talk about little else now.',
);

async function kinds(strictness: Settings['strictness'], a: string, b: string, keep = true) {
  const { library, reader } = fresh();
  await library.setSettings({ strictness });
  await library.annotate([raw('10001', a)]);
  const [second] = await library.annotate([raw('10002', b)], keep);
  if (keep) expect(await reader.summary()).toMatchObject({ groups: 1 });
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
  ['loose', 'template'],
] as const)('%s: a form of which less than half is the same is %j', async (strictness, kind) => {
  expect(await kinds(strictness, PLAN, OTHER_PLAN)).toBe(kind);
  expect(await kinds(strictness, PLAN, OTHER_PLAN, false)).toBe(kind);
});

test('it changes what is shown of posts that are stored, and nothing that is stored', async () => {
  const { library, reader } = fresh();
  const posts = [raw('10001', BTC), raw('10002', PEPE)];
  await library.annotate(posts);
  const before = await reader.group('g:10001');
  expect(before?.posts).toHaveLength(2);
  await library.setSettings({ strictness: 'strict' });
  expect((await library.annotate(posts)).map(({ copy }) => copy)).toEqual([null, null]);
  expect((await reader.group('g:10001'))?.group).toEqual(before?.group);
  await library.setSettings({ strictness: 'normal' });
  expect((await library.annotate(posts)).map(({ copy }) => copy?.kind)).toEqual(['template', 'template']);
});

test('a rejected pair stays apart at every strictness', async () => {
  const { library, reader } = fresh();
  await library.setSettings({ strictness: 'loose' });
  await library.annotate([raw('10001', BTC), raw('10002', PEPE)]);
  expect((await reader.summary()).groups).toBe(1);
  await library.setVerdict({ a: '10001', b: '10002', copy: false });
  await library.annotate([raw('10002', `${PEPE} And it rained.`)]);
  expect((await reader.summary()).groups).toBe(0);
});
