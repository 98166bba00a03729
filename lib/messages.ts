/**
 * Every message between our processes: requests and responses.
 * Chrome transports JSON, Firefox structured clones. A Date or a Map survives only one of the two, so every
 * value here is plain JSON. The background checks each request with its schema; the content script imports
 * only the types.
 */
import * as z from 'zod/mini';
import { GroupReview } from './group-review.ts';
import {
  Annotation,
  CopyGroup,
  IsoTime,
  PostId,
  RawPost,
  Role,
  StoredPost,
  Surface,
  Ticker,
} from './post.ts';
import { Settings } from './settings.ts';
import type { SignalCount } from './square/page/page-report.ts';

export type { SignalCount };

/** Maximum number of posts in one `annotate` message. */
export const MAX_BATCH = 60;
/** Maximum number of ids in one message of our own pages. */
const MAX_IDS = 100_000;

const Ok = z.object({});

/** A run of text in a comparison: in both texts, only in this post, only in the other one. */
export const DiffRun = z.object({ op: z.enum(['same', 'here', 'there']), text: z.string() });
export type DiffRun = z.infer<typeof DiffRun>;

/** A change of the user's data of posts. Tags and a note are for saved posts: adding them saves the post. */
export const PostEdit = z.object({
  saved: z.optional(z.boolean()),
  /** Added to the tags of each post. */
  tags: z.optional(StoredPost.shape.tags),
  /** Added below the note of each post, unless it contains it. */
  note: z.optional(StoredPost.shape.note),
});
export type PostEdit = z.infer<typeof PostEdit>;

/** What the user did with a post. */
export const UserData = z.pick(StoredPost, { id: true, capturedAt: true, note: true, tags: true });
export type UserData = z.infer<typeof UserData>;

/**
 * The edit is on the disk, but not in the library yet, which a long import holds: it is applied as soon as that ends,
 * and the tab gets the annotation then.
 */
export const Pending = z.object({ pending: z.literal(true) });

/** Content script -> background. Allowed only from the top frame of a Square page. */
export const contentContract = {
  /**
   * Sent once at the start. Returns the settings of the overlay; `messages` replaces the messages of the
   * browser's language.
   */
  getOverlaySettings: {
    ask: z.object({}),
    reply: z.object({ settings: Settings, messages: z.nullable(z.record(z.string(), z.string())) }),
  },
  /**
   * Posts that were just read. They are stored as seen (unless the user turned that off); returns their
   * annotations.
   */
  annotate: {
    ask: z.object({ surface: Surface, posts: z.array(RawPost).check(z.maxLength(MAX_BATCH)) }),
    reply: z.array(Annotation),
  },
  /** The user saves a post. Answered when it is on the disk. */
  save: { ask: z.object({ post: RawPost }), reply: z.union([Annotation, Pending]) },
  /** The user unsaves a post. It stays as a seen post, so that `save` can restore its note and tags. */
  unsave: { ask: z.object({ id: PostId }), reply: z.union([Annotation, Pending]) },
  /** The copy panel was opened: the other text with the differences, and the members of the group. */
  explain: {
    ask: z.object({ id: PostId }),
    reply: z.object({
      group: z.nullable(CopyGroup),
      members: z.array(
        z.pick(StoredPost, { id: true, url: true, author: true, postedAt: true, title: true }),
      ),
      /** Differences between this post and the group's first (or, for the first, its nearest follower). */
      diff: z.array(DiffRun),
      otherId: z.nullable(PostId),
    }),
  },
  /**
   * The user's verdict "not a copy" (or "a copy after all") on two posts; stored, and they are regrouped.
   * Returns both annotations.
   */
  setVerdict: { ask: z.object({ a: PostId, b: PostId, copy: z.boolean() }), reply: z.array(Annotation) },
  /** The user corrects a role; `null` removes the correction. */
  correctRole: {
    ask: z.object({ id: PostId, code: Ticker.shape.code, role: z.nullable(Role) }),
    reply: Annotation,
  },
  /** Saves every post of this post's copy group. Answered after the transaction committed. */
  saveGroup: { ask: z.object({ id: PostId }), reply: z.object({ saved: z.number() }) },
  /** Opens the library at a copy group or at a ticker. */
  openLibrary: {
    ask: z.object({ view: z.enum(['copies', 'tickers']), item: z.string().check(z.maxLength(200)) }),
    reply: Ok,
  },
  /** How many posts on the page repeat an earlier one: the number on the toolbar icon. */
  setCopyCount: { ask: z.object({ copies: z.number().check(z.int(), z.gte(0)) }), reply: Ok },
} as const;

/**
 * State of the store. For `lost`, `detail` is the number of captures that were lost; otherwise a technical
 * text.
 */
export const StoreHealth = z.object({
  state: z.enum(['ok', 'full', 'lost', 'newer', 'blocked', 'damaged', 'rebuilding']),
  /** From 0 to 1 while rebuilding. */
  progress: z.nullable(z.number()),
  detail: z.nullable(z.string()),
});
export type StoreHealth = z.infer<typeof StoreHealth>;

/** Popup and library page -> background. Allowed only from the extension's own pages. */
export const extensionPageContract = {
  setSettings: { ask: z.partial(Settings), reply: Settings },
  /** Saves or unsaves several posts by id. */
  setSaved: {
    ask: z.object({ ids: z.array(PostId).check(z.maxLength(MAX_IDS)), saved: z.boolean() }),
    reply: Ok,
  },
  /** State, note and tags of a copy group; an empty review removes it. */
  setGroupReview: {
    ask: z.extend(z.omit(GroupReview, { at: true }), { group: z.string().check(z.maxLength(100)) }),
    reply: Ok,
  },
  /** Changes the user's data of several posts: saves or unsaves them, adds tags, adds a note. */
  editPosts: {
    ask: z.object({ ids: z.array(PostId).check(z.maxLength(MAX_IDS)), edit: PostEdit }),
    reply: Ok,
  },
  /** Sets the user's data of several posts back to what it was: the undo of `editPosts` and `setSaved`. */
  restoreUserData: {
    ask: z.object({ posts: z.array(UserData).check(z.maxLength(MAX_IDS)) }),
    reply: Ok,
  },
  setNote: {
    ask: z.object({
      id: PostId,
      note: StoredPost.shape.note,
      tags: StoredPost.shape.tags,
      /** What the form began with: what was stored since by others is merged, not overwritten. */
      base: z.optional(z.pick(StoredPost, { note: true, tags: true })),
    }),
    reply: Ok,
  },
  /** Deletes seen posts that are not captures: all, or those last seen before a time. */
  deleteSeen: {
    ask: z.object({ before: z.nullable(IsoTime) }),
    reply: z.object({ deleted: z.number() }),
  },
  /** Deletes posts, captures too. */
  remove: {
    ask: z.object({ ids: z.array(PostId).check(z.maxLength(MAX_IDS)) }),
    reply: z.object({ removed: z.number() }),
  },
  setVerdict: contentContract.setVerdict,
  correctRole: contentContract.correctRole,
  /** The library was changed by another context (an import): drop the cached data and notify the tabs. */
  libraryChanged: { ask: z.object({}), reply: Ok },
  /** The user dismissed the notice of a lost library: `health` no longer reports it. */
  dismissLoss: { ask: z.object({}), reply: Ok },
  /** The state of the store, for the banners. */
  health: { ask: z.object({}), reply: StoreHealth },
} as const;

/** Background -> content scripts: what changed. */
export interface TabUpdate {
  annotations?: Annotation[];
  settings?: Settings;
  /** Another context than the background changed the library (an import): request all annotations again. */
  refresh?: true;
  /** The user saves a post by menu or shortcut: the last right-clicked one, or the current one. */
  command?: 'save-clicked' | 'save-current';
}

/** A post as the page shows it, for the popup. */
export const PagePostReport = z.object({
  ...z.pick(RawPost, { author: true, title: true, text: true }).shape,
  id: PostId,
  /** What its strip says; `null` until the library has answered. */
  annotation: z.nullable(Annotation),
});
export type PagePostReport = z.infer<typeof PagePostReport>;

/** Content script of the active tab -> popup: report about the page. */
export interface PageReport {
  surface: Surface | null;
  /** The posts, in page order, collapsed copies last; of a long text only the beginning. */
  posts: PagePostReport[];
  health: 'ok' | 'empty' | 'unreadable';
  signals: SignalCount[];
  /** Structure of the page without texts and names, for a bug report; `null` if the page could be read. */
  redacted: string | null;
}

/** What the popup asks a content script for. */
export type PopupRequest =
  /** A `PageReport`. */
  | { to: 'page'; ask: 'report' }
  /** Bring a post into view and mark it; answered with whether it is on the page. */
  | { to: 'page'; ask: 'show'; id: string }
  /** Save posts that are on the page; answered with the ids that are saved now. */
  | { to: 'page'; ask: 'save'; ids: string[] };

/** A message to a content script: an update from the background, or a request of the popup. */
export type TabMessage = { to: 'page'; update: TabUpdate } | PopupRequest;

/** A response. Errors are sent as text, because an Error object is lost on the way. */
export type Result<T = unknown> = { ok: true; value: T } | { ok: false; error: ErrorCode; detail?: string };

/** Why a request failed. */
export type ErrorCode =
  | 'bad-request' // the request does not match its schema
  | 'refused' // this sender is not allowed to send it
  | 'busy' // too many requests: try again later
  | 'private' // private window: nothing is stored
  | 'full' // the disk is full
  | 'store-error' // the library cannot be read or written; see `health`
  | 'not-found'; // there is no such post

export type PageKind = keyof typeof contentContract;
export type AdminKind = keyof typeof extensionPageContract;
type Contract = typeof contentContract & typeof extensionPageContract;
export type MessageKind = keyof Contract;
export type Request<K extends MessageKind> = z.infer<Contract[K]['ask']>;
export type Response<K extends MessageKind> = z.infer<Contract[K]['reply']>;
