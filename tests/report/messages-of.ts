/** The messages of a language, as the extension shows them. */
import { loadMessages } from '../../lib/i18n/locales.ts';
import { setMessages, t, tPlural } from '../../lib/i18n/translate.ts';
import type { Messages } from '../../lib/report/report-locale.ts';

export async function messagesOf(locale: string): Promise<Messages> {
  setMessages(await loadMessages(locale));
  return { t, plural: tPlural };
}
