import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { reasonText, roleText } from '../../components/roles/role-text.ts';
import { LOCALES, loadMessages } from '../../lib/i18n/locales.ts';
import { setMessages } from '../../lib/i18n/translate.ts';
import { Reason } from '../../lib/post.ts';
import { ROLES } from '../../lib/post-enums.ts';

const WHYS = Reason.def.shape.why.options;
const RUNS = [undefined, 'first', 'last', 'inner'] as const;

describe.each(Object.keys(LOCALES))('%s', (locale) => {
  beforeEach(async () => setMessages(await loadMessages(locale)));
  afterEach(() => setMessages(null));

  test.each(WHYS)('a ticker that is %s has a reason in words', (why) => {
    for (const run of RUNS) {
      const text = reasonText({ reason: { why, paragraph: 2, name: 'Solana', ...(run ? { run } : {}) } });
      expect(text).toMatch(/[\s\p{Script=Han}]/u);
      expect(text).not.toMatch(/reason_|strip_|\$\d/);
    }
  });

  test.each(ROLES)('the role %s has a label', (role) => {
    expect(roleText(role)).not.toMatch(/_/);
  });
});

test('a ticker of a list says so as a sentence', async () => {
  setMessages(await loadMessages('en'));
  expect(reasonText({ reason: { why: 'listed', paragraph: 1 } })).toBe(
    'Part of a list introduced in the text.',
  );
  setMessages(null);
});
