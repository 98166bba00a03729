/** The words beside the counters of a profile header. They name counters; a header is found by its structure. */

/** What a counter of a profile header counts. */
export type ProfileCount = 'posts' | 'following' | 'followers' | 'liked' | 'shared';

/** English was seen on real pages; the others are the usual words of these languages. */
const WORDS: Record<ProfileCount, string> = {
  posts:
    'Posts|Post|帖子|动态|動態|贴文|Bài viết|Bài đăng|Публикации|Публикаций|Посты|Постов|Publicaciones|Publicações|Gönderi|Gönderiler|منشورات|منشور|منشورًا|Beiträge|Publications|Postingan|投稿|게시물',
  following:
    'Following|关注|正在关注|關注|Đang theo dõi|Подписки|Подписок|Siguiendo|Seguidos|Seguindo|Takip edilen|Takip ediliyor|Takip|يتابع|أتابع|متابَعون|Folge ich|Abonnements|Seguiti|Mengikuti|フォロー中|팔로잉',
  followers:
    'Followers|Follower|粉丝|粉絲|关注者|關注者|Người theo dõi|Подписчики|Подписчиков|Seguidores|Takipçi|Takipçiler|متابعون|متابع|متابعًا|Abonnés|Pengikut|フォロワー|팔로워',
  liked:
    "Liked|Likes|赞|获赞|点赞|獲讚|Đã thích|Lượt thích|Нравится|Лайки|Лайков|Me gusta|Curtidas|Beğeni|Beğenilen|إعجاب|إعجابات|Gefällt|J'aime|Mi piace|Disukai|いいね|좋아요",
  shared:
    'Shared|Shares|分享|Đã chia sẻ|Chia sẻ|Поделились|Репосты|Compartido|Compartidos|Compartilhados|Compartilhado|Paylaşım|Paylaşılan|مشاركة|مشاركات|Geteilt|Partages|Condivisi|Dibagikan|シェア|공유',
};

function kindsByWord(): ReadonlyMap<string, ProfileCount> {
  const kinds = new Map<string, ProfileCount>();
  for (const kind of Object.keys(WORDS) as ProfileCount[])
    for (const word of WORDS[kind].split('|')) kinds.set(word.toLowerCase(), kind);
  return kinds;
}
// Marked as pure, so that the content script does not carry it.
const KINDS = /* @__PURE__ */ kindsByWord();

/** What the label of a counter counts; `null` for words of another language, or no label. */
export const profileCountOf = (label: string): ProfileCount | null =>
  KINDS.get(
    label
      .trim()
      .toLowerCase()
      .replaceAll('’', "'")
      .replace(/[:：]$/, '')
      .trim(),
  ) ?? null;
