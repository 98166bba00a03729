import { render } from 'preact';
import '../../components/styles/base.css';
import '../../components/styles/shared.css';
import '../../components/styles/library/frame.css';
import '../../components/styles/library/lists.css';
import '../../components/styles/library/posts.css';
import '../../components/styles/library/compare.css';
import '../../components/styles/library/charts.css';
import '../../components/styles/library/story.css';
import '../../components/styles/library/forms.css';
import '../../components/styles/library/welcome.css';
import '../../components/styles/library/forced-colors.css';
import { setLinkHost } from '../../components/link.ts';
import { applyAppearance, settingsOrDefaults } from '../../lib/pages/appearance.ts';
import { sendDrafts } from '../../lib/pages/edit-drafts.ts';
import { readerHost } from '../../lib/pages/last-square-tab.ts';
import { openReader } from '../../lib/store/reader.ts';
import { LibraryPage } from './LibraryPage.tsx';
import { hrefTo, readRoute } from './route.ts';

const app = document.getElementById('app');
const own = openReader();
const isSample = location.search === '?sample';

/** The built-in sample, with its largest copy group open unless the address names another view. */
async function openSample() {
  const reader = await (await import('./welcome/sample.ts')).openSample();
  const { view, item } = readRoute(location.hash);
  const [best] = view === 'copies' && item === null ? (await reader.groups({ limit: 1 })).rows : [];
  if (best) location.replace(hrefTo('copies', best.id));
  return reader;
}

async function start() {
  const host = readerHost();
  await applyAppearance(await settingsOrDefaults(own.settings));
  setLinkHost((await host) ?? '');
  const reader = isSample ? await openSample() : own;
  if (app) render(<LibraryPage reader={reader} sample={isSample} />, app);
}

void start();
if (!isSample) void sendDrafts(own);
