// @vitest-environment happy-dom
import { afterEach, describe, expect, test } from 'vitest';
import { hideElement, showElement } from '../../entrypoints/square.content/posts/collapse-copies.ts';
import {
  annotation,
  copyNote,
  hosts,
  inside,
  type Live,
  live,
  post,
  press,
  showHome,
  wordsOf,
} from './overlay-page.ts';

let now: Live | null = null;
afterEach(() => now?.end.abort());

const copy = (n: number, rank: 'first' | 'copy' | 'unknown', group = 'g1') =>
  annotation(post(n).id, { copy: copyNote({ group, rank, size: 4 }) });
const folded = () =>
  [...document.querySelectorAll<HTMLElement>('.feed-card')].map((card) => card.style.display === 'none');

async function page() {
  showHome([post(1), post(2), post(3), post(4), post(5)]);
  now = await live();
  now.feed.applyAnnotations([copy(1, 'copy'), copy(2, 'copy'), copy(3, 'first'), copy(4, 'unknown')]);
  return now.feed;
}

describe('collapsing copies', () => {
  test('is off by default', async () => {
    await page();
    expect(folded()).toEqual([false, false, false, false, false]);
  });

  test('hides copies, but neither the first nor posts of unknown order', async () => {
    const feed = await page();
    feed.collapser.set(true);
    expect(folded()).toEqual([true, true, false, false, false]);
    expect(wordsOf(hosts()[2] as Element)).toContain('Show 2 copies');
  });

  test('one button shows the copies and hides them again', async () => {
    const feed = await page();
    feed.collapser.set(true);
    const head = hosts()[2] as Element;
    press(head, '.fold button');
    expect(folded()).toEqual([false, false, false, false, false]);
    expect(inside(head).querySelector('.fold button')?.getAttribute('aria-expanded')).toBe('true');
    press(head, '.fold button');
    expect(folded()).toEqual([true, true, false, false, false]);
  });

  test('one copy stays visible if the first is not on the page', async () => {
    const feed = await page();
    feed.applyAnnotations([copy(3, 'copy', 'g2')]);
    feed.collapser.set(true);
    expect(folded()).toEqual([false, true, false, false, false]);
  });

  test('switching it on and off restores the page exactly', async () => {
    const feed = await page();
    const [card, second] = document.querySelectorAll<HTMLElement>('.feed-card');
    card?.setAttribute('style', 'position:relative;;  cursor: pointer');
    second?.removeAttribute('style');
    const before = document.body.innerHTML;
    feed.collapser.set(true);
    expect(document.body.innerHTML).not.toBe(before);
    feed.collapser.set(false);
    expect(document.body.innerHTML).toBe(before);
  });

  test('the posts of a dissolved group are shown again', async () => {
    const feed = await page();
    feed.collapser.set(true);
    feed.applyAnnotations([annotation(post(1).id), annotation(post(2).id)]);
    expect(folded()).toEqual([false, false, false, false, false]);
    expect(wordsOf(hosts()[2] as Element)).not.toContain('copies: ');
  });
});

test.each([null, '', 'display: block', 'color:red;display:none'])(
  'hide and unhide keep style=%j',
  (style) => {
    const element = document.createElement('div');
    if (style !== null) element.setAttribute('style', style);
    hideElement(element);
    hideElement(element);
    expect(element.style.display).toBe('none');
    showElement(element);
    expect(element.getAttribute('style')).toBe(style);
  },
);
