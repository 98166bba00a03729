/** Words after which a sentence continues with its tags: "I bought $BTC $ETH", "about:", "和". */

const LEADING = new Set(
  (
    'a an the of in on at to for from with by and or vs than like about into over is are was were be ' +
    'buy buying bought sell selling sold long short hold holding my your our their this these those that its ' +
    'between including especially watch watching love check trade trading grab got have has via per ' +
    'и или на в во с со о об про к за для по из от до мой мои купил продал держу лонг шорт ' +
    'de du des la le les el los las un una en con por para y e o ou et di da do em com mi mis mon mes ' +
    'và của với mua bán cho về ve ile için dan di ke yang beli jual ' +
    'في من على إلى عن مع و او أو عملة शामिल और में का की के को से'
  ).split(' '),
);
const LAST_WORD = /[\p{L}\p{M}]+$/u;
const LEADING_SIGN = /[:：(（[【「『,，、&+/=→➡–—-]$/u;
const LEADING_CJK =
  /(?:[的在和与跟及或对買买賣卖看做把是如以比持了等就向给为于多空用换冲玩炒挖选]|抄底|梭哈|关注|關注|推荐|看好|建仓|加仓|开仓|买入|卖出|定投)$/u;

/** A verb or pronoun of several, or "and", after tags that are its subject: "$SOL #XRP are …", "#SOL和$XRP都…". */
const TAKES_SUBJECTS =
  /^[\s,，、]*(?:(?:are|were|have|all|both|look|keep|move|pump|dump|rally|lead|hold|and|or|und|sind|son|están|y|são|estão|sont|et|e|и|или|vs|ve|và)(?![\p{L}\p{M}])|都|全部|均|和|与|或)/iu;

/** True if the text after tags takes them as its subject. */
export const takesSubjects = (after: string): boolean => TAKES_SUBJECTS.test(after);

/**
 * True if the text before tags ends with such a word.
 * @param before the last characters before the tags, at most a few dozen
 */
export function endsWithConnector(before: string): boolean {
  const words = before.trimEnd();
  if (LEADING_SIGN.test(words) || LEADING_CJK.test(words)) return true;
  return LEADING.has(LAST_WORD.exec(words)?.[0].toLowerCase() ?? '');
}
