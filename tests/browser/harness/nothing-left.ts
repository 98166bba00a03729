import { expect } from 'vitest';

/** What a browser of the harness recorded. */
interface Recorded {
  visits: readonly string[];
  strays: readonly string[];
}

/**
 * Fails when a browser asked anything but the site, or was not used at all: a browser that opened no page proves
 * nothing.
 */
export function expectNothingLeft({ visits, strays }: Recorded): void {
  expect(visits, 'requests to the site').not.toEqual([]);
  expect(strays, 'requests to others').toEqual([]);
}
