/** Where the time of a post comes from: what a time of a report rests on. */
import type { ExportRecord } from '../../store/export/export-schema.ts';
import type { ReportLocale } from '../report-locale.ts';

export function timeEvidence(
  { postedAt, postedAtSource }: Pick<ExportRecord, 'postedAt' | 'postedAtSource'>,
  locale: ReportLocale,
): string {
  if (postedAt === null) return locale.t('post_time_unknown');
  if (postedAtSource === 'id') return locale.t('report_time_id');
  return locale.t(postedAtSource === 'label' ? 'report_time_label' : 'report_time_given');
}
