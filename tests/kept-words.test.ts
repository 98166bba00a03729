import { beforeEach, expect, test, vi } from 'vitest';
import { keepWords, keptWords } from '../lib/kept-words.ts';

const storage = vi.hoisted(() => ({ all: {} as Record<string, unknown>, sets: 0 }));
vi.mock('../lib/browser.ts', () => ({
  browser: {
    storage: {
      local: {
        get: async (key: string) => (key in storage.all ? { [key]: structuredClone(storage.all[key]) } : {}),
        set: async (values: object) => {
          storage.sets++;
          Object.assign(storage.all, structuredClone(values));
        },
        remove: async (key: string) => void delete storage.all[key],
      },
    },
  },
}));

beforeEach(() => Object.assign(storage, { all: {}, sets: 0 }));

test('the chosen words are kept for the background, and only for their language', async () => {
  await keepWords('vi', { saved: 'Đã lưu' });
  expect(await keptWords('vi')).toEqual({ saved: 'Đã lưu' });
  expect(await keptWords('ru')).toBeNull();
  expect(await keptWords(null)).toBeNull();
});

test('the same words are not written again, other words are', async () => {
  await keepWords('vi', { saved: 'Đã lưu' });
  await keepWords('vi', { saved: 'Đã lưu' });
  expect(storage.sets).toBe(1);
  await keepWords('vi', { saved: 'Lưu rồi' });
  expect(await keptWords('vi')).toEqual({ saved: 'Lưu rồi' });
});

test("following the browser's language again leaves nothing", async () => {
  await keepWords('vi', { saved: 'Đã lưu' });
  await keepWords(null, null);
  expect(storage.all).toEqual({});
});
