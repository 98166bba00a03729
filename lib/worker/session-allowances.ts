/** Keeps the allowances of tabs in `storage.session`: they outlive the worker, and end with the browser. */
import { browser } from '../browser.ts';
import type { AllowanceState, AllowanceStore } from './rate-limiter.ts';

const KEY = 'allowances';

export const sessionAllowances: AllowanceStore = {
  get: async () => ((await browser.storage.session.get(KEY))[KEY] as AllowanceState | undefined) ?? [],
  set: (state) => browser.storage.session.set({ [KEY]: state }),
};
