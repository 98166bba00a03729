/** All that knows Binance Square. */
export { readCount } from './count.ts';
export { readDump } from './dump.ts';
export type { Dump } from './dumped.ts';
export { type FoundCard, findCards, isNoise, placeFor } from './find.ts';
export type { SignalCount } from './health.ts';
export { isPostId, postedAtOf, postUrlOf } from './ids.ts';
export { type Health, type ReadPage, readPage } from './page.ts';
export type { Profile } from './profile.ts';
export { readCard } from './read.ts';
export { urlOfSavedPage } from './saved.ts';
export { surfaceOf } from './surface.ts';
export { handleOf, postIdOf } from './urls.ts';
