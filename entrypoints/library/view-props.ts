import type { LibraryReader } from '../../lib/store/reader.ts';
import type { Route } from './route.ts';

/** What every view is given. */
export interface ViewProps {
  reader: LibraryReader;
  /** Counts the library's changes: what depends on it is read again. */
  version: number;
  route: Route;
  /** False in the sample, which is only to be looked at. */
  editable: boolean;
}
