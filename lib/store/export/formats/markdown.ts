import type { Format, Leaving } from './format.ts';

/** Markdown for reading: one section per post, first its data, then its text as a quotation. */
export function markdown(): Format {
  return {
    ending: 'md',
    mime: 'text/markdown;charset=utf-8',
    head: '# Feedglass\n',
    row: section,
    tail: () => '',
  };
}

function section({ capture: c, group }: Leaving): string {
  const who = c.author.name ?? (c.author.handle ? `@${c.author.handle}` : '?');
  const facts = [
    c.postedAt && `posted: ${c.postedAt}`,
    c.url && `link: <${c.url.toWellFormed().replace(/[\s<>\\]/g, encodeURIComponent)}>`,
    c.cashtags.length > 0 && `tickers: ${c.cashtags.map((t) => `$${inline(t.code)} (${t.role})`).join(', ')}`,
    group && `copies: group ${inline(group.id)}, ${group.kind}${group.first === c.id ? ', first' : ''}`,
    c.tags.length > 0 && `tags: ${c.tags.map(inline).join(', ')}`,
    `sha256: ${c.sha256}`,
  ].filter(Boolean);
  const title = c.title === null ? '' : `**${inline(c.title)}**\n\n`;
  const note = c.note ? `\nNote: ${plain(c.note)}\n` : '';
  return `\n## ${inline(who)}\n\n${facts.map((fact) => `- ${fact}`).join('\n')}\n\n${quote(title + plain(c.text))}\n${note}`;
}

/**
 * Takes Markdown's and HTML's signs their meaning: a post stays text. Signs that mean something at the beginning of a
 * line only (lists, rules, and the `===` and `---` that make a heading of the line above) are escaped there.
 */
const plain = (text: string): string =>
  text
    .replace(/[\\`*_{}[\]<>#|~&]/g, '\\$&')
    .replace(/^(\s*)([-+=]|\d+(?=[.)]))(?=[-+=\s.)]|$)/gm, (_, space: string, sign: string) =>
      /\d/.test(sign) ? `${space}${sign}\\` : `${space}\\${sign}`,
    );

/** The same on one line, for headings and list items. */
const inline = (text: string): string => plain(text.replace(/[\s\u0085]+/g, ' ').trim());

const quote = (text: string): string =>
  text
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => `> ${line}`.trimEnd())
    .join('\n');
