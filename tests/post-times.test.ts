import { describe, expect, test } from 'vitest';
import { labelBounds } from '../lib/post-time-label.ts';
import { compareTimes, orderingTime, postTimes, type TimedPost } from '../lib/post-times.ts';

const EPOCH = 1_699_891_200_000;
const HOUR = 3_600_000;
const MINUTE = 60_000;
/** A Square id that was made at this time. */
const idAt = (time: string) => String((Date.parse(time) - EPOCH) * 4096 + 7);
const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

/** A post with Square's id, as a page gives it. */
function square(created: string, rest: Partial<TimedPost> = {}): TimedPost {
  const postedAt = new Date(created).toISOString();
  const id = idAt(created);
  const url = `https://www.binance.com/en/square/post/${id}`;
  return { id, url, kind: 'post', title: null, postedAt, postedAtSource: 'id', ...rest };
}
/** A post from a file that gives a time, or none. */
function stated(postedAt: string | null, rest: Partial<TimedPost> = {}): TimedPost {
  const postedAtSource = postedAt === null ? null : ('label' as const);
  return { id: 'x-1', url: null, kind: 'post', title: null, postedAt, postedAtSource, ...rest };
}

describe('labels', () => {
  const seenAt = '2026-06-04T12:00:00.000Z';
  test.each([
    ['30s', '2026-06-04T11:59:29.000Z', '2026-06-04T11:59:30.500Z'],
    ['5m', '2026-06-04T11:54:00.000Z', '2026-06-04T11:55:30.000Z'],
    ['19h', '2026-06-03T16:00:00.000Z', '2026-06-03T17:30:00.000Z'],
    ['19 小时前', '2026-06-03T16:00:00.000Z', '2026-06-03T17:30:00.000Z'],
    ['2分钟', '2026-06-04T11:57:00.000Z', '2026-06-04T11:58:30.000Z'],
    ['3 мин', '2026-06-04T11:56:00.000Z', '2026-06-04T11:57:30.000Z'],
    ['Just now', '2026-06-04T11:59:00.000Z', seenAt],
    ['Jun 3', '2026-06-02T10:00:00.000Z', '2026-06-04T12:00:00.000Z'],
    ['3 Jun', '2026-06-02T10:00:00.000Z', '2026-06-04T12:00:00.000Z'],
    ['May 30', '2026-05-29T10:00:00.000Z', '2026-05-31T12:00:00.000Z'],
    ['6月1日', '2026-05-31T10:00:00.000Z', '2026-06-02T12:00:00.000Z'],
    ['Dec 31', '2025-12-30T10:00:00.000Z', '2026-01-01T12:00:00.000Z'],
    ['Jun 3, 2024', '2024-06-02T10:00:00.000Z', '2024-06-04T12:00:00.000Z'],
  ])('%s', (text, from, to) => {
    const bounds = labelBounds({ text, seenAt });
    expect([iso(bounds?.from ?? null), iso(bounds?.to ?? null)]).toEqual([from, to]);
  });

  test.each(['--', '', '·', '19', '19x', 'h', 'Jun', 'Jun 31', 'Foo 3', '9999h', 'yesterday', '<b>5h</b>'])(
    'no time is read from "%s"',
    (text) => expect(labelBounds({ text, seenAt })).toBeNull(),
  );
});

describe('bounds', () => {
  test('from the id to the first time it was on screen', () => {
    const times = postTimes(square('2026-06-03T10:00:00Z', { firstSeenAt: '2026-06-03T15:00:00.000Z' }));
    expect([iso(times.created), iso(times.from), iso(times.to)]).toEqual([
      '2026-06-03T10:00:00.000Z',
      '2026-06-03T10:00:00.000Z',
      '2026-06-03T15:00:00.000Z',
    ]);
    expect(times.evidence.map(({ kind }) => kind)).toEqual(['created', 'seen']);
  });

  test('a label that agrees with the id narrows them', () => {
    const label = { text: '4h', seenAt: '2026-06-03T14:40:00.000Z' };
    const times = postTimes(square('2026-06-03T10:00:00Z', { label, firstSeenAt: label.seenAt }));
    expect(iso(times.from)).toBe('2026-06-03T10:00:00.000Z');
    expect(iso(times.to)).toBe('2026-06-03T11:10:00.000Z');
    expect(times.evidence.some(({ late }) => late)).toBe(false);
  });

  test.each([
    ['2026-06-13T10:12:00.000Z', true],
    ['2026-11-05T10:12:00.000Z', false],
  ])('a label of 12 minutes at %s on an id of June 3 proves a late publication: %s', (seenAt, isProof) => {
    const created = '2026-06-03T10:00:00.000Z';
    const post = square(created, { label: { text: '12m', seenAt } });
    expect(postTimes(post).evidence.some(({ late }) => late)).toBe(isProof);
    expect((orderingTime(post) ?? 0) > Date.parse(created)).toBe(isProof);
  });

  test('a label of an hour, on an id a day old, proves a late publication', () => {
    const label = { text: '1h', seenAt: '2026-06-04T12:00:00.000Z' };
    const times = postTimes(square('2026-06-03T10:00:00Z', { label, firstSeenAt: label.seenAt }));
    expect(iso(times.from)).toBe('2026-06-04T10:00:00.000Z');
    expect(iso(times.to)).toBe('2026-06-04T11:30:00.000Z');
    expect(times.evidence.filter(({ late }) => late).map(({ kind }) => kind)).toEqual(['label']);
    expect(iso(orderingTime(square('2026-06-03T10:00:00Z', { label })))).toBe('2026-06-04T10:00:00.000Z');
  });

  test.each([
    ['19h', '2026-06-04T05:59:00.000Z', false],
    ['18h', '2026-06-04T04:59:00.000Z', false],
    ['2m', '2026-06-03T10:14:00.000Z', false],
    ['2m', '2026-06-03T10:40:00.000Z', true],
    ['Jun 4', '2026-06-05T12:00:00.000Z', false],
    ['Jun 5', '2026-06-06T12:00:00.000Z', true],
  ])('%s at %s on an id of June 3, 10:00: late %s', (text, seenAt, late) => {
    const times = postTimes(square('2026-06-03T10:00:00Z', { label: { text, seenAt } }));
    expect(times.evidence.some((one) => one.late)).toBe(late);
  });

  test('a file may state a later time than the id', () => {
    const times = postTimes(
      square('2026-06-03T10:00:00Z', { postedAt: '2026-06-04T10:00:05.000Z', postedAtSource: 'label' }),
    );
    expect(iso(times.from)).toBe('2026-06-04T10:00:05.000Z');
    expect(times.evidence).toMatchObject([{ kind: 'created' }, { kind: 'stated', late: true }]);
  });

  test('a time before the id is not believed, and a date alone is a day', () => {
    const early = square('2026-06-03T10:00:00Z', {
      postedAt: '2026-06-03T09:00:00.000Z',
      postedAtSource: 'label',
    });
    expect(iso(postTimes(early).from)).toBe('2026-06-03T10:00:00.000Z');
    const day = postTimes(stated('2026-06-03T00:00:00.000Z'));
    expect(iso(day.to)).toBe('2026-06-03T23:59:59.999Z');
  });

  test('seen before it was created: the clock was wrong, and neither sighting nor label counts', () => {
    const wrong = '2026-06-01T10:00:00.000Z';
    const times = postTimes(
      square('2026-06-03T10:00:00Z', { firstSeenAt: wrong, label: { text: '2h', seenAt: wrong } }),
    );
    expect(times).toMatchObject({ to: null, evidence: [{ kind: 'created' }, { kind: 'clock' }] });
  });

  test('ids of other sites and impossible times tell nothing', () => {
    expect(orderingTime(stated(null, { id: '330020877222706' }))).toBeNull();
    expect(orderingTime(square('2026-06-03T10:00:00Z', { postedAt: null, postedAtSource: null }))).toBeNull();
    expect(orderingTime(stated(null, { id: 'text:00' }))).toBeNull();
  });
});

describe('order', () => {
  const ten = '2026-06-03T10:00:00Z';
  const later = (ms: number) => new Date(Date.parse(ten) + ms).toISOString();

  test.each<[string, TimedPost, TimedPost, { order: number; evidence: string } | null]>([
    [
      'seen before the other was created',
      square(ten, { firstSeenAt: later(HOUR) }),
      square(later(2 * HOUR)),
      { order: -1, evidence: 'seen' },
    ],
    [
      'seen before the other was created, its own time unknown',
      stated(null, { firstSeenAt: later(HOUR) }),
      square(later(2 * HOUR)),
      { order: -1, evidence: 'seen' },
    ],
    [
      'a sighting within a minute of the other: clocks may differ',
      square(ten, { firstSeenAt: later(HOUR) }),
      square(later(HOUR + 30_000)),
      { order: -1, evidence: 'posted' },
    ],
    [
      'labels whose bounds do not overlap',
      square(ten, { label: { text: '5m', seenAt: later(5 * MINUTE) }, firstSeenAt: later(9 * HOUR) }),
      square(later(3 * HOUR), { firstSeenAt: later(9 * HOUR) }),
      { order: -1, evidence: 'posted' },
    ],
    ['stated times', stated(later(1)), stated(later(0)), { order: 1, evidence: 'posted' }],
    ['a day and a time in it', stated('2026-06-03T00:00:00.000Z'), stated(later(0)), null],
    ['ids alone', square(ten), square(later(5)), { order: -1, evidence: 'created' }],
    ['the same time', square(ten), square(ten), null],
    ['one time unknown', stated(null), square(ten), null],
    ['both times unknown', stated(null), stated(null), null],
    ['articles within 15 minutes', square(ten, { kind: 'article' }), square(later(14 * MINUTE)), null],
    ['an article after a post, within 15 minutes', square(ten), square(later(MINUTE), { title: 'T' }), null],
    [
      'articles more than 15 minutes apart',
      square(ten, { kind: 'article' }),
      square(later(16 * MINUTE), { kind: 'article' }),
      { order: -1, evidence: 'created' },
    ],
    [
      'created first, but published a day later',
      square(ten, { label: { text: '2h', seenAt: later(26 * HOUR) }, firstSeenAt: later(26 * HOUR) }),
      square(later(5 * HOUR), { firstSeenAt: later(26 * HOUR) }),
      { order: 1, evidence: 'created' },
    ],
    [
      'the same with both labels',
      square(ten, { label: { text: '2h', seenAt: later(26 * HOUR) }, firstSeenAt: later(26 * HOUR) }),
      square(later(5 * HOUR), {
        label: { text: '21h', seenAt: later(26 * HOUR) },
        firstSeenAt: later(26 * HOUR),
      }),
      { order: 1, evidence: 'posted' },
    ],
    [
      'published late, in the hour of the other',
      square(ten, { label: { text: '2h', seenAt: later(26 * HOUR) } }),
      square(later(23.5 * HOUR)),
      null,
    ],
    [
      'a clock two days behind claims nothing by sightings',
      square(later(0), { firstSeenAt: later(-48 * HOUR) }),
      square(later(-HOUR), { firstSeenAt: later(-47 * HOUR) }),
      { order: 1, evidence: 'created' },
    ],
  ])('%s', (_, a, b, expected) => {
    expect(compareTimes(a, b)).toEqual(expected);
    expect(compareTimes(b, a)).toEqual(expected && { ...expected, order: -expected.order });
  });
});
