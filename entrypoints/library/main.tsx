import { render } from 'preact';
import '../../components/base.css';
import '../../components/shared.css';
import '../../components/library/library.css';
import { applyAppearance, settingsOrDefaults } from '../../lib/pages/appearance.ts';
import { openReader } from '../../lib/store/reader.ts';
import { Library } from './LibraryPage.tsx';

const app = document.getElementById('app');
const own = openReader();
const isSample = location.search === '?sample';

async function start() {
  await applyAppearance(await settingsOrDefaults(own.settings));
  const reader = isSample ? await (await import('./welcome/sample.ts')).openSample() : own;
  if (app) render(<Library reader={reader} sample={isSample} />, app);
}

void start();
