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

/** Adds a card below the others, as a page does while it is scrolled. */
function addCard(id: string, change: (html: string) => string = (html) => html): void {
  const list = document.querySelector('.feed-card')?.parentElement as Element;
  const more = document.createElement('div');
  more.innerHTML = change(
    (document.querySelector('.feed-card') as Element).outerHTML.replaceAll(post(1).id, id),
  );
  list.append(...more.children);
}

test('a card that is added later has an empty strip in the same frame', async () => {
  showHome([post(1)]);
  now = await live({}, 60_000);
  await settle(200);
  addCard(post(2).id);
  expect(hosts()).toEqual([]);
  await settle(40);
  const [host, ...others] = hosts();
  expect([others.length, host?.closest('.feed-card')?.innerHTML.includes(post(2).id)]).toEqual([0, true]);
  await settle(300);
  expect(now.sent.map(({ id }) => id)).toEqual([post(1).id, post(2).id]);
  now.feed.applyAnnotations([annotation(post(2).id, { copy: copyNote() })]);
  expect(hosts()).toEqual([host]);
  expect(badges()).toEqual([true]);
});

test('a card without text loses its empty strip', async () => {
  showHome([post(1)]);
  now = await live({}, 60_000);
  await settle(200);
  const added: number[] = [];
  new MutationObserver(() => added.push(hosts().length)).observe(document, {
    childList: true,
    subtree: true,
  });
  addCard(post(2).id, (html) => html.replace(/>[^<]+</g, '><'));
  await settle(300);
  expect(added).toContain(1);
  expect([hosts().length, now.feed.items.size]).toEqual([0, 1]);
});
