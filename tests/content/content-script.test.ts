// @vitest-environment happy-dom
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { startOverlay } from '../../entrypoints/square.content/content-script.ts';
import { defaultSettings } from '../../lib/settings.ts';
import { annotation, hosts, post, settle, showHome, wordsOf } from './overlay-page.ts';

type Hear = (
  message: unknown,
  sender: object,
  respond: (answer: unknown) => void,
) => Promise<unknown> | undefined;

const world = vi.hoisted(() => ({
  /** `undefined` once the extension is gone. */
  id: 'extension' as string | undefined,
  listeners: [] as Hear[],
  asked: [] as string[],
  settings: {} as Record<string, unknown>,
  messages: null as Record<string, string> | null,
}));
vi.mock('../../lib/browser.ts', () => ({
  browser: {
    i18n: { getMessage: (key: string) => key },
    runtime: {
      get id() {
        return world.id;
      },
      onMessage: { addListener: (hear: Hear) => world.listeners.push(hear) },
    },
  },
}));
vi.mock('../../lib/send-with-retry.ts', () => ({
  sendWithRetry: async (kind: string, { posts = [] }: { posts?: { id: string }[] }) => {
    world.asked.push(kind);
    if (kind === 'getOverlaySettings')
      return { ok: true, value: { settings: world.settings, messages: world.messages } };
    return { ok: true, value: posts.map(({ id }) => annotation(id)) };
  },
}));

const tell = (message: unknown, respond = (_answer: unknown) => {}) =>
  world.listeners.map((hear) => hear(message, {}, respond));
const pageIs = (prerendering: boolean) =>
  Object.defineProperty(document, 'prerendering', { value: prerendering, configurable: true });
const backFromCache = () => dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));

beforeEach(async () => {
  // Ends the instance of the test before: each page has one.
  world.id = undefined;
  backFromCache();
  Object.assign(world, {
    id: 'extension',
    listeners: [],
    asked: [],
    settings: { ...defaultSettings },
    messages: null,
  });
  pageIs(false);
  showHome([post(1), post(2)]);
});

describe('a session', () => {
  test('waits until a prerendered page is shown', async () => {
    pageIs(true);
    void startOverlay();
    await settle();
    expect([hosts().length, world.asked]).toEqual([0, []]);
    pageIs(false);
    document.dispatchEvent(new Event('prerenderingchange'));
    await settle(400);
    expect([hosts().length, world.asked]).toEqual([2, ['getOverlaySettings', 'annotate']]);
  });

  test('removes the hosts of an earlier instance', async () => {
    const left = document.createElement('div');
    left.setAttribute('data-rv4', '');
    document.querySelector('.card-content-box')?.append(left);
    await startOverlay();
    await settle();
    expect(hosts().length).toBe(2);
    expect(hosts()).not.toContain(left);
  });

  test('ends when the extension is gone: reload link, no Save button, no new strips', async () => {
    await startOverlay();
    await settle();
    world.id = undefined;
    backFromCache();
    expect(hosts().map(wordsOf)).toEqual(Array(2).fill('strip_gone strip_reload'));
    showHome([post(3)]);
    await settle();
    expect(hosts().length).toBe(0);
  });

  test('handles updates of posts and settings, and ignores other messages', async () => {
    await startOverlay();
    await settle(300);
    tell({ to: 'background', update: { annotations: [annotation(post(1).id, { saved: true })] } });
    expect(wordsOf(hosts()[0] as Element)).toBe('strip_save');
    tell({ to: 'page', update: { annotations: [annotation(post(1).id, { saved: true })] } });
    expect(wordsOf(hosts()[0] as Element)).toBe('strip_saved');

    world.settings = { ...defaultSettings, language: 'vi' };
    world.messages = { strip_saved: 'Đã lưu', strip_save: 'Lưu' };
    tell({ to: 'page', update: { settings: world.settings } });
    await settle(0);
    expect(hosts().map(wordsOf)).toEqual(['Đã lưu', 'Lưu']);
  });

  test('requests all annotations again after an import and after the back/forward cache', async () => {
    await startOverlay();
    await settle(300);
    const annotated = () => world.asked.filter((kind) => kind === 'annotate').length;
    expect(annotated()).toBe(1);
    tell({ to: 'page', update: { refresh: true } });
    await settle(300);
    expect(annotated()).toBe(2);
    backFromCache();
    await settle(300);
    expect(annotated()).toBe(3);
    expect(hosts().length).toBe(2);
  });

  test('sends the page report to the popup', async () => {
    await startOverlay();
    const report = await new Promise((resolve) => tell({ to: 'page', ask: 'report' }, resolve));
    expect(report).toMatchObject({
      surface: 'home',
      posts: [{ id: post(1).id }, { id: post(2).id }],
      health: 'ok',
      redacted: null,
    });
  });
});
