import { useState } from 'preact/hooks';
import { SettingsForm } from '../../../components/library/SettingsForm.tsx';
import { useAsync } from '../../../components/useAsync.ts';
import { browser } from '../../../lib/browser.ts';
import { cacheMessages } from '../../../lib/i18n/cached-messages.ts';
import { loadMessages } from '../../../lib/i18n/locales.ts';
import { type MessageKey, t } from '../../../lib/i18n/translate.ts';
import { applyAppearance } from '../../../lib/pages/appearance.ts';
import { sendWithRetry } from '../../../lib/send-with-retry.ts';
import type { Settings } from '../../../lib/settings.ts';
import { forceRerender } from '../useRoute.ts';
import type { ViewProps } from '../view-props.ts';
import { DeletePosts } from './DeletePosts.tsx';

export function SettingsView({ reader, version }: ViewProps) {
  const stored = useAsync(() => reader.settings(), [reader, version]);
  const [ahead, setAhead] = useState<Partial<Settings>>({});
  const storage = useAsync(estimate, [version]);
  const shortcuts = useAsync(readShortcuts, [stored?.language]);
  if (!stored) return <p class="text-muted">{t('loading')}</p>;
  const settings = { ...stored, ...ahead };

  async function change(part: Partial<Settings>) {
    setAhead((old) => ({ ...old, ...part }));
    // Messages first: every tab reads them when it is notified of the new settings.
    if (part.language !== undefined) await cacheMessages(part.language, await loadMessages(part.language));
    const answer = await sendWithRetry('setSettings', part);
    if (!answer.ok) return setAhead({});
    if ('language' in part || 'theme' in part) {
      await applyAppearance(answer.value);
      forceRerender();
    }
  }

  return (
    <div class="scroll">
      <SettingsForm
        settings={settings}
        storage={storage ?? { used: null, left: null }}
        shortcuts={shortcuts ?? []}
        onChange={(part) => void change(part)}
        deletion={<DeletePosts reader={reader} />}
      />
    </div>
  );
}

async function estimate() {
  const { usage, quota } = await navigator.storage.estimate();
  return {
    used: usage ?? null,
    left: usage === undefined || quota === undefined ? null : Math.max(0, quota - usage),
  };
}

const COMMAND_WORD: Record<string, MessageKey> = {
  _execute_action: 'shortcut_popup',
  'save-post': 'command_save',
  'open-library': 'command_library',
};

/** Reads the user's keyboard shortcuts; they can be changed only in the browser. */
async function readShortcuts() {
  const commands = await browser.commands.getAll();
  return commands.flatMap(({ name, shortcut }) => {
    const word = COMMAND_WORD[name ?? ''];
    return word ? [{ name: t(word), keys: shortcut ?? '' }] : [];
  });
}
