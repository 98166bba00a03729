import { ReportButtons } from '../../../components/report/ReportButtons.tsx';
import { downloadBlob } from '../../../lib/pages/download.ts';
import type { LibraryReader } from '../../../lib/store/reader.ts';
import type { ReportTarget } from './report-target.ts';

export interface ReportProps {
  reader: LibraryReader;
  /** Called on a click: finds the posts of the report. */
  target: () => ReportTarget | Promise<ReportTarget>;
}

/** The buttons that make a report of a group, a campaign, an author or a selection. */
export function Report({ reader, target }: ReportProps) {
  return (
    <ReportButtons
      onReport={async () => {
        const [{ makeReport }, found] = await Promise.all([import('./make-report.ts'), target()]);
        const { blob, name } = await makeReport(reader, found);
        downloadBlob(blob, name);
        return name;
      }}
      onText={async () => {
        const [{ makeTextReport }, found] = await Promise.all([import('./make-report.ts'), target()]);
        return makeTextReport(reader, found);
      }}
    />
  );
}
