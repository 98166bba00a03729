import { render } from 'preact';
import '../../components/base.css';
import '../../components/shared.css';
import '../../components/library/library.css';
import { applyLook } from '../../lib/look.ts';
import { defaultSettings } from '../../lib/settings.ts';
import { openReader } from '../../lib/store/reader.ts';
import { Library } from './Library.tsx';

const app = document.getElementById('app');
const reader = openReader();

async function start() {
  // Without a store there are still words to say so.
  await applyLook(await reader.settings().catch(() => defaultSettings));
  if (app) render(<Library reader={reader} sample={false} />, app);
}

void start();
