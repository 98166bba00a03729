/**
 * Who may ask what. A page kind is taken only from the top frame of a Square tab, an admin kind only from our own
 * pages; a message that a hostile renderer forges can then do no more than its own page could.
 */
import {
  type AdminKind,
  contentContract,
  extensionPageContract,
  type MessageKind,
  type PageKind,
} from '../messages.ts';

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
export interface ExtensionIdentity {
  id: string;
  /** `chrome-extension://…` */
  origin: string;
}

/** `page`: a Square page's content script. `own`: popup or library page. `null`: neither. */
export type SenderKind = 'page' | 'own' | null;

const SITE = 'https://www.binance.com';
/** `/square…` and `/<locale>/square…`; not `/square-dance`. */
const SQUARE_PATH = /^(?:\/[A-Za-z]{2,3}(?:-[A-Za-z]{2,4})?)?\/square(?:\/|$)/;

/** Which side of the extension a sender is. */
export function classifySender(sender: Sender, self: ExtensionIdentity): SenderKind {
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
export function isKind(kind: string): kind is MessageKind {
  return Object.hasOwn(contentContract, kind) || Object.hasOwn(extensionPageContract, kind);
}

/** True when that side may ask that kind. */
export function isAllowed(side: SenderKind, kind: MessageKind): boolean {
  if (side === 'page') return Object.hasOwn(contentContract, kind);
  return side === 'own' && Object.hasOwn(extensionPageContract, kind);
}

/** The schema of a kind's ask, as `mayAsk` allowed it. */
export function requestSchema(side: SenderKind, kind: MessageKind) {
  return side === 'page'
    ? contentContract[kind as PageKind].ask
    : extensionPageContract[kind as AdminKind].ask;
}
