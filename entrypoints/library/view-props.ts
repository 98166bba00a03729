import type { Summary } from '../../lib/list-rows.ts';
import type { LibraryReader } from '../../lib/store/reader.ts';
import type { Route } from './route.ts';

/** Props of every view. */
export interface ViewProps {
  reader: LibraryReader;
  /** Counts changes of the library: what depends on it is read again. */
  version: number;
  route: Route;
  /** The counters of the library; `null` until they are read. */
  summary: Summary | null;
  /** False in the sample, which is read-only. */
  editable: boolean;
}
