// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { isTrustedClick } from '../../entrypoints/square.content/dom/trusted-click.ts';

/** happy-dom lays nothing out: the test says what lies under the pointer. */
let under: Element | null = null;
for (let proto = Object.getPrototypeOf(document); proto; proto = Object.getPrototypeOf(proto))
  if (Object.hasOwn(proto, 'elementFromPoint')) {
    proto.elementFromPoint = () => under;
    proto.elementsFromPoint = () => [under];
  }
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
  expect(isTrustedClick(event, host, host)).toBe(meant);
});

test('a click or key press where something else lies on top does not count', () => {
  const host = set();
  liesAt(document.body);
  expect(isTrustedClick(click(true), host, host)).toBe(false);
  expect(isTrustedClick(click(true, 0), host, host)).toBe(false);
});

test('a host that is invisible, or gone, is not clicked', () => {
  const host = set();
  host.checkVisibility = () => false;
  expect(isTrustedClick(click(true), host, host)).toBe(false);
  const gone = set();
  gone.remove();
  expect(isTrustedClick(click(true), gone, gone)).toBe(false);
});

test('a style on the host is taken away, and that click does not count', () => {
  const host = set((made) => made.setAttribute('style', 'opacity: 0'));
  expect(isTrustedClick(click(true), host, host)).toBe(false);
  expect(host.hasAttribute('style')).toBe(false);
  expect(isTrustedClick(click(true), host, host)).toBe(true);
});
