/** Handles each request: calls the library and converts the result to a response. */
import type { MessageKind, Request, Result, TabUpdate } from '../messages.ts';
import type { Annotation } from '../post.ts';
import type { Settings } from '../settings.ts';
import { StoreError, type StoreErrorKind } from '../store/db/connection.ts';
import { EditLog, type LoggedEdit } from '../store/db/edit-log.ts';
import type { Library } from '../store/library.ts';
import { checkedPost } from './checked-post.ts';
import { DeferredEdits } from './deferred-edits.ts';
import type { Handlers } from './serve.ts';

const NOT_FOUND = { ok: false, error: 'not-found' } as const;

/** What handlers do outside the library. */
interface Effects {
  /** Returns the messages of the language that the user chose, or `null` for the browser's language. */
  readMessages(language: Settings['language']): Promise<Record<string, string> | null>;
  /** A content script started in a tab. */
  onOverlayStarted(tab: number): void;
  /** Sends an update to all tabs of the site. */
  notifyTabs(update: TabUpdate): Promise<void>;
  /** Opens the library page at a route, beside this tab. */
  openLibrary(route: string, tab: number | null): void;
  /** The number of copies on the page of a tab changed. */
  onCopyCount(tab: number, copies: number): void;
  onSettings(settings: Settings): void;
}

/**
 * Creates the handlers of all kinds of requests, and applies the edits that an earlier worker left in the log.
 * @param log where edits wait that the library does not take in time
 */
export function createHandlers(library: Library, effects: Effects, log = new EditLog()): Handlers {
  const respond = async <T>(work: Promise<T>): Promise<Result<NonNullable<T>>> => {
    try {
      const value = await work;
      return value === null || value === undefined ? NOT_FOUND : { ok: true, value };
    } catch (error) {
      return toErrorResult(error);
    }
  };
  const respondEmpty = (work: Promise<unknown>): Promise<Result<Record<string, never>>> =>
    respond(work.then((value) => (value === null ? null : {})));
  async function overlaySettings() {
    const settings = await library.settings();
    // If the messages cannot be read, the browser's language is used.
    return { settings, messages: await effects.readMessages(settings.language).catch(() => null) };
  }
  const first = <T>(list: Promise<T[]>) => list.then(([one]) => one ?? null);

  async function save({ post }: Request<'save'>, tab: number | null): Promise<Annotation> {
    // The original text is stored already: the post is saved with it, not with the translation.
    const [known] = post.translated && post.id ? await library.setSaved([post.id], true, tab) : [];
    return known ?? library.save(checkedPost(post), tab);
  }
  const edits = {
    save,
    unsave: ({ id }: Request<'unsave'>, tab: number | null) => first(library.setSaved([id], false, tab)),
    setSaved: ({ ids, saved }: Request<'setSaved'>) => library.setSaved(ids, saved).then(() => ({})),
    editPosts: ({ ids, edit: change }: Request<'editPosts'>) =>
      library.editPosts(ids, change).then(() => ({})),
    restoreUserData: ({ posts }: Request<'restoreUserData'>) =>
      library.restoreUserData(posts).then(() => ({})),
    setNote: ({ id, note, tags, base }: Request<'setNote'>) => library.setNote(id, note, tags, base),
  } satisfies { [K in MessageKind]?: (ask: Request<K>, tab: number | null) => Promise<unknown> };
  const deferred = new DeferredEdits(log, ({ kind, ask }: LoggedEdit) =>
    (edits[kind as keyof typeof edits] as (ask: unknown, tab: null) => Promise<unknown>)(ask, null),
  );
  void deferred.applyAll();
  /** Runs an edit; if the library does not take it in time, it is logged and answered with `Pending`. */
  async function edit<T>(kind: keyof typeof edits, ask: unknown, work: () => Promise<T>) {
    const done = await deferred.run({ kind, ask }, work);
    return done === 'pending' ? ({ pending: true } as const) : done;
  }

  return {
    getOverlaySettings(_ask, { tab }) {
      if (tab !== null) effects.onOverlayStarted(tab);
      return respond(overlaySettings());
    },
    annotate({ posts }, { incognito, tab }) {
      const safe = posts.map(checkedPost);
      // A translation is not the author's text: it is annotated, but not stored.
      const translated = safe.filter((post) => post.translated);
      const own = safe.filter((post) => !post.translated);
      const both = [library.annotate(own, !incognito, tab)];
      if (translated.length > 0) both.push(library.annotate(translated, false, tab));
      return respond(Promise.all(both).then((lists) => lists.flat()));
    },
    async save(ask, { incognito, tab }) {
      if (incognito) return { ok: false, error: 'private' };
      if (ask.post.id === null) return { ok: false, error: 'bad-request', detail: 'a post without an id' };
      return respond(edit('save', ask, () => save(ask, tab)));
    },
    unsave: async (ask, { incognito, tab }) =>
      incognito
        ? { ok: false, error: 'private' }
        : respond(edit('unsave', ask, () => edits.unsave(ask, tab))),
    explain: ({ id }) => respond(library.explain(id)),
    setVerdict: async (ask, { incognito, tab }) =>
      incognito ? { ok: false, error: 'private' } : respond(library.setVerdict(ask, tab)),
    correctRole: async (ask, { incognito, tab }) =>
      incognito ? { ok: false, error: 'private' } : respond(library.correctRole(ask, tab)),
    saveGroup: async ({ id }, { incognito, tab }) =>
      incognito
        ? { ok: false, error: 'private' }
        : respond(library.saveGroup(id, tab).then((posts) => posts && { saved: posts.length })),
    async openLibrary({ view, item }, { tab }) {
      effects.openLibrary(`#/${view}/${encodeURIComponent(item.toWellFormed())}`, tab);
      return { ok: true, value: {} };
    },
    async setCopyCount({ copies }, { tab }) {
      if (tab !== null) effects.onCopyCount(tab, copies);
      return { ok: true, value: {} };
    },
    async setSettings(change) {
      const answer = await respond(library.setSettings(change));
      if (answer.ok) {
        void effects.notifyTabs({ settings: answer.value });
        effects.onSettings(answer.value);
      }
      return answer;
    },
    setSaved: (ask) => respondEmpty(edit('setSaved', ask, () => edits.setSaved(ask))),
    editPosts: (ask) => respondEmpty(edit('editPosts', ask, () => edits.editPosts(ask))),
    restoreUserData: (ask) => respondEmpty(edit('restoreUserData', ask, () => edits.restoreUserData(ask))),
    setNote: (ask) => respondEmpty(edit('setNote', ask, () => edits.setNote(ask))),
    setGroupReview: (ask) => respondEmpty(library.setGroupReview(ask)),
    deleteSeen: ({ before }) => respond(library.deleteSeen(before).then((deleted) => ({ deleted }))),
    // After the edits that wait in the log: a save among them would bring a deleted post back.
    remove: ({ ids }) =>
      respond(
        deferred
          .settle()
          .then(() => library.remove(ids))
          .then((removed) => ({ removed })),
      ),
    async libraryChanged() {
      library.invalidateCache();
      // The page asks again if this worker ends before every tab was told.
      await effects.notifyTabs({ refresh: true });
      return { ok: true, value: {} };
    },
    dismissLoss: () => respondEmpty(library.dismissLoss()),
    health: () => respond(library.health()),
  };
}

function toErrorResult(error: unknown): Result<never> {
  if (!(error instanceof StoreError)) throw error;
  const kind: StoreErrorKind = error.kind;
  return { ok: false, error: kind === 'full' ? 'full' : 'store-error', detail: error.message };
}
