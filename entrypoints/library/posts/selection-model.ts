/** Selecting rows of a list: one by one, a range, all. Values in, values out. */

export interface Selection {
  ids: ReadonlySet<string>;
  /** Where a range begins: the row that was selected or unselected last; `null` for none. */
  anchor: string | null;
}

export const NOTHING_SELECTED: Selection = { ids: new Set(), anchor: null };

/** Selects a row, or unselects it. */
export function toggle({ ids }: Selection, id: string): Selection {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { ids: next, anchor: id };
}

/**
 * Selects all rows from the anchor to a row, in addition to the others. Without an anchor in the list it selects the
 * row alone.
 * @param list all rows, in the order of the list
 */
export function selectTo(selection: Selection, list: readonly string[], id: string): Selection {
  const start = selection.anchor === null ? -1 : list.indexOf(selection.anchor);
  const end = list.indexOf(id);
  if (start === -1 || end === -1) return { ids: new Set([...selection.ids, id]), anchor: id };
  const range = list.slice(Math.min(start, end), Math.max(start, end) + 1);
  return { ids: new Set([...selection.ids, ...range]), anchor: selection.anchor };
}

/** Selects every row of the list; unselects all if every one was selected. */
export function toggleAll(selection: Selection, list: readonly string[]): Selection {
  const all = list.length > 0 && list.every((id) => selection.ids.has(id));
  return all ? NOTHING_SELECTED : { ids: new Set([...selection.ids, ...list]), anchor: selection.anchor };
}

/** The selected rows, in the order of the list; those that the list does not show come last. */
export function inListOrder({ ids }: Selection, list: readonly string[]): string[] {
  const shown = list.filter((id) => ids.has(id));
  const there = new Set(shown);
  return [...shown, ...[...ids].filter((id) => !there.has(id))];
}
