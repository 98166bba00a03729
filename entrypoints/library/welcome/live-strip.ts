/** A real strip on a post of the sample: what it does is done in the sample's library. A chunk of its own. */
import { browser } from '../../../lib/browser.ts';
import type { MessageKind, Request } from '../../../lib/messages.ts';
import type { Annotation, RawPost } from '../../../lib/post.ts';
import type { SendResult } from '../../../lib/send-with-retry.ts';
import type { Library } from '../../../lib/store/library.ts';
import { setGround } from '../../square.content/dom/stylesheets.ts';
import { isTrustedClick } from '../../square.content/dom/trusted-click.ts';
import type { SendFn } from '../../square.content/posts/annotate-queue.ts';
import { PagePost } from '../../square.content/posts/page-post.ts';
import { openSampleLibrary } from './sample.ts';

/** A copy with tickers that ride along: it has every part of a strip. */
const SHOWN_AUTHOR = 'Sample: Ben';

/** The post to show, and how to attach its strip. */
export interface LivePost {
  post: RawPost;
  /**
   * Attaches the strip.
   * @param card the element that shows the post
   * @param place the strip's parent, in the card
   */
  attach: (card: Element, place: Element) => Promise<void>;
}

/** Opens the sample and takes the post from it. */
export async function openLivePost(): Promise<LivePost> {
  const { library, posts } = await openSampleLibrary();
  const post = posts.find(({ author }) => author.name === SHOWN_AUTHOR);
  if (!post?.id) throw new Error(`no post of ${SHOWN_AUTHOR} in the sample`);
  const { id } = post;
  return {
    post,
    async attach(card, place) {
      setGround({ dark: isDark(), own: false });
      const item = new PagePost(id, { kind: post.kind, surface: post.surface }, card, {
        ask: answerFrom(library),
        isTrusted: isTrustedClick,
        readCurrent: () => post,
        applyAnnotations: (annotations) => {
          for (const annotation of annotations) if (annotation.id === id) item.setAnnotation(annotation);
        },
        onChanged: () => {},
        toggleCopies: () => {},
      });
      const [annotation] = await library.annotate([post]);
      if (annotation) item.setAnnotation(annotation);
      item.mount(place);
      const { strip } = item;
      for (const name of ['keydown', 'pointerover'])
        strip.host.addEventListener(name, (event) => strip.onEvent(event, null));
    },
  };
}

function isDark(): boolean {
  const { theme } = document.documentElement.dataset;
  return theme ? theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
}

/** Answers the requests that a strip sends to the background, from this library. */
function answerFrom(library: Library): SendFn {
  const work: { [K in MessageKind]?: (ask: Request<K>) => Promise<unknown> } = {
    explain: ({ id }) => library.explain(id),
    save: async ({ post }) => firstOf(await library.setSaved([post.id ?? ''], true)),
    unsave: async ({ id }) => firstOf(await library.setSaved([id], false)),
    saveGroup: async ({ id }) => ({ saved: (await library.saveGroup(id))?.length ?? 0 }),
    setVerdict: (ask) => library.setVerdict(ask),
    correctRole: (ask) => library.correctRole(ask),
    openLibrary: async ({ view, item }) =>
      void location.assign(
        browser.runtime.getURL(`/library.html?sample#/${view}/${encodeURIComponent(item)}`),
      ),
  };
  const send = async (kind: MessageKind, ask: unknown): Promise<SendResult<unknown>> => {
    const value = await (work[kind] as ((ask: unknown) => Promise<unknown>) | undefined)?.(ask).catch(
      () => null,
    );
    return value === null ? { ok: false, error: 'not-found' } : { ok: true, value };
  };
  return send as SendFn;
}

const firstOf = (annotations: Annotation[]): Annotation | null => annotations[0] ?? null;
