/** Builds HTML as text. Every value that is inserted is escaped, unless it was built here itself. */
import { siteUrl } from '../square/hosts.ts';

/** HTML that is safe to insert as it is: built by `html` from constant parts and escaped values. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type HtmlValue = Html | string | number | false | null | undefined | HtmlValue[];

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * What HTML must not contain, as character or as reference: controls, noncharacters (HTML standard, "control" and
 * "noncharacter"). Carriage returns become line breaks, as a parser would make them.
 */
const FORBIDDEN = /(?![\t\n])[\p{Cc}\p{Noncharacter_Code_Point}]/gu;

/**
 * Escapes a text for use between tags and in quoted attributes. Spaces at the end of a line are written as references,
 * since editors and validators take them for mistakes. What HTML cannot contain becomes U+FFFD.
 */
function escapeHtml(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(FORBIDDEN, '\ufffd')
    .replace(/[&<>"']/g, (sign) => ENTITIES[sign] as string)
    .replace(/[ \t]+(?=\n)/g, (spaces) => spaces.replaceAll(' ', '&#32;').replaceAll('\t', '&#9;'));
}

/** Template tag: constant parts are HTML, values are text, except `Html` and lists of it. Empty values are left out. */
export function html(parts: TemplateStringsArray, ...values: HtmlValue[]): Html {
  let text = parts[0] as string;
  for (const [i, value] of values.entries()) text += toText(value) + parts[i + 1];
  return new Html(text);
}

function toText(value: HtmlValue): string {
  if (value instanceof Html) return value.text;
  if (Array.isArray(value)) return value.map(toText).join('');
  return value === null || value === undefined || value === false ? '' : escapeHtml(String(value));
}

/** A text from a page on one line, isolated, so that its direction does not affect ours. */
export const isolated = (text: string): Html => html`<bdi>${text.replace(/\s+/gu, ' ').trim()}</bdi>`;

/** A link to a post if its address is a plain https address of the site; else the address as text. */
export function checkedLink(address: string): Html {
  const url = siteUrl(address);
  return url === null
    ? isolated(address)
    : html`<a href="${url.href}" rel="noopener noreferrer"><bdi>${url.href}</bdi></a>`;
}
