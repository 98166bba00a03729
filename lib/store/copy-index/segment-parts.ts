/**
 * Segments of the copy index as records. The postings of a full segment never change again, while the data of its posts
 * do, so they are stored apart.
 */
import type { StoredSegment } from '../../copies/index/post-table.ts';
import type { PostingSegmentData } from '../../copies/index/posting-segment.ts';

type LinkField = 'flags' | 'live' | 'sources' | 'scores' | 'kinds' | 'qualified';

/** One half of a segment. */
export type StoredPart = { serial: number; revision: number } & (
  | { kind: 'postings'; data: Omit<PostingSegmentData, LinkField> }
  | { kind: 'links'; data: Pick<PostingSegmentData, LinkField> }
);

/** The two records of each segment, with their names. */
export function splitParts(segments: readonly StoredSegment[]): { name: string; part: StoredPart }[] {
  return segments.flatMap(({ serial, postings, links, data }) => {
    const { flags, live, sources, scores, kinds, qualified, ...rest } = data;
    const own = { flags, live, sources, scores, kinds, qualified };
    return [
      { name: `postings-${serial}`, part: { serial, revision: postings, kind: 'postings', data: rest } },
      { name: `links-${serial}`, part: { serial, revision: links, kind: 'links', data: own } },
    ];
  });
}

/**
 * The segments of these records.
 * @throws TypeError when half of a segment is missing.
 */
export function joinParts(parts: readonly StoredPart[]): StoredSegment[] {
  const bySerial = new Map<number, { postings?: StoredPart; links?: StoredPart }>();
  for (const part of parts) bySerial.set(part.serial, { ...bySerial.get(part.serial), [part.kind]: part });
  return [...bySerial].map(([serial, { postings, links }]) => {
    if (!postings || !links) throw new TypeError(`half of segment ${serial} of the copy index is missing`);
    const data = { ...postings.data, ...links.data } as PostingSegmentData;
    return { serial, postings: postings.revision, links: links.revision, data };
  });
}
