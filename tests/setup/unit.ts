import { configureGlobal } from 'fast-check';
import { vi } from 'vitest';
import words from '../../public/_locales/en/messages.json' with { type: 'json' };

/** Property tests draw the same values in every run: a rare failure must be somebody's who looked for it (`FC_SEED`). */
configureGlobal({ seed: Number(process.env.FC_SEED ?? 20_260_603) });

/** Outside an extension the polyfill refuses to load: unit tests get the English words and nothing else. */
vi.mock('webextension-polyfill', () => ({
  default: {
    i18n: {
      getMessage: (key: string, values: string[] = []) =>
        ((words as Record<string, { message: string }>)[key]?.message ?? '').replace(
          /\$([1-9])/g,
          (_, n: string) => values[Number(n) - 1] ?? '',
        ),
      getUILanguage: () => 'en',
    },
    runtime: { id: 'test', getURL: (path: string) => `chrome-extension://test${path}` },
  },
}));
