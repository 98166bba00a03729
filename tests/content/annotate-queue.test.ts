import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { AnnotateQueue, BATCH, type SendFn } from '../../entrypoints/square.content/posts/annotate-queue.ts';
import { MAX_BATCH } from '../../lib/messages.ts';
import type { Annotation, RawPost } from '../../lib/post.ts';
import type { SendResult } from '../../lib/send-with-retry.ts';

type Question = { surface: string; posts: RawPost[] };
type Reply = (question: Question) => SendResult<Annotation[]>;

const raw = (id: string, surface: RawPost['surface'] = 'home', text = id) =>
  ({ id, surface, text }) as RawPost;
const heard = ({ posts }: Question): SendResult<Annotation[]> => ({
  ok: true,
  value: posts.map(({ id }) => ({ id: id ?? '', saved: false, note: '', tags: [], tickers: [], copy: null })),
});
const refuse = (error: string): SendResult<Annotation[]> =>
  ({ ok: false, error }) as SendResult<Annotation[]>;

function setUp(reply: Reply = heard) {
  const asked: Question[] = [];
  const told: string[] = [];
  const end = new AbortController();
  const ask = (async (_: string, question: Question) => {
    asked.push(question);
    return reply(question);
  }) as unknown as SendFn;
  const outbox = new AnnotateQueue(ask, end.signal, (annotations) =>
    told.push(...annotations.map(({ id }) => id)),
  );
  return { outbox, asked, told, end };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
const run = () => vi.advanceTimersByTimeAsync(50);

describe('the annotate queue', () => {
  test('sends batches of at most MAX_BATCH posts', async () => {
    expect(BATCH).toBe(MAX_BATCH);
    const { outbox, asked, told } = setUp();
    for (let n = 0; n < 127; n++) outbox.add(`p${n}`, raw(`p${n}`));
    await run();
    expect(asked.map(({ posts }) => posts.length)).toEqual([60, 60, 7]);
    expect(told.length).toBe(127);
  });

  test('a batch has posts of one surface', async () => {
    const { outbox, asked } = setUp();
    for (const [id, surface] of [
      ['a', 'home'],
      ['b', 'profile'],
      ['c', 'home'],
    ] as const)
      outbox.add(id, raw(id, surface));
    await run();
    expect(asked.map(({ surface, posts }) => [surface, posts.map(({ id }) => id).join()])).toEqual([
      ['home', 'a,c'],
      ['profile', 'b'],
    ]);
  });

  test('a later reading replaces the waiting one', async () => {
    const { outbox, asked } = setUp();
    outbox.add('a', raw('a', 'home', 'old'));
    outbox.add('a', raw('a', 'home', 'new'));
    await run();
    expect(asked.flatMap(({ posts }) => posts.map(({ text }) => text))).toEqual(['new']);
  });

  test('one rejected post does not affect the others of its batch', async () => {
    const { outbox, asked, told } = setUp((question) =>
      question.posts.some(({ id }) => id === 'bad') ? refuse('bad-request') : heard(question),
    );
    for (const id of ['a', 'bad', 'c']) outbox.add(id, raw(id));
    await run();
    expect(told).toEqual(['a', 'c']);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked.length).toBe(5);
  });

  test('the invalid post of a batch is found by halving, in few messages', async () => {
    const { outbox, asked, told } = setUp((question) =>
      question.posts.some(({ id }) => id === 'p41') ? refuse('bad-request') : heard(question),
    );
    for (let n = 0; n < BATCH; n++) outbox.add(`p${n}`, raw(`p${n}`));
    await run();
    expect(told.length).toBe(BATCH - 1);
    expect(asked.length).toBeLessThan(15);
  });

  test('after "refused" the posts are dropped and later ones are sent', async () => {
    const { outbox, asked } = setUp(() => refuse('refused'));
    for (const id of ['a', 'b']) outbox.add(id, raw(id));
    await run();
    outbox.add('c', raw('c'));
    await run();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked.map(({ posts }) => posts.map(({ id }) => id).join())).toEqual(['a,b', 'c']);
  });

  test.each(['no-response', 'store-error', 'full', 'busy'])(
    'after "%s" the posts wait and are sent again',
    async (error) => {
      let down = true;
      const { outbox, asked, told } = setUp((question) => (down ? refuse(error) : heard(question)));
      outbox.add('a', raw('a'));
      await run();
      expect([asked.length, told.length]).toEqual([1, 0]);
      down = false;
      await vi.advanceTimersByTimeAsync(10_000);
      expect(told).toEqual(['a']);
    },
  );

  test.each(['private', 'extension-gone'])('after "%s" nothing is sent any more', async (error) => {
    const { outbox, asked } = setUp(() => refuse(error));
    outbox.add('a', raw('a'));
    await run();
    outbox.add('b', raw('b'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked.length).toBe(1);
  });

  test('of too many waiting posts the oldest are dropped', async () => {
    const { outbox, asked } = setUp();
    for (let n = 0; n < 100_000; n++) outbox.add(`p${n}`, raw(`p${n}`));
    await run();
    const ids = asked.flatMap(({ posts }) => posts.map(({ id }) => id));
    expect([ids.length, ids[0], ids.at(-1)]).toEqual([2_000, 'p98000', 'p99999']);
  });
});
