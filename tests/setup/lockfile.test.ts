import { expect, test } from 'vitest';
import lockfile from '../../package-lock.json' with { type: 'json' };

interface LockedPackage {
  version: string;
  integrity?: string;
  resolved?: string;
  optional?: boolean;
  os?: string[];
}

const { '': _project, ...locked } = lockfile.packages as unknown as Record<string, LockedPackage>;
const packages = Object.entries(locked);

test('the lock file has packages for other systems', () => {
  const foreign = packages.filter(([, { os }]) => os && !os.includes(process.platform));
  expect(foreign.length).toBeGreaterThan(20);
});

/**
 * npm drops the hashes of packages for other systems when it updates a lock file beside an installed node_modules.
 * Making both anew brings them back: `rm -r node_modules package-lock.json && npm install`.
 */
test('every package has an integrity hash, for every system', () => {
  const without = packages.filter(([, { integrity }]) => !/^sha512-[\w+/]{86}==$/.test(integrity ?? ''));
  expect(without.map(([path]) => path)).toEqual([]);
});

test('no package has a resolved URL', () => {
  expect(packages.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([]);
});
