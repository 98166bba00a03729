/** Reads a whole page: its posts, its profile header, and how well it could be read. */
import type { RawPost, Surface } from '../../post.ts';
import { type Profile, parseProfileHeader } from '../profile-header.ts';
import { nonPostAreas, page, partSignals, textSignals } from '../selectors.ts';
import { surfaceFromUrl } from '../surface.ts';
import { handleFromUrl } from '../urls.ts';
import { type FoundCard, findCards } from './find-cards.ts';
import { countSignals, describeStructure, type SignalCount } from './page-report.ts';
import { readCard } from './read-card.ts';
import { closest, contains, querySelector, querySelectorAll } from './safe-dom-read.ts';
import { readVisibleText } from './visible-text.ts';

/** `ok`: read. `empty`: no posts. `unreadable`: posts are there, but most of them cannot be read. */
type PageHealth = 'ok' | 'empty' | 'unreadable';

interface ReadCards {
  surface: Surface | null;
  cards: { element: Element; post: RawPost }[];
  signals: SignalCount[];
  health: PageHealth;
  /** Structure without texts and names, for a bug report; `null` if the page could be read. */
  redacted: string | null;
}

export interface ReadPage extends ReadCards {
  profile: Profile | null;
}

/** Number of texts outside the found cards. */
function unclaimedTextCount(document: Document, found: FoundCard[]): number {
  const inside = (text: Element) => found.some(({ element }) => contains(element, text));
  return querySelectorAll(document, `${textSignals.description},${textSignals.body}`).filter(
    (text) => !inside(text) && !closest(text, nonPostAreas),
  ).length;
}

/**
 * Reads a page of Square.
 * @param href the page's address; for a saved page see `urlOfSavedPage`
 */
export function readPage(document: Document, href: string): ReadPage {
  const read = readCards(document, href);
  return { ...read, profile: read.surface === 'profile' ? readProfile(document, href, read.cards) : null };
}

/** Reads a page without its profile header, which the content script does not need. */
export function readCards(document: Document, href: string): ReadCards {
  const surface = surfaceFromUrl(href);
  const found = findCards(document, href);
  const cards = found.flatMap((card) => {
    const post = readCard(card, href);
    return post ? [{ element: card.element, post }] : [];
  });
  if (surface === null) return { surface, cards, signals: [], health: 'empty', redacted: null };

  const unread = { ids: found.length - cards.length, texts: unclaimedTextCount(document, found) };
  const health = healthOf(document, cards.length, unread.ids + unread.texts);
  const signals = countSignals(document, unread);
  return {
    surface,
    cards,
    signals,
    health,
    redacted: health === 'unreadable' ? describeStructure(document, signals) : null,
  };
}

/**
 * More unread posts than read ones mean an unknown layout; some cards without text (live, polls) are normal.
 */
function healthOf(document: Document, read: number, unread: number): PageHealth {
  if (read >= Math.max(unread, 1)) return 'ok';
  return unread > 0 || querySelector(document, partSignals.box) !== null ? 'unreadable' : 'empty';
}

/** The profile header: the text of the main column outside the cards. */
function readProfile(document: Document, href: string, cards: ReadPage['cards']): Profile {
  const handle = handleFromUrl(href);
  const main = querySelector(document, page.main);
  const skip = (element: Element) => cards.some((card) => card.element === element);
  const lines = main ? readVisibleText(main, { skip }).text.split('\n') : [];
  const head = parseProfileHeader(lines);
  const same = ({ post: { author } }: ReadPage['cards'][number]) =>
    handle !== null && author.handle?.toLowerCase() === handle.toLowerCase();
  return {
    name: cards.find(same)?.post.author.name ?? head?.name ?? null,
    handle,
    counts: head?.counts ?? { posts: null, following: null, followers: null, liked: null },
  };
}
