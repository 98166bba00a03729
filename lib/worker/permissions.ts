/**
 * Decides which sender may send which request. Requests of a content script are accepted only from the top
 * frame of a Square tab, the others only from our own pages; a message forged by a hostile renderer can thus
 * do no more than its own page could.
 */
import {
  type AdminKind,
  contentContract,
  extensionPageContract,
  type MessageKind,
  type PageKind,
} from '../messages.ts';
import { isSquareUrl } from '../square/hosts.ts';

/** The used fields of a message's sender: set by the browser, none from the message itself. */
export interface Sender {
  id?: string | undefined;
  url?: string | undefined;
  origin?: string | undefined;
  frameId?: number | undefined;
  /** Chrome: `prerender` for a page that was not shown yet. */
  documentLifecycle?: string | undefined;
  tab?: { id?: number | undefined; incognito?: boolean | undefined } | undefined;
}

/** Our own id and origin. */
export interface ExtensionIdentity {
  id: string;
  /** `chrome-extension://…` */
  origin: string;
}

/** `page`: content script of a Square page. `own`: popup or library page. `null`: neither. */
type SenderKind = 'page' | 'own' | null;

/** Classifies the sender of a message. */
export function classifySender(sender: Sender, self: ExtensionIdentity): SenderKind {
  if (sender.id !== self.id || !sender.url || !URL.canParse(sender.url)) return null;
  const url = new URL(sender.url);
  // Some engines return "null" as `URL.origin` for an extension's scheme: compare the text.
  if (sender.url.startsWith(`${self.origin}/`)) {
    return sender.origin === undefined || sender.origin === self.origin ? 'own' : null;
  }
  if (!isSquareUrl(sender.url)) return null;
  if (sender.origin !== undefined && sender.origin !== url.origin) return null;
  if (!sender.tab || sender.frameId !== 0 || sender.documentLifecycle === 'prerender') return null;
  return 'page';
}

/** True if one of the contracts has this kind. */
export function isKind(kind: string): kind is MessageKind {
  return Object.hasOwn(contentContract, kind) || Object.hasOwn(extensionPageContract, kind);
}

/** True if this sender may send this kind of request. */
export function isAllowed(side: SenderKind, kind: MessageKind): boolean {
  if (side === 'page') return Object.hasOwn(contentContract, kind);
  return side === 'own' && Object.hasOwn(extensionPageContract, kind);
}

/** The schema of a request that `isAllowed` accepted. */
export function requestSchema(side: SenderKind, kind: MessageKind) {
  return side === 'page'
    ? contentContract[kind as PageKind].ask
    : extensionPageContract[kind as AdminKind].ask;
}
