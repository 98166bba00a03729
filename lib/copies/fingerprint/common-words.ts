import { hashPair } from './hash.ts';
import { NUMBER_TOKEN, tokenize } from './tokenize.ts';

/**
 * How common words and phrases are: the table that ships with the product and is part of every verdict. Own
 * lists, by language: the commonest words, words of trading, labels of trade calls, and phrases that strangers
 * write alike. A change here changes verdicts: raise VERDICT_VERSION.
 */

/** Words in two of five posts. */
const VERY_COMMON = `
the a to of and in is it for on this that you de la que en el y los un por con para no se es o da do os um em não
le les et une pour est il di e che per non sono der die und das ist zu den и в не на что с я это как
của có không cho một các dan yang untuk ini dari ve bir bu için في من على ما هذا أن إلى لا و
के है में की का और से को 的 了 一 是 不 在 有 我 这 人 们 你 到 个 上 の に は を た で と し が い な る ま す
ที่ และ ใน ของ มี ได้ เป็น การ จะ ให้ ไป มา ก็ ไม่ แล้ว ว่า นี้ กับ ครับ ค่ะ คะ นะ ຂອງ ແລະ ໃນ ມີ ທີ່ ໄດ້ ເປັນ បាន ជា និង ក្នុង មាន នៅ នេះ
ကို တွင် သည် များ ၏ နှင့် မှ က 이 그 는 은 을 를 에 의 가 도 로 한 것
`;
/** Words in one of eight posts. */
const COMMON = `
are was be with as i we they at from by have has had not but or if an what so can will just all more up out about
your my our its their his she does did get when how why who there here than then like one new time been
very only also into over some would could should may might must every most such much many these those them us me
don't i'm más pero como su del este esta ya todo sin ser hay muy mais ao uma já
quem seu sua isso pas sur avec plus dans ce qui vous nous ou son sa più ma come questo anche
nicht auf mit für von sich auch ein eine wird bei aus noch nach wie но все так его за же вы бы от он мы она
они для только или если когда чтобы при уже нет да tôi bạn được trong này với đang những người khi thì cũng
nếu rất ra từ nhiều adalah dengan tidak ada akan pada juga saya anda kita bisa itu olarak
daha çok ne gibi var ama kadar değil مع هو هي كان قد التي الذي كل عن بعد قبل إذا هل أو لم لن ثم نحن أنا
यह हैं नहीं पर भी एक हो कर तो ही कि था 大 来 中 为 就 和 说 会 以 要 年 他 地 出 也 可 对 能 时 那 得 里 好 没 都 还 很 下 过 后
吗 吧 啊 呢 什 么 怎 今 天 日 月 市 币 格 れ ら も こ そ さ あ う き く け っ つ ち ん よ ね お わ み め や ゆ
這 個 們 為 會 來 對 時 沒 還 後 過 說 國 幣 見 開 數 與 從 請 謝
อยู่ จาก เรา คน ต้อง ด้วย เลย มาก กัน ทำ แต่ ถ้า อะไร ยัง ขึ้น ลง วัน หรือ ซื้อ ขาย ผม เขา คุณ ทุก ราคา ตลาด ค่า เพราะ แบบ อีก
하고 있는 있습니다 합니다 그리고 하지만 오늘 지금 우리 더 수 등 및 때문에 입니다
`;
/** Words in one of twenty-five posts. */
const FREQUENT = `
market price bitcoin btc eth ethereum crypto token tokens coin coins trade trading bullish bearish today week
month day year people think know make good great big first last next back right still even really never always because
support resistance level levels hold holding whale volume break
breakout move moving trend chart pump dump dip high low higher lower down strong liquidity project ecosystem
network chain blockchain defi data protocol follow share comment post join update news alert watch money
financial advice research own investment invest investing dyor nfa disclaimer educational purposes please
morning night gm gn hello hi everyone friends guys family community happy weekend monday nice love moon lfg hodl
thanks thank let's going go see look want need keep before after again around between through being
where which while any other another both same different few two three system world life work way things thing lot
binance square campaign rewards earn free airdrop users usdt usd million billion percent
mercado precio preço prix hoy hoje comprar vender подниматься рынок цена биткоин сегодня рост trường giá hôm mua
سعر سوق اليوم بيتكوين العملات harga pasar fiyat piyasa bugün
涨 跌 买 卖 比 特 太 坊 投 资 风 险 交 易 数 据 链 新 高 低 线 支 撑 阻 力 家 早 晚 安 分 享 关 注 开 始 行 情 想 去 自 己 之 与 从
而 但 被 把 让 用 给 又 前 明 更 最 只 或 因 所 如 果 应 该 问 题 事 面 长 短 持 心 手 动 成 本 量 小 国 美 元 万 亿 第 次 二 三 五 十
ア イ ウ オ カ キ ク ケ コ サ シ ス セ タ チ ッ テ ナ ニ ネ ノ ハ フ マ ミ ム メ モ ラ ル レ ロ ワ ビ
`;
/** Labels of trade calls. They are no evidence: a list of prices alone is no match. */
const LABELS = `
entry entries enter zone setup signal target targets tp sl tp1 tp2 tp3 tp4 tp5 t1 t2 t3 stop loss stoploss take profit profits long
short leverage cross isolated lev risk reward ratio buy sell spot futures limit now cmp position direction side
entrada entradas objetivo objetivos salida pérdida ganancia compra venta largo corto apalancamiento alvo alvos perda lucro alavancagem
entrée objectif objectifs perte achat vente levier einstieg ziel ziele verlust hebel ingresso obiettivo obiettivi perdita leva
вход цель цели стоп лосс тейк профит лонг шорт плечо giriş hedef hedefler zarar kes kâr al kaldıraç vào lệnh mục tiêu cắt lỗ chốt lời đòn bẩy
masuk sasaran rugi untung دخول الدخول هدف الهدف أهداف الأهداف وقف الخسارة خسارة جني الأرباح رافعة شراء بيع
एंट्री टारगेट लक्ष्य स्टॉप लॉस खरीद बिक्री 진입 진입가 목표 목표가 손절 손절가 익절 롱 숏 레버리지 เข้า เป้า เป้าหมาย ตัดขาดทุน
入 場 场 进 進 目 标 標 止 损 損 盈 方 向 多 空 做 看 仓 倉 点 點 位 现 价 現 價 杠 杆 槓 桿 倍 单 單 区 區 间 間 利 確 切 り エ ン ト リ ー
`;

const CLASSES = [
  [LABELS, 2],
  [VERY_COMMON, 1.3],
  [COMMON, 3],
  [FREQUENT, 4.6],
] as const;

/** Phrases that strangers write alike: disclaimers, greetings, appeals. A listed pair of words weighs 2 bits. */
const PHRASES = `
this is not financial advice | not financial advice | not a financial advice | none of this is financial advice | for reference only
do your own research | always do your own research | please do your own research before you invest | do your own research before investing
always do your own research before you invest a single cent | manage your risk | trade at your own risk | trade wisely and manage your risk
for educational purposes only | for informational purposes only | this content is for informational purposes only | past performance does not guarantee future results
past performance is not indicative of future results | trading involves substantial risk of loss | and is not suitable for every investor
crypto trading involves high risk | only invest what you can afford to lose | never invest more than you can afford to lose
good morning everyone | good morning to everyone | good night everyone | have a nice day | have a great day | have a great week ahead | happy weekend everyone | hello everyone | gm crypto family
follow me for more | follow for more | follow for more updates | follow me for more updates | follow us for more updates | follow me for more crypto updates | like and share | like share and follow | like comment and share
don't forget to like and follow | stay tuned for more updates | stay tuned | stay safe | let me know in the comments | what do you think | what are your thoughts | share your thoughts in the comments | drop your thoughts below
what do you think about this | join the discussion | read more | click here to trade | trade here | click below to trade | buy and trade here | link in bio | to the moon | buy the dip
thank you for reading | thanks for reading | if you like this post | don't miss out | don't miss this opportunity | let's go | as of today | at the time of writing | at press time | in the last 24 hours | over the past 24 hours
no es asesoramiento financiero | esto no es asesoramiento financiero | esto no es un consejo financiero | no es consejo de inversión | haz tu propia investigación | buenos días a todos | buenas noches a todos | sígueme para más | dale me gusta y comparte
isto não é aconselhamento financeiro | não é recomendação de investimento | faça sua própria pesquisa | bom dia a todos | boa noite a todos | siga para mais
ceci n'est pas un conseil financier | ceci n'est pas un conseil en investissement | faites vos propres recherches | bonjour à tous | bonne journée à tous
das ist keine finanzberatung | keine anlageberatung | dies ist keine anlageberatung | guten morgen zusammen | mach deine eigene recherche
questo non è un consiglio finanziario | non è una consulenza finanziaria | fai le tue ricerche | buongiorno a tutti
не является финансовой рекомендацией | это не финансовая рекомендация | не является инвестиционной рекомендацией | проводите собственное исследование | всем доброе утро | доброе утро | всем привет | добрый день | подписывайтесь на канал | ставьте лайк
yatırım tavsiyesi değildir | bu bir yatırım tavsiyesi değildir | finansal tavsiye değildir | kendi araştırmanızı yapın | herkese günaydın | takip etmeyi unutmayın
đây không phải là lời khuyên đầu tư | không phải là lời khuyên tài chính | không phải lời khuyên đầu tư | hãy tự nghiên cứu | chào buổi sáng | chúc mọi người một ngày tốt lành | hãy theo dõi tôi
bukan nasihat keuangan | ini bukan saran keuangan | lakukan riset sendiri | selamat pagi semua
ليست نصيحة مالية | هذه ليست نصيحة مالية | ليس نصيحة استثمارية | قم بأبحاثك الخاصة | صباح الخير | صباح الخير جميعا | السلام عليكم ورحمة الله وبركاته | بسم الله الرحمن الرحيم | لا تنسى المتابعة
यह वित्तीय सलाह नहीं है | अपना शोध स्वयं करें | सभी को सुप्रभात | शुभ प्रभात
不构成投资建议 | 以上内容不构成投资建议 | 以上内容仅供参考，不构成任何投资建议 | 本文不构成投资建议 | 仅供参考 | 仅代表个人观点 | 不构成任何投资建议 | 请自行研究 | 投资有风险，入市需谨慎 | 请务必自行研究并控制好仓位风险 | 注意风险 | 控制好仓位 | 做好风险管理 | 大家早上好 | 早上好 | 晚安 | 大家好 | 兄弟们 | 欢迎关注 | 关注我 | 点赞关注转发 | 技术分析仅供参考
不構成投資建議 | 僅供參考 | 投資有風險 | 大家早安 | 以上內容僅供參考
投資は自己責任で | 投資助言ではありません | おはようございます | よろしくお願いします | ありがとうございます | お疲れ様です | お願いいたします | と思います | していきます | になります | ことができます
투자 조언이 아닙니다 | 투자의 책임은 본인에게 있습니다 | 좋은 아침입니다 | 안녕하세요 여러분 | 안녕하세요
ไม่ใช่คำแนะนำทางการเงิน | ไม่ใช่คำแนะนำในการลงทุน | โปรดศึกษาข้อมูลก่อนลงทุน | การลงทุนมีความเสี่ยง | สวัสดีครับ | สวัสดีค่ะ | สวัสดีตอนเช้า | ขอบคุณครับ | ขอบคุณค่ะ
`;

/** Units of the weights below: sixteenths of a bit, so that sums are exact in any order. */
export const BIT = 16;
const UNLISTED_WORD = 9 * BIT;
const UNLISTED_IDEOGRAPH = 5.5 * BIT;
const NUMBER = 1 * BIT;
const PHRASE_BIGRAM = 2 * BIT;
/** Maximum weight of a pair of words. */
const MAX_BIGRAM = 16 * BIT;

const SIZE = 1 << 14;
let keys: Uint32Array | undefined;
let values: Uint16Array;

/** Open addressing; a value of 0 is an empty place. */
function place(key: number): number {
  const table = keys as Uint32Array;
  let at = Math.imul(key, 0x9e3779b1) >>> 18;
  while (values[at] !== 0 && table[at] !== key) at = (at + 1) & (SIZE - 1);
  return at;
}

function put(key: number, value: number): void {
  const at = place(key);
  if (values[at] !== 0) return;
  (keys as Uint32Array)[at] = key;
  values[at] = value;
}

function build(): void {
  keys = new Uint32Array(SIZE);
  values = new Uint16Array(SIZE);
  put(NUMBER_TOKEN, NUMBER);
  for (const [list, bits] of CLASSES) {
    for (const line of list.trim().split(/\s+/)) {
      for (const word of tokenize(line).words) put(word, Math.round(bits * BIT));
    }
  }
  for (const phrase of PHRASES.split(/[|\n]/)) {
    const { words } = tokenize(phrase);
    for (let i = 1; i < words.length; i++) {
      put((hashPair(words[i - 1] as number, words[i] as number) ^ BIGRAM_KEY) >>> 0, PHRASE_BIGRAM);
    }
  }
}

/** Keeps bigrams apart from words in the one table. */
const BIGRAM_KEY = 0x5bd1e995;

/** Weight of a word, in sixteenths of a bit: minus the logarithm of the share of posts that contain it. */
export function wordWeight(word: number): number {
  if (!keys) build();
  const at = place(word);
  return values[at] !== 0 ? (values[at] as number) : word & 1 ? UNLISTED_IDEOGRAPH : UNLISTED_WORD;
}

/** Weight of two neighboring words, in sixteenths of a bit. */
export function bigramWeight(first: number, second: number, bigram: number): number {
  const weight = wordWeight(first) + wordWeight(second);
  if (weight > PHRASE_BIGRAM && values[place((bigram ^ BIGRAM_KEY) >>> 0)] !== 0) return PHRASE_BIGRAM;
  return Math.min(weight, MAX_BIGRAM);
}

/** Words of at most this weight are no evidence: numbers, labels, the commonest words. */
const NO_EVIDENCE = 2 * BIT;

/** Weight of a word of a shared passage as evidence, in sixteenths of a bit. */
export function evidenceOf(word: number): number {
  const weight = wordWeight(word);
  return weight > NO_EVIDENCE ? weight : 0;
}

/** Whether two neighboring words are part of a listed phrase. */
export function isCommonBigram(bigram: number): boolean {
  return values[place((bigram ^ BIGRAM_KEY) >>> 0)] !== 0;
}
