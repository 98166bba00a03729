// @vitest-environment happy-dom
import { describe, expect, test, vi } from 'vitest';
import { guardEvents } from '../../entrypoints/square.content/dom/event-guard.ts';
import { PointerHistory } from '../../entrypoints/square.content/dom/pointer-history.ts';
import { Strip } from '../../entrypoints/square.content/strip/strip.ts';
import type { CopyAnnotation } from '../../lib/post.ts';
import { annotation, copyNote, inside, press, ticker, wordsOf } from './overlay-page.ts';

const ID = '337900000000001';
const named = (handle: string | null) => ({ ...copyNote().other, author: { name: null, handle } });
const onAction = vi.fn();
function made(trusted = true): Strip {
  const strip = new Strip(onAction, () => trusted);
  document.body.replaceChildren(strip.host);
  return strip;
}

describe('a strip', () => {
  test('with nothing to say is one quiet mark', () => {
    const { host } = made();
    expect(wordsOf(host)).toBe('Save');
    expect(inside(host).querySelectorAll('button').length).toBe(1);
  });

  test('is closed to the page and names nobody in it', () => {
    const { host } = made();
    expect(host.shadowRoot).toBeNull();
    expect(host.outerHTML).toBe('<div data-rv4=""></div>');
  });

  test.each<[string, Partial<CopyAnnotation>]>([
    ['Copy of @first · 3 hours later', {}],
    ['Copy of @first', { lag: null }],
    [
      'Copy of The First · 1 minute later',
      { lag: 60_000, other: { ...copyNote().other, author: { name: 'The First', handle: null } } },
    ],
    ['Shares text with @first · 3 hours later', { kind: 'excerpt' }],
    ['Same text as @first', { rank: 'unknown', lag: null }],
    ['Earliest of 4', { rank: 'first', size: 4, authors: 3 }],
    ['Posted 4 times by this author', { rank: 'first', size: 4, authors: 1, sameAuthor: true }],
    ['Repeats another post by this author · 3 hours later', { sameAuthor: true }],
    ['Template · 12 posts · 2 authors', { kind: 'template', size: 12 }],
    [
      'Template · 207 posts · 31 authors · first @form',
      { kind: 'template', size: 207, authors: 31, score: 0.4, first: named('form') },
    ],
    [
      'Template · 207 posts · 31 authors · first',
      { kind: 'template', size: 207, authors: 31, rank: 'first' },
    ],
    ['Template · 5 posts', { kind: 'template', size: 5, authors: 0, first: named(null), rank: 'unknown' }],
    ['66% match with @first', { kind: 'near', score: 0.66 }],
    ['66% match with @first', { kind: 'near', score: 0.66, rank: 'unknown', lag: null }],
    ['66% match with @first', { kind: 'excerpt', score: 0.66 }],
    ['93% match with @first', { kind: 'near', score: 0.93, rank: 'unknown', lag: null }],
    ['Copy of @first · 3 hours later', { kind: 'near', score: 0.9 }],
    ['Copy of @first · 22 seconds later', { kind: 'near', score: 0.97, lag: 22_400 }],
    ['Same figures as @first · 3 hours later', { kind: 'figures', score: 1 }],
    ['Copy of a post by an unknown author', { lag: null, other: named(null) }],
    ['66% match with a post by an unknown author', { kind: 'near', score: 0.66, other: named(null) }],
    ['66% match with another post by this author', { kind: 'near', score: 0.66, sameAuthor: true }],
    ['Same figures as another post by this author', { kind: 'figures', sameAuthor: true, lag: null }],
  ])('says "%s"', (words, change) => {
    const strip = made();
    strip.show(annotation(ID, { copy: copyNote(change) }));
    expect(inside(strip.host).querySelector('.badge')?.textContent).toBe(words);
  });

  test('sets riders apart from what the text discusses, each with its reason', () => {
    const strip = made();
    strip.show(
      annotation(ID, {
        tickers: [
          ticker('BTC', 'discussed', { why: 'in-sentence', paragraph: 2 }),
          ticker('PEPE', 'appended', { why: 'only-in-tag-run', run: 'last' }),
          ticker('SOL', 'unsupported', { why: 'only-attached' }),
          ticker('OPG', 'discussed', { why: 'named', name: 'OpenGradient', paragraph: 1 }),
        ],
      }),
    );
    const names = [...inside(strip.host).querySelectorAll('.ticker')].map((button) => [
      button.closest('.rider') !== null,
      button.getAttribute('aria-label'),
    ]);
    expect(names).toEqual([
      [false, '$BTC: Discussed. Used in a sentence (paragraph 2).'],
      [false, '$OPG: Discussed. Mentioned by name: OpenGradient (paragraph 1).'],
      [true, '$PEPE: Tag-along. Appears only in the tags on the last line.'],
      [true, '$SOL: Tag only. Attached to the post, but not mentioned in it.'],
    ]);
  });

  test('keeps a crowd of tickers short until asked', () => {
    const strip = made();
    const crowd = Array.from({ length: 30 }, (_, n) =>
      ticker(`C${n}`, 'discussed', { why: 'in-sentence', paragraph: 1 }),
    );
    strip.show(annotation(ID, { tickers: crowd }));
    expect(inside(strip.host).querySelectorAll('.ticker').length).toBe(8);
    press(strip.host, '.along');
    expect(inside(strip.host).querySelectorAll('.ticker').length).toBe(30);
  });

  test('shows hostile words as words', () => {
    const strip = made();
    const bad = '<img src=x onerror=alert(1)>';
    strip.show(
      annotation(ID, {
        tickers: [{ ...ticker('X', 'discussed', { why: 'named', name: bad, paragraph: 1 }), shown: bad }],
        copy: copyNote({ other: { ...copyNote().other, author: { name: bad, handle: null } } }),
      }),
    );
    expect(inside(strip.host).querySelectorAll('img, script, svg[onload]').length).toBe(0);
    const said = [...inside(strip.host).querySelectorAll('bdi')];
    expect(said.length).toBe(1);
    const chip = inside(strip.host).querySelector<HTMLElement>('.ticker') as HTMLElement;
    expect(chip.textContent).toBe(bad);
    expect([...said, chip].every((one) => one.dir === 'auto')).toBe(true);
  });

  test('makes a part anew only when it changed, so that focus stays', () => {
    const strip = made();
    const said = annotation(ID, { copy: copyNote() });
    strip.show(said);
    const badge = inside(strip.host).querySelector('.badge');
    strip.show({ ...said, saved: true });
    expect(inside(strip.host).querySelector('.badge')).toBe(badge);
  });

  test('does nothing for a click that nobody meant', () => {
    const strip = made(false);
    strip.show(annotation(ID, { copy: copyNote(), tickers: [ticker('BTC', 'discussed', { why: 'sole' })] }));
    for (const button of ['.save', '.badge', '.ticker']) press(strip.host, button);
    expect(onAction).not.toHaveBeenCalled();
  });

  test('opens one panel at a time, and Escape closes it', () => {
    const strip = made();
    strip.show(annotation(ID, { copy: copyNote(), tickers: [ticker('BTC', 'discussed', { why: 'sole' })] }));
    const badge = inside(strip.host).querySelector('.badge');
    strip.openPanel('copy', '.badge', [document.createTextNode('evidence')]);
    expect(badge?.getAttribute('aria-expanded')).toBe('true');
    strip.openPanel('ticker BTC', '[data-code="BTC"]', [document.createTextNode('role')]);
    expect(badge?.getAttribute('aria-expanded')).toBe('false');
    expect([...inside(strip.host).querySelectorAll('.panel')].map((panel) => panel.textContent)).toEqual([
      'role',
    ]);
    strip.onEvent(new KeyboardEvent('keydown', { key: 'Escape' }), null);
    expect(inside(strip.host).querySelector('.panel')).toBeNull();
  });

  test('keeps clicks and keys from the page', () => {
    guardEvents(new PointerHistory());
    const { host } = made();
    const heard: string[] = [];
    for (const name of ['click', 'keydown', 'pointerdown'])
      document.addEventListener(name, () => heard.push(name));
    const save = inside(host).querySelector('.save');
    save?.dispatchEvent(new FocusEvent('focusin', { bubbles: true, composed: true }));
    for (const name of ['click', 'keydown', 'pointerdown'])
      save?.dispatchEvent(new Event(name, { bubbles: true, composed: true }));
    expect(heard).toEqual([]);
  });

  test('of an extension that is gone offers to reload the page, and no more saving', () => {
    const strip = made();
    strip.showExtensionGone('Feedglass was updated.', 'Reload page');
    expect(wordsOf(strip.host)).toBe('Feedglass was updated. Reload page');
    expect(inside(strip.host).querySelector('.save')).toBeNull();
  });
});
