/** Parses the characters after a `$` as a code: distinguishes money, pairs and fiat from coins. */
import { codeOfName, isKnownCoin } from './known-coins.ts';

/** A parsed code; `unsure` if only a list could confirm it. */
interface TickerCode {
  code: string;
  unsure: boolean;
}

const MAX_CODE = 15;
/** The most common amounts, checked first. */
const AMOUNT = /^\d+[kKmMbBtT]?$/;
/** Shorter symbols are not pairs. */
const SHORTEST_PAIR = 5;
const QUOTE = /(?:USDT|USDC|FDUSD|BUSD)$/;

/**
 * Codes that begin with a digit and do not match a general rule. Bare numbers (4, 42) are coins only if the
 * page marks them.
 */
const DIGIT_FIRST = new Set(['0G', '2Z', '1INCH', '1CAT', '1MBABYDOGE']);
/** Thousands of a cheap coin: 1000SATS, 1MBABYDOGE, 1000000MOG. */
const MULTIPLE = /^(?:10{3,6}|1M)([A-Z]{3,})$/;
const BY_THOUSANDS = new Set('SATS RATS CAT CHEEMS XEC LUNC WHY MOG BOB BABYDOGE BTT TURBO'.split(' '));
const DIGIT_FIRST_SHAPE = /^\d+[A-Z]{2,}[A-Z0-9]*$/;
/**
 * What can follow an amount: hidden digits (`$2XXX`), magnitude, currency, unit of time, or trading slang.
 */
const UNIT =
  '[KMBTQ]|MM|MN|MLN|MIL|MILL|MILLIONS?|BN|BLN|BIL|BILL|BILLIONS?|TN|TRN|TRL|TRILLIONS?|THOUSANDS?|HUNDRED|GRAND|CR|CRORES?|LAKHS?|LAC|PLUS';
const MONEY_SUFFIX =
  'USD|USDT|USDC|BUSD|FDUSD|DOLLARS?|BUCKS|EUR|EUROS?|GBP|CAD|AUD|NZD|HKD|SGD|TWD|CNY|RMB|JPY|KRW|INR|VND|IDR|PHP|THB|NGN|BRL|MXN|RUB|TRY|UAH|PKR|AED|SAR|ZAR|CHF|PER|PA|PM|AM|OFF|DAYS?|MIN|HR|HRS|HOURS?|WEEKS?|MONTHS?|YEARS?|YR|YOY|PROFITS?|LOSS|BONUS|REWARDS?|TP|SL|GIVEAWAY|CASH|CAP|MC|MCAP|VOL|TVL|FDV|AUM|TO|IN|FROM|AND|IS|WAS|BTC|ETH|BNB|SOL';
const MONEY = new RegExp(`^\\d+X*(?:${UNIT})?(?:${MONEY_SUFFIX})?\\d*$`);

const FIAT = new Set(
  'USD EUR GBP JPY CNY CNH RMB KRW INR RUB TRY BRL AUD CAD CHF HKD SGD TWD NZD MXN ZAR IDR PHP VND THB MYR NGN KES GHS UAH PKR BDT AED SAR QAR KWD EGP MAD PLN SEK NOK DKK CZK HUF RON BGN ILS ARS COP CLP PEN KZT GEL AMD AZN UZS'.split(
    ' ',
  ),
);

/** A swear word with a dollar for its S: `$hit`, `$hitcoin`. In capitals it can be a code. */
const NOT_A_CODE = /^hit(?:s|ty|ting|head|post|show|coin|coins|posts)?$/;

/** Terms of a trade plan that templates write with a dollar sign: `$TP/SL`, `$RR`. */
const TRADE_PLAN_WORDS = new Set([
  'TP',
  'TP1',
  'TP2',
  'TP3',
  'TP4',
  'TP5',
  'SL',
  'SL1',
  'SL2',
  'RR',
  'ROI',
  'PNL',
]);

/**
 * Parses the token after a sign.
 * @param token Latin letters and digits, in any case
 * @returns the code in capitals, without its quote currency; `null` for money, fiat, bare numbers and
 * anything too long
 */
export function parseTickerCode(token: string): TickerCode | null {
  if (AMOUNT.test(token)) return null;
  const code = tradingPairBase(token.toUpperCase());
  if (code.length > MAX_CODE || FIAT.has(code) || isFiatPair(code)) return null;
  if (NOT_A_CODE.test(token)) return null;
  const named = codeOfName(token);
  if (named !== null) return { code: named, unsure: false };
  if (code <= '9\uffff' && code >= '0') return digitFirst(code, token);
  return { code, unsure: TRADE_PLAN_WORDS.has(code) };
}

/**
 * The base of a trading pair.
 * @param symbol a market's symbol in capitals: BTCUSDT, ETHFDUSD, SOLUSDTPERP, XAUUSD
 * @returns its base, or the symbol itself if nothing would remain. USD and other fiat are quote currencies
 * only of majors, because RLUSD and PYUSD are coins.
 */
export function tradingPairBase(symbol: string): string {
  if (symbol.length < SHORTEST_PAIR) return symbol;
  const perpetual = symbol.endsWith('PERP') ? symbol.slice(0, -4) : symbol;
  const base = perpetual.replace(QUOTE, '');
  if (base !== perpetual && base !== '') return base;
  const before = perpetual.slice(0, -3);
  return FIAT.has(perpetual.slice(-3)) && isKnownCoin(before) ? before : perpetual;
}

const isFiatPair = (code: string): boolean =>
  code.length === 6 && FIAT.has(code.slice(0, 3)) && FIAT.has(code.slice(3));

function digitFirst(code: string, token: string): TickerCode | null {
  if (DIGIT_FIRST.has(code)) return { code, unsure: false };
  const coin = MULTIPLE.exec(code)?.[1];
  if (coin && (isKnownCoin(coin) || BY_THOUSANDS.has(coin))) return { code, unsure: false };
  if (!DIGIT_FIRST_SHAPE.test(token) || MONEY.test(token)) return null;
  return { code, unsure: coin === undefined };
}
