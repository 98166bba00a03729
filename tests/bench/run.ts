/**
 * `npm run bench`: one table of what Feedglass costs, each row beside a peer or a floor measured in the same run.
 *
 *     npm run bench [-- --json] [-- --quick] [-- --only=store,page]
 *
 * The first whole run makes libraries of up to 100,000 posts, which takes minutes; they are kept for the next.
 * `--quick` leaves out the large ones: it shows that the bench works, not how fast anything is; `npm test` runs it.
 * Exits 1 when a measurement could not be taken or a row is missing, never because something was slow.
 */
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { rows as bundle } from './bundle.ts';
import { rows as copies } from './copies.ts';
import { rows as library } from './library-page.ts';
import type { Pace } from './measure.ts';
import { rows as page } from './page.ts';
import { rows as parse } from './parse.ts';
import { rows as store } from './store.ts';
import { markdown, type Row } from './table.ts';
import { tickerRows } from './tickers.ts';

/** Rows that must be there: a bench that measures less than it used to must not pass. */
const PROMISED: Record<string, string[]> = {
  parse: ['posts of a text dump, read and understood', 'posts of a page, read'],
  tickers: ['cashtags of a text, by its characters'],
  copies: ['query', 'insert'],
  store: [
    'save to acknowledged',
    '20 posts seen before, nothing new',
    '20 posts seen before, seen again later (written)',
    '20 new posts, 4 of them copies',
    'popup: opened to painted with data',
    'library: opened to painted with data',
    'cold worker: killed to 20 new posts answered',
    'bytes on disk a post',
  ],
  library: [
    'copies: opened to painted, p95',
    'a group opens, p95',
    'saved: opened to painted, p95',
    'search answers, p95, all saved',
    'filter answers, p95, all saved',
    'most elements in the document while scrolling, all saved',
    'export of all posts as JSON: live memory added',
  ],
  page: ['page of 60 cards, opened to loaded', 'scripts a card, added', 'layouts forced by scripts, added'],
  size: ['content script, gzip', 'background, gzip', 'popup, first view, gzip', 'library, first view, gzip'],
};

const AREAS: Record<string, (pace: Pace) => Promise<Row[]>> = {
  parse,
  tickers: tickerRows,
  copies,
  store,
  library,
  page,
  size: bundle,
};

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    only: { type: 'string', default: Object.keys(AREAS).join() },
  },
});

const all: Row[] = [];
for (const area of values.only.split(',')) {
  const rows = AREAS[area];
  if (!rows) {
    console.error(`no such area: ${area} (there are ${Object.keys(AREAS).join(', ')})`);
    process.exit(2);
  }
  const start = performance.now();
  try {
    const made = await rows({ quick: values.quick });
    all.push(...made);
    for (const row of made) check(row);
    const missing = PROMISED[area]?.filter((what) => !made.some((row) => row.what === what)) ?? [];
    if (missing.length > 0) throw new Error(`${area}: no row for ${missing.join('; ')}`);
  } catch (error) {
    console.error(`${area}: ${error instanceof Error ? error.stack : error}`);
    process.exitCode = 1;
  }
  console.error(`${area}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
}

const machine = `${cpus()[0]?.model.trim()}, ${cpus().length} threads, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`;
if (values.json) console.log(JSON.stringify({ machine, quick: values.quick, rows: all }, null, 2));
else console.log(`${markdown(all)}\n\n${machine}`);

/** @throws when a row lacks a number: a bench that measures nothing must not pass. */
function check({ area, what, ours, sizes, beside }: Row): void {
  const numbers = [...ours, ...(beside ? [beside.value] : [])];
  if (ours.length === 0 || (sizes && sizes.length !== ours.length) || !numbers.every(Number.isFinite))
    throw new Error(`${area}, ${what}: not measured`);
}
