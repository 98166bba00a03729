import type { LibraryReader } from '../../lib/store/reader.ts';
import type { Route } from './route.ts';

/** Props of every view. */
export interface ViewProps {
  reader: LibraryReader;
  /** Counts changes of the library: what depends on it is read again. */
  version: number;
  route: Route;
  /** False in the sample, which is read-only. */
  editable: boolean;
}
