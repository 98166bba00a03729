import type { ComponentChildren, RefObject } from 'preact';
import { t } from '../../lib/i18n/translate.ts';
import type { RawPost } from '../../lib/post.ts';
import { SQUARE_HOME } from '../../lib/square/hosts.ts';
import { Icon } from '../icon/Icon.tsx';

export interface WelcomeProps {
  /** A post with a place for its strip; `null` until it is loaded. */
  sample: {
    post: Pick<RawPost, 'author' | 'text'>;
    card: RefObject<HTMLElement | null>;
    place: RefObject<HTMLDivElement | null>;
  } | null;
}

/** The page shown after installation: a post to try the strip on, and three steps with pictures. */
export function Welcome({ sample }: WelcomeProps) {
  return (
    <div class="stack page-column">
      <p class="lead">{t('welcome_lead')}</p>
      {sample && (
        <section class="stack tight" aria-label={t('popup_sample')}>
          <p class="text-strong">{t('welcome_try')}</p>
          <article class="card live-post" ref={sample.card}>
            <p class="text-strong">
              <bdi>{sample.post.author.name}</bdi>
            </p>
            <p class="live-text" dir="auto">
              {sample.post.text}
            </p>
            <div ref={sample.place} />
          </article>
        </section>
      )}
      <ol class="steps">
        <Step title={t('welcome_read_title')} text={t('welcome_read')} picture={<ReadPicture />} />
        <Step title={t('welcome_save_title')} text={t('welcome_save')} picture={<SavePicture />} />
        <Step title={t('welcome_compare_title')} text={t('welcome_compare')} picture={<ComparePicture />} />
      </ol>
      <div class="row wrap">
        <a class="button main" href={SQUARE_HOME} target="_blank" rel="noopener noreferrer">
          {t('popup_open_square')}
          <Icon name="external" />
        </a>
        <a class="button" href="library.html?sample#/copies">
          {t('popup_sample')}
        </a>
      </div>
      <p class="text-muted small">{t('welcome_privacy')}</p>
    </div>
  );
}

function Step({ title, text, picture }: { title: string; text: string; picture: ComponentChildren }) {
  return (
    <li class="card step">
      <svg class="picture" viewBox="0 0 240 150" aria-hidden="true">
        {picture}
      </svg>
      <h2>{title}</h2>
      <p class="text-muted">{text}</p>
    </li>
  );
}

/** A post with the strip below it. */
function ReadPicture() {
  return (
    <>
      <rect class="art-card" x="30" y="18" width="180" height="114" rx="8" />
      <circle class="art-text" cx="48" cy="37" r="7" />
      <rect class="art-text" x="62" y="33" width="52" height="7" rx="3.5" />
      <rect class="art-text" x="42" y="54" width="152" height="6" rx="3" />
      <rect class="art-text" x="42" y="66" width="140" height="6" rx="3" />
      <rect class="art-text" x="42" y="78" width="96" height="6" rx="3" />
      <rect class="art-strip" x="30" y="100" width="180" height="32" rx="8" />
      <rect class="art-copy" x="42" y="110" width="62" height="13" rx="6.5" />
      <rect class="art-accent" x="110" y="110" width="34" height="13" rx="6.5" />
      <rect class="art-rider" x="150" y="110" width="34" height="13" rx="6.5" />
    </>
  );
}

/** The Save button of the strip; the post is added to the library. */
function SavePicture() {
  return (
    <>
      <rect class="art-card" x="22" y="34" width="92" height="82" rx="8" />
      <rect class="art-text" x="34" y="48" width="68" height="6" rx="3" />
      <rect class="art-text" x="34" y="60" width="56" height="6" rx="3" />
      <rect class="art-accent" x="34" y="88" width="44" height="16" rx="8" />
      <path class="art-arrow" d="M122 75h22m-7-7l7 7l-7 7" />
      <rect class="art-card" x="152" y="22" width="66" height="106" rx="8" />
      <rect class="art-accent" x="162" y="34" width="46" height="18" rx="4" />
      <rect class="art-strip" x="162" y="58" width="46" height="18" rx="4" />
      <rect class="art-strip" x="162" y="82" width="46" height="18" rx="4" />
      <rect class="art-strip" x="162" y="106" width="46" height="12" rx="4" />
    </>
  );
}

/** Two texts side by side with their differences, and a file. */
function ComparePicture() {
  return (
    <>
      <rect class="art-card" x="18" y="24" width="72" height="102" rx="8" />
      <rect class="art-card" x="98" y="24" width="72" height="102" rx="8" />
      <rect class="art-text" x="28" y="38" width="52" height="6" rx="3" />
      <rect class="art-text" x="108" y="38" width="52" height="6" rx="3" />
      <rect class="art-text" x="28" y="52" width="20" height="6" rx="3" />
      <rect class="art-copy" x="52" y="50" width="28" height="10" rx="3" />
      <rect class="art-text" x="108" y="52" width="20" height="6" rx="3" />
      <rect class="art-good" x="132" y="50" width="28" height="10" rx="3" />
      <rect class="art-text" x="28" y="68" width="46" height="6" rx="3" />
      <rect class="art-text" x="108" y="68" width="46" height="6" rx="3" />
      <rect class="art-text" x="28" y="82" width="52" height="6" rx="3" />
      <rect class="art-text" x="108" y="82" width="52" height="6" rx="3" />
      <path class="art-arrow" d="M202 52v40m-11-11l11 11l11-11M188 106h28" />
    </>
  );
}
