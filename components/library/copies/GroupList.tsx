import { type GroupReview, REVIEW_STATES, type ReviewState } from '../../../lib/group-review.ts';
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
  /** The state shown; `null` for any. */
  state: ReviewState | null;
  /** The reviews there are, by group. */
  reviews: ReadonlyMap<string, GroupReview>;
  openId: string | null;
  onSort: (sort: GroupSort) => void;
  onState: (state: ReviewState | null) => void;
  hrefOf: (id: string) => string;
  onEnd: (() => void) | null;
  /** Address of the network of accounts and texts. */
  networkHref: string;
}

/** List of all copy groups, in the chosen order. */
export function GroupList(props: GroupListProps) {
  const { groups, sort, state, reviews, openId, onSort, onState, hrefOf, onEnd, networkHref } = props;
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
        {(reviews.size > 0 || state !== null) && (
          <select
            class="field"
            aria-label={t('review_state')}
            value={state ?? ''}
            onChange={(event) => onState((event.currentTarget.value || null) as ReviewState | null)}
          >
            <option value="">{t('review_any')}</option>
            {REVIEW_STATES.map((one) => (
              <option key={one} value={one}>
                {t(`review_${one}`)}
              </option>
            ))}
          </select>
        )}
        <a class="small push-end" href={networkHref}>
          {t('network_title')}
        </a>
      </div>
      {groups === null ? (
        <p class="text-muted loading">{t('loading')}</p>
      ) : groups.length === 0 ? (
        state !== null ? (
          <Empty title={t('saved_nothing_found')}>
            <button type="button" class="button" onClick={() => onState(null)}>
              {t('review_any')}
            </button>
          </Empty>
        ) : (
          <Empty title={t('copies_empty_title')}>
            <p>{t('copies_empty')}</p>
          </Empty>
        )
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
                    <ReviewChip state={reviews.get(group.id)?.state} />
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

/** What the reader decided; nothing for a group that is open. */
function ReviewChip({ state = 'open' }: { state?: ReviewState | undefined }) {
  return state === 'open' ? null : <span class={`chip review-${state}`}>{t(`review_${state}`)}</span>;
}
