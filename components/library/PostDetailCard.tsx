import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { t, tPlural } from '../../lib/i18n/translate.ts';
import type { DiffRun } from '../../lib/messages.ts';
import type { Role, StoredPost } from '../../lib/post.ts';
import { ROLES } from '../../lib/post-enums.ts';
import { parseTags } from '../../lib/tag-list.ts';
import { formatDateTime, formatNumber } from '../format.ts';
import { Icon } from '../icon/Icon.tsx';
import { AuthorName, OpenLink, PostedAt } from '../PostCard.tsx';
import { reasonText, roleText } from '../role-text.ts';
import { ChangedText } from './copies/ChangedText.tsx';

type NoteAndTags = Pick<StoredPost, 'note' | 'tags'>;

export interface PostDetailCardProps {
  post: StoredPost;
  /** For each earlier version, the changes to the version after it. */
  changes: DiffRun[][];
  groupHref: string | null;
  /** `null` where editing is not possible, as in the sample. */
  edit: {
    onSave: (saved: boolean) => void;
    /** @returns why it was refused; `null` if it is stored */
    onNote: (note: string, tags: string[], base: NoteAndTags) => Promise<string | null>;
    onCorrect: (code: string, role: Role | null) => void;
    onDelete: () => void;
  } | null;
}

/** One whole post: text, details, note and tags, earlier versions. */
export function PostDetailCard({ post, changes, groupHref, edit }: PostDetailCardProps) {
  const saved = post.capturedAt !== null;
  return (
    <article class="stack wide">
      <header class="row wrap">
        <h2 class="detail-title row">
          <AuthorName author={post.author} />
        </h2>
        {post.author.handle !== null && <bdi class="text-muted small">@{post.author.handle}</bdi>}
        <PostedAt time={post.postedAt} />
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
                <Icon name={saved ? 'check' : 'bookmark'} />
                {t(saved ? 'post_saved' : 'post_save')}
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
            <a class="chip copy" href={groupHref}>
              {t('post_in_group')}
            </a>
          )}
          {post.labels.factCheck !== null && <bdi class="chip">{post.labels.factCheck}</bdi>}
          {post.labels.sentiment !== null && <bdi class="chip">{post.labels.sentiment}</bdi>}
          <span>{t('post_first_seen', formatDateTime(post.firstSeenAt))}</span>
          {post.counts.views !== null && (
            <span>{tPlural('post_views', post.counts.views, formatNumber(post.counts.views))}</span>
          )}
        </p>
      </section>
      <Roles post={post} onCorrect={edit?.onCorrect ?? null} />
      {edit && saved && <NoteForm key={post.id} post={post} onNote={edit.onNote} />}
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
            <bdi class={`chip ${ticker.role}`}>{ticker.shown}</bdi>
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

/** Delay, in ms, after the last key press before the note is saved. */
const PAUSE = 700;

function NoteForm({
  post,
  onNote,
}: {
  post: StoredPost;
  onNote: (note: string, tags: string[], base: NoteAndTags) => Promise<string | null>;
}) {
  /** What the form began with, or last took over from the library. */
  const [base, setBase] = useState<NoteAndTags>(post);
  const [note, setNote] = useState(post.note);
  const [tags, setTags] = useState(post.tags.join(', '));
  const [refusal, setRefusal] = useState<string | null>(null);
  // Tags that nobody touched stay as they are, even if they could not be typed like that.
  const list = tags === base.tags.join(', ') ? base.tags : parseTags(tags);
  const changed = note !== base.note || list.join('\n') !== base.tags.join('\n');
  /** What this form sent last: its next words replace these. */
  const sent = useRef(base);
  useEffect(() => {
    // What another tab or an import stored is taken over while nothing is pending here.
    if (changed) return;
    sent.current = post;
    setBase(post);
    setNote(post.note);
    setTags(post.tags.join(', '));
  }, [post.note, post.tags.join('\n')]);
  /** Saves the pending text now. */
  const flush = useRef(() => {});
  // Before the next event: the page may close right after the last letter.
  useLayoutEffect(() => {
    flush.current = () => {};
    if (!changed) return;
    const write = () => {
      flush.current = () => {};
      const before = sent.current;
      sent.current = { note, tags: list };
      void onNote(note, list, before).then((refused) => {
        setRefusal(refused);
        if (refused === null) setBase({ note, tags: list });
      });
    };
    flush.current = write;
    const timer = setTimeout(write, PAUSE);
    return () => clearTimeout(timer);
  }, [note, tags]);
  useEffect(() => {
    // Another post was selected, or the page was closed, during the delay.
    const leave = () => flush.current();
    addEventListener('pagehide', leave);
    return () => {
      removeEventListener('pagehide', leave);
      leave();
    };
  }, []);
  return (
    <section class="card stack">
      <label class="stack tight">
        <span class="text-strong">{t('post_note')}</span>
        <textarea
          class="field"
          rows={3}
          dir="auto"
          maxLength={20_000}
          value={note}
          onInput={(event) => setNote(event.currentTarget.value)}
        />
      </label>
      <label class="stack tight">
        <span class="text-strong">{t('post_tags')}</span>
        <input
          class="field"
          dir="auto"
          value={tags}
          onInput={(event) => setTags(event.currentTarget.value)}
        />
        <span class="text-muted small">{t('post_tags_hint')}</span>
      </label>
      <p role="status" class="text-muted small">
        {refusal ?? t(changed ? 'post_note_writing' : 'post_note_kept')}
      </p>
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
