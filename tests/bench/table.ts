/** What a measurement says, and how a table of them is printed. */

export interface Row {
  /** Part of the product: parse, tickers, copies, store, page, size. */
  area: string;
  what: string;
  unit: string;
  /** Which way is better. */
  better: 'less' | 'more';
  /** One value a size, in the order of `sizes`; a single value without sizes. */
  ours: number[];
  /** Posts in the library (or characters, or cards) at each measurement. */
  sizes?: number[];
  /** What stands beside it in the same run: a peer, or a floor nobody can go below. */
  beside: { name: string; value: number };
}

/**
 * Slope of log(value) over log(size) by least squares: 0 is constant, 1 linear.
 * @returns `null` with fewer than two sizes or a value that is not positive.
 */
export function exponent(row: Row): number | null {
  const { sizes, ours } = row;
  if (!sizes || sizes.length < 2 || ours.some((value) => !(value > 0))) return null;
  const x = sizes.map(Math.log);
  const y = ours.map(Math.log);
  const meanX = x.reduce((a, b) => a + b, 0) / x.length;
  const meanY = y.reduce((a, b) => a + b, 0) / y.length;
  let over = 0;
  let under = 0;
  for (let i = 0; i < x.length; i++) {
    over += ((x[i] ?? 0) - meanX) * ((y[i] ?? 0) - meanY);
    under += ((x[i] ?? 0) - meanX) ** 2;
  }
  return under === 0 ? null : over / under;
}

/**
 * How many times better ours is than what stands beside it (at the largest size): 2 is twice as good.
 * @returns `null` when one of the two is zero.
 */
export function ratio(row: Row): number | null {
  const ours = row.ours.at(-1);
  if (ours === undefined || ours === 0 || row.beside.value === 0) return null;
  return row.better === 'less' ? row.beside.value / ours : ours / row.beside.value;
}

/** Rows as a Markdown table. */
export function markdown(rows: Row[]): string {
  const cells = rows.map((row) => {
    const slope = exponent(row);
    const times = ratio(row);
    return [
      row.area,
      row.what,
      row.ours.map(short).join(' / ') +
        ' ' +
        row.unit +
        (row.sizes ? ` at ${row.sizes.map(short).join(' / ')}` : ''),
      slope === null ? '' : slope.toFixed(2),
      `${row.beside.name}: ${short(row.beside.value)}`,
      times === null ? '' : `${short(times)}×`,
    ];
  });
  const head = ['area', 'what', 'ours', 'growth', 'beside', 'ratio'];
  return [head, head.map(() => '---'), ...cells].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

/** A number in three significant digits: 0.0123, 4.56, 123, 12k, 3.4M. */
export function short(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e6) return `${Number((value / 1e6).toPrecision(3))}M`;
  if (size >= 1e4) return `${Number((value / 1e3).toPrecision(3))}k`;
  return String(Number(value.toPrecision(3)));
}
