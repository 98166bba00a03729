/** Public functions for Binance Square. */

export type { Dump } from './dump/dump-types.ts';
export { readDump } from './dump/read-dump.ts';
export { type FoundCard, findCards, isVolatile, overlayMountPoint } from './page/find-cards.ts';
export type { SignalCount } from './page/page-report.ts';
export { readCard } from './page/read-card.ts';
export { type PageHealth, type ReadPage, readPage } from './page/read-page.ts';
export { urlOfSavedPage } from './page/saved-page-url.ts';
export { parseCounter } from './parse-counter.ts';
export { isPostId, postedAtFromId, postUrl } from './post-id.ts';
export type { Profile } from './profile-header.ts';
export { surfaceFromUrl } from './surface.ts';
export { handleFromUrl, postIdFromUrl } from './urls.ts';
