/** SVG path of the close icon (16 × 16). A separate file: the content script needs this icon only. */
export const CLOSE_PATH = 'M4 4L12 12M12 4L4 12';
