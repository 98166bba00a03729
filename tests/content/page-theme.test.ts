// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import {
  declaredTheme,
  followGround,
  groundOf,
  luminance,
} from '../../entrypoints/square.content/page/page-theme.ts';
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
  ['rgb(24, 26, 32)', { dark: true, own: false }],
  ['rgb(255, 255, 255)', { dark: false, own: false }],
  ['color(srgb 0.05 0.05 0.05)', { dark: true, own: false }],
  ['rgb(128, 128, 128)', { dark: false, own: true }],
  ['rgb(90, 90, 90)', { dark: true, own: true }],
  ['rgb(244, 236, 216)', { dark: false, own: false }],
])('on %s a strip is drawn %o', (color, ground) =>
  expect(groundOf(luminance(color) as number)).toEqual(ground),
);

test.each(['rgba(0, 0, 0, 0)', '', 'oklch(0.5 0 0)', 'rgba(0, 0, 0, 0.2)'])('%j is no ground', (color) =>
  expect(luminance(color)).toBeNull(),
);

test('theme changes are reported until the signal is aborted', async () => {
  const end = new AbortController();
  const heard: boolean[] = [];
  document.documentElement.className = 'light';
  followGround(end.signal, ({ dark }) => heard.push(dark));
  document.documentElement.className = 'dark';
  await settle(0);
  expect(heard).toEqual([false, true]);
  end.abort();
  document.documentElement.className = 'light';
  await settle(0);
  expect(heard).toEqual([false, true]);
});
