import { t } from '../../../lib/i18n/translate.ts';
import type { DiffRun } from '../../../lib/messages.ts';
import type { CopyKind, StoredPost } from '../../../lib/post.ts';
import { formatPercent } from '../../format.ts';
import { AuthorName, KindChip, OpenLink, PostedAt } from '../../PostCard.tsx';
import { ChangedText } from './ChangedText.tsx';

export interface CompareProps {
  left: StoredPost;
  right: StoredPost;
  /** Runs in order: `left` only in the left text, `right` only in the right text, `same` in both. */
  runs: DiffRun[];
  kind: CopyKind | null;
  /** Share of the shorter text's words that the other has in the same order; `null` if unknown. */
  score: number | null;
  /** `null` where no verdict is possible, as in the sample. */
  onNotACopy: (() => void) | null;
}

/** Two texts side by side; words that only one of them has are highlighted. */
export function Compare({ left, right, runs, kind, score, onNotACopy }: CompareProps) {
  return (
    <section class="compare stack" aria-label={t('compare_title')}>
      <header class="row wrap">
        <h3>{t('compare_title')}</h3>
        {kind && <KindChip kind={kind} />}
        {score !== null && <span class="text-muted small">{t('compare_score', formatPercent(score))}</span>}
        {onNotACopy && (
          <button type="button" class="button push-end" onClick={onNotACopy}>
            {t('compare_not_a_copy')}
          </button>
        )}
      </header>
      <div class="compare-columns">
        <Side post={left} runs={runs} only="here" mark="A" />
        <Side post={right} runs={runs} only="there" mark="B" />
      </div>
    </section>
  );
}

function Side({
  post,
  runs,
  only,
  mark,
}: {
  post: StoredPost;
  runs: DiffRun[];
  only: 'here' | 'there';
  mark: string;
}) {
  return (
    <article class="card version">
      <header>
        <div class="row">
          <span class="compare-mark">{mark}</span>
          <AuthorName author={post.author} />
          <span class="push-end">
            <OpenLink url={post.url} />
          </span>
        </div>
        <PostedAt time={post.postedAt} />
      </header>
      <p class="post-text" dir="auto">
        {runs.map((run, i) =>
          run.op === 'same' ? (
            run.text
          ) : run.op === only ? (
            <ChangedText key={i} as={only === 'here' ? 'del' : 'ins'} text={run.text} />
          ) : null,
        )}
      </p>
    </article>
  );
}
