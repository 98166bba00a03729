import { render } from 'preact';
import '../../components/base.css';
import '../../components/shared.css';
import '../../components/popup/popup.css';
import { applyLook, settingsSoon } from '../../lib/look.ts';
import { openReader } from '../../lib/store/reader.ts';
import { Popup } from './Popup.tsx';

const app = document.getElementById('app');
const reader = openReader();

async function start() {
  await applyLook(await settingsSoon(reader.settings));
  if (app) render(<Popup reader={reader} />, app);
}

void start();
