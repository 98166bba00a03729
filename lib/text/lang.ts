/** The language of a text, guessed from script and common words. For filters only. */

/** @returns BCP 47 primary tag, or `null` when unsure. */
export function guessLang(text: string): string | null {
  return /\p{Script=Han}/u.test(text) ? 'zh' : null;
}
