// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest';
import {
  annotation,
  copyNote,
  hosts,
  inside,
  type Live,
  live,
  post,
  settle,
  showHome,
} from './overlay-page.ts';

let now: Live | null = null;
afterEach(() => now?.end.abort());

const badges = () => hosts().map((host) => inside(host).querySelector('.badge') !== null);

test('a strip is attached when its annotation is known, and does not change its height afterwards', async () => {
  showHome([post(1), post(2)]);
  now = await live({}, 60_000);
  expect(hosts()).toEqual([]);
  now.feed.applyAnnotations([annotation(post(1).id, { copy: copyNote() })]);
  expect(badges()).toEqual([true]);
  const [host] = hosts();
  now.watch.rescan();
  await settle();
  expect(hosts()).toEqual([host]);
  now.feed.applyAnnotations([annotation(post(2).id)]);
  expect(badges()).toEqual([true, false]);
});

test('a strip without an answer is shown after a delay and filled later', async () => {
  showHome([post(1), post(2)]);
  now = await live({}, 1_500);
  now.feed.applyAnnotations([annotation(post(1).id)]);
  expect(hosts().length).toBe(1);
  await settle(1_200);
  expect(hosts().length).toBe(1);
  await settle(300);
  expect(hosts().length).toBe(2);
  now.feed.applyAnnotations([annotation(post(2).id, { copy: copyNote() })]);
  expect(badges()).toEqual([false, true]);
});

test('a change of language does not change when a strip is shown', async () => {
  showHome([post(1)]);
  now = await live({}, 60_000);
  now.feed.rebuildStrips();
  expect(hosts()).toEqual([]);
  now.feed.applyAnnotations([annotation(post(1).id)]);
  expect(hosts().length).toBe(1);
});

test('each strip has its own delay', async () => {
  showHome([post(1)]);
  now = await live({}, 2_000);
  const list = document.querySelector('.feed-card')?.parentElement as Element;
  const more = document.createElement('div');
  more.innerHTML = list.innerHTML.replaceAll(post(1).id, post(2).id);
  await settle(1_200);
  list.append(...more.children);
  expect(hosts()).toEqual([]);
  await settle(800);
  expect([now.feed.items.size, hosts().length]).toEqual([2, 1]);
  await settle(800);
  expect(hosts().length).toBe(1);
  await settle(600);
  expect(hosts().length).toBe(2);
});
