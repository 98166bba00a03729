import { render } from 'preact';
import '../../components/styles/base.css';
import '../../components/styles/shared.css';
import '../../components/styles/popup.css';
import { setLinkHost } from '../../components/link.ts';
import { applyAppearance, settingsOrDefaults } from '../../lib/pages/appearance.ts';
import { sendDrafts } from '../../lib/pages/edit-drafts.ts';
import { readerHost } from '../../lib/pages/last-square-tab.ts';
import { openReader } from '../../lib/store/reader.ts';
import { fitWindow } from './fit-window.ts';
import { Popup } from './Popup.tsx';

const app = document.getElementById('app');
const reader = openReader();

async function start() {
  const host = readerHost();
  const fitted = fitWindow(document.documentElement, document.body);
  await applyAppearance(await settingsOrDefaults(reader.settings));
  setLinkHost((await host) ?? '');
  await fitted;
  if (app) render(<Popup reader={reader} />, app);
}

void start();
void sendDrafts(reader);
