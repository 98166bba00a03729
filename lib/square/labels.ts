/**
 * Names of the labels that Square shows on posts. They classify labels; they are not used to find posts. Marked as pure,
 * so that the content script carries only those that it uses.
 */

const words = (list: string) => new Set(list.split('|').map((word) => word.toLowerCase()));

/** English and Chinese labels were seen on real pages; the others are the usual words of these languages. */
const PINNED = /* @__PURE__ */ words(
  'Pinned|置顶|置頂|Fijado|Fijada|Anclado|Fixado|Épinglé|Angepinnt|Angeheftet|Fissato|In evidenza|Закреплено|Закреплён|Закріплено|Sabitlendi|Sabitlenmiş|Đã ghim|Ghim|Disematkan|Przypięte|Przypięty|مثبت|مثبّت|固定|ピン留め|固定表示|고정됨|고정|Kitűzve|Rögzítve|Fixat|Připnuto|Закачено|Καρφιτσωμένο|Fäst|Pripnuté|Pripeto|Piesprausts|पिन किया गया|ปักหมุด',
);
const ARTICLE = /* @__PURE__ */ words(
  'Article|文章|Artículo|Artigo|Artikel|Articolo|Статья|Стаття|Makale|Bài viết|Artykuł|مقال|مقالة|記事|아티클|기사|글|Cikk|Articol|Článek|Статия|Άρθρο|Článok|Članek|Raksts|लेख|บทความ',
);

/** The menu item of a post that the site shows in translation. English was seen on real pages. */
const ORIGINAL = /* @__PURE__ */ words(
  "See original|View original|Show original|查看原文|显示原文|查看原帖|顯示原文|Ver original|Ver el original|Mostrar original|Voir l'original|Original anzeigen|Vedi l'originale|Vedi originale|Показать оригинал|Посмотреть оригинал|Показати оригінал|Orijinali göster|Orijinalini gör|Xem bản gốc|Lihat asli|Zobacz oryginał|عرض الأصل|عرض النص الأصلي|原文を表示|원문 보기",
);

const COMMENTS = /* @__PURE__ */ words(
  'Reply|Replies|Comments|All comments|回复|回覆|评论|所有评论|全部评论|留言|Risposte|Commenti|Tutti i commenti|Respuestas|Comentarios|Todos los comentarios|Respostas|Comentários|Todos os comentários|Réponses|Commentaires|Tous les commentaires|Antworten|Kommentare|Alle Kommentare|Ответы|Комментарии|Все комментарии|Відповіді|Коментарі|Yanıtlar|Yorumlar|Tüm yorumlar|Trả lời|Bình luận|Tất cả bình luận|Balasan|Komentar|Semua komentar|Odpowiedzi|Komentarze|الردود|التعليقات|返信|コメント|답글|댓글|Válaszok|Hozzászólások|Răspunsuri|Comentarii',
);

const normalize = (label: string) => label.trim().toLowerCase().replaceAll('’', "'");

export const isPinnedLabel = (label: string): boolean => PINNED.has(normalize(label));
export const isArticleLabel = (label: string): boolean => ARTICLE.has(normalize(label));

export const isOriginalLabel = (label: string): boolean => ORIGINAL.has(normalize(label));
export const isCommentsLabel = (label: string): boolean => COMMENTS.has(normalize(label));

/** True for a placeholder of a missing label: `·`, `--`, `—`. */
export const isPlaceholder = (label: string): boolean => /^[\s·•|–—-]*$/u.test(label);
