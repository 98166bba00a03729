// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, test } from 'vitest';
import { type PagedList, usePagedList } from '../../components/usePagedList.ts';

/** Lists that arrive in stretches: each row once, whatever is asked how often, and whatever changes meanwhile. */
interface Row {
  id: string;
  says: string;
}

let library: Row[] = [];
let asked: string[] = [];
const rows = (from: number, to: number): Row[] =>
  Array.from({ length: to - from }, (_, i) => ({ id: String(from + i), says: 'old' }));

async function load(after: string | null, limit: number) {
  asked.push(`${after} ${limit}`);
  const start = after === null ? 0 : library.findIndex(({ id }) => id === after) + 1;
  const page = library.slice(start, start + limit);
  const next = start + limit < library.length ? (page.at(-1)?.id ?? null) : null;
  return { rows: page, next };
}

let list: PagedList<Row>;
const host = document.createElement('div');
function List({ name, version }: { name: string; version: number }) {
  list = usePagedList(load, [name], version, 10);
  return null;
}
/** Does something, and waits until what it asked for has arrived and is drawn. */
async function settled(work: () => void): Promise<void> {
  await act(work);
  await act(() => new Promise<void>((done) => setTimeout(done)));
}
const show = (name: string, version: number) =>
  settled(() => render(<List name={name} version={version} />, host));
const ids = () => list.rows?.map(({ id }) => id);

async function open(count: number, name: string) {
  library = rows(0, count);
  asked = [];
  await show(name, 0);
}

test('two requests for the same page read it once', async () => {
  await open(25, 'twice');
  await settled(() => {
    list.loadMore?.();
    list.loadMore?.();
  });
  expect(ids()).toEqual(rows(0, 20).map(({ id }) => id));
  await settled(() => list.loadMore?.());
  expect(ids()).toEqual(rows(0, 25).map(({ id }) => id));
  expect(list.loadMore).toBeNull();
});

test('after a change the loaded rows are read again at once', async () => {
  await open(60, 'change');
  await settled(() => list.loadMore?.());
  library = library.map((row) => ({ ...row, says: 'new' }));
  await show('change', 1);
  expect(asked.at(-1)).toBe('null 20');
  expect(list.rows?.length).toBe(20);
  expect(list.rows?.every(({ says }) => says === 'new')).toBe(true);
});

test('of a long list only the beginning is read again, and a new first row does not duplicate rows', async () => {
  await open(700, 'long');
  for (let i = 0; i < 65; i++) await settled(() => list.loadMore?.());
  expect(list.rows?.length).toBe(660);
  library = [{ id: 'x', says: 'new' }, ...library];
  await show('long', 1);
  expect(asked.at(-1)).toBe('null 500');
  expect(ids()).toEqual(['x', ...rows(0, 660).map(({ id }) => id)]);
  await settled(() => list.loadMore?.());
  expect(ids()?.length).toBe(671);
  expect(new Set(ids()).size).toBe(671);
});

test('a change during a read loses no rows, and loading continues', async () => {
  await open(40, 'race');
  const before = list.loadMore;
  library = [{ id: 'x', says: 'new' }, ...library];
  await settled(() => {
    list.loadMore?.();
    render(<List name="race" version={1} />, host);
    list.loadMore?.();
  });
  expect(list.loadMore).not.toBe(before);
  while (list.loadMore) await settled(() => list.loadMore?.());
  expect(ids()).toEqual(['x', ...rows(0, 40).map(({ id }) => id)]);
});

test('another list is loaded from the start', async () => {
  await open(30, 'one');
  await settled(() => list.loadMore?.());
  await show('two', 0);
  expect(ids()?.length).toBe(10);
});
