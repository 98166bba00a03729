import { t, tPlural } from '../../../lib/i18n/translate.ts';
import type { DiffRun } from '../../../lib/messages.ts';
import type { CopyAnnotation, Role, StoredPost } from '../../../lib/post.ts';
import { ROLES } from '../../../lib/post-enums.ts';
import { copyBadgeLine } from '../../choose-badge-message.ts';
import { formatDateTime, formatNumber } from '../../format.ts';
import { Icon } from '../../icon/Icon.tsx';
import { AuthorName, OpenLink, PostedAt, TagChip, TickerChip } from '../../PostCard.tsx';
import { reasonText, roleText } from '../../roles/role-text.ts';
import { ChangedText } from '../copies/ChangedText.tsx';
import { type NoteAndTags, NoteForm } from './NoteForm.tsx';

export interface PostDetailCardProps {
  post: StoredPost;
  /** For each earlier version, the changes to the version after it. */
  changes: DiffRun[][];
  groupHref: string | null;
  /** What the post's strip says about copies; `null` if it says nothing, though the post may be in a group. */
  copy: CopyAnnotation | null;
  /** `null` where editing is not possible, as in the sample. */
  edit: {
    onSave: (saved: boolean) => void;
    /** @returns why it was refused; `null` if it is stored */
    onNote: (note: string, tags: string[], base: NoteAndTags) => Promise<string | null>;
    onDraft?: Parameters<typeof NoteForm>[0]['onDraft'];
    onCorrect: (code: string, role: Role | null) => void;
    onDelete: () => void;
  } | null;
}

/** One whole post: text, details, note and tags, earlier versions. */
export function PostDetailCard({ post, changes, groupHref, copy, edit }: PostDetailCardProps) {
  const saved = post.capturedAt !== null;
  return (
    <article class="stack">
      <header class="row detail-head">
        <div class="stack tight">
          <h2 class="detail-title author-title">
            <AuthorName author={post.author} />
          </h2>
          <p class="row wrap small text-muted">
            {post.author.handle !== null && <bdi>@{post.author.handle}</bdi>}
            <PostedAt time={post.postedAt} />
          </p>
        </div>
        <span class="push-end row">
          {edit && (
            <>
              <button
                id="save"
                type="button"
                class="button"
                aria-pressed={saved}
                onClick={() => edit.onSave(!saved)}
              >
                <Icon name="bookmark" filled={saved} />
                {t(saved ? 'post_saved' : 'posts_save')}
              </button>
              <button type="button" class="icon-button" title={t('post_delete')} onClick={edit.onDelete}>
                <Icon name="trash" />
                <span class="visually-hidden">{t('post_delete')}</span>
              </button>
            </>
          )}
          <OpenLink url={post.url} />
        </span>
      </header>
      <section class="card stack">
        {post.title !== null && (
          <h3 class="post-title" dir="auto">
            {post.title}
          </h3>
        )}
        <p class="post-text" dir="auto">
          {post.text}
        </p>
        {post.excerpt && <p class="text-muted small">{t('post_excerpt')}</p>}
        {post.translated && <p class="text-muted small">{t('post_translated')}</p>}
        {post.cut && <p class="text-muted small">{t('post_cut')}</p>}
        <p class="row wrap small text-muted">
          {groupHref !== null && (
            <a class={copy?.rank === 'first' ? 'chip first' : 'chip copy'} href={groupHref}>
              {copy ? copyBadgeLine(copy) : t('post_in_group')}
            </a>
          )}
          {post.tags.map((tag) => (
            <TagChip key={tag} tag={tag} />
          ))}
          {post.labels.factCheck !== null && <bdi class="chip">{post.labels.factCheck}</bdi>}
          {post.labels.sentiment !== null && <bdi class="chip">{post.labels.sentiment}</bdi>}
          <span>{t('post_first_seen', formatDateTime(post.firstSeenAt))}</span>
          {post.capturedAt !== null && <span>{t('post_saved_at', formatDateTime(post.capturedAt))}</span>}
          {post.counts.views !== null && (
            <span>{tPlural('post_views', post.counts.views, formatNumber(post.counts.views))}</span>
          )}
        </p>
      </section>
      <Roles post={post} onCorrect={edit?.onCorrect ?? null} />
      {edit && saved && <NoteForm key={post.id} post={post} onNote={edit.onNote} onDraft={edit.onDraft} />}
      {post.versions.length > 0 && <Versions post={post} changes={changes} />}
    </article>
  );
}

function Roles({
  post,
  onCorrect,
}: {
  post: StoredPost;
  onCorrect: ((code: string, role: Role | null) => void) | null;
}) {
  const tickers = [...post.cashtags, ...post.otherTickers];
  if (tickers.length === 0) return null;
  return (
    <section class="card stack">
      <h3>{t('tab_tickers')}</h3>
      <ul class="stack tight">
        {tickers.map((ticker) => (
          <li key={ticker.code} class="row wrap">
            <TickerChip ticker={ticker} />
            {onCorrect ? (
              <select
                class="field narrow"
                aria-label={t('post_role_of', ticker.shown)}
                value={ticker.role}
                onChange={(event) => onCorrect(ticker.code, event.currentTarget.value as Role)}
              >
                {ROLES.map((role) => (
                  <option key={role} value={role}>
                    {roleText(role)}
                  </option>
                ))}
              </select>
            ) : (
              <span>{roleText(ticker.role)}</span>
            )}
            <span class="text-muted small">{reasonText(ticker)}</span>
            {onCorrect && ticker.reason.why === 'corrected' && (
              <button type="button" class="button quiet" onClick={() => onCorrect(ticker.code, null)}>
                {t('undo')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Versions({ post, changes }: { post: StoredPost; changes: DiffRun[][] }) {
  return (
    <section class="card stack">
      <h3>{t('post_versions')}</h3>
      <ol class="stack" reversed>
        {post.versions
          .map((version, i) => (
            <li key={i} class="stack tight">
              <span class="text-muted small">{t('post_version_until', formatDateTime(version.seenAt))}</span>
              <p class="post-text" dir="auto">
                {(changes[i] ?? []).map((run, k) =>
                  run.op === 'same' ? (
                    run.text
                  ) : run.op === 'here' ? (
                    <ChangedText key={k} as="del" text={run.text} />
                  ) : (
                    <ChangedText key={k} as="ins" text={run.text} />
                  ),
                )}
              </p>
            </li>
          ))
          .reverse()}
      </ol>
    </section>
  );
}
