// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { isTrustedClick } from '../../entrypoints/square.content/dom/trusted-click.ts';

/** happy-dom lays nothing out: the test says what lies under the pointer. */
let under: Element | null = null;
for (let proto = Object.getPrototypeOf(document); proto; proto = Object.getPrototypeOf(proto))
  if (Object.hasOwn(proto, 'elementFromPoint')) proto.elementFromPoint = () => under;
const liesAt = (element: Element) => {
  under = element;
};

function set(change: (host: HTMLElement) => void = () => {}) {
  const host = document.createElement('div');
  document.body.replaceChildren(host);
  host.checkVisibility = () => true;
  liesAt(host);
  change(host);
  return host;
}
/** Only a browser makes a trusted event; here it is dressed up as one. */
function click(isTrusted: unknown, detail = 1): MouseEvent {
  const event = new MouseEvent('click', { detail, clientX: 5, clientY: 5 });
  Object.defineProperty(event, 'isTrusted', { value: isTrusted });
  return event;
}

test.each<[string, boolean, Event, HTMLElement]>([
  ['a real click', true, click(true), set()],
  ['a script’s click', false, click(false), set()],
  ['an event that does not say', false, click(undefined), set()],
])('%s: %s', (_, meant, event, host) => {
  document.body.replaceChildren(host);
  liesAt(host);
  expect(isTrustedClick(event, host)).toBe(meant);
});

test('a click is ignored if another element covers the host; a key press needs no position', () => {
  const host = set();
  liesAt(document.body);
  expect(isTrustedClick(click(true), host)).toBe(false);
  expect(isTrustedClick(click(true, 0), host)).toBe(true);
});

test('a click on an invisible or removed host is ignored', () => {
  const host = set();
  host.checkVisibility = () => false;
  expect(isTrustedClick(click(true), host)).toBe(false);
  const gone = set();
  gone.remove();
  expect(isTrustedClick(click(true), gone)).toBe(false);
});

test('an added style is removed from the host, and the click is ignored', () => {
  const host = set((made) => made.setAttribute('style', 'opacity: 0'));
  expect(isTrustedClick(click(true), host)).toBe(false);
  expect(host.hasAttribute('style')).toBe(false);
  expect(isTrustedClick(click(true), host)).toBe(true);
});
