/**
 * The first moment of a day or a month in the reader's time zone.
 * @param day `2026-06-03` or `2026-06`; anything else is no day
 * @param later days (or months) to add: the end of a day is the start of the next
 * @returns ISO time, or `null`
 */
export function startOfLocalDay(day: string, later: number): string | null {
  const [, year, month, date] = /^(\d{4})-(\d\d)(?:-(\d\d))?$/.exec(day) ?? [];
  if (year === undefined) return null;
  const [y, m] = [Number(year), Number(month) - 1];
  return (date === undefined ? new Date(y, m + later) : new Date(y, m, Number(date) + later)).toISOString();
}
