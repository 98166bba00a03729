/** Stores the loss marker in `browser.storage.local`. */
import { browser } from '../../browser.ts';
import type { LossMarker, LossMarkerStore } from './loss-marker.ts';

const KEY = 'witness';

export const browserLossMarkerStore: LossMarkerStore = {
  get: async () => ((await browser.storage.local.get(KEY))[KEY] as LossMarker | undefined) ?? null,
  set: (note) => browser.storage.local.set({ [KEY]: note }),
};
