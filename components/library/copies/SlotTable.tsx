import { type MessageKey, t } from '../../../lib/i18n/translate.ts';
import type { Slot, StoredPost } from '../../../lib/post.ts';
import { authorName } from '../../format.ts';

export interface SlotTableProps {
  /** The slots; `label` is the text before one, `null` if there is none. */
  slots: (Slot & { label: string | null })[];
  posts: StoredPost[];
}

const KIND_WORD: Record<Slot['kind'], MessageKey> = {
  ticker: 'slot_ticker',
  number: 'slot_number',
  link: 'slot_link',
  mention: 'slot_mention',
  hashtag: 'slot_hashtag',
  emoji: 'slot_emoji',
  date: 'slot_date',
  words: 'slot_words',
};

/** What fills the changing parts of a form: one row per post, one column per part. */
export function SlotTable({ slots, posts }: SlotTableProps) {
  const columns = slots.map((slot) => new Map(slot.values));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, and must by keyboard too
    <section class="scroll-x slots-box" tabIndex={0} aria-label={t('slots_title')}>
      <table class="table slots">
        <caption class="visually-hidden">{t('slots_title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('slots_author')}</th>
            {slots.map((slot, i) => (
              <th key={i} scope="col">
                {slot.label === null ? t(KIND_WORD[slot.kind]) : <bdi>{slot.label}</bdi>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {posts.map((post) => (
            <tr key={post.id}>
              <th scope="row">
                <bdi class="truncate">{authorName(post.author)}</bdi>
              </th>
              {columns.map((column, i) => (
                <td key={i} class={slots[i]?.kind === 'words' ? 'free' : undefined}>
                  <span class="clamp-3" dir="auto">
                    {column.get(post.id) || <span class="text-muted">–</span>}
                  </span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
