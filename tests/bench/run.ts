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
import { check } from './required-rows.ts';
import { rows as store } from './store.ts';
import { markdown, type Row } from './table.ts';
import { tickerRows } from './tickers.ts';

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
    check(area, made);
  } catch (error) {
    console.error(`${area}: ${error instanceof Error ? error.stack : error}`);
    process.exitCode = 1;
  }
  console.error(`${area}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
}

const machine = `${cpus()[0]?.model.trim()}, ${cpus().length} threads, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`;
if (values.json) console.log(JSON.stringify({ machine, quick: values.quick, rows: all }, null, 2));
else console.log(`${markdown(all)}\n\n${machine}`);
