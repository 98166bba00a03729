import { existsSync, readFileSync } from 'node:fs';
import type { Random } from './random.ts';

/**
 * Base texts for the labeled set: own sentence parts in six languages, an invented language with the word
 * frequencies of a real one, and, where the corpus lies beside the project, genuine posts.
 */

/** A text before editing: paragraphs of sentences. */
export interface Base {
  lang: string;
  paragraphs: string[][];
}

interface Grammar {
  openers: string[];
  subjects: string[];
  verbs: string[];
  objects: string[];
  tails: string[];
  stop: string;
  space: string;
}

const list = (text: string) => text.trim().split(/\s*[|\n]\s*/);

const GRAMMARS: Record<string, Grammar> = {
  en: {
    openers:
      list(`Honestly|This morning|After three cups of coffee|Looking back at the winter|To my surprise|Contrary to what most say|
      On the four hour chart|As a former accountant|While waiting for the train|Between two meetings|If nothing breaks|Once again|
      My brother in law insists that|According to the release notes|Late last night|For what it is worth|By the numbers|Strange but true`),
    subjects:
      list(`the validator set|every small wallet|the new bridge|our local meetup|an old mining rig|the treasury committee|this lending pool|
      the perpetuals desk|a quiet developer|the fee switch|half of the holders|the audit report|my hardware wallet|the staking queue|that governance vote|
      the market maker|the second testnet|a forgotten airdrop|the order book|their compliance officer|the oracle feed|one patient whale|the gas tracker|
      the settlement layer|a student from Lagos|the options expiry|the liquidity mining program|this memecoin crowd|the custody provider|the exploit postmortem`),
    verbs:
      list(`quietly doubled|keeps ignoring|finally explained|cannot replace|slowly drains|never mentioned|openly questions|will probably outlive|
      just rewrote|barely survived|seems to prefer|has been feeding|refuses to publish|tripped over|is now copying|sold off|would gladly trade|
      measured|locked away|underestimates|borrowed against|rotates into|depends on|paused|outperformed|leaked|defends|postponed|absorbed|mispriced`),
    objects:
      list(`the emergency fund|seventeen thousand idle coins|a perfectly good roadmap|its own documentation|the weekend volume|two rounds of vesting|
      the cheapest route to the exit|somebody else's backtest|a spreadsheet with red cells|the promised buyback|the difference between yield and inflation|
      the entire insurance tranche|an unsigned transaction|the quarterly burn|what retail calls a dip|the withdrawal limit|a fork nobody asked for|
      the correlation with copper|that ugly wick|the multisig keys|a rate cut that never came|the moving average everyone watches|its neighbours on the chain|
      the final unlock|a dozen copy traders|the sequencer revenue|the dust in my account|a lesson from the last cycle|the bid wall|the funding premium`),
    tails:
      list(`without telling anyone|before the candle closed|in less than a fortnight|for the third time this quarter|and the chat went silent|
      although the docs say otherwise|because incentives are crooked|while the rest of us slept|with surprisingly little slippage|at a painful discount|
      so I moved my stop|until the snapshot is taken|which nobody priced in|as if risk were free|and I have the screenshots|by sheer stubbornness|
      despite the headlines|on a public holiday`),
    stop: '.',
    space: ' ',
  },
  es: {
    openers: list(
      'La verdad|Esta mañana|Según el informe|Para mi sorpresa|Con toda calma|Después del cierre|Al mirar el gráfico|Desde Bogotá|Entre nosotros|Una vez más|Sin exagerar|Por primera vez',
    ),
    subjects: list(
      'el comité de tesorería|la cartera fría|un minero jubilado|el puente nuevo|la cola de retiros|nuestro grupo de estudio|el creador de mercado|la mitad de los validadores|un viejo contrato|la pasarela de pagos|el oráculo de precios|mi vecina contable|el equipo de auditoría|la segunda red de pruebas|aquella votación|un fondo discreto|el libro de órdenes|la prima de futuros|el programa de puntos|una ballena paciente',
    ),
    verbs: list(
      'duplicó en silencio|nunca explicó|sigue ignorando|acaba de reescribir|apenas sobrevivió a|depende de|vendió barato|quiere sustituir|congeló|midió mal|defiende|filtró|aplazó|pidió prestado contra|rota hacia|absorbió|cuestiona|perdió de vista|guarda|copió',
    ),
    objects: list(
      'el fondo de emergencia|diecisiete mil monedas dormidas|su propia documentación|la recompra prometida|el volumen del domingo|una hoja de cálculo roja|el límite de retiro|las llaves compartidas|la quema trimestral|un error de redondeo|la diferencia entre renta e inflación|el último desbloqueo|una bifurcación absurda|la media que todos miran|el muro de compras|los ingresos del secuenciador|una lección del ciclo pasado|el polvo de mi cuenta|la ruta más barata|el tramo asegurado',
    ),
    tails: list(
      'sin avisar a nadie|antes de que cerrara la vela|en menos de dos semanas|por tercera vez este año|y el chat quedó mudo|aunque digan lo contrario|con muy poco deslizamiento|porque los incentivos están torcidos|mientras dormíamos|a pesar de los titulares|en pleno festivo|como si el riesgo fuera gratis',
    ),
    stop: '.',
    space: ' ',
  },
  ru: {
    openers: list(
      'Честно говоря|Сегодня утром|По данным отчёта|К моему удивлению|После закрытия|На дневном графике|Если ничего не сломается|Ещё раз|Между нами|Судя по цифрам|Впервые за год|Как бывший бухгалтер',
    ),
    subjects: list(
      'комитет казначейства|холодный кошелёк|старый майнер|новый мост|очередь на вывод|наш кружок|половина валидаторов|забытый контракт|ценовой оракул|соседка по даче|команда аудита|вторая тестовая сеть|то голосование|осторожный фонд|книга заявок|премия фьючерсов|программа баллов|терпеливый кит|маркетмейкер|платёжный шлюз',
    ),
    verbs: list(
      'тихо удвоил|так и не объяснил|упорно игнорирует|только что переписал|едва пережил|зависит от|дёшево продал|хочет заменить|заморозил|неверно измерил|защищает|случайно раскрыл|отложил|занял под|перекладывается в|поглотил|ставит под сомнение|потерял из виду|бережёт|скопировал',
    ),
    objects: list(
      'резервный фонд|семнадцать тысяч спящих монет|собственную документацию|обещанный выкуп|воскресный объём|красную таблицу|лимит на вывод|общие ключи|квартальное сжигание|ошибку округления|разницу между доходом и инфляцией|последнюю разблокировку|нелепый форк|скользящую среднюю|стену заявок|доходы секвенсора|урок прошлого цикла|пыль на счёте|самый дешёвый маршрут|застрахованный транш',
    ),
    tails: list(
      'никого не предупредив|до закрытия свечи|меньше чем за две недели|третий раз за год|и чат замолчал|хотя пишут обратное|почти без проскальзывания|потому что стимулы кривые|пока мы спали|вопреки заголовкам|в выходной день|будто риск бесплатный',
    ),
    stop: '.',
    space: ' ',
  },
  vi: {
    openers: list(
      'Thật lòng mà nói|Sáng nay|Theo báo cáo|Tôi khá bất ngờ|Sau phiên đóng cửa|Nhìn vào khung ngày|Nếu không có gì hỏng|Một lần nữa|Nói riêng với nhau|Xét theo con số|Lần đầu trong năm|Là kế toán cũ',
    ),
    subjects: list(
      'ủy ban ngân quỹ|chiếc ví lạnh|bác thợ đào già|cây cầu mới|hàng đợi rút tiền|nhóm học của tôi|một nửa số người xác thực|bản hợp đồng bị quên|nguồn giá bên ngoài|cô hàng xóm kế toán|đội kiểm toán|mạng thử thứ hai|cuộc bỏ phiếu đó|quỹ kín tiếng|sổ lệnh|phí tài trợ|chương trình điểm thưởng|con cá voi kiên nhẫn|nhà tạo lập|cổng thanh toán',
    ),
    verbs: list(
      'lặng lẽ nhân đôi|chưa từng giải thích|vẫn phớt lờ|vừa viết lại|suýt không qua nổi|phụ thuộc vào|bán rẻ|muốn thay thế|đã đóng băng|đo sai|bảo vệ|vô tình làm lộ|hoãn lại|vay thế chấp bằng|chuyển dần sang|nuốt trọn|nghi ngờ|bỏ sót|cất giữ|sao chép',
    ),
    objects: list(
      'quỹ khẩn cấp|mười bảy nghìn đồng xu ngủ yên|tài liệu của chính mình|đợt mua lại đã hứa|khối lượng chủ nhật|bảng tính toàn màu đỏ|giới hạn rút|chùm khóa chung|đợt đốt theo quý|lỗi làm tròn|chênh lệch giữa lợi suất và lạm phát|lần mở khóa cuối|nhánh tách vô lý|đường trung bình ai cũng nhìn|bức tường mua|doanh thu của bộ sắp xếp|bài học chu kỳ trước|số lẻ trong tài khoản|con đường rẻ nhất|phần được bảo hiểm',
    ),
    tails: list(
      'mà không báo cho ai|trước khi nến đóng|trong chưa đầy hai tuần|lần thứ ba trong năm|và cả nhóm im lặng|dù họ nói ngược lại|với rất ít trượt giá|vì động cơ lệch lạc|khi chúng ta còn ngủ|bất chấp tin tức|đúng ngày nghỉ lễ|như thể rủi ro miễn phí',
    ),
    stop: '.',
    space: ' ',
  },
  ar: {
    openers: list(
      'بصراحة تامة|هذا الصباح|بحسب التقرير|لدهشتي الكبيرة|بعد الإغلاق|على الرسم اليومي|إذا لم يتعطل شيء|مرة أخرى|بيني وبينكم|وفق الأرقام|لأول مرة هذا العام|كمحاسب سابق',
    ),
    subjects: list(
      'لجنة الخزانة|محفظتي الباردة|معدن قديم|الجسر الجديد|طابور السحب|مجموعة الدراسة|نصف المدققين|عقد منسي|مزود الأسعار|جارتي المحاسبة|فريق التدقيق|شبكة الاختبار الثانية|ذلك التصويت|صندوق هادئ|دفتر الأوامر|علاوة العقود الآجلة|برنامج النقاط|حوت صبور|صانع السوق|بوابة الدفع',
    ),
    verbs: list(
      'ضاعف بهدوء|لم يشرح قط|ما زال يتجاهل|أعاد كتابة|نجا بصعوبة من|يعتمد على|باع بثمن بخس|يريد استبدال|جمد|أخطأ في قياس|يدافع عن|سرب دون قصد|أجل|اقترض مقابل|ينتقل تدريجيا إلى|ابتلع|يشكك في|غفل عن|يحتفظ ب|نسخ',
    ),
    objects: list(
      'صندوق الطوارئ|سبعة عشر ألف عملة نائمة|وثائقه الخاصة|إعادة الشراء الموعودة|حجم يوم الأحد|جدولا مليئا بالأحمر|حد السحب|المفاتيح المشتركة|الحرق الفصلي|خطأ في التقريب|الفرق بين العائد والتضخم|آخر دفعة مفتوحة|انقساما غريبا|المتوسط الذي يراقبه الجميع|جدار الشراء|إيرادات المنسق|درس الدورة الماضية|الفتات في حسابي|أرخص طريق|الشريحة المؤمنة',
    ),
    tails: list(
      'دون أن يخبر أحدا|قبل إغلاق الشمعة|في أقل من أسبوعين|للمرة الثالثة هذا العام|فصمتت المجموعة|رغم ما يقال|بانزلاق ضئيل جدا|لأن الحوافز معوجة|ونحن نيام|رغم العناوين|في يوم عطلة|وكأن المخاطرة مجانية',
    ),
    stop: '.',
    space: ' ',
  },
  zh: {
    openers: list(
      '说实话，|今天早上，|根据报告，|让我意外的是，|收盘以后，|从日线看，|只要不出故障，|又一次，|私下讲，|按数字看，|今年头一回，|作为退休会计，',
    ),
    subjects: list(
      '国库委员会|那个冷钱包|老矿工|新的跨链桥|提现队列|读书小组|一半验证者|被遗忘的合约|预言机报价|隔壁会计阿姨|审计团队|第二个测试网|那次投票|低调的基金|订单簿|期货溢价|积分活动|耐心的巨鲸|做市商|支付网关',
    ),
    verbs: list(
      '悄悄翻倍了|从没解释过|一直无视|刚刚重写了|勉强熬过|完全依赖|低价抛掉|打算替换|冻结了|算错了|始终维护|不慎泄露|推迟了|抵押借入|逐步换成|整个吞下|公开质疑|漏看了|小心收着|照抄了',
    ),
    objects: list(
      '应急储备|一万七千枚沉睡的硬币|自己写的文档|承诺过的回购|周日的成交量|满屏红字的表格|提现上限|多签私钥|季度销毁|四舍五入的误差|收益与通胀之差|最后一批解锁|没人要的分叉|人人盯着的均线|厚厚的买墙|排序器收入|上个周期的教训|账户里的零头|最便宜的路径|有保险的份额',
    ),
    tails: list(
      '却没有通知任何人|就在蜡烛收线之前|用了不到两周|今年已经第三次|群里顿时安静|尽管公告说法相反|滑点小得惊人|因为激励是歪的|那时我们都睡着|完全不顾头条|偏偏挑在假日|好像风险不要钱',
    ),
    stop: '。',
    space: '',
  },
};

export const LANGUAGES = Object.keys(GRAMMARS);

/** Words of an invented language, commonest first, with the frequencies of Zipf's law. */
export class Tongue {
  private readonly words: string[] = [];
  private readonly sums: number[] = [];

  constructor(random: Random, size = 30_000) {
    const known = new Set<string>();
    let sum = 0;
    while (this.words.length < size) {
      const syllables = 1 + random.int(this.words.length < 200 ? 2 : 4);
      let word = '';
      for (let i = 0; i < syllables; i++)
        word += random.pick([...'bdfgklmnprstvz']) + random.pick([...'aeiou']);
      if (random.chance(0.4)) word += random.pick([...'nrslm']);
      if (known.has(word)) continue;
      known.add(word);
      this.words.push(word);
      sum += 1 / (this.words.length + 2.7);
      this.sums.push(sum);
    }
  }

  word(random: Random): string {
    const at = random.next() * (this.sums.at(-1) as number);
    let [low, high] = [0, this.sums.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.sums[middle] as number) < at) low = middle + 1;
      else high = middle;
    }
    return this.words[low] as string;
  }

  sentence(random: Random): string {
    const words = Array.from({ length: 6 + random.int(14) }, () => this.word(random));
    const text = words.join(' ');
    return `${text[0]?.toUpperCase()}${text.slice(1)}.`;
  }
}

/** A character of the three thousand in use, the lower ones oftener. */
function rareHan(random: Random): string {
  return String.fromCharCode(0x4e00 + Math.floor(3000 * random.next() ** 1.6));
}

/** One sentence of a language; now and then with a name, a number or a coin that is rarely seen. */
export function sentence(lang: string, tongue: Tongue, random: Random): string {
  const grammar = GRAMMARS[lang];
  if (!grammar) return tongue.sentence(random);
  const { openers, subjects, verbs, objects, tails, stop, space } = grammar;
  const parts = [random.pick(subjects), random.pick(verbs), random.pick(objects)];
  if (random.chance(0.4)) parts.unshift(random.pick(openers));
  if (random.chance(0.5)) parts.push(random.pick(tails));
  if (random.chance(0.2)) parts.splice(1 + random.int(parts.length), 0, `${random.int(90_000) / 100}`);
  if (random.chance(0.15)) parts.push(`$${tongue.word(random).slice(0, 5).toUpperCase()}`);
  // A language has more words than any list: three in ten are names and terms that few posts share.
  const text = space
    ? parts
        .map((part) => part.replace(/[^\s$]+/g, (word) => (random.chance(0.3) ? tongue.word(random) : word)))
        .join(space)
    : parts
        .map((part) => [...part].map((c) => (random.chance(0.25) ? rareHan(random) : c)).join(''))
        .join('');
  return text[0]?.toUpperCase() + text.slice(1) + stop;
}

/** A post of one to some thirty sentences, most of them short. */
export function base(lang: string, tongue: Tongue, random: Random): Base {
  const count = 1 + Math.floor(Math.exp(random.next() * (lang in GRAMMARS ? 2.8 : 3.6)));
  const paragraphs: string[][] = [[]];
  for (let i = 0; i < count; i++) {
    if (i > 1 && random.chance(0.3)) paragraphs.push([]);
    paragraphs.at(-1)?.push(sentence(lang, tongue, random));
  }
  return { lang, paragraphs };
}

/**
 * Genuine posts, where present, without their tag lines. Of posts that share a fifth of the shorter one's word
 * pairs only the first is kept: feeds are full of templates, and they would be labeled as strangers.
 */
export function corpus(path = '../shared/corpus/square-posts.ndjson'): Base[] {
  if (!existsSync(path)) return [];
  const posts: Base[] = [];
  const holders = new Map<string, number[]>();
  const sizes: number[] = [];
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    if (line === '') continue;
    const { text, lang } = JSON.parse(line) as { text: string; lang: string | null };
    const own = pairsOf(text);
    const shared = new Map<number, number>();
    for (const pair of own)
      for (const at of holders.get(pair) ?? []) shared.set(at, (shared.get(at) ?? 0) + 1);
    if ([...shared].some(([at, n]) => n > 0.2 * Math.min(own.size, sizes[at] as number))) continue;
    for (const pair of own) holders.set(pair, [...(holders.get(pair) ?? []), posts.length]);
    const paragraphs = text
      .replace(/\{(?:future|spot|alpha)\}\([^)]*\)/g, ' ')
      .split(/\n+/)
      .filter((paragraph) => /[\p{L}]{2}/u.test(paragraph.replace(/[$#@]\S+/g, '')))
      .map(
        (paragraph) => paragraph.match(/[^.!?。！？]+[.!?。！？]*\s*/g)?.map((s) => s.trim()) ?? [paragraph],
      );
    sizes.push(own.size);
    posts.push({ lang: lang ?? '?', paragraphs });
  }
  return posts.filter(({ paragraphs }) => paragraphs.length > 0);
}

function pairsOf(text: string): Set<string> {
  const words =
    text
      .replace(/[$#@]\S+/g, ' ')
      .toLowerCase()
      .match(/\p{Script=Han}|\p{L}+/gu) ?? [];
  return new Set(words.slice(1).map((word, i) => `${words[i]} ${word}`));
}
