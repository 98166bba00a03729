/**
 * Who may ask what. A page kind is taken only from the top frame of a Square tab, an admin kind only from our own
 * pages; a message that a hostile renderer forges can then do no more than its own page could.
 */
import { type AdminKind, adminContract, type Kind, type PageKind, pageContract } from '../messages.ts';

/** What we look at of a message's sender: browser-made fields, none of the message's own. */
export interface Sender {
  id?: string | undefined;
  url?: string | undefined;
  origin?: string | undefined;
  frameId?: number | undefined;
  /** Chrome: `prerender` for a page that nobody has seen yet. */
  documentLifecycle?: string | undefined;
  tab?: { id?: number | undefined; incognito?: boolean | undefined } | undefined;
}

/** Our own id and origin. */
export interface Self {
  id: string;
  /** `chrome-extension://…` */
  origin: string;
}

/** `page`: a Square page's content script. `own`: popup or library page. `null`: neither. */
export type Side = 'page' | 'own' | null;

const SITE = 'https://www.binance.com';
/** `/square…` and `/<locale>/square…`; not `/square-dance`. */
const SQUARE_PATH = /^(?:\/[A-Za-z]{2,3}(?:-[A-Za-z]{2,4})?)?\/square(?:\/|$)/;

/** Which side of the extension a sender is. */
export function sideOf(sender: Sender, self: Self): Side {
  if (sender.id !== self.id || !sender.url || !URL.canParse(sender.url)) return null;
  const url = new URL(sender.url);
  // `URL.origin` is "null" for an extension's scheme in some engines: compare the text.
  if (sender.url.startsWith(`${self.origin}/`)) {
    return sender.origin === undefined || sender.origin === self.origin ? 'own' : null;
  }
  if (url.origin !== SITE || (sender.origin !== undefined && sender.origin !== SITE)) return null;
  if (url.username || url.password || !SQUARE_PATH.test(url.pathname)) return null;
  if (!sender.tab || sender.frameId !== 0 || sender.documentLifecycle === 'prerender') return null;
  return 'page';
}

/** True for a kind of either contract. */
export function isKind(kind: string): kind is Kind {
  return Object.hasOwn(pageContract, kind) || Object.hasOwn(adminContract, kind);
}

/** True when that side may ask that kind. */
export function mayAsk(side: Side, kind: Kind): boolean {
  if (side === 'page') return Object.hasOwn(pageContract, kind);
  return side === 'own' && Object.hasOwn(adminContract, kind);
}

/** The schema of a kind's ask, as `mayAsk` allowed it. */
export function schemaOf(side: Side, kind: Kind) {
  return side === 'page' ? pageContract[kind as PageKind].ask : adminContract[kind as AdminKind].ask;
}
