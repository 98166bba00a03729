import { expect, test } from 'vitest';
import { readVisibleText } from '../../lib/square/page/visible-text.ts';

/** As much of a DOM node as the walk asks for: happy-dom itself overflows on so deep a tree. */
class Bare {
  private up: Bare | null = null;
  private child: Bare | null = null;
  constructor(
    private readonly name: string,
    private readonly words: string | null = null,
  ) {}
  append(child: Bare): Bare {
    this.child = child;
    child.up = this;
    return child;
  }
  get nodeType() {
    return this.words === null ? 1 : 3;
  }
  get localName() {
    return this.name;
  }
  get parentNode() {
    return this.up;
  }
  get firstChild() {
    return this.child;
  }
  get nextSibling() {
    return null;
  }
  get data() {
    return this.words ?? '';
  }
  getAttribute() {
    return null;
  }
}

test('50,000 nested spans do not overflow the stack', () => {
  const root = new Bare('div');
  let at = root;
  for (let i = 0; i < 50_000; i += 1) at = at.append(new Bare('span'));
  at.append(new Bare('', 'deep down'));
  expect(readVisibleText(root as unknown as Element).text).toBe('deep down');
});
