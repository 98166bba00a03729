/** Formats for coordination research: CooRTweet, coordination-network-toolkit, and GraphML. */
import { wholeText } from '../../../whole-text.ts';
import { line } from './csv.ts';
import { accountOf, type Format } from './format.ts';

const seconds = (time: string): number => Math.floor(Date.parse(time) / 1000);

/**
 * Input of CooRTweet: which account shared which object when. The object is the copy group. Posts without a
 * group, an author or a time are left out, because the tool needs all three.
 */
export function coortweet(): Format {
  return {
    ending: 'coortweet.csv',
    mime: 'text/csv;charset=utf-8',
    head: line(['object_id', 'account_id', 'content_id', 'timestamp_share']),
    row: (post) => {
      const account = accountOf(post);
      const { id, postedAt } = post.capture;
      if (!post.group || account === null || postedAt === null) return '';
      return line([post.group.id, account, id, seconds(postedAt)]);
    },
    tail: () => '',
  };
}

/**
 * Input of coordination-network-toolkit. A copy names the first of its group in `repost_id`, so that the
 * tool's co-retweet network becomes a network of copies.
 */
export function network(): Format {
  return {
    ending: 'network.csv',
    mime: 'text/csv;charset=utf-8',
    head: line([
      'message_id',
      'user_id',
      'username',
      'repost_id',
      'reply_id',
      'message',
      'timestamp',
      'urls',
    ]),
    row: (post) => {
      const account = accountOf(post);
      const { id, author, postedAt, text } = post.capture;
      if (account === null || postedAt === null) return '';
      const first = post.group?.first ?? null;
      const urls = text.match(/https?:\/\/[^\s<>"]+/g) ?? [];
      return line([
        id,
        account,
        author.name ?? account,
        first === id ? null : first,
        null,
        wholeText(post.capture),
        seconds(postedAt),
        urls.join(' '),
      ]);
    },
    tail: () => '',
  };
}

/**
 * A bipartite graph of accounts and the copied texts they posted; each edge is one post. Its projection on
 * the accounts is the coordination network. Its size is linear in the number of posts.
 */
export function graphml(): Format {
  const accounts = new Map<string, string>();
  const texts = new Map<string, string>();
  return {
    ending: 'graphml',
    mime: 'application/graphml+xml',
    head: HEAD,
    row: (post) => {
      const account = accountOf(post);
      const { group } = post;
      if (!group || account === null) return '';
      const { id, postedAt, author } = post.capture;
      let nodes = '';
      if (!accounts.has(account)) {
        accounts.set(account, `a${accounts.size}`);
        nodes += node(accounts.get(account) ?? '', 'account', author.name ?? account, account);
      }
      if (!texts.has(group.id)) {
        texts.set(group.id, `t${texts.size}`);
        nodes += node(texts.get(group.id) ?? '', 'text', group.kind, group.id);
      }
      const time = postedAt === null ? '' : `<data key="time">${postedAt}</data>`;
      const first = group.first === id;
      return `${nodes}<edge source="${accounts.get(account)}" target="${texts.get(group.id)}"><data key="post">${xml(id)}</data>${time}<data key="first">${first}</data></edge>\n`;
    },
    tail: () => '</graph>\n</graphml>\n',
  };
}

const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="side" for="node" attr.name="side" attr.type="string"/>
<key id="label" for="node" attr.name="label" attr.type="string"/>
<key id="key" for="node" attr.name="key" attr.type="string"/>
<key id="post" for="edge" attr.name="post" attr.type="string"/>
<key id="time" for="edge" attr.name="time" attr.type="string"/>
<key id="first" for="edge" attr.name="first" attr.type="boolean"/>
<graph id="copies" edgedefault="undirected">
`;

function node(id: string, side: string, label: string, key: string): string {
  return `<node id="${id}"><data key="side">${side}</data><data key="label">${xml(label)}</data><data key="key">${xml(key)}</data></node>\n`;
}

const ENTITY: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Escapes text for XML. What XML cannot contain (control characters, lone surrogates) becomes U+FFFD. */
export function xml(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"']/g, (sign) => ENTITY[sign] ?? sign);
}
