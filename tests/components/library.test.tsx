// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, expect, test, vi } from 'vitest';
import { GroupDetail } from '../../components/library/copies/GroupDetail.tsx';
import { DeletePostsForm } from '../../components/library/DeletePostsForm.tsx';
import { PostDetailCard } from '../../components/library/posts/PostDetailCard.tsx';
import type { CopyKind, StoredPost } from '../../lib/post.ts';
import { storedPost } from './posts.ts';

/** Parts of the library page that keep something of their own. */
vi.stubGlobal(
  'ResizeObserver',
  class {
    observe() {}
    disconnect() {}
  },
);

const host = document.body.appendChild(document.createElement('div'));
const show = (content: preact.ComponentChild) => act(() => render(content, host));
afterEach(() => show(null));

const said: [note: string, tags: string[]][] = [];
const pane = (post: StoredPost) => (
  <PostDetailCard
    key={post.id}
    post={post}
    changes={[]}
    groupHref={null}
    copy={null}
    edit={{
      onSave: () => {},
      onNote: async (note, tags) => {
        said.push([note, tags]);
        return null;
      },
      onCorrect: () => {},
      onDelete: () => {},
    }}
  />
);

async function write(note: string): Promise<void> {
  const field = host.querySelector('textarea') as HTMLTextAreaElement;
  await act(() => {
    field.value = note;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

test('a note is saved when another post is selected during the delay', async () => {
  said.length = 0;
  await show(pane(storedPost()));
  await write('half a thought');
  expect(said).toEqual([]);
  await show(pane(storedPost({ id: '330020877222707' })));
  expect(said).toEqual([['half a thought', []]]);
});

test('an unchanged note is not saved', async () => {
  said.length = 0;
  await show(pane(storedPost({ note: 'as it was' })));
  await show(null);
  expect(said).toEqual([]);
});

test('a copy that joins the open group shows its kind', async () => {
  const kinds: [string, CopyKind][] = [
    ['10001', 'exact'],
    ['10002', 'near'],
    ['10003', 'excerpt'],
  ];
  const group = (size: number) => {
    const members = kinds.slice(0, size).map(([id, kind]) => ({ id, kind, score: 0.9 }));
    const posts = members.map(({ id }) => storedPost({ id, group: 'g1' }));
    return (
      <GroupDetail
        detail={{ group: { id: 'g1', kind: 'near', first: '10001', members }, posts, authors: 1 }}
        size={size}
        form={null}
        hrefOf={(id) => `#/posts/${id}`}
        left="10001"
        right="10002"
        runs={[]}
        onPick={() => {}}
        onNotACopy={null}
      />
    );
  };
  const marks = () => [...host.querySelectorAll('.members-box .chip')].map((chip) => chip.textContent);
  await show(group(2));
  expect(marks()).toHaveLength(2);
  await show(group(3));
  expect(marks()[2]).toBe('Excerpt');
});

test.each([
  [true, false],
  [false, true],
])('a deletion that can be undone: %s; says before that it cannot: %s', async (undoable, told) => {
  const nothing = () => {};
  const run = { state: 'ask', deleting: { what: 'all' }, count: 20_001, undoable } as const;
  await show(
    <DeletePostsForm run={run} onCount={nothing} onConfirm={nothing} onDrop={nothing} onUndo={nothing} />,
  );
  const status = host.querySelector('[role=status]')?.textContent ?? '';
  expect(status).toContain('20,001');
  expect(status.includes('too many to undo')).toBe(told);
});
