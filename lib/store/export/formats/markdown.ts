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
    c.url && `link: <${c.url}>`,
    c.cashtags.length > 0 && `tickers: ${c.cashtags.map((t) => `$${t.code} (${t.role})`).join(', ')}`,
    group && `copies: group ${group.id}, ${group.kind}${group.first === c.id ? ', first' : ''}`,
    c.tags.length > 0 && `tags: ${c.tags.map(plain).join(', ')}`,
    `sha256: ${c.sha256}`,
  ].filter(Boolean);
  const title = c.title === null ? '' : `**${plain(c.title)}**\n\n`;
  const note = c.note ? `\nNote: ${plain(c.note)}\n` : '';
  return `\n## ${plain(who)}\n\n${facts.map((fact) => `- ${fact}`).join('\n')}\n\n${quote(title + plain(c.text))}\n${note}`;
}

/** Escapes Markdown and HTML so that post text is shown literally. */
const plain = (text: string): string =>
  text.replace(/[\\`*_{}[\]<>#|~]/g, '\\$&').replace(/^(\s*)([-+]|\d+\.)(?=\s)/gm, '$1\\$2');

const quote = (text: string): string =>
  text
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => `> ${line}`.trimEnd())
    .join('\n');
