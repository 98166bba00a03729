import type { Format } from './format.ts';

/**
 * One record per line, as in the JSON export. DuckDB reads it directly: `SELECT count(*) FROM
 * 'posts.ndjson'`.
 */
export function ndjson(): Format {
  return {
    ending: 'ndjson',
    mime: 'application/x-ndjson',
    head: '',
    row: ({ capture, group }) => `${JSON.stringify({ ...capture, copyGroup: group })}\n`,
    tail: () => '',
  };
}
