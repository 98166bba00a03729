/**
 * The text formats by name. JSON is not among them: it is the export document with its groups and tickers.
 */
import { coortweet, graphml, network } from './coordination.ts';
import { csv } from './csv.ts';
import type { Format } from './format.ts';
import { markdown } from './markdown.ts';
import { ndjson } from './ndjson.ts';

export type { Format, Leaving } from './format.ts';

export const FORMATS = { ndjson, csv, markdown, coortweet, network, graphml } satisfies Record<
  string,
  () => Format
>;
export type FormatName = keyof typeof FORMATS;
