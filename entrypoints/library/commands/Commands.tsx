import { useEffect, useMemo, useState } from 'preact/hooks';
import { CommandPalette } from '../../../components/library/CommandPalette.tsx';
import type { NavItem } from '../../../components/library/LibraryFrame.tsx';
import { useAsync } from '../../../components/useAsync.ts';
import type { LibraryReader } from '../../../lib/store/reader.ts';
import { postsIndexOf } from '../posts/posts-index.ts';
import { findCommands, postCommands } from './find-commands.ts';

export interface CommandsProps {
  reader: LibraryReader;
  /** The pages of the library. */
  menu: readonly NavItem[];
  onClose: () => void;
}

/** Ctrl+K: everything in the library and every page by what is typed. */
export function Commands({ reader, menu, onClose }: CommandsProps) {
  const index = postsIndexOf(reader);
  const [query, setQuery] = useState('');
  const [revision, setRevision] = useState(0);
  useEffect(() => {
    void index.load().catch(() => {});
    return index.subscribe(() => setRevision((n) => n + 1));
  }, [index]);
  const places = useMemo(() => findCommands(query, index.facets(), menu), [query, index, menu, revision]);
  const posts = useAsync(
    async () => ({ query, commands: await postCommands(query, index, reader) }),
    [query, index, reader, revision],
  );
  return (
    <CommandPalette
      query={query}
      commands={[...places, ...(posts?.query === query ? posts.commands : [])]}
      onQuery={setQuery}
      onPick={({ href }) => {
        location.hash = href;
      }}
      onClose={onClose}
    />
  );
}
