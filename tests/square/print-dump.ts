/** Prints posts the way text dumps of Square pages come, in several interface languages. */

export interface PrintedPost {
  paragraphs: string[];
  /** What stands between paragraph i and i+1: `\n` or `\n\n`. */
  breaks: string[];
  title?: string;
  pinned?: boolean;
  factCheck?: string;
  /** Raw-only token at the end of the flat copy: `{future}(BTCUSDT)`. */
  token?: string;
  /** The flat copy is missing. */
  bare?: boolean;
}

export interface Interface {
  pinned: string;
  article: string;
  tab: string;
  counters: [posts: string, following: string, followers: string, liked: string];
  footer: string[];
}

export const interfaces: Record<string, Interface> = {
  en: {
    pinned: 'PINNED',
    article: 'Article',
    tab: 'Posts',
    counters: ['1k Posts', '169 Following', '367 Followers', '1.0K+ Liked'],
    footer: [
      'Log in to explore more content',
      '⚡️ Get the latest and useful information about crypto.',
      'Sitemap',
      'Platform T&Cs',
    ],
  },
  zh: {
    pinned: '置顶',
    article: '文章',
    tab: '帖子',
    counters: ['1千 帖子', '169 关注', '1万 粉丝', '1.2万+ 点赞'],
    footer: ['登录以探索更多内容', '加入全球加密货币用户的行列。', '网站地图'],
  },
  it: {
    pinned: 'IN EVIDENZA',
    article: 'Articolo',
    tab: 'Post',
    counters: ['1,2k Post', '169 Seguiti', '367 Follower', '1,0K+ Mi piace'],
    footer: ['Accedi per esplorare altri contenuti', 'Mappa del sito'],
  },
  /** A language our label table does not have. */
  unknown: {
    pinned: 'ZAKWEYI',
    article: 'Inqaku',
    tab: 'Izithuba',
    counters: ['1k Izithuba', '169 Ulandela', '367 Abalandeli', '1.0K+ Uthandile'],
    footer: ['Ngena ukuze ubone okungakumbi', 'Imephu yesiza'],
  },
};

const NAME = 'Sample Writer 96';

/** A post's text as displayed. */
export const textOfPrinted = ({ paragraphs, breaks }: PrintedPost): string =>
  paragraphs
    .map((paragraph, i) => paragraph + (i < paragraphs.length - 1 ? (breaks[i] ?? '\n') : ''))
    .join('');

function printPost(post: PrintedPost, words: Interface): string[] {
  const shown = textOfPrinted(post);
  const flat = `${post.title ?? ''}${shown.replace(/\n+/g, ' ')}${post.token ? ` ${post.token}` : ''}`;
  return [
    ...(post.pinned ? [words.pinned] : []),
    ...(post.factCheck ? [post.factCheck] : []),
    ...(post.title === undefined ? [] : [words.article]),
    ...(post.bare ? [] : [flat]),
    ...(post.title === undefined ? [] : ['', post.title, '']),
    ...shown.split('\n'),
  ];
}

export interface PrintOptions {
  /** Key of `interfaces`. */
  language?: string;
  /** Head, tabs and footer of the page; default: there. */
  chrome?: boolean;
  eol?: string;
}

/** A profile page as a text dump. */
export function printProfile(posts: PrintedPost[], options: PrintOptions = {}): string {
  const { language = 'en', chrome = true, eol = '\n' } = options;
  const words = interfaces[language] as Interface;
  const [total, following, followers, liked] = words.counters;
  const head = ['Binance Square', NAME, total, '', NAME, '', following, followers, liked, words.tab];
  const lines = posts.map((post) => printPost(post, words));
  // The placeholders of the author's line are printed once, before the first card.
  const first = lines[0] ?? [];
  if (chrome) first.splice(posts[0]?.pinned ? 1 : 0, 0, '·', '--');
  return [...(chrome ? head : []), ...lines.flat(), ...(chrome ? words.footer : [])].join(eol);
}

/** A post page as a text dump: the text, then all of it but its first paragraph once more. */
export const printPostPage = (post: PrintedPost): string =>
  [...post.paragraphs, ...post.paragraphs.slice(1)].join('\n');
