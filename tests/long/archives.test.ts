import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { build } from '../browser/harness/build.ts';
import { packAll } from '../build/package.ts';

const sums = (archives: Map<string, Buffer>) =>
  Object.fromEntries(
    [...archives].map(([name, bytes]) => [name, createHash('sha256').update(bytes).digest('hex')]),
  );

test('built and packed twice, every archive is the same to the byte', async () => {
  const first = await packAll();
  build('chrome');
  build('firefox');
  expect(sums(await packAll())).toEqual(sums(first));
});
