/** Rows that a list of the popup loads at once; *Show more* loads as many again. */
export const POPUP_PAGE_SIZE = 50;
