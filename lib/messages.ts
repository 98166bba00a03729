/**
 * Every message between our processes: what is asked, and what comes back.
 *
 * Chrome carries JSON, Firefox structured clones (facts: a Date or a Map survives only one of them), so every
 * value here is plain JSON. The background checks each ask against its schema; the content script imports only
 * the types.
 */
import * as z from 'zod/mini';
import { Annotation, CopyGroup, PostId, RawPost, Role, StoredPost, Surface } from './post.ts';
import { Settings } from './settings.ts';
import type { SignalCount } from './square/page/page-report.ts';

export type { SignalCount };

/** Posts in one `annotate` or `save` message at most. */
export const MAX_BATCH = 60;

const Ok = z.object({});

/** A run of text in a comparison: in both, only in this post, only in the other. */
export const DiffRun = z.object({ op: z.enum(['same', 'here', 'there']), text: z.string() });
export type DiffRun = z.infer<typeof DiffRun>;

/** Content script -> background. Only from a Square page's top frame. */
export const contentContract = {
  /** First word of a content script. Back: what governs the overlay; `words` overrides the browser's language. */
  getOverlaySettings: {
    ask: z.object({}),
    reply: z.object({ settings: Settings, words: z.nullable(z.record(z.string(), z.string())) }),
  },
  /** Posts just read. They are kept as seen (if the user wants), and what to show on each comes back. */
  annotate: {
    ask: z.object({ surface: Surface, posts: z.array(RawPost).check(z.maxLength(MAX_BATCH)) }),
    reply: z.array(Annotation),
  },
  /** The user saves a post. Answered after the transaction completed. */
  save: { ask: z.object({ post: RawPost }), reply: Annotation },
  /** The user takes a save back; the post stays as a seen one, so that `save` again restores note and tags. */
  unsave: { ask: z.object({ id: PostId }), reply: Annotation },
  /** The strip was opened: the other text with differences, and every member of the group. */
  explain: {
    ask: z.object({ id: PostId }),
    reply: z.object({
      group: z.nullable(CopyGroup),
      members: z.array(
        z.pick(StoredPost, { id: true, url: true, author: true, postedAt: true, title: true }),
      ),
      /** Differences between this post and the group's first (or its nearest follower). */
      diff: z.array(DiffRun),
      otherId: z.nullable(PostId),
    }),
  },
  /** "Not a copy" (or "a copy after all") of two posts; remembered, regroups. Back: both annotations. */
  setVerdict: { ask: z.object({ a: PostId, b: PostId, copy: z.boolean() }), reply: z.array(Annotation) },
  /** The user corrects a role; `null` takes the correction back. */
  correctRole: { ask: z.object({ id: PostId, code: z.string(), role: z.nullable(Role) }), reply: Annotation },
} as const;

/** The state of the store. `detail` for `lost` is the number of captures it held, else technical. */
export const StoreHealth = z.object({
  state: z.enum(['ok', 'full', 'lost', 'newer', 'blocked', 'damaged', 'rebuilding']),
  /** 0 to 1 while rebuilding. */
  progress: z.nullable(z.number()),
  detail: z.nullable(z.string()),
});
export type StoreHealth = z.infer<typeof StoreHealth>;

/** Popup and library page -> background. Only from the extension's own pages. */
export const extensionPageContract = {
  setSettings: { ask: z.partial(Settings), reply: Settings },
  /** Saves and takes back by id, from popup and library (several at once). */
  setSaved: { ask: z.object({ ids: z.array(PostId), saved: z.boolean() }), reply: Ok },
  setNote: { ask: z.object({ id: PostId, note: z.string(), tags: z.array(z.string()) }), reply: Ok },
  /** Deletes seen posts that are not captured: all, or those last seen before a time. */
  deleteSeen: {
    ask: z.object({ before: z.nullable(z.string()) }),
    reply: z.object({ forgotten: z.number() }),
  },
  /** Deletes posts, captured ones too. */
  remove: { ask: z.object({ ids: z.array(PostId) }), reply: z.object({ removed: z.number() }) },
  setVerdict: contentContract.setVerdict,
  correctRole: contentContract.correctRole,
  /** The library changed outside the worker (an import): drop what is cached and tell the tabs. */
  libraryChanged: { ask: z.object({}), reply: Ok },
  /** The user has read that an earlier library was lost: `health` stops saying so. */
  dismissLoss: { ask: z.object({}), reply: Ok },
  /** What state the store is in, for the pages' banners. */
  health: { ask: z.object({}), reply: StoreHealth },
} as const;

/** Background -> content scripts: what changed under them. */
export interface TabUpdate {
  annotations?: Annotation[];
  settings?: Settings;
  /** The library was written by another than the background (an import): ask for every post anew. */
  refresh?: true;
  /** The user asked by menu or shortcut to save a post: the one last right-clicked, or the current one. */
  command?: 'save-clicked' | 'save-current';
}

/** Popup -> content script of the active tab, and what comes back. */
export interface PageReport {
  surface: Surface | null;
  /** Ids on the page, in page order. */
  ids: string[];
  health: 'ok' | 'empty' | 'unreadable';
  signals: SignalCount[];
  /** The page's structure without texts and names, for a bug report; `null` when all is well. */
  redacted: string | null;
}

/** The envelope to a content script: news from the background, or the popup asking for a `PageReport`. */
export type TabMessage = { to: 'page'; news: TabUpdate } | { to: 'page'; ask: 'report' };

/** What travels back. An error crosses as text: an Error object does not survive the trip. */
export type Result<T = unknown> = { ok: true; value: T } | { ok: false; error: ErrorCode; detail?: string };

/** Why a request was not done. */
export type ErrorCode =
  | 'bad-request' // the ask does not fit its schema
  | 'refused' // this sender may not ask that
  | 'busy' // too much at once: ask again later
  | 'private' // a private window: nothing is kept
  | 'full' // no room on the disk
  | 'store-error' // the library cannot be read or written; see health
  | 'not-found'; // no such post

export type PageKind = keyof typeof contentContract;
export type AdminKind = keyof typeof extensionPageContract;
type Contract = typeof contentContract & typeof extensionPageContract;
export type MessageKind = keyof Contract;
export type Request<K extends MessageKind> = z.infer<Contract[K]['ask']>;
export type Response<K extends MessageKind> = z.infer<Contract[K]['reply']>;

/** The envelope: `to` keeps a popup from answering what is meant for the background. */
export interface Envelope<K extends MessageKind = MessageKind> {
  to: 'background';
  kind: K;
  ask: Request<K>;
}
