import { t } from '../../../lib/i18n/translate.ts';
import type { GroupRow } from '../../../lib/list-rows.ts';
import { formatCount, formatDate } from '../../format.ts';
import { KindChip } from '../../PostCard.tsx';
import { ChoiceGroup, Empty } from '../../primitives.tsx';
import { VirtualList } from '../../VirtualList.tsx';

export type GroupSort = 'size' | 'authors' | 'recent';

export interface GroupListProps {
  groups: GroupRow[] | null;
  sort: GroupSort;
  openId: string | null;
  onSort: (sort: GroupSort) => void;
  hrefOf: (id: string) => string;
  onEnd: (() => void) | null;
  /** Address of the network of accounts and texts. */
  networkHref: string;
}

/** List of all copy groups, in the chosen order. */
export function GroupList({ groups, sort, openId, onSort, hrefOf, onEnd, networkHref }: GroupListProps) {
  const at = groups?.findIndex((group) => group.id === openId) ?? -1;
  return (
    <div class="list-pane">
      <div class="list-bar row wrap">
        <ChoiceGroup
          label={t('sort')}
          value={sort}
          onChange={onSort}
          options={[
            { value: 'size', label: t('groups_by_size') },
            { value: 'authors', label: t('groups_by_authors') },
            { value: 'recent', label: t('groups_by_recent') },
          ]}
        />
        <a class="small push-end" href={networkHref}>
          {t('network_title')}
        </a>
      </div>
      {groups === null ? (
        <p class="text-muted loading">{t('loading')}</p>
      ) : groups.length === 0 ? (
        <Empty title={t('copies_empty_title')}>
          <p>{t('copies_empty')}</p>
        </Empty>
      ) : (
        <VirtualList
          label={t('tab_copies')}
          count={groups.length}
          rowHeight={5.5}
          current={at}
          onEnd={onEnd}
          keyOf={(i) => groups[i]?.id ?? String(i)}
          row={(i) => {
            const group = groups[i];
            return (
              group && (
                <a
                  class="list-row"
                  href={hrefOf(group.id)}
                  aria-current={group.id === openId ? 'true' : undefined}
                >
                  <span class="row">
                    <span class="text-strong number">{formatCount('posts_count', group.size)}</span>
                    <KindChip kind={group.kind} />
                    <span class="text-muted small push-end nowrap">
                      {group.authors > 0 && formatCount('authors_count', group.authors)}
                    </span>
                  </span>
                  <span class="truncate text-muted" dir="auto">
                    {group.previewPost?.title ?? group.previewPost?.text}
                  </span>
                  <span class="text-muted small">{t('groups_latest', formatDate(group.latestAt))}</span>
                </a>
              )
            );
          }}
        />
      )}
    </div>
  );
}
