// @vitest-environment happy-dom
import { type ComponentChild, render } from 'preact';
import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { HealthBanner } from '../../components/HealthBanner.tsx';
import { Copies } from '../../components/popup/Copies.tsx';
import { ExportPanel } from '../../components/popup/ExportPanel.tsx';
import { Saved } from '../../components/popup/Saved.tsx';
import { type PageView, Summary } from '../../components/popup/Summary.tsx';
import { Tickers } from '../../components/popup/Tickers.tsx';
import { Tabs } from '../../components/Tabs.tsx';
import type { PagePostReport } from '../../lib/messages.ts';
import { summarizePage } from '../../lib/pages/page-summary.ts';
import { annotation, copyNote } from '../content/notes.ts';
import { groupRow, pagePost, storedPost } from './posts.ts';

let host: HTMLElement;
beforeEach(() => {
  document.body.replaceChildren();
  host = document.body.appendChild(document.createElement('div'));
});

function show(what: ComponentChild): void {
  void act(() => render(what, host));
}
const text = () => host.textContent ?? '';
function click(selector: string): void {
  void act(() => host.querySelector<HTMLElement>(selector)?.click());
}
const none = () => {};

const HOSTILE = '<img src=x onerror=alert(1)>\u202e"><script>alert(2)</script>';

const ACTIONS = {
  onTab: none,
  onReload: none,
  onAllow: none,
  onTicker: none,
  onShow: none,
  onSave: none,
  onUndo: none,
  onCopyText: none,
  onExport: none,
  onCopyReport: none,
  onSample: none,
  onWelcome: none,
};

describe('Summary', () => {
  const view = (page: PageView, own: Partial<Parameters<typeof Summary>[0]> = {}) =>
    show(<Summary page={page} library={null} news={null} copied={false} {...ACTIONS} {...own} />);
  const library = { seen: 891, captured: 3, groups: 2, copies: 9, codes: 4, campaigns: 0 };
  const copyOf = (id: string, saved: boolean) => pagePost(id, annotation(id, { saved, copy: copyNote() }));
  const page = (posts: PagePostReport[]): PageView => ({
    state: 'ok',
    surface: 'home',
    summary: summarizePage(posts),
  });

  test('unknown values are dashes, never zeros', () => {
    view(page([pagePost('10001', null)]));
    expect(text()).toContain('Compared with – posts');
    expect([...host.querySelectorAll('.value')].map((value) => value.textContent)).toEqual([
      '–',
      '–',
      '–',
      '–',
    ]);
  });

  test.each([
    [{ state: 'elsewhere' }, 'Open Binance Square to see'],
    [{ state: 'no-access' }, 'have access to Binance Square'],
    [{ state: 'private' }, 'Private window'],
    [{ state: 'stale' }, 'Reload page'],
    [{ state: 'empty', surface: 'search' }, 'No posts on this page yet'],
    [{ state: 'unreadable', signals: [], redacted: null }, 'recognize this page’s layout'],
  ] as [PageView, string][])('%j says so', (state, words) => {
    view(state);
    expect(text()).toContain(words);
  });

  test('the copies are counted and listed; a click shows one on the page, a bookmark saves it', () => {
    const onShow = vi.fn();
    const onSave = vi.fn();
    const posts = [copyOf('10001', true), pagePost('10002', annotation('10002')), copyOf('10003', false)];
    view(page(posts), { library, onShow, onSave });
    expect(host.querySelector('.headline')?.textContent).toBe('2 of 3 posts repeat an earlier one');
    expect(text()).toContain('Compared with 891 posts');
    expect(host.querySelectorAll('.page-post').length).toBe(2);
    click('.page-post [data-row]');
    expect(onShow).toHaveBeenCalledWith('10001');
    click('.page-post:nth-child(2) .save-toggle');
    expect(onSave).toHaveBeenLastCalledWith(['10003'], true);
    click('.page-post .save-toggle');
    expect(onSave).toHaveBeenLastCalledWith(['10001'], false);
    // Save all: what is not saved yet.
    click('.button.main');
    expect(onSave).toHaveBeenLastCalledWith(['10003'], true);
  });

  test('without copies it says among how many posts; nothing can be saved', () => {
    view(page([pagePost('10001', annotation('10001'))]), { library });
    expect(host.querySelector('.headline')?.textContent).toBe('This post doesn’t repeat an earlier one');
    expect(host.querySelector('.button.main')).toBeNull();
  });

  test('a long list is cut, and whole on request; the arrow keys move in it', () => {
    const posts = Array.from({ length: 9 }, (_, i) => copyOf(String(10001 + i), false));
    view(page(posts));
    expect(host.querySelectorAll('.page-post').length).toBe(6);
    click('.load-more');
    const rows = [...host.querySelectorAll<HTMLElement>('[data-row]')];
    expect(rows.length).toBe(9);
    expect(rows.filter(({ tabIndex }) => tabIndex === 0).length).toBe(1);
    void act(() => rows[0]?.focus());
    const press = (key: string) =>
      void act(
        () =>
          void document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })),
      );
    press('ArrowDown');
    expect(document.activeElement).toBe(rows[1]);
    press('End');
    expect(document.activeElement).toBe(rows[8]);
    press('Home');
    press('ArrowUp');
    expect(document.activeElement).toBe(rows[0]);
  });

  test('hostile names and texts stay text', () => {
    view(page([{ ...copyOf('10001', false), author: { name: HOSTILE, handle: null }, text: HOSTILE }]));
    expect(host.querySelector('img, script')).toBeNull();
    expect(text()).toContain('onerror');
  });

  test('an unknown layout lists the signals and copies the report', () => {
    const onCopyReport = vi.fn();
    const signals = [{ signal: 'post-link', count: 0 }];
    view({ state: 'unreadable', signals, redacted: '<div/>' }, { onCopyReport, copied: true });
    expect(host.querySelector('.signals')?.textContent).toBe('post-link0');
    click('.notice .button');
    expect(onCopyReport).toHaveBeenCalledWith('<div/>');
    expect(text()).toContain('Report copied');
  });
});

describe('Tabs', () => {
  test('follow the arrows of the writing direction', () => {
    const onChange = vi.fn();
    const tabs = [
      { name: 'one', label: 'One' },
      { name: 'two', label: 'Two' },
      { name: 'three', label: 'Three' },
    ];
    show(
      <Tabs label="x" tabs={tabs} current="one" onChange={onChange}>
        <p>here</p>
      </Tabs>,
    );
    const press = (key: string) =>
      host
        .querySelector('[role=tablist]')
        ?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    for (const key of ['ArrowRight', 'ArrowLeft', 'End', 'Home', 'x']) press(key);
    document.documentElement.dir = 'rtl';
    press('ArrowLeft');
    document.documentElement.dir = '';
    expect(onChange.mock.calls.flat()).toEqual(['two', 'three', 'three', 'one', 'two']);
    expect(host.querySelector('[aria-selected=true]')?.textContent).toBe('One');
  });
});

describe('Copies', () => {
  const group = groupRow({ previewPost: storedPost({ text: HOSTILE }) });
  const posts = [
    storedPost({ postedAt: '2026-06-03T10:00:00.000Z' }),
    storedPost({
      id: '10002',
      postedAt: '2026-06-03T13:00:00.000Z',
      author: { name: HOSTILE, handle: null },
    }),
    storedPost({ id: '10003', postedAt: null, url: 'javascript:alert(1)' }),
  ];
  const detail = {
    group: {
      id: 'g1',
      kind: 'near' as const,
      first: posts[0]?.id ?? null,
      members: posts.map(({ id }) => ({ id, kind: 'near' as const, score: 0.9 })),
    },
    posts,
    authors: 2,
  };
  const view = (open: boolean, onToggle = none as (id: string) => void) =>
    show(
      <Copies
        groups={[group]}
        more={null}
        openId={open ? 'g1' : null}
        detail={open ? detail : null}
        onToggle={onToggle}
        onLibrary={none}
      />,
    );

  test('a group is a row that expands', () => {
    const onToggle = vi.fn();
    view(false, onToggle);
    expect(text()).toContain('3 posts');
    click('.item');
    expect(onToggle).toHaveBeenCalledWith('g1');
  });

  test('an expanded group shows the first and how much later the others were posted', () => {
    view(true);
    const members = [...host.querySelectorAll('.member')].map((member) => member.textContent);
    expect(members[0]).toContain('First');
    expect(members[1]).toContain('3 hours later');
    expect(members[2]).toContain('Time unknown');
    expect(text()).toContain('Earliest you’ve seen: ');
  });

  test('text from a page is never markup or a link', () => {
    view(true);
    expect(host.querySelectorAll('img, script').length).toBe(0);
    expect(text()).toContain(HOSTILE);
    expect(host.querySelectorAll('.member a').length).toBe(2);
  });

  test('the empty state explains how to get copies', () => {
    show(<Copies groups={[]} more={null} openId={null} detail={null} onToggle={none} onLibrary={none} />);
    expect(text()).toContain('No copies yet');
  });
});

test('Tickers shows the role filter, and marks groups too small for a campaign', () => {
  const base = {
    role: 'any' as const,
    tickers: [
      { code: '__PROTO__', posts: 4, authors: 2, discussed: 1, appended: 3, unsupported: 0, topic: 0 },
    ],
    campaigns: [
      {
        key: '@x|X',
        handle: '@x',
        code: 'X',
        posts: 1,
        authors: 1,
        firstAt: null,
        lastAt: null,
        copies: 0,
        riders: [{ code: 'PEPE', posts: 1 }],
        isCampaign: false,
      },
    ],
    more: null,
    openKey: null,
    detail: null,
    posts: null,
    morePosts: null,
    onList: none,
    onRole: none,
    onToggle: none,
  };
  show(<Tickers {...base} list="tickers" />);
  expect(text()).toContain('$__PROTO__');
  expect(host.querySelector('.role-bar')?.getAttribute('aria-label')).toBe(
    'Discussed in 1, only tagged in 3.',
  );
  expect(host.querySelectorAll('select').length).toBe(1);
  show(<Tickers {...base} list="campaigns" />);
  expect(host.querySelectorAll('select').length).toBe(0);
  expect(text()).toContain('Too few posts');
});

describe('Saved', () => {
  const view = (own: Partial<Parameters<typeof Saved>[0]>) =>
    show(
      <Saved
        posts={[]}
        more={null}
        query=""
        searching={false}
        removed={null}
        onOpen={none}
        onRemove={none}
        onUndo={none}
        {...own}
      />,
    );

  test.each([
    [{}, 'Nothing saved yet'],
    [{ query: 'x' }, 'No results'],
    [{ query: 'x', searching: true }, 'Searching'],
    [{ posts: null }, 'Loading'],
  ])('%j says so', (own, words) => {
    view(own);
    expect(text()).toContain(words);
  });

  test('a post is removed and restored by buttons', () => {
    const post = storedPost();
    const onRemove = vi.fn();
    const onUndo = vi.fn();
    view({ posts: [post], onRemove });
    const toggle = host.querySelector('.save-toggle');
    expect(toggle?.getAttribute('aria-pressed')).toBe('true');
    expect(toggle?.querySelector('path')?.parentElement?.getAttribute('fill')).toBe('currentColor');
    click('.save-toggle');
    expect(onRemove).toHaveBeenCalledWith(post);
    view({ removed: post, onUndo });
    expect(host.querySelector('[role=status]')?.textContent).toContain('Removed');
    click('.undo button');
    expect(onUndo).toHaveBeenCalledOnce();
  });
});

describe('Export', () => {
  const view = (own: Partial<Parameters<typeof ExportPanel>[0]>) =>
    show(
      <ExportPanel
        scope="saved"
        counts={{ saved: 3, all: 20, page: null }}
        run={{ state: 'idle' }}
        onScope={none}
        onStart={none}
        onCancel={none}
        onAnswer={none}
        onLibrary={none}
        {...own}
      />,
    );

  test('an empty export cannot be started', () => {
    view({ counts: { saved: 0, all: 20, page: null } });
    expect(host.querySelector('button.main')?.hasAttribute('disabled')).toBe(true);
  });

  test('a running export shows its progress and can be canceled', () => {
    const onCancel = vi.fn();
    view({ run: { state: 'running', done: 500, total: 2000 }, onCancel });
    expect(text()).toContain('500 of 2,000');
    click('.push-end.button');
    expect(onCancel).toHaveBeenCalledOnce();
  });

  test.each([
    [{ state: 'done', name: 'f.json', count: 3 }, 'Exported 3 posts to f.json'],
    [{ state: 'offered', name: 'f.json', count: 3 }, 'f.json was handed to your browser'],
    [{ state: 'cancelled' }, 'No file was created'],
    [{ state: 'failed', detail: 'why' }, 'failed: why'],
  ] as const)('%j is told', (run, words) => {
    view({ run });
    expect(host.querySelector('[role=status]')?.textContent).toContain(words);
  });
});

describe('Health', () => {
  test('a working library shows no banner', () => {
    show(<HealthBanner state="ok" progress={null} detail={null} onDismiss={none} />);
    expect(text()).toBe('');
  });

  test.each([
    ['full', 'disk is full', 'alert'],
    ['newer', 'newer version of Feedglass', 'alert'],
    ['blocked', 'another tab', 'status'],
    ['damaged', 'can’t read your library', 'alert'],
    ['no-response', 'isn’t responding', 'status'],
  ] as const)('%s is told', (state, words, role) => {
    show(<HealthBanner state={state} progress={null} detail="E1" onDismiss={none} />);
    expect(host.querySelector(`[role=${role}]`)?.textContent).toContain(words);
    expect(text()).toContain('E1');
  });

  test('a lost library shows its number of captures until dismissed', () => {
    const onRead = vi.fn();
    show(<HealthBanner state="lost" progress={null} detail="12" onDismiss={onRead} />);
    expect(text()).toContain('Saved posts lost: 12');
    click('button');
    expect(onRead).toHaveBeenCalledOnce();
  });

  test('a rebuild shows its progress', () => {
    show(<HealthBanner state="rebuilding" progress={0.4} detail={null} onDismiss={none} />);
    expect(text()).toContain('40%');
  });
});
