import { t } from '../../../lib/i18n/translate.ts';
import type { StoredPost } from '../../../lib/post.ts';
import { slotLabel, type TemplateForm } from '../../../lib/report/template-form.ts';
import { formatNumber } from '../../format.ts';
import { SlotTable } from './SlotTable.tsx';

export interface FormCardProps {
  form: TemplateForm;
  /** The posts of the group, earliest first. */
  posts: StoredPost[];
}

/** What the texts of a group have in common, the changing parts lit, and a table of what fills them. */
export function FormCard({ form: { parts, followers, compared }, posts }: FormCardProps) {
  const following = new Set(followers);
  const slots = parts.flatMap(({ slot }, i) => (slot ? [{ ...slot, label: slotLabel(parts, i) }] : []));
  return (
    <section class="card stack" aria-label={t('form_title')}>
      <h3>{t('form_title')}</h3>
      <p class="text-muted small">{t('form_hint', formatNumber(followers.length), formatNumber(compared))}</p>
      <p class="form-text post-text" dir="auto">
        {parts.map(({ text, slot }, i) => (slot ? <SlotMark key={i} text={text} /> : text))}
      </p>
      {slots.length > 0 && (
        <>
          <h3>{t('slots_title')}</h3>
          <SlotTable slots={slots} posts={posts.filter(({ id }) => following.has(id))} />
        </>
      )}
    </section>
  );
}

/** A changing part; the white space around it is not marked. */
function SlotMark({ text }: { text: string }) {
  const words = text.trim();
  if (words === '') return <>{text}</>;
  const start = text.indexOf(words);
  return (
    <>
      {text.slice(0, start)}
      <mark class="slot">{words}</mark>
      {text.slice(start + words.length)}
    </>
  );
}
