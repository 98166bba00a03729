/** The role of a ticker and the reason for it in the user's language, for the strip and the extension's pages. */
import { type MessageKey, t } from '../../lib/i18n/translate.ts';
import type { Reason, Role, Ticker } from '../../lib/post.ts';
import { formatNumber } from '../format.ts';

/** Without a `run`, `only-in-tag-run` has a text of its own; see `RUN_KEYS`. */
const REASON_KEYS: Record<Reason['why'], MessageKey> = {
  'in-sentence': 'reason_in_sentence',
  'bare-code': 'reason_bare_code',
  'hashtag-in-sentence': 'reason_hashtag_in_sentence',
  named: 'reason_named',
  listed: 'reason_listed',
  'only-in-tag-run': 'reason_only_in_tag_run',
  'only-attached': 'reason_only_attached',
  sole: 'reason_sole',
  corrected: 'reason_corrected',
};

const RUN_KEYS: Record<NonNullable<Reason['run']>, MessageKey> = {
  first: 'reason_run_first',
  last: 'reason_run_last',
  inner: 'reason_run_inner',
};

/** The label of a role, for example "Rides along". */
export const roleText = (role: Role): string => t(`strip_role_${role}`);

/** Why a ticker has its role, as a sentence. */
export function reasonText({ reason: { why, paragraph, name, run } }: Pick<Ticker, 'reason'>): string {
  const place = formatNumber(paragraph ?? 1);
  if (why === 'named') return t(REASON_KEYS.named, name ?? '', place);
  return t(why === 'only-in-tag-run' && run ? RUN_KEYS[run] : REASON_KEYS[why], place);
}
