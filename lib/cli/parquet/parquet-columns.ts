import type { SchemaElement } from 'hyparquet';
import type { Leaving } from '../../store/export/formats/format.ts';

/** The program that a file names as its writer. */
export const CREATED_BY = 'feedglass';

/** Types of columns: a text, a list of texts, JSON, a time, a count. */
type ColumnType = 'text' | 'list' | 'json' | 'time' | 'count';

interface Column {
  name: string;
  type: ColumnType;
  value(post: Leaving): string | number | string[] | object | null;
}

/** The codes of a post's tickers that have a role. */
const having = ({ capture: { cashtags, otherTickers } }: Leaving, role: string): string[] =>
  [...cashtags, ...otherTickers].flatMap((ticker) => (ticker.role === role ? ticker.code : []));

const column = (name: string, type: ColumnType, value: Column['value']): Column => ({ name, type, value });

/** The columns of a Parquet file of posts: those of the CSV, with lists as lists, and all of the tickers. */
export const COLUMNS: readonly Column[] = [
  column('id', 'text', ({ capture: c }) => c.id),
  column('url', 'text', ({ capture: c }) => c.url),
  column('kind', 'text', ({ capture: c }) => c.kind),
  column('surface', 'text', ({ capture: c }) => c.surface),
  column('author_name', 'text', ({ capture: c }) => c.author.name),
  column('author_handle', 'text', ({ capture: c }) => c.author.handle),
  column('title', 'text', ({ capture: c }) => c.title),
  column('text', 'text', ({ capture: c }) => c.text),
  column('lang', 'text', ({ capture: c }) => c.lang),
  column('posted_at', 'time', ({ capture: c }) => c.postedAt),
  column('posted_at_source', 'text', ({ capture: c }) => c.postedAtSource),
  column('published_from', 'time', ({ capture: c }) => c.times?.from ?? null),
  column('published_to', 'time', ({ capture: c }) => c.times?.to ?? null),
  column('cashtags', 'list', ({ capture: c }) => c.cashtags.map(({ code }) => code)),
  column('discussed', 'list', (post) => having(post, 'discussed')),
  column('appended', 'list', (post) => having(post, 'appended')),
  column('unsupported', 'list', (post) => having(post, 'unsupported')),
  column('topic', 'list', (post) => having(post, 'topic')),
  column('tickers', 'json', ({ capture: c }) => [...c.cashtags, ...c.otherTickers]),
  column('hashtags', 'list', ({ capture: c }) => c.hashtags),
  column('mentions', 'list', ({ capture: c }) => c.mentions),
  column('comments', 'count', ({ capture: c }) => c.counts.comments),
  column('quotes', 'count', ({ capture: c }) => c.counts.quotes),
  column('likes', 'count', ({ capture: c }) => c.counts.likes),
  column('views', 'count', ({ capture: c }) => c.counts.views),
  column('copy_group', 'text', ({ group }) => group?.id ?? null),
  column('copy_kind', 'text', ({ group }) => group?.kind ?? null),
  column('copy_first', 'text', ({ group }) => group?.first ?? null),
  column('captured_at', 'time', ({ capture: c }) => c.capturedAt),
  column('note', 'text', ({ capture: c }) => c.note),
  column('tags', 'list', ({ capture: c }) => c.tags),
  column('sha256', 'text', ({ capture: c }) => c.sha256),
];

/** The schema of these columns, as Parquet has it. */
export const SCHEMA: SchemaElement[] = [
  { name: 'posts', num_children: COLUMNS.length },
  ...COLUMNS.flatMap(({ name, type }) => elements(name, type)),
];

function elements(name: string, type: ColumnType): SchemaElement[] {
  const repetition_type = 'OPTIONAL';
  switch (type) {
    case 'text':
      return [{ name, type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type }];
    case 'json':
      return [{ name, type: 'BYTE_ARRAY', converted_type: 'JSON', repetition_type }];
    case 'time':
      return [{ name, type: 'INT64', converted_type: 'TIMESTAMP_MILLIS', repetition_type }];
    case 'count':
      return [{ name, type: 'INT64', repetition_type }];
    case 'list':
      return [
        { name, converted_type: 'LIST', num_children: 1, repetition_type },
        { name: 'list', num_children: 1, repetition_type: 'REPEATED' },
        { name: 'element', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type },
      ];
  }
}

/** The value of a column as the writer takes it. */
export function cellOf({ type, value }: Column, post: Leaving): unknown {
  const given = value(post);
  if (given === null) return null;
  if (type === 'time') return new Date(given as string);
  return type === 'count' ? BigInt(given as number) : given;
}
