/** The one door to the browser's extension API, so that a test can put a fake behind it. */
export { default as browser } from 'webextension-polyfill';
