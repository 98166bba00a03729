import { beforeAll, describe, expect, test, vi } from 'vitest';
import { ExportDocument } from '../../lib/store/export/export-schema.ts';
import truth from '../truth/seeds-truth.json' with { type: 'json' };
import { folder, run } from './run.ts';

// A process a case.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const files = truth.dumps.map(({ file }) => `seeds/${file}`);
const paragraphsOf = (text: string) => text.split(/\n+/);
const breaksOf = (text: string) =>
  (text.match(/\n+/g) ?? []).map((breaks) => (breaks.length > 1 ? 'blank' : 'newline'));
/** Distinct, in order of first appearance. */
const distinct = (list: string[]) => [...new Set(list)];

describe('analyze seeds/*.txt', () => {
  let printed: ReturnType<typeof run>;
  let document: ExportDocument;
  beforeAll(() => {
    printed = run('analyze', ...files);
    document = JSON.parse(printed.stdout);
  }, 60_000);

  test('prints a valid export of 22 posts and a summary', () => {
    expect(printed.status).toBe(0);
    expect(ExportDocument.safeParse(document).error?.issues).toBeUndefined();
    expect(document.captures).toHaveLength(22);
    expect(printed.stderr.split('\n').filter(Boolean)).toEqual([
      `${files[0]}: 1 post`,
      `${files[1]}: 20 posts`,
      `${files[2]}: 1 post`,
    ]);
  });

  const expected = truth.dumps.flatMap(({ posts, file }) => posts.map((post) => ({ file, post })));
  test.each(expected.map(({ file, post }, i) => [file.slice(0, 3), post.index, i] as const))(
    'dump %s, post %i',
    (_file, _index, i) => {
      const want = expected[i]?.post as (typeof expected)[number]['post'];
      const got = document.captures[i] as (typeof document.captures)[number];
      expect(paragraphsOf(got.text)).toEqual(want.paragraphs);
      expect(breaksOf(got.text)).toEqual('flattened' in want ? [] : want.paragraph_breaks);
      expect(got).toMatchObject({
        kind: want.kind === 'article' ? 'article' : 'post',
        title: want.title ?? null,
        author: { name: want.author.name, handle: null },
        url: null,
        postedAt: null,
        postedAtSource: null,
        capturedAt: null,
        labels: { pinned: want.pinned, factCheck: null, sentiment: null },
      });
      expect(got.cashtags.map(({ shown }) => shown)).toEqual(distinct(want.cashtags));
      expect(got.hashtags).toEqual(distinct(want.hashtags));
      expect(got.mentions).toEqual(want.mentions);
      expect(got.cashtags.map(({ code, role }) => [code, role])).toEqual(
        want.tickers.map(({ code, role }) => [code, role]),
      );
      const hashtagTickers = 'hashtag_tickers' in want ? (want.hashtag_tickers ?? []) : [];
      expect(got.otherTickers.map(({ code, role, source }) => [code, role, source])).toEqual(
        hashtagTickers.map(({ code, role }) => [code, role, 'hashtag']),
      );
    },
  );

  test('no two of the 22 posts are copies', () => expect(document.copyGroups).toEqual([]));

  test('a post under another trailer is a copy', () => {
    const original = document.captures[4]?.text ?? '';
    const line = JSON.stringify({ id: '900001', text: `${original}\n@Somebody $PEPE #crypto $WIF` });
    const { stdout } = run('analyze', ...files, folder({ 'posts.ndjson': line })('posts.ndjson'));
    const { copyGroups } = JSON.parse(stdout) as ExportDocument;
    expect(copyGroups.map(({ members }) => members.map(({ id }) => id).sort())).toEqual([
      [document.captures[4]?.id ?? '', '900001'].sort(),
    ]);
  });

  test('the hashes verify, and a changed record is listed', () => {
    const changed = printed.stdout.replace('OpenGradient', 'OpenGradiant');
    const path = folder({ 'good.json': printed.stdout, 'changed.json': changed });
    expect(run('verify', path('good.json'))).toMatchObject({ status: 0, stderr: '' });
    const verdict = run('verify', path('changed.json'));
    expect(verdict.status).toBe(1);
    expect(verdict.stderr).toContain(`captures[0] (id ${document.captures[0]?.id}): was changed`);
  });
});
