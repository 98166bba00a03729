/** Rows that a list of the library loads at once. */
export const LIBRARY_PAGE_SIZE = 100;
