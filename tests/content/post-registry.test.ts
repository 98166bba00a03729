// @vitest-environment happy-dom
import { afterEach, describe, expect, test } from 'vitest';
import { postPage } from '../replay/pages.ts';
import {
  annotation,
  copyNote,
  HOME,
  hosts,
  inside,
  type Live,
  live,
  post,
  press,
  settle,
  show,
  showHome,
  wordsOf,
} from './overlay-page.ts';

let now: Live | null = null;
afterEach(() => now?.end.abort());
const start = async (...answers: Parameters<typeof live>) => {
  now = await live(...answers);
  return now;
};
const cardOf = (id: string) => document.querySelector(`[data-id="${id}"]`) as HTMLElement;
const ids = ({ sent }: Live) => sent.map(({ id }) => id);

describe('one strip per post', () => {
  test('every post gets one strip at the mount point and is sent once', async () => {
    showHome([post(1), post(2), post(3)]);
    const page = await start();
    expect(hosts().length).toBe(3);
    expect(hosts().every((host) => host.parentElement?.classList.contains('card-content-box'))).toBe(true);
    expect(ids(page)).toEqual([post(1).id, post(2).id, post(3).id]);
    page.watch.rescan();
    await settle();
    expect(hosts().length).toBe(3);
    expect(page.sent.length).toBe(3);
  });

  test('new posts below and above, and a list rendered again, get strips', async () => {
    showHome([post(1), post(2)]);
    await start();
    const list = cardOf(post(1).id).closest('.feed-card')?.parentElement as Element;
    const other = document.createElement('div');
    const more = [post(3), post(4)];
    other.innerHTML =
      cardOf(post(1).id)
        .closest('.feed-card')
        ?.outerHTML.replaceAll(post(1).id, more[0]?.id ?? '') ?? '';
    list.append(...other.children);
    await settle();
    expect(hosts().length).toBe(3);

    const again = list.innerHTML;
    list.innerHTML = again;
    await settle();
    expect(hosts().length).toBe(3);
    expect(hosts().every((host) => inside(host) !== undefined)).toBe(true);
  });

  test('the same post in two places has one strip', async () => {
    showHome([post(1), post(2), post(1)]);
    await start();
    expect(hosts().length).toBe(2);
  });

  test('a card rendered again keeps its strip and annotation', async () => {
    showHome([post(1)]);
    const { feed, sent } = await start();
    feed.applyAnnotations([annotation(post(1).id, { saved: true })]);
    const [host] = hosts();
    const card = cardOf(post(1).id);
    const fresh = card.cloneNode(true) as Element;
    card.replaceWith(fresh);
    await settle();
    expect(hosts()).toEqual([host]);
    expect(fresh.contains(host as Element)).toBe(true);
    expect(wordsOf(host as Element)).toBe('Saved');
    expect(sent.length).toBe(1);
  });
});

describe('what changes in a card', () => {
  test('a translated text is sent again; changed counters and prices are not', async () => {
    showHome([{ ...post(1), coins: [{ code: 'BTC' }], counts: { likes: '5' } }]);
    const { sent } = await start();
    const index = document.querySelector('.trading-pairs .index') as Element;
    index.textContent = '-9.99%';
    (document.querySelector('.num .current') as Element).textContent = '6';
    await settle();
    expect(sent.length).toBe(1);

    (document.querySelector('.card__description') as Element).textContent = 'Un texte traduit, tout autre.';
    await settle();
    expect(sent.map(({ text }) => text)).toEqual([post(1).text, 'Un texte traduit, tout autre.']);
  });

  test('a node reused for another post gets a new strip', async () => {
    showHome([post(1)]);
    const { feed, sent } = await start();
    feed.applyAnnotations([annotation(post(1).id, { saved: true })]);
    const card = cardOf(post(1).id);
    card.setAttribute('data-id', post(2).id);
    card.querySelector('.feed-content-text')?.setAttribute('data', post(2).id);
    card.querySelector('a[style]')?.setAttribute('href', `/en/square/post/${post(2).id}`);
    (card.querySelector('.card__description') as Element).textContent = post(2).text;
    await settle();
    expect(hosts().length).toBe(1);
    expect(wordsOf(hosts()[0] as Element)).toBe('Save');
    expect(sent.at(-1)).toMatchObject({ id: post(2).id, text: post(2).text });
    expect([...feed.items.keys()]).toEqual([post(2).id]);
  });

  test('removed cards are dropped', async () => {
    showHome([post(1), post(2)]);
    const { feed } = await start();
    cardOf(post(1).id).closest('.feed-card')?.remove();
    await settle();
    expect([...feed.items.keys()]).toEqual([post(2).id]);
  });
});

describe('a host', () => {
  test('is attached again after a re-render removed it', async () => {
    showHome([post(1)]);
    await start();
    const [host] = hosts();
    host?.remove();
    await settle();
    expect(hosts()).toEqual([host]);
  });

  test('is moved back to its card', async () => {
    showHome([post(1), post(2)]);
    await start();
    const [host] = hosts();
    cardOf(post(2).id).append(host as Element);
    await settle();
    expect(cardOf(post(1).id).contains(host as Element)).toBe(true);
  });

  test('is attached ten times at most when the page keeps removing it', async () => {
    showHome([post(1)]);
    await start();
    let back = 0;
    for (let round = 0; round < 14; round++) {
      const [host] = hosts();
      if (!host) break;
      back++;
      host.remove();
      await settle(160);
    }
    expect(back).toBe(10);
  });

  test('copies made by the page are removed', async () => {
    showHome([post(1)]);
    await start();
    const [host] = hosts();
    for (let n = 0; n < 5; n++) host?.parentElement?.append(host.cloneNode(true));
    await settle();
    expect(hosts()).toEqual([host]);
  });
});

test('a page with form fields named like DOM members is read correctly', async () => {
  showHome([post(1), post(2)]);
  const card = cardOf(post(1).id);
  const form = document.createElement('form');
  form.append(...card.childNodes);
  card.append(form);
  // happy-dom has no named access on forms; the browser does this by itself.
  for (const name of ['parentNode', 'parentElement', 'isConnected', 'append', 'children', 'querySelector'])
    Object.defineProperty(form, name, { value: document.createElement('input') });
  const { sent } = await start();
  expect(sent.map(({ id, text }) => [id, text])).toEqual(
    [post(1), post(2)].map(({ id, text }) => [id, text]),
  );
  expect(hosts().length).toBe(2);
  const words = document.querySelector(`[data-id="${post(1).id}"] .card__description`) as Element;
  words.textContent = 'Translated inside the form.';
  await settle();
  expect(sent.at(-1)?.text).toBe('Translated inside the form.');
});

describe('the address', () => {
  const article = (n: number) => postPage(post(n), {});
  const at = (n: number) => `https://www.binance.com/en/square/post/${post(n).id}`;

  test('changes before the content: the previous post is not read with the next id', async () => {
    show(article(1), at(1));
    const { sent, watch } = await start();
    expect(sent.map(({ id, text }) => [id, text])).toEqual([[post(1).id, post(1).text]]);

    Object.defineProperty(document, 'location', { value: new URL(at(2)), configurable: true });
    watch.rescan();
    await settle();
    expect(sent.length).toBe(1);

    const body = document.querySelector('.richtext-container') as Element;
    body.textContent = post(2).text;
    await settle();
    expect(sent.slice(1).map(({ id, text }) => [id, text])).toEqual([[post(2).id, post(2).text]]);
  });

  test('changes before the content: cards that were read keep their surface', async () => {
    showHome([post(1), post(2)]);
    const { sent, watch } = await start();
    Object.defineProperty(document, 'location', { value: new URL(at(9)), configurable: true });
    watch.rescan();
    await settle();
    (document.querySelector('.card__description') as Element).textContent =
      'Translated while the page was on its way.';
    await settle();
    expect(sent.map(({ surface, kind }) => `${surface} ${kind}`)).toEqual(Array(3).fill('home post'));
  });

  test('leaves Square: all strips are removed; returns: they are attached again', async () => {
    showHome([post(1)]);
    const { watch } = await start();
    Object.defineProperty(document, 'location', {
      value: new URL('https://www.binance.com/en/trade'),
      configurable: true,
    });
    watch.rescan();
    await settle();
    expect(hosts().length).toBe(0);
    Object.defineProperty(document, 'location', { value: new URL(HOME), configurable: true });
    watch.rescan();
    await settle();
    expect(hosts().length).toBe(1);
  });
});

describe('what the user does', () => {
  test('Save sends the present text and shows the answer', async () => {
    showHome([post(1)]);
    const { asked } = await start({
      save: ({ post: raw }: { post: { id: string } }) => annotation(raw.id, { saved: true }),
    });
    const [host] = hosts();
    press(host as Element, '.save');
    expect(wordsOf(host as Element)).toBe('Saving…');
    await settle(0);
    expect(wordsOf(host as Element)).toBe('Saved');
    expect(asked.map(({ kind, ask }) => [kind, (ask.post as { text: string }).text])).toEqual([
      ['save', post(1).text],
    ]);
  });

  test('a click during a re-render saves the post and shows it in the new card', async () => {
    showHome([post(1), post(2)]);
    const { asked } = await start({
      save: ({ post: raw }: { post: { id: string } }) => annotation(raw.id, { saved: true }),
    });
    const [host] = hosts();
    const card = cardOf(post(1).id);
    const fresh = card.cloneNode(true) as Element;
    card.replaceWith(fresh);
    // Nothing was looked at since: the strip still stands in the card that is gone.
    press(host as Element, '.save');
    await settle();
    expect(asked.map(({ kind, ask }) => [kind, (ask.post as { text: string }).text])).toEqual([
      ['save', post(1).text],
    ]);
    expect(fresh.contains(host as Element)).toBe(true);
    expect(wordsOf(host as Element)).toBe('Saved');
  });

  test('a failure shows its reason and a retry button', async () => {
    showHome([post(1)]);
    await start();
    const [host] = hosts();
    press(host as Element, '.save');
    await settle(0);
    expect(wordsOf(host as Element)).toContain('the library is unavailable');
    expect(inside(host as Element).querySelector('.status button')?.textContent).toBe('Try again');
  });

  test('"not a copy" is sent, changes both posts and can be undone', async () => {
    showHome([post(1)]);
    const id = post(1).id;
    const judged: unknown[] = [];
    const { feed } = await start({
      explain: () => ({ group: null, members: [], diff: [], otherId: '337000000000001' }),
      setVerdict: (ask: { copy: boolean }) => {
        judged.push(ask);
        return [annotation(id, { copy: ask.copy ? copyNote() : null })];
      },
    });
    feed.applyAnnotations([annotation(id, { copy: copyNote() })]);
    const host = hosts()[0] as Element;
    press(host, '.badge');
    await settle(0);
    press(host, '.act');
    await settle(0);
    expect(wordsOf(host)).toContain('Got it: these two won’t be treated as copies.');
    expect(inside(host).querySelector('.badge')).toBeNull();
    press(host, '.panel .quiet');
    await settle(0);
    expect(inside(host).querySelector('.badge')).not.toBeNull();
    expect(judged).toEqual([
      { a: id, b: '337000000000001', copy: false },
      { a: id, b: '337000000000001', copy: true },
    ]);
  });

  test('the role panel corrects a role', async () => {
    showHome([post(1)]);
    const id = post(1).id;
    const rider = {
      code: '__PROTO__',
      shown: '$__PROTO__',
      role: 'appended',
      reason: { why: 'only-in-tag-run', run: 'last' },
      source: 'text',
      at: 0,
    } as const;
    const { feed, asked } = await start({
      correctRole: ({ role }: { role: 'discussed' }) =>
        annotation(id, { tickers: [{ ...rider, role, reason: { why: 'corrected' } }] }),
    });
    feed.applyAnnotations([annotation(id, { tickers: [rider] })]);
    const host = hosts()[0] as Element;
    press(host, '[data-code="__PROTO__"]');
    expect(inside(host).querySelector('.panel')?.textContent).toContain('the tags on the last line');
    // Its posts first; the correction on request.
    press(host, '.act');
    expect(inside(host).querySelector('[role=group][hidden]')).not.toBeNull();
    press(host, '.panel .quiet');
    expect(inside(host).querySelector('.panel [hidden]')).toBeNull();
    press(host, '.act[aria-pressed]');
    await settle(0);
    expect(asked[0]).toEqual({ kind: 'openLibrary', ask: { view: 'tickers', item: '__PROTO__' } });
    expect(asked.slice(1)).toEqual([
      { kind: 'correctRole', ask: { id, code: '__PROTO__', role: 'discussed' } },
    ]);
    expect(inside(host).querySelector('.act[aria-pressed]')?.getAttribute('aria-pressed')).toBe('true');
    expect(inside(host).querySelector('.rider')).toBeNull();
  });

  test('the copy panel leads to the group, saves it, and copies its evidence', async () => {
    showHome([post(1)]);
    const id = post(1).id;
    const note = copyNote({ size: 3, score: 0.66 });
    const member = (n: number, url: string | null) => ({
      id: String(337000000000001 + n),
      author: { name: null, handle: `writer_${n}` },
      postedAt: n === 2 ? null : `2026-06-03T1${n}:00:00.123Z`,
      url,
      title: null,
    });
    const members = [member(0, 'https://www.binance.com/en/square/post/337000000000001'), member(2, null)];
    const group = { id: 'g1', kind: 'near', first: members[0]?.id, members: [] };
    const { feed, asked } = await start({
      explain: () => ({ group, members, diff: [], otherId: null }),
      saveGroup: () => ({ saved: 3 }),
    });
    let copied = '';
    Object.defineProperty(navigator, 'clipboard', {
      value: {
        writeText: async (text: string) => {
          copied = text;
        },
      },
      configurable: true,
    });
    feed.applyAnnotations([annotation(id, { copy: note })]);
    const host = hosts()[0] as Element;
    press(host, '.badge');
    await settle(0);
    const [open, save, evidence] = [...inside(host).querySelectorAll<HTMLElement>('.acts:last-child .act')];
    open?.click();
    save?.click();
    await settle(0);
    expect(inside(host).querySelector('.acts .status')?.textContent).toBe('Saved');
    evidence?.click();
    await settle(0);
    expect(asked.slice(1)).toEqual([
      { kind: 'openLibrary', ask: { view: 'copies', item: 'g1' } },
      { kind: 'saveGroup', ask: { id } },
    ]);
    const lines = copied.split('\n');
    expect(lines[0]).toMatch(/first.* \(66%\)$/);
    expect(lines.slice(1, 4)).toEqual([
      '2026-06-03T10:00:00.123Z @writer_0 https://www.binance.com/en/square/post/337000000000001 (first)',
      'time unknown @writer_2',
      '…',
    ]);
  });
});
