import { beforeEach, expect, test, vi } from 'vitest';
import { cacheMessages, readCachedMessages } from '../lib/i18n/cached-messages.ts';

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

test('messages are cached for the background by language', async () => {
  await cacheMessages('vi', { saved: 'Đã lưu' });
  expect(await readCachedMessages('vi')).toEqual({ saved: 'Đã lưu' });
  expect(await readCachedMessages('ru')).toBeNull();
  expect(await readCachedMessages(null)).toBeNull();
});

test('unchanged messages are not written again', async () => {
  await cacheMessages('vi', { saved: 'Đã lưu' });
  await cacheMessages('vi', { saved: 'Đã lưu' });
  expect(storage.sets).toBe(1);
  await cacheMessages('vi', { saved: 'Lưu rồi' });
  expect(await readCachedMessages('vi')).toEqual({ saved: 'Lưu rồi' });
});

test("choosing the browser's language removes the cached messages", async () => {
  await cacheMessages('vi', { saved: 'Đã lưu' });
  await cacheMessages(null, null);
  expect(storage.all).toEqual({});
});
