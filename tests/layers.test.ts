import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';

test('placeholder until the first real test: the linter is there', () => {
  expect(execFileSync('npx', ['biome', '--version'], { encoding: 'utf8' })).toContain('2.');
});
