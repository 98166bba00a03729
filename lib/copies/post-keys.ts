import { classify, isStockPhrase } from './compare/classify.ts';
import { hash32, hashChain } from './fingerprint/hash.ts';
import type { TextFeatures } from './fingerprint/text-features.ts';
import { type IndexKeys, indexKeys } from './index/index-keys.ts';
import type { Identity } from './index/posting-segment.ts';

/** What a post is found by: its keys, how many of them are runs of words, and what equal posts share. */
export interface PostKeys extends IndexKeys {
  /** Zeros for a text with too little evidence to be a copy of itself. */
  identity: Identity;
}

const NO_IDENTITY: Identity = [0, 0];

/** The keys of a post; no keys for a stock phrase. */
export function postKeys(features: TextFeatures): PostKeys {
  if (isStockPhrase(features)) return { keys: new Uint32Array(), runs: 0, identity: NO_IDENTITY };
  const identity = classify(features, features) ? identityOf(features) : NO_IDENTITY;
  return { ...indexKeys(features), identity };
}

/** The identity as text; `null` for none. */
export const identityText = ([first, second]: Identity): string | null =>
  first === 0 && second === 0 ? null : `${first}-${second}`;

/** Hash of all features: posts that share it get the same verdict with any other. */
export function identityOf(features: TextFeatures): Identity {
  let one = 0x2545f491;
  let other = 0x1b873593;
  for (const value of Object.values(features) as (number | ArrayLike<number>)[]) {
    if (typeof value === 'number') {
      one = hashChain(one, value);
      continue;
    }
    one = hashChain(one, value.length);
    for (let i = 0; i < value.length; i++) {
      one = hashChain(one, value[i] as number);
      other = Math.imul(other ^ (value[i] as number), 0x01000193) ^ (other >>> 15);
    }
  }
  return [hash32(one), hash32(other)];
}
