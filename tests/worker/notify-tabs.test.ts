import { beforeEach, expect, test, vi } from 'vitest';
import type { TabMessage } from '../../lib/messages.ts';
import { notifyTabs } from '../../lib/worker/notify-tabs.ts';
import { fresh, raw } from '../store/helpers.ts';

const sent = vi.hoisted(() => [] as [number, unknown][]);
vi.mock('../../lib/browser.ts', () => ({
  browser: {
    tabs: {
      query: async () => [{ id: 1 }, { id: 2 }],
      sendMessage: async (tab: number, message: unknown) => void sent.push([tab, message]),
    },
  },
}));
beforeEach(() => sent.splice(0));

const TEXT =
  'The ferry to the outer islands leaves at nine and comes back when the captain has finished his tea.';
const idsSentTo = (tab: number) =>
  sent
    .filter(([to]) => to === tab)
    .flatMap(([, message]) => {
      const { update } = message as Extract<TabMessage, { update: unknown }>;
      return (update.annotations ?? []).map(({ id }) => id);
    })
    .sort();

/** A library that notifies the tabs as the background does. */
const notifying = () =>
  fresh({ onAnnotationsChanged: (annotations, answered) => void notifyTabs({ annotations }, answered) })
    .library;
const delivered = () => new Promise((done) => setTimeout(done, 0));

test('a save reaches the tab that asked only as its response, and every other tab once', async () => {
  const library = notifying();
  const saved = await library.save(raw('10001', TEXT), 1);
  await delivered();
  expect(saved.id).toBe('10001');
  expect(idsSentTo(1)).toEqual([]);
  expect(idsSentTo(2)).toEqual(['10001']);
});

test('the tab that asked is notified of the other posts that its request changed', async () => {
  const library = notifying();
  await library.annotate([raw('10001', TEXT)], true, 1);
  await library.annotate([raw('10002', TEXT)], true, 1);
  await delivered();
  expect(idsSentTo(1)).toEqual(['10001']);
  expect(idsSentTo(2)).toEqual(['10001', '10002']);
});

test.each<[string, (library: ReturnType<typeof notifying>) => Promise<unknown>]>([
  ['an unsave', (library) => library.setSaved(['10001'], false, 2)],
  ['a corrected role', (library) => library.correctRole({ id: '10001', code: 'BTC', role: 'topic' }, 2)],
])('%s by tab 2 is sent to tab 1 alone', async (_name, edit) => {
  const library = notifying();
  await library.save(raw('10001', `${TEXT}\n$BTC $ETH`), 1);
  await delivered();
  sent.splice(0);
  await edit(library);
  await delivered();
  expect([idsSentTo(1), idsSentTo(2)]).toEqual([['10001'], []]);
});

test('a verdict of an extension page is sent to every tab', async () => {
  const library = notifying();
  await library.save(raw('10001', TEXT));
  await library.save(raw('10002', TEXT));
  await delivered();
  sent.splice(0);
  await library.setVerdict({ a: '10001', b: '10002', copy: false });
  await delivered();
  expect([idsSentTo(1), idsSentTo(2)]).toEqual([
    ['10001', '10002'],
    ['10001', '10002'],
  ]);
});

test('settings are sent to every tab, also to one that gets a response', async () => {
  await notifyTabs({ refresh: true }, { tab: 1, ids: new Set(['10001']) });
  expect(sent.map(([tab]) => tab)).toEqual([1, 2]);
});
