/** Addresses inside the library page, for components. The page sets them: its routes belong to it. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

export interface LibraryLinks {
  /** Author's page; `key` as given by `authorKey`. */
  author: (key: string) => string;
  /** Posts that mention a ticker. */
  ticker: (code: string) => string;
  /** Posts with a tag. */
  tag: (tag: string) => string;
  /** A copy group. */
  group: (id: string) => string;
  /** A post, opened where the reader is. */
  post: (id: string) => string;
}

const LinksContext = createContext<LibraryLinks | null>(null);

export const LibraryLinksProvider = LinksContext.Provider;

/** The addresses; `null` outside the library page, where names are plain text. */
export const useLibraryLinks = (): LibraryLinks | null => useContext(LinksContext);
