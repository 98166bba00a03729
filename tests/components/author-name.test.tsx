// @vitest-environment happy-dom
import { render } from 'preact';
import { expect, test } from 'vitest';
import { AuthorName } from '../../components/PostCard.tsx';

test('a name with bidi controls is isolated', () => {
  const name = 'admin\u202egpj <img src=x onerror=alert(1)>';
  const host = document.createElement('div');
  render(<AuthorName author={{ name, handle: 'x' }} />, host);
  expect([...host.children].map((one) => one.localName)).toEqual(['bdi']);
  expect(host.querySelector('bdi')?.textContent).toBe(name);
  expect(host.querySelectorAll('img').length).toBe(0);
});
