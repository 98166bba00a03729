// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { declaredTheme, followTheme, isDark } from '../../entrypoints/square.content/page/page-theme.ts';
import { settle } from './overlay-page.ts';

const page = (html: string, body = '') =>
  new DOMParser().parseFromString(`<html ${html}><body ${body}></body></html>`, 'text/html');

test.each([
  ['class="dark"', '', 'dark'],
  ['class="theme-root font-light dark:bg-black"', '', null],
  ['', 'class="theme-root theme-dark"', 'dark'],
  ['data-theme="light"', 'class="dark"', 'light'],
  ['style="color-scheme: dark; margin: 0"', '', 'dark'],
  ['style="background: url(dark)"', '', null],
  ['', '', null],
] as const)('<html %s><body %s> says %s', (html, body, said) => {
  const { documentElement, body: inner } = page(html, body);
  expect(declaredTheme([documentElement, inner])).toBe(said);
});

test.each([
  ['rgb(24, 26, 32)', true],
  ['rgb(255, 255, 255)', false],
  ['rgba(0, 0, 0, 0)', null],
  ['', null],
])('ground %s is dark: %s', (colour, dark) => expect(isDark(colour)).toBe(dark));

test('theme changes are reported until the signal is aborted', async () => {
  const end = new AbortController();
  const heard: boolean[] = [];
  document.documentElement.className = 'light';
  followTheme(end.signal, (dark) => heard.push(dark));
  document.documentElement.className = 'dark';
  await settle(0);
  expect(heard).toEqual([false, true]);
  end.abort();
  document.documentElement.className = 'light';
  await settle(0);
  expect(heard).toEqual([false, true]);
});
