/** What the background does for each ask: a call of the library, and its outcome as an answer. */
import type { Result } from '../messages.ts';
import type { RawPost } from '../post.ts';
import type { Settings } from '../settings.ts';
import { StoreError, type StoreErrorKind } from '../store/db/connection.ts';
import type { Library } from '../store/library.ts';
import { safePostUrl } from '../store/links.ts';
import type { Handlers } from './serve.ts';

const NOT_FOUND = { ok: false, error: 'not-found' } as const;

/**
 * The handlers of all kinds.
 * @param wordsFor the words of a language the user chose, or `null` to follow the browser.
 */
export function createHandlers(
  library: Library,
  wordsFor: (language: Settings['language']) => Promise<Record<string, string> | null>,
): Handlers {
  const respond = async <T>(work: Promise<T>): Promise<Result<NonNullable<T>>> => {
    try {
      const value = await work;
      return value === null || value === undefined ? NOT_FOUND : { ok: true, value };
    } catch (error) {
      return toErrorResult(error);
    }
  };
  const respondEmpty = async (work: Promise<unknown>): Promise<Result<Record<string, never>>> => {
    const answer = await respond(work.then(() => ({})));
    return answer.ok ? { ok: true, value: {} } : answer;
  };
  async function overlaySettings() {
    const settings = await library.settings();
    // Words that cannot be read leave the browser's own language.
    return { settings, words: await wordsFor(settings.language).catch(() => null) };
  }
  const first = <T>(list: Promise<T[]>) => list.then(([one]) => one ?? null);

  return {
    getOverlaySettings: () => respond(overlaySettings()),
    annotate: ({ posts }, { incognito }) => respond(library.annotate(posts.map(withSafeUrl), !incognito)),
    async save({ post }, { incognito }) {
      if (incognito) return { ok: false, error: 'private' };
      if (post.id === null) return { ok: false, error: 'bad-request', detail: 'a post without an id' };
      return respond(library.save(withSafeUrl(post)));
    },
    unsave: async ({ id }, { incognito }) =>
      incognito ? { ok: false, error: 'private' } : respond(first(library.setSaved([id], false))),
    explain: ({ id }) => respond(library.explain(id)),
    setVerdict: async (ask, { incognito }) =>
      incognito ? { ok: false, error: 'private' } : respond(library.setVerdict(ask)),
    correctRole: async (ask, { incognito }) =>
      incognito ? { ok: false, error: 'private' } : respond(library.correctRole(ask)),
    setSettings: (change) => respond(library.setSettings(change)),
    setSaved: ({ ids, saved }) => respondEmpty(library.setSaved(ids, saved)),
    setNote: ({ id, note, tags }) =>
      respond(library.setNote(id, note, tags)).then((answer) =>
        answer.ok ? { ok: true, value: {} } : answer,
      ),
    deleteSeen: ({ before }) => respond(library.deleteSeen(before).then((forgotten) => ({ forgotten }))),
    remove: ({ ids }) => respond(library.remove(ids).then((removed) => ({ removed }))),
    async libraryChanged() {
      library.invalidateCache();
      return { ok: true, value: {} };
    },
    dismissLoss: () => respondEmpty(library.dismissLoss()),
    health: () => respond(library.health()),
  };
}

/** A post from a page with its link checked: what is not a plain address of the site is dropped. */
function withSafeUrl(post: RawPost): RawPost {
  return { ...post, url: safePostUrl(post.url) };
}

function toErrorResult(error: unknown): Result<never> {
  if (!(error instanceof StoreError)) throw error;
  const kind: StoreErrorKind = error.kind;
  return { ok: false, error: kind === 'full' ? 'full' : 'store-error', detail: error.message };
}
