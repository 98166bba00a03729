import { tokenize } from '../fingerprint/tokenize.ts';

/**
 * What we know of words before any post was seen, so that a set of three posts already knows that "the price of"
 * says nothing. Own lists: the commonest words of a language, of greetings, and of the trade.
 */

/** Posts that the prior is worth. */
export const PRIOR_POSTS = 500;
/** Of these, how many hold an unlisted character of an unsegmented script (one in fifty). */
export const PRIOR_IDEOGRAPH_POSTS = 10;

/** In two of five posts, one in eight, one in twenty-five. */
const VERY_COMMON = `
the a to of and in is it for on this that you de la que en el y a los un por con para no se es o da do os um em não
le les et un une pour est il di e che per non sono der die und das ist in zu den и в не на что с я это по как
và là của có không cho một các dan yang di untuk ini dari ve bir bu için في من على ما هذا أن إلى لا و
के है में की का और से को 的 了 一 是 不 在 有 我 这 人 们 你 到 个 上 の に は を た で と し て が い な る ま す
`;
const COMMON = `
are was be with as i we they at from by have has had not but or if an what so can will just now all more up out about
your my our its their his he she do does did get when how why who there here than then like one no new time been
very only also into over some would could should may might must every most such much many these those them us me it's
don't i'm más pero como lo su al del este esta ya todo si más sin ser hay muy mais mas por como se ao uma mas já
quem seu sua isso está pas sur avec plus dans ce qui que vous nous mais ou son sa più ma come questo anche si con del
nicht auf mit für von sich auch es ein eine wird bei aus noch nach wie но то все так его за у же вы бы от он мы она
они для только или если когда чтобы при его уже нет да tôi bạn được trong này với đang những người khi thì đã cũng
nhưng hay nếu sẽ để rất ra vào về từ nhiều adalah dengan tidak ada akan pada juga saya anda kita bisa itu olarak
daha çok ne gibi var ama en kadar değil مع هو هي كان قد التي الذي كل عن بعد قبل إذا هل أو لم لن ثم نحن أنا
यह हैं नहीं पर भी एक हो कर तो ही कि था 大 来 中 为 就 和 说 会 以 要 年 他 地 出 也 可 对 能 时 多 那 得 里 看 好 没 都 还 很 下 过 后
吗 吧 啊 呢 什 么 怎 今 天 日 月 市 场 币 价 格 れ ら り も こ そ さ あ う か き く け っ つ ち ん よ ね お わ ー ต า น เ ก ร ม อ ง ว ส ล ท ย บ ด ค
`;
const FREQUENT = `
market price bitcoin btc eth ethereum crypto token tokens coin coins trade trading buy sell bullish bearish today week
month day year people think know make good great big first last next back right still even really never always because
support resistance level levels target targets entry stop loss profit risk long short hold holding whale volume break
breakout move moving trend chart pump dump dip high low higher lower up down strong zone liquidity project ecosystem
network chain blockchain defi ai data protocol follow like share comment post join update news alert watch money
financial advice research own investment invest investing dyor nfa disclaimer educational purposes always please
morning night gm gn hello hi everyone friends guys family community happy weekend monday have nice love moon lfg hodl
thanks thank let's going go come see look want need take keep before after again around down between through being
where which while any other another both same different own few two three system world life work way things thing lot
binance square campaign reward rewards earn free airdrop users price usdt usd million billion percent
mercado precio preço prix hoy hoje comprar vender подниматься рынок цена биткоин сегодня рост thị trường giá hôm nay mua bán
سعر سوق اليوم بيتكوين العملات شراء harga pasar fiyat piyasa bugün
涨 跌 买 卖 比 特 以 太 坊 投 资 风 险 交 易 数 据 链 新 高 低 点 线 位 支 撑 阻 力 大 家 早 晚 安 分 享 关 注 现 开 始 行 情 想 去 做 自 己 之 与 从
而 但 被 把 让 用 给 又 前 明 更 最 只 或 因 所 如 果 应 该 问 题 事 情 面 间 长 短 持 仓 位 心 手 动 成 本 量 小 国 美 元 万 亿 第 次 二 三 五 十
`;

const CLASSES = [
  [VERY_COMMON, 0.4],
  [COMMON, 0.12],
  [FREQUENT, 0.04],
] as const;

/** Share of posts that hold a listed word, by the word's hash. */
export function priorShares(): Map<number, number> {
  const shares = new Map<number, number>();
  for (const [list, share] of CLASSES) {
    for (const word of tokenize(list).words) if (!shares.has(word)) shares.set(word, share);
  }
  return shares;
}
