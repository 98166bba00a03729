import type { Format } from './format.ts';

/** One record a line, as in the JSON export: `SELECT count(*) FROM 'posts.ndjson'` in DuckDB reads it as it is. */
export function ndjson(): Format {
  return {
    ending: 'ndjson',
    mime: 'application/x-ndjson',
    head: '',
    row: ({ capture, group }) => `${JSON.stringify({ ...capture, copyGroup: group })}\n`,
    tail: () => '',
  };
}
