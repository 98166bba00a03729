import { beforeEach, expect, test } from 'vitest';
import {
  answerOffer,
  isBackupDue,
  lastExportAt,
  offerExport,
  offeredExport,
  recordExport,
  recordImport,
  snoozeReminder,
} from '../../lib/pages/backup-reminder.ts';

const items = new Map<string, string>();
const storage = {
  getItem: (key: string) => items.get(key) ?? null,
  setItem: (key: string, value: string) => void items.set(key, value),
  removeItem: (key: string) => void items.delete(key),
} as unknown as Storage;
const offered = { at: '2026-11-28T10:00:00.000Z', name: 'f.json', count: 3, isBackup: true };

beforeEach(() => items.clear());

test('an export counts only after the reader said that the file is saved', () => {
  offerExport(offered, storage);
  expect(lastExportAt(storage)).toBeNull();
  expect(offeredExport(storage)).toEqual(offered);
  answerOffer(true, storage);
  expect(lastExportAt(storage)).toBe(offered.at);
  expect(offeredExport(storage)).toBeNull();
});

test('a canceled save dialog changes nothing', () => {
  recordExport(new Date('2026-01-01T00:00:00.000Z'), storage);
  offerExport(offered, storage);
  answerOffer(false, storage);
  expect(lastExportAt(storage)).toBe('2026-01-01T00:00:00.000Z');
  answerOffer(true, storage);
  expect(lastExportAt(storage)).toBe('2026-01-01T00:00:00.000Z');
});

test('a part of the library is no backup', () => {
  offerExport({ ...offered, isBackup: false }, storage);
  answerOffer(true, storage);
  expect(lastExportAt(storage)).toBeNull();
});

test.each(['', '{', 'null', '[]', '{"at":"x","name":"f","count":1}', '{"at":5}'])(
  '%j offers nothing',
  (value) => {
    items.set('feedglass.offered', value);
    expect(offeredExport(storage)).toBeNull();
  },
);

test('no reminder in the week after an import, nor after "later"', () => {
  const day = (n: number) => new Date(Date.UTC(2026, 0, n));
  expect(isBackupDue(500, day(20), storage)).toBe(true);
  expect(isBackupDue(3, day(20), storage)).toBe(false);
  recordImport(day(20), storage);
  expect(isBackupDue(500, day(26), storage)).toBe(false);
  expect(isBackupDue(500, day(28), storage)).toBe(true);
  snoozeReminder(day(28), storage);
  expect(isBackupDue(500, day(29), storage)).toBe(false);
});
