import { useEffect, useRef } from 'preact/hooks';
import { t } from '../../../lib/i18n/translate.ts';
import { SORT_ORDERS, type SortOrder } from '../../../lib/search/sort-orders.ts';
import { Icon } from '../../icon/Icon.tsx';

export interface ListBarProps {
  /** What the list shows, announced when it changes: "891 posts". */
  status: string;
  /** True while only a part of the library is searched. */
  busy: boolean;
  order: SortOrder;
  reverse: boolean;
  onSort: (order: SortOrder, reverse: boolean) => void;
  selection: 'none' | 'some' | 'all';
  /** Selects all posts of the list, or none; `null` if there are none. */
  onSelectAll: (() => void) | null;
}

/** The bar above a list of posts: their number, a box that selects all, and the sort order. */
export function ListBar({ status, busy, order, reverse, onSort, selection, onSelectAll }: ListBarProps) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = selection === 'some';
  }, [selection]);
  return (
    <div class="list-bar row small posts-bar">
      <label class="select-target" title={t('posts_select_all')}>
        <input
          ref={box}
          type="checkbox"
          class="select-box"
          aria-label={t('posts_select_all')}
          checked={selection === 'all'}
          disabled={onSelectAll === null}
          onChange={() => onSelectAll?.()}
        />
      </label>
      <p class="text-muted truncate" role="status" aria-busy={busy}>
        {status}
      </p>
      <span class="row tight push-end">
        <select
          class="field narrow"
          aria-label={t('sort')}
          value={order}
          onChange={(event) => onSort(event.currentTarget.value as SortOrder, false)}
        >
          {SORT_ORDERS.map((name) => (
            <option key={name} value={name}>
              {t(`sort_${name}`)}
            </option>
          ))}
        </select>
        <button
          type="button"
          class="icon-button"
          aria-pressed={reverse}
          aria-label={t('sort_reverse')}
          title={t('sort_reverse')}
          onClick={() => onSort(order, !reverse)}
        >
          <Icon name="flip" />
        </button>
      </span>
    </div>
  );
}
