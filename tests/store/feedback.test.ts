import { expect, test } from 'vitest';
import { Connection } from '../../lib/store/db/connection.ts';
import { readAllFeedback } from '../../lib/store/write/feedback.ts';
import { at, fresh, raw } from './helpers.ts';

/** What an import brought of the user's words is taken back with it. */
const word = (hour: number, copy: boolean) => ({ a: '10001', b: '10002', copy, at: at(hour) });
const role = (hour: number, code: string) =>
  ({ id: '10001', code, role: 'discussed', at: at(hour), was: null }) as never;

async function library() {
  const made = fresh();
  await made.library.annotate([raw('10001', 'a first post about $BTC $ETH'), raw('10002', 'a second one')]);
  const bring = (verdicts: ReturnType<typeof word>[], corrections: never[], key: string | null = null) =>
    made.library.importPosts({ posts: [], verdicts, corrections, seenAt: at(1) }, {}, key);
  return { ...made, bring, said: () => readAllFeedback(new Connection(made.name)) };
}

test('undo removes imported verdicts and restores the ones they replaced', async () => {
  const { library: own, bring, said } = await library();
  await bring([word(1, false)], [role(1, 'BTC')]);
  const before = await said();
  await bring([word(2, true)], [role(2, 'BTC'), role(2, 'ETH')], 'second');
  expect(await said()).not.toEqual(before);
  expect(await own.undoImport('second')).toBe(true);
  expect(await said()).toEqual(before);
});

test('undo keeps verdicts made after the import', async () => {
  const { library: own, bring, said } = await library();
  await bring([word(2, true)], [role(2, 'BTC')], 'first');
  await bring([word(3, false)], [role(3, 'BTC')]);
  expect(await own.undoImport('first')).toBe(true);
  expect(await own.undoImport('first')).toBe(false);
  expect(await said()).toEqual({ verdicts: [word(3, false)], corrections: [role(3, 'BTC')] });
});
