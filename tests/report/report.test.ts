// @vitest-environment happy-dom
import { HtmlValidate } from 'html-validate';
import { beforeAll, describe, expect, test } from 'vitest';
import { LOCALES } from '../../lib/i18n/locales.ts';
import { plainTextReport } from '../../lib/report/plain-text-report.ts';
import { htmlReport } from '../../lib/report/report.ts';
import type { Messages } from '../../lib/report/report-locale.ts';
import type { ReportSubject } from '../../lib/report/subject.ts';
import type { ExportDocument } from '../../lib/store/export/export-schema.ts';
import { recordsWithBadHash } from '../../lib/store/import/read-export.ts';
import { documentOf, fillings, posts } from './documents.ts';
import { messagesOf } from './messages-of.ts';

/** The evidence report: valid, complete, and never anything but text of what a page says. */
const GROUP: ReportSubject = { of: 'group', id: 'g1' };
const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:recommended', 'html-validate:a11y'],
});

let messages: Messages;
beforeAll(async () => {
  messages = await messagesOf('en');
});

const parse = (text: string): Document => new DOMParser().parseFromString(text, 'text/html');

async function problems(text: string): Promise<string[]> {
  const { results } = await validator.validateString(text);
  return results.flatMap((result) =>
    result.messages.map(({ ruleId, message, line }) => `${ruleId} ${line}: ${message}`),
  );
}

/** What an attacker can write in each field that a report shows. */
const HOSTILE = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  "' onmouseover='alert(1)",
  '</style><style>@import url(https://evil.example)</style>',
  '</title><base href=https://evil.example>',
  '-->]]><!--',
  '&lt;script&gt;&#60;b&#62;&amp;',
  '<meta http-equiv=refresh content="0;url=https://evil.example">',
  'javascript:alert(1)',
  '\u202eevil\u2066\u0000\u0007\ud800 \ufdd0 \r\n\u2028x \t\n`',
  '</div></body></html><iframe srcdoc="x">',
];

describe('a group of 40', () => {
  let document: ExportDocument;
  let text: string;
  beforeAll(async () => {
    document = await documentOf(posts(fillings(40)));
    text = await htmlReport({ document, subject: GROUP, messages });
  });

  test('passes the validator', async () => {
    expect(await problems(text)).toEqual([]);
  });

  test('has no script, allows no request, and its style sheet has the hash that the policy names', async () => {
    expect(text).not.toMatch(/<(?:script|link|img|iframe|object|embed|base|form)\b/i);
    const page = parse(text);
    const policy = page.querySelector('meta[http-equiv="Content-Security-Policy"]')?.getAttribute('content');
    const style = page.querySelector('style')?.textContent ?? '';
    const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(style));
    expect(policy).toBe(
      `default-src 'none'; style-src 'sha256-${Buffer.from(hash).toString('base64')}'; base-uri 'none'; form-action 'none'`,
    );
  });

  test('shows every pair word by word, every address and every hash', () => {
    const page = parse(text);
    expect(page.querySelectorAll('.pair .sides').length).toBe(39);
    expect([...page.querySelectorAll('.pair')].every((pair) => pair.querySelector('del, ins'))).toBe(true);
    for (const { url, sha256 } of document.captures) {
      expect(page.querySelector(`a[href="${url}"]`)).not.toBeNull();
      expect(page.body.textContent).toContain(sha256);
    }
    expect(page.querySelector('.dot.first')).not.toBeNull();
    expect(page.querySelector('.first-label')?.textContent).toContain('Writer 0 (@writer_0)');
    expect([...page.querySelectorAll('.form .slot')].map((slot) => slot.textContent)).toEqual([
      '$ARB',
      '1.25',
      '2.75',
      '0.90',
    ]);
  });

  test('carries its data, which verify as exported', async () => {
    const href = parse(text).querySelector('a[download]')?.getAttribute('href') ?? '';
    const data = JSON.parse(Buffer.from(href.replace(/^.*base64,/, ''), 'base64').toString('utf8'));
    expect(data).toEqual(document);
    expect(await recordsWithBadHash(data)).toEqual([]);
  });

  test('as plain text: the claim, the first, and a line for each post', () => {
    const lines = plainTextReport({ document, subject: GROUP, messages }).split('\n');
    expect(lines).toContain('40 posts share this template (40 authors)');
    expect(lines.find((line) => line.startsWith('First: Writer 0'))).toContain('2026-06-01 12:00:00 UTC');
    expect(lines.filter((line) => line.includes('https://www.binance.com/')).length).toBe(40);
    expect(lines.find((line) => line.startsWith('No. 40 '))).toContain('Repeats No. 1 (Template 80%)');
  });
});

describe('hostile texts stay texts', () => {
  test.each(HOSTILE.map((sign, i) => [i, sign] as const))('input %i', async (_, sign) => {
    const stored = posts([`${sign} one two three four`, `${sign} one two three five`], {
      title: sign,
      author: { name: sign, handle: sign },
      note: sign,
      tags: [sign],
      url: `javascript:alert(1)//${sign}`,
      lang: null,
    });
    const document = { ...(await documentOf(stored, 'near')), generator: sign };
    const subjects: ReportSubject[] = [
      GROUP,
      { of: 'posts', filter: sign },
      { of: 'campaign', name: sign, posts: stored.map(({ id }) => id) },
      { of: 'author', author: { name: sign, handle: sign } },
    ];
    for (const subject of subjects) {
      const text = await htmlReport({ document, subject, messages });
      expect(await problems(text)).toEqual([]);
      const page = parse(text);
      expect(
        page.querySelectorAll('script, img, iframe, base, link, object, form, [onload], [onerror]').length,
      ).toBe(0);
      expect(page.querySelectorAll('meta[http-equiv]').length).toBe(1);
      expect(page.querySelectorAll('style').length).toBe(1);
      for (const link of page.querySelectorAll('a'))
        expect(link.getAttribute('href')).toMatch(
          /^(?:https:\/\/www\.binance\.com\/|data:application\/json;)/,
        );
      for (const element of page.querySelectorAll('*'))
        for (const { name } of element.attributes) expect(name).not.toMatch(/^on|^style$/);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
      expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufdd0]|\p{Surrogate}/u);
      const plain = plainTextReport({ document, subject, messages });
      expect(plain).not.toMatch(/(?!\n)[\p{Cc}\u202e\u2066]/u);
    }
  });

  test('the words are there as they were written', async () => {
    const document = await documentOf(posts(['<b>bold</b> &amp; one two three', 'other']));
    const page = parse(await htmlReport({ document, subject: { of: 'posts', filter: null }, messages }));
    expect(page.body.textContent).toContain('<b>bold</b> &amp; one two three');
  });
});

describe('what is unknown is said', () => {
  test('posts without author, time, address or group', async () => {
    const stored = posts(['one text', 'another text'], {
      author: { name: null, handle: null },
      postedAt: null,
      postedAtSource: null,
      url: null,
    });
    const document = { ...(await documentOf(stored)), copyGroups: [] };
    const text = await htmlReport({ document, subject: { of: 'posts', filter: null }, messages });
    expect(await problems(text)).toEqual([]);
    const page = parse(text);
    expect(page.body.textContent).toContain('Unknown author');
    expect(page.body.textContent).toContain('Time unknown');
    expect(page.body.textContent).toContain('None of these posts repeats an earlier post');
  });

  test('a subject without posts', async () => {
    const document = await documentOf([]);
    const text = await htmlReport({ document, subject: { of: 'group', id: 'gone' }, messages });
    expect(await problems(text)).toEqual([]);
    expect(parse(text).querySelector('h1')?.textContent).toBe('No posts');
  });

  test('a group whose times are equal names no first', async () => {
    const stored = posts(fillings(3), { postedAt: '2026-06-01T00:00:00.000Z' });
    const document = await documentOf(stored);
    for (const group of document.copyGroups) group.first = null;
    const page = parse(await htmlReport({ document, subject: GROUP, messages }));
    expect(page.querySelector('.dot.first')).toBeNull();
    expect(page.body.textContent).toContain('Can’t tell which came first');
  });
});

test('an author: who repeats their posts is told from whom theirs repeat', async () => {
  const stored = posts(fillings(4));
  const document = await documentOf(stored);
  const author = { name: 'Writer 0', handle: 'writer_0' };
  const page = parse(await htmlReport({ document, subject: { of: 'author', author }, messages }));
  const headings = [...page.querySelectorAll('h2')].map((h2) => h2.textContent);
  expect(headings).toContain('Later posts that repeat these, by author');
  expect(headings).not.toContain('Earlier posts that these repeat, by author');
});

describe.each(Object.keys(LOCALES))('in %s', (locale) => {
  test('every word is translated, and the page says its language', async () => {
    const own = await messagesOf(locale);
    const document = await documentOf(posts(fillings(5)));
    const text = await htmlReport({ document, subject: GROUP, messages: own });
    expect(await problems(text)).toEqual([]);
    const page = parse(text);
    expect(page.documentElement.lang).toBe(own.t('locale_tag'));
    expect(page.documentElement.dir).toBe(own.t('locale_dir'));
    expect(page.querySelector('main')?.textContent).not.toMatch(
      /\$[1-9](?!\d*[.\dKM])|\b(?:report|story|copies|spread)_\w+/,
    );
  });
});
