/** Where the time of a post comes from: what a time of a report rests on. */
import type { ExportRecord } from '../../store/export/export-schema.ts';
import type { ReportWords } from '../report-words.ts';

export function timeEvidence(
  { postedAt, postedAtSource }: Pick<ExportRecord, 'postedAt' | 'postedAtSource'>,
  words: ReportWords,
): string {
  if (postedAt === null) return words.t('post_time_unknown');
  if (postedAtSource === 'id') return words.t('report_time_id');
  return words.t(postedAtSource === 'label' ? 'report_time_label' : 'report_time_given');
}
