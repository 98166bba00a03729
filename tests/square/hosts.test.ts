// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { safeLink, setLinkHost } from '../../components/link.ts';
import { HOSTS, isSquareUrl, onHost, safePostUrl } from '../../lib/square/hosts.ts';
import { readPage } from '../../lib/square/page/read-page.ts';
import { surfaceFromUrl } from '../../lib/square/surface.ts';
import { handleFromUrl, postIdFromUrl } from '../../lib/square/urls.ts';
import { classifySender } from '../../lib/worker/permissions.ts';
import { homePage } from '../replay/pages.ts';
import { filler } from '../replay/posts.ts';
import { parse } from './parse.ts';

const ID = '330020877222706';
const self = { id: 'x', origin: 'chrome-extension://x' };

describe.each([...HOSTS])('on %s', (host) => {
  const origin = `https://${host}`;

  test.each([
    [`/en/square/post/${ID}`, 'post', ID],
    [`/square/post/${ID}?sqb=1`, 'post', ID],
    [`/zh-CN/square/post/08-05-2026-some-slug-${ID}`, 'post', ID],
    ['/square?tab=Following', 'home', null],
    ['/es-LA/square/profile/ada?tab=live', 'profile', null],
    ['/fil/square', 'home', null],
    ['/square/audio?id=35731559627145', null, null],
    ['/square/audio/replay?id=35731559627145', null, null],
    ['/square/notifications', null, null],
    ['/square/chat', null, null],
    ['/square/settings/privacy', null, null],
    ['/en/trade/BTC_USDT', null, null],
  ])('%s is %s', (path, surface, id) => {
    expect(surfaceFromUrl(origin + path)).toBe(surface);
    expect(postIdFromUrl(origin + path)).toBe(id);
  });

  test('a page is read, and its posts are those of every other host', () => {
    const html = homePage([{ ...filler(1), id: ID }]).replaceAll('https://www.binance.com', origin);
    const [first] = readPage(parse(html), `${origin}/en/square`).cards;
    const [same] = readPage(
      parse(homePage([{ ...filler(1), id: ID }])),
      `https://${HOSTS[0]}/en/square`,
    ).cards;
    expect(first?.post).toEqual(same?.post);
    expect(first?.post.id).toBe(ID);
  });

  test('its content script may ask, and only with its own origin', () => {
    const sender = { id: 'x', url: `${origin}/en/square`, origin, frameId: 0, tab: { id: 1 } };
    expect(classifySender(sender, self)).toBe('page');
    expect(classifySender({ ...sender, url: `${origin}/en/trade` }, self)).toBeNull();
    const other = HOSTS.find((one) => one !== host);
    expect(classifySender({ ...sender, origin: `https://${other}` }, self)).toBeNull();
  });

  test('links stay on it', () => {
    const stored = `https://www.binance.com/en/square/post/${ID}`;
    expect(safePostUrl(`${origin}/en/square/post/${ID}`)).toBe(`${origin}/en/square/post/${ID}`);
    setLinkHost(host);
    expect(safeLink(stored)).toBe(`${origin}/en/square/post/${ID}`);
    setLinkHost('evil.tld');
    expect(safeLink(stored)).toBe(`${origin}/en/square/post/${ID}`);
    setLinkHost(HOSTS[0]);
    expect(onHost(stored, 'evil.tld')).toBe(stored);
    expect(handleFromUrl(`${origin}/en/square/profile/ada`)).toBe('ada');
  });
});

test.each([
  'https://www.binance.us/en/square',
  'https://binance.bh/square',
  'https://www.binance.bh.evil.tld/square',
  'https://evil.tld/https://www.binance.bh/square',
  'https://www.binance.bh@evil.tld/square',
  'https://www.binance.bh:8443/square',
  'http://www.binance.bh/square',
  'https://app.binance.com/square',
  'https://wwwxbinance.com/square',
  'https://www.binance.com/en/square-dance',
])('%s is not Square', (url) => {
  expect(isSquareUrl(url)).toBe(false);
  expect(surfaceFromUrl(url)).toBeNull();
});
