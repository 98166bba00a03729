/** What the background does for each ask: a call of the library, and its outcome as an answer. */
import type { Answer } from '../messages.ts';
import type { RawPost } from '../post.ts';
import type { Settings } from '../settings.ts';
import { StoreError, type StoreErrorKind } from '../store/db/connection.ts';
import type { Library } from '../store/library.ts';
import { safePostUrl } from '../store/links.ts';
import type { Handlers } from './answer.ts';

const GONE = { ok: false, error: 'gone' } as const;

/**
 * The handlers of all kinds.
 * @param wordsFor the words of a language the user chose, or `null` to follow the browser.
 */
export function handlersOf(
  library: Library,
  wordsFor: (language: Settings['language']) => Promise<Record<string, string> | null>,
): Handlers {
  const done = async <T>(work: Promise<T>): Promise<Answer<NonNullable<T>>> => {
    try {
      const value = await work;
      return value === null || value === undefined ? GONE : { ok: true, value };
    } catch (error) {
      return refusal(error);
    }
  };
  const plain = async (work: Promise<unknown>): Promise<Answer<Record<string, never>>> => {
    const answer = await done(work.then(() => ({})));
    return answer.ok ? { ok: true, value: {} } : answer;
  };
  async function hello() {
    const settings = await library.settings();
    // Words that cannot be read leave the browser's own language.
    return { settings, words: await wordsFor(settings.language).catch(() => null) };
  }
  const first = <T>(list: Promise<T[]>) => list.then(([one]) => one ?? null);

  return {
    hello: () => done(hello()),
    annotate: ({ posts }, { incognito }) => done(library.annotate(posts.map(vetted), !incognito)),
    async save({ post }, { incognito }) {
      if (incognito) return { ok: false, error: 'private' };
      if (post.id === null) return { ok: false, error: 'bad-request', detail: 'a post without an id' };
      return done(library.save(vetted(post)));
    },
    unsave: async ({ id }, { incognito }) =>
      incognito ? { ok: false, error: 'private' } : done(first(library.setSaved([id], false))),
    explain: ({ id }) => done(library.explain(id)),
    judge: async (ask, { incognito }) =>
      incognito ? { ok: false, error: 'private' } : done(library.setVerdict(ask)),
    correct: async (ask, { incognito }) =>
      incognito ? { ok: false, error: 'private' } : done(library.correctRole(ask)),
    setSettings: (change) => done(library.setSettings(change)),
    setSaved: ({ ids, saved }) => plain(library.setSaved(ids, saved)),
    setNote: ({ id, note, tags }) =>
      done(library.setNote(id, note, tags)).then((answer) => (answer.ok ? { ok: true, value: {} } : answer)),
    forget: ({ before }) => done(library.deleteSeen(before).then((forgotten) => ({ forgotten }))),
    remove: ({ ids }) => done(library.remove(ids).then((removed) => ({ removed }))),
    async reload() {
      library.invalidateCache();
      return { ok: true, value: {} };
    },
    acknowledge: () => plain(library.dismissLoss()),
    health: () => done(library.health()),
  };
}

/** A post from a page with its link checked: what is not a plain address of the site is dropped. */
function vetted(post: RawPost): RawPost {
  return { ...post, url: safePostUrl(post.url) };
}

function refusal(error: unknown): Answer<never> {
  if (!(error instanceof StoreError)) throw error;
  const kind: StoreErrorKind = error.kind;
  return { ok: false, error: kind === 'full' ? 'full' : 'store', detail: error.message };
}
