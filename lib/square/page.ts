/** A whole page at once: its posts, its profile header, and how well it could be read. */
import type { RawPost, Surface } from '../post.ts';
import { type FoundCard, findCards } from './find.ts';
import { countSignals, redact, type SignalCount } from './health.ts';
import { all, closest, holds, one } from './nodes.ts';
import { type Profile, readHeader } from './profile.ts';
import { readCard } from './read.ts';
import { decoys, page, partSignals, textSignals } from './selectors.ts';
import { surfaceOf } from './surface.ts';
import { handleOf } from './urls.ts';
import { walk } from './walk.ts';

/** `ok`: read. `empty`: nothing here to read. `unreadable`: posts are here, and (most of) them cannot be read. */
export type Health = 'ok' | 'empty' | 'unreadable';

export interface ReadPage {
  surface: Surface | null;
  profile: Profile | null;
  cards: { element: Element; post: RawPost }[];
  signals: SignalCount[];
  health: Health;
  /** Structure without texts and names, for a bug report; `null` when all is well. */
  redacted: string | null;
}

/** Texts that stand in no found card. */
function looseTexts(document: Document, found: FoundCard[]): number {
  const inside = (text: Element) => found.some(({ element }) => holds(element, text));
  return all(document, `${textSignals.description},${textSignals.body}`).filter(
    (text) => !inside(text) && !closest(text, decoys),
  ).length;
}

/**
 * Reads a page of Square.
 * @param href the page's address; for a saved page see `urlOfSavedPage`.
 */
export function readPage(document: Document, href: string): ReadPage {
  const surface = surfaceOf(href);
  const found = findCards(document, href);
  const cards = found.flatMap((card) => {
    const post = readCard(card, href);
    return post ? [{ element: card.element, post }] : [];
  });
  if (surface === null)
    return { surface, profile: null, cards, signals: [], health: 'empty', redacted: null };

  const unread = { ids: found.length - cards.length, texts: looseTexts(document, found) };
  const health = healthOf(document, cards.length, unread.ids + unread.texts);
  const signals = countSignals(document, unread);
  return {
    surface,
    profile: surface === 'profile' ? profileOn(document, href, cards) : null,
    cards,
    signals,
    health,
    redacted: health === 'unreadable' ? redact(document, signals) : null,
  };
}

/** More unread than read is no page we understand; cards without text (live, polls) are always some. */
function healthOf(document: Document, read: number, unread: number): Health {
  if (read >= Math.max(unread, 1)) return 'ok';
  return unread > 0 || one(document, partSignals.box) !== null ? 'unreadable' : 'empty';
}

/** The head of a profile: what the main column says outside of the cards. */
function profileOn(document: Document, href: string, cards: ReadPage['cards']): Profile {
  const handle = handleOf(href);
  const main = one(document, page.main);
  const skip = (element: Element) => cards.some((card) => card.element === element);
  const lines = main ? walk(main, { skip }).text.split('\n') : [];
  const head = readHeader(lines);
  const same = ({ post: { author } }: ReadPage['cards'][number]) =>
    handle !== null && author.handle?.toLowerCase() === handle.toLowerCase();
  return {
    name: cards.find(same)?.post.author.name ?? head?.name ?? null,
    handle,
    counts: head?.counts ?? { posts: null, following: null, followers: null, liked: null },
  };
}
