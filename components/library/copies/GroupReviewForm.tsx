import { useEffect, useRef, useState } from 'preact/hooks';
import { type GroupReview, REVIEW_STATES } from '../../../lib/group-review.ts';
import { t } from '../../../lib/i18n/translate.ts';
import { parseTags } from '../../../lib/tag-list.ts';
import { ChoiceGroup } from '../../primitives.tsx';
import { useAutosave } from '../useAutosave.ts';

export type ReviewText = Omit<GroupReview, 'at'>;

export interface GroupReviewFormProps {
  /** What is stored. */
  review: ReviewText;
  /** Stores the review; resolves to why that was refused, or `null`. */
  onReview: (review: ReviewText) => Promise<string | null>;
}

/** State, note and tags of a group. The state is stored at once, the words as they are written. */
export function GroupReviewForm({ review, onReview }: GroupReviewFormProps) {
  const [note, setNote] = useState(review.note);
  const [tags, setTags] = useState(review.tags.join(', '));
  const [refusal, setRefusal] = useState<string | null>(null);
  const sent = useRef<ReviewText>(review);
  const list = tags === sent.current.tags.join(', ') ? sent.current.tags : parseTags(tags);
  const changed = note !== sent.current.note || list.join('\n') !== sent.current.tags.join('\n');

  useEffect(() => {
    // What another tab or an import stored is taken over while nothing is pending here.
    if (changed) return;
    sent.current = review;
    setNote(review.note);
    setTags(review.tags.join(', '));
  }, [review.note, review.state, review.tags.join('\n')]);

  function store(next: ReviewText) {
    sent.current = next;
    void onReview(next).then(setRefusal);
  }
  useAutosave(changed, () => store({ state: sent.current.state, note, tags: list }), [note, tags]);

  return (
    <section class="card stack review" aria-label={t('review_title')}>
      <div class="row wrap">
        <h3>{t('review_title')}</h3>
        <ChoiceGroup
          label={t('review_state')}
          value={review.state}
          onChange={(state) => store({ state, note, tags: list })}
          options={REVIEW_STATES.map((state) => ({ value: state, label: t(`review_${state}`) }))}
        />
      </div>
      <div class="review-fields">
        <label class="stack tight">
          <span class="small text-muted">{t('post_note')}</span>
          <textarea
            class="field"
            rows={2}
            dir="auto"
            maxLength={20_000}
            value={note}
            onInput={(event) => setNote(event.currentTarget.value)}
          />
        </label>
        <label class="stack tight">
          <span class="small text-muted">{t('post_tags')}</span>
          <input
            class="field"
            dir="auto"
            value={tags}
            onInput={(event) => setTags(event.currentTarget.value)}
          />
          <span class="small text-muted">{t('post_tags_hint')}</span>
        </label>
      </div>
      {refusal === null ? (
        <p role="status" class="text-muted small">
          {t(changed ? 'post_note_writing' : 'post_note_saved')}
        </p>
      ) : (
        <p role="alert" class="bad-text small">
          {refusal}
        </p>
      )}
    </section>
  );
}
