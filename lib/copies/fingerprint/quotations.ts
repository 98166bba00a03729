const OPENING = '“„«「『‹';
const CLOSING = '”»」』›';
/** Words of the shortest passage in quotation marks that is a quotation, not a name. */
const MIN_WORDS = 4;

/** Collects the passages of a text in quotation marks, while its words are counted. */
export class Quotations {
  /** In twos: index of the first word and of the first after it. */
  readonly passages: number[] = [];
  /** Index of the first word after an opening quotation mark, or -1. */
  #start = -1;

  /**
   * Read a sign, which may be a quotation mark.
   * @param words number of words before it
   */
  read(code: number, words: number): void {
    const sign = String.fromCharCode(code);
    const isOpen = this.#start >= 0;
    // German closes with the sign that English opens with.
    const isEither = sign === '"' || sign === '“';
    if (isEither ? !isOpen : OPENING.includes(sign)) this.#start = words;
    else if (isOpen && (isEither || CLOSING.includes(sign))) {
      if (words - this.#start >= MIN_WORDS) this.passages.push(this.#start, words);
      this.#start = -1;
    }
  }
}
