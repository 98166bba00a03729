/** Small pieces of page markup: escaping, and post texts the way Square writes them. */

/** Text as HTML. */
export const esc = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

/** Which tags of a text become elements; the others stay plain text, as on the real page. */
export interface Tagging {
  /** Codes the author picked: `['BTC']`. */
  cashtags?: readonly string[] | undefined;
  /** Names without sign; default: every `#name`. */
  hashtags?: readonly string[] | undefined;
  /** Handles whose `@handle` is a link; default: none, as in real cards. */
  mentions?: readonly string[] | undefined;
}

const coinpair = (code: string) =>
  `<span data-link="true" dir="ltr" data-role="coinpair" label="$${esc(code)}" class="tag" data-value="${esc(code)}">$${esc(code)} </span>`;

const hashtag = (name: string) =>
  `<a dir="ltr" href="/square/hashtag/${encodeURIComponent(name)}" data-role="hashtag" label="#${esc(name)}  " data-hashtag="#${esc(name)} " class="tag" onclick="window.event.cancelBubble=true;">#${esc(name)} </a>`;

const mention = (handle: string) =>
  `<a dir="ltr" href="/en/square/profile/${encodeURIComponent(handle)}" data-role="mention" class="tag">@${esc(handle)} </a>`;

/**
 * A text as the inside of `.card__description`: `\n` is `<br>`; a tag becomes an element with a space inside
 * its end, and two tags in a row have no text between them. A tag that punctuation follows stays plain.
 */
export function rich(text: string, { cashtags = [], hashtags, mentions = [] }: Tagging = {}): string {
  const element = (part: string) => {
    const name = part.slice(1).trimEnd();
    if (part.startsWith('$') && cashtags.includes(name)) return coinpair(name);
    if (part.startsWith('#') && (hashtags?.includes(name) ?? /[\p{L}\p{N}_]$/u.test(name)))
      return hashtag(name);
    if (part.startsWith('@') && mentions.includes(name)) return mention(name);
    return null;
  };
  const line = (words: string) => {
    const parts = words.split(/(?<=^| )([$#@][^\s]+(?: |$))/u).filter((part) => part !== '');
    return parts
      .map((part, i) => {
        const tag = element(part);
        if (tag === null) return esc(part);
        const next = parts[i + 1];
        return next === undefined || element(next) !== null ? tag : `${tag} `;
      })
      .join('');
  };
  return text.split('\n').map(line).join('<br>');
}
