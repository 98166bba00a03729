/** Exports the browser's extension API from one place, so that tests can replace it. */
export { default as browser } from 'webextension-polyfill';
