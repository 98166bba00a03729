import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** The tokens' promise: every ink is 4.5:1 or more on every ground it stands on, in both themes. */
const css = ['tokens', 'scale']
  .map((name) => readFileSync(new URL(`../../components/styles/${name}.css`, import.meta.url), 'utf8'))
  .join('\n');
const tokens = new Map(
  [...css.matchAll(/--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(
    ([, name = '', light = '', dark = '']) => [name, [light, dark] as const],
  ),
);

/** WCAG 2.2: relative luminance of an sRGB color. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(ink: string, ground: string, theme: 0 | 1): number {
  const [a, b] = [ink, ground].map((name) => luminance(tokens.get(name)?.[theme] ?? '#808080'));
  const [light, dark] = [Math.max(a ?? 0, b ?? 0), Math.min(a ?? 0, b ?? 0)];
  return (light + 0.05) / (dark + 0.05);
}

const GROUNDS = ['ground', 'card', 'sunken'];
const PAIRS = [
  ...['ink', 'ink-soft', 'accent', 'copy', 'rider', 'good', 'bad'].flatMap((ink) =>
    GROUNDS.map((ground) => [ink, ground] as const),
  ),
  ...['accent', 'copy', 'rider', 'good', 'bad'].map((name) => [name, `${name}-ground`] as const),
  ['on-accent', 'accent'] as const,
  ['ink', 'accent-ground'] as const,
  ['ink-soft', 'accent-ground'] as const,
  ['ink', 'copy-ground'] as const,
  ['ink', 'good-ground'] as const,
];

test('the color tokens are found', () => expect(tokens.size).toBeGreaterThan(15));

test.each(PAIRS)('%s on %s', (ink, ground) => {
  expect(contrast(ink, ground, 0), 'light').toBeGreaterThanOrEqual(4.5);
  expect(contrast(ink, ground, 1), 'dark').toBeGreaterThanOrEqual(4.5);
});

test.each(GROUNDS)('the border of a field has a contrast of 3:1 on %s', (ground) => {
  expect(contrast('line-strong', ground, 0)).toBeGreaterThanOrEqual(3);
  expect(contrast('line-strong', ground, 1)).toBeGreaterThanOrEqual(3);
});
