/** Names for the labels Square prints on posts. They name a label; where a post is, they never decide. */

const words = (list: string) => new Set(list.split('|').map((word) => word.toLowerCase()));

/** English and Chinese are known from real pages, the others are what the languages commonly say. */
const PINNED = words(
  'Pinned|置顶|置頂|Fijado|Fijada|Anclado|Fixado|Épinglé|Angepinnt|Angeheftet|Fissato|In evidenza|Закреплено|Закреплён|Закріплено|Sabitlendi|Sabitlenmiş|Đã ghim|Ghim|Disematkan|Przypięte|Przypięty|مثبت|مثبّت|固定|ピン留め|固定表示|고정됨|고정|Kitűzve|Rögzítve|Fixat|Připnuto|Закачено|Καρφιτσωμένο|Fäst|Pripnuté|Pripeto|Piesprausts|पिन किया गया|ปักหมุด',
);
const ARTICLE = words(
  'Article|文章|Artículo|Artigo|Artikel|Articolo|Статья|Стаття|Makale|Bài viết|Artykuł|مقال|مقالة|記事|아티클|기사|글|Cikk|Articol|Článek|Статия|Άρθρο|Článok|Članek|Raksts|लेख|บทความ',
);

const fold = (label: string) => label.trim().toLowerCase();

export const saysPinned = (label: string): boolean => PINNED.has(fold(label));
export const saysArticle = (label: string): boolean => ARTICLE.has(fold(label));

/** True for what stands in a label's place while there is none: `·`, `--`, `—`. */
export const isPlaceholder = (label: string): boolean => /^[\s·•|–—-]*$/u.test(label);
