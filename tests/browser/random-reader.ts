/**
 * A reader who does random things in two tabs of the site and in pages of the library. Each operation waits for the
 * word that it is done; what got no word, because a worker, a tab or the browser went away, is looked up in the library,
 * which must hold all of it or nothing.
 */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Random } from '../bench/random.ts';
import { homePosts } from '../replay/posts.ts';
import { replaySite } from '../replay/site.ts';
import type { FileEntry } from '../store/user-data-history.ts';
import { type Chromium, launchChromium, type Strip, waitForStrips } from './harness/chromium.ts';
import { exportOfPosts, wordsOf } from './harness/export-file.ts';
import { readUserData } from './user-data.ts';
import { type Change, UserDataModel } from './user-data-model.ts';

/** For everything that may wait for a worker that is killed again and again. */
const PATIENCE = { timeout: 60_000, interval: 50 };
const TAGS = ['one', 'two', 'three', 'four'];
const PAGE_IDS = homePosts.map(({ id }) => id);
/** Posts that only files bring. */
const FILE_IDS = Array.from({ length: 25 }, (_, i) => String(500_000 + i));
/** A file so long that an edit meanwhile waits for the library. */
const LONG_FILE = 2_500;

/** A tab of the site, with the strips of its posts. */
interface Tab {
  page: Page;
  strips: ReadonlyMap<string, Strip>;
}
interface StartedImport {
  page: Page;
  change: ReturnType<UserDataModel['imports']>;
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

export class RandomReader {
  readonly model = new UserDataModel(PAGE_IDS);
  readonly counts = { acknowledged: 0, uncertain: 0, ofThemStored: 0, pressedAgain: 0 };
  readonly #random: Random;
  #browser: Chromium;
  #tabs: Tab[] = [];
  #library: Page | null = null;
  /** Pages that offer to undo an import. */
  #imports: { page: Page; undo: Change }[] = [];
  /** Posts of the page in a group. */
  #grouped: string[] = [];
  #number = 0;

  private constructor(browser: Chromium, random: Random) {
    this.#browser = browser;
    this.#random = random;
  }

  static async start(random: Random): Promise<RandomReader> {
    const reader = new RandomReader(await launchChromium({ site: replaySite({ below: 0 }) }), random);
    await reader.#openTabs();
    const groups = async () => (await reader.#stored()).groups;
    await expect.poll(async () => Object.keys(await groups()).length, PATIENCE).toBeGreaterThan(3);
    reader.#grouped = Object.keys(await groups());
    return reader;
  }

  close = () => this.#browser.close();
  killWorker = () => this.#browser.killWorker();

  /** Saves or removes up to three posts in one tab, clicked one after the other. */
  async save(saved: boolean): Promise<void> {
    const tab = this.#random.pick(this.#tabs);
    const ids = this.#some(PAGE_IDS.filter((id) => this.model.isSaved(id) !== saved));
    await tab.page.bringToFront();
    for (const id of ids) await this.#press(tab, id);
    for (const id of ids) await this.#pressUntil(tab, id, saved);
    for (const id of ids) this.#done(this.model.saves(id, saved));
  }

  /** Writes a note and tags in the form. @param isClosed the page is closed right after the last letter */
  async note(isClosed: boolean): Promise<void> {
    const [id] = this.#some(this.model.savedIds(), 1);
    if (!id) return;
    const { page, article } = await this.#openPost(id);
    const note = article.locator('textarea');
    const tags = article.locator('section:has(textarea) input.field');
    const before = this.model.entry(id);
    await expect.poll(() => note.inputValue({ timeout: 500 }).catch(() => null), PATIENCE).toBe(before.note);
    const change = { note: `note ${++this.#number}`, tags: this.#random.shuffle(TAGS).slice(0, 2) };
    await tags.fill(change.tags.join(', '));
    await note.fill(change.note);
    if (isClosed) {
      await page.close();
      // The next page of the extension sends what was left.
      const next = await this.#open('#/posts');
      const drafts = () =>
        next.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('draft')));
      await expect.poll(drafts, PATIENCE).toEqual([]);
    } else {
      await pause(100);
      await article.getByText('Saved automatically on this device.').waitFor(PATIENCE);
    }
    this.#done(this.model.writes(id, change));
  }

  /** Adds tags to some posts, and perhaps takes them back. */
  async editMany(isUndone: boolean): Promise<void> {
    const ids = this.#some(this.model.savedIds());
    const tag = this.#random.pick(TAGS);
    const changes = ids.map((id) => {
      const { tags } = this.model.entry(id);
      return this.model.writes(id, { tags: [...new Set([...tags, tag])] });
    });
    const posts = ids.map((id) => ({ id, ...this.model.entry(id) }));
    const all = together(changes);
    if (!(await this.#send('editPosts', { ids, edit: { tags: [tag] } }))) return this.#settle([all]);
    this.#done(all);
    if (!isUndone) return;
    if (await this.#send('restoreUserData', { posts })) this.#done({ apply: all.revert, revert: all.apply });
    else await this.#settle([{ apply: all.revert, revert: all.apply }]);
  }

  /** Sets the review of a group. */
  async review(): Promise<void> {
    const post = this.#random.pick(this.#grouped);
    const { groups, reviews } = await this.#stored();
    const group = groups[post] as string;
    // One group has one review: kept in the model under the post that it was first written at.
    const own = reviews.find(({ anchors }) => anchors.some((id) => groups[id] === group));
    const key = own?.anchors.find((id) => this.model.review(id).note !== '') ?? post;
    const review = {
      state: this.#random.pick(['open', 'confirmed', 'dismissed'] as const),
      note: `group ${++this.#number}`,
    };
    const change = this.model.reviews(key, review);
    if (await this.#send('setGroupReview', { group, ...review, tags: [] })) this.#done(change);
    else await this.#settle([change]);
  }

  /** Imports a file that brings, or adds to, some posts. @param isClosed the tab is closed while it is at work */
  async import(isClosed: boolean): Promise<void> {
    const ids = this.#some([...FILE_IDS, ...PAGE_IDS], 6);
    const page = await this.#startImport(ids);
    if (isClosed) await this.#closeSoon(page.page, [page.change]);
    else await this.#finishImport(page);
  }

  /** Imports a long file, saves and writes meanwhile, and undoes the import. */
  async importLong(): Promise<void> {
    const ballast = Array.from({ length: LONG_FILE }, (_, i) => String(600_000 + i));
    const page = await this.#startImport(ballast);
    await pause(this.#random.int(500));
    await this.save(true);
    await this.editMany(false);
    const undo = await this.#finishImport(page);
    await this.#undo(undo, false);
  }

  /** Undoes an import in the page that made it. @param isClosed the tab is closed while it is at work */
  async undoImport(isClosed: boolean): Promise<void> {
    if (this.#imports.length > 0) await this.#undo(this.#random.pick(this.#imports), isClosed);
  }

  /** Deletes a post that is not on the page, where it would be seen again, and perhaps takes that back. */
  async delete(isUndone: boolean): Promise<void> {
    const [id] = this.#some(
      this.model.savedIds().filter((one) => FILE_IDS.includes(one)),
      1,
    );
    if (!id) return;
    const before = this.model.entry(id);
    const { page, article } = await this.#openPost(id);
    await article.locator('.detail-head button.icon-button').click();
    await page.locator('.toast', { hasText: 'Deleted 1 post.' }).waitFor(PATIENCE);
    this.#done(this.model.deletes(id));
    if (!isUndone) return;
    await page.locator('[data-action=undo]').click();
    await page.locator('.toast', { hasText: 'Undone for 1 post.' }).waitFor(PATIENCE);
    this.#done(this.model.imports([{ id, ...before }]));
  }

  /** Kills the browser while posts are being saved. */
  async crash(): Promise<void> {
    const tab = this.#random.pick(this.#tabs);
    const ids = this.#some(PAGE_IDS.filter((id) => !this.model.isSaved(id)));
    await tab.page.bringToFront();
    for (const id of ids) await this.#press(tab, id);
    await pause(this.#random.int(200));
    const uncertain: Change[] = [];
    for (const id of ids) {
      const change = this.model.saves(id, true);
      if (await isShownSaved(tab, id)) this.#done(change);
      else uncertain.push(change);
    }
    this.#browser = await this.#browser.crash();
    this.#library = null;
    this.#imports = [];
    await this.#openTabs();
    await this.#settle(uncertain);
  }

  /** Closes a tab of the site, and the library, and opens the site again. */
  async closeTabs(): Promise<void> {
    await Promise.all([this.#tabs[0]?.page.close(), this.#library?.close()]);
    this.#library = null;
    this.#tabs[0] = await this.#openTab();
  }

  /** The library holds what the model says, and the strips of a new tab show it. */
  async check(): Promise<void> {
    const differences = async () => this.model.differences(await this.#stored());
    await expect.poll(differences, PATIENCE).toEqual([]);
    await this.#tabs[0]?.page.close();
    const tab = await this.#openTab();
    this.#tabs[0] = tab;
    for (const id of PAGE_IDS) await this.#expectShown(tab, id, this.model.isSaved(id));
  }

  #done(change: Change): void {
    change.apply();
    this.counts.acknowledged++;
  }

  /** Finds out which of the changes without a word the library has. */
  async #settle(changes: readonly Change[]): Promise<void> {
    const sets = Array.from({ length: 2 ** changes.length }, (_, bits) =>
      changes.filter((_change, i) => bits & (1 << i)),
    );
    const find = async () => {
      const stored = await this.#stored();
      let differences: string[] = [];
      for (const set of sets) {
        for (const change of set) change.apply();
        differences = this.model.differences(stored);
        if (differences.length === 0) {
          this.counts.ofThemStored += set.length;
          return [];
        }
        for (const change of [...set].reverse()) change.revert();
      }
      return differences;
    };
    this.counts.uncertain += changes.length;
    await expect.poll(find, PATIENCE).toEqual([]);
  }

  /** What the library holds, once the worker has begun with what an earlier one left. */
  async #stored() {
    await this.#send('health', {});
    return (await this.#browser.control()).evaluate(readUserData);
  }

  /** Sends a request as pages of the extension do: again, when no answer came. @returns whether one came */
  async #send(kind: string, ask: object): Promise<boolean> {
    const control = await this.#browser.control();
    const answer = await control.evaluate(
      async ([kind, ask]) => {
        for (let attempt = 0; attempt < 6; attempt++) {
          const timer = new Promise((resolve) => setTimeout(resolve, 5_000));
          const sent = chrome.runtime.sendMessage({ to: 'background', kind, ask });
          const answer = await Promise.race([sent.catch(() => null), timer]);
          if (answer) return answer as { ok: boolean };
          await new Promise((resolve) => setTimeout(resolve, 100 * 2 ** attempt));
        }
        return null;
      },
      [kind, ask] as const,
    );
    if (answer && !answer.ok) throw new Error(`${kind}: ${JSON.stringify(answer)}`);
    return answer !== null;
  }

  async #startImport(ids: readonly string[]): Promise<StartedImport> {
    const note = `file ${++this.#number}`;
    const file: FileEntry[] = ids.map((id) => ({
      id,
      note,
      tags: [this.#random.pick(TAGS)],
      capturedAt: '2026-06-03T18:00:01.000Z',
    }));
    const texts = new Map(homePosts.map(({ id, text }) => [id, text]));
    const page = await this.#browser.extensionPage('library.html#/import');
    const posts = file.map((entry) => ({
      ...entry,
      url: `https://www.binance.com/en/square/post/${entry.id}`,
      text: texts.get(entry.id) ?? wordsOf(Number(entry.id)),
    }));
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles(await exportOfPosts(posts));
    await page.locator('.notice button.main').click(PATIENCE);
    return { page, change: this.model.imports(file) };
  }

  async #finishImport({ page, change }: StartedImport) {
    await undoButton(page).waitFor(PATIENCE);
    this.#done(change);
    const made = { page, undo: this.model.undoes(change.event) };
    this.#imports.push(made);
    // So many tabs are enough.
    if (this.#imports.length > 3) await this.#imports.shift()?.page.close();
    return made;
  }

  async #undo(made: { page: Page; undo: Change }, isClosed: boolean): Promise<void> {
    this.#imports = this.#imports.filter((one) => one !== made);
    await undoButton(made.page).click();
    if (isClosed) return this.#closeSoon(made.page, [made.undo]);
    await made.page.getByText('Import undone.').waitFor(PATIENCE);
    this.#done(made.undo);
    await made.page.close();
  }

  /** Closes a page within half a second. Nobody is told then that the library changed: the tabs are opened again. */
  async #closeSoon(page: Page, changes: readonly Change[]): Promise<void> {
    await pause(this.#random.next() ** 2 * 500);
    await page.close();
    await pause(200);
    await this.#settle(changes);
    await Promise.all(this.#tabs.map(({ page }) => page.close()));
    await this.#openTabs();
  }

  async #open(hash: string): Promise<Page> {
    if (!this.#library || this.#library.isClosed()) this.#library = await this.#browser.library();
    await this.#library.bringToFront();
    await this.#library.evaluate((to) => {
      location.hash = to;
    }, hash);
    return this.#library;
  }

  /** The post in the library, once it is there: for a moment the one before it still is. */
  async #openPost(id: string) {
    const page = await this.#open(`#/posts/${id}`);
    const article = page.locator(`article:has(.detail-head a[href*="/post/${id}"])`);
    await article.waitFor(PATIENCE);
    return { page, article };
  }

  async #openTab(): Promise<Tab> {
    const page = await this.#browser.page('/en/square');
    const strips = await waitForStrips(page, PAGE_IDS.length, 60_000);
    return { page, strips: new Map(strips.map((strip) => [strip.postId ?? '', strip])) };
  }
  async #openTabs(): Promise<void> {
    this.#tabs = [await this.#openTab(), await this.#openTab()];
  }

  /** Presses the save button of a strip that shows what is stored. */
  async #press(tab: Tab, id: string): Promise<void> {
    await this.#expectShown(tab, id, this.model.isSaved(id));
    await tab.strips.get(id)?.click('.save');
  }

  /** Presses again where nothing happened: after a failure, and where the click was taken for one that nobody meant. */
  async #pressUntil(tab: Tab, id: string, saved: boolean): Promise<void> {
    const patience = { ...PATIENCE, timeout: 3_000 };
    for (let again = 0; again < 20; again++) {
      try {
        return await expect.poll(() => isShownSaved(tab, id), patience).toBe(saved);
      } catch {
        this.counts.pressedAgain++;
        await tab.strips.get(id)?.click('.save');
      }
    }
    await this.#expectShown(tab, id, saved);
  }

  async #expectShown(tab: Tab, id: string, saved: boolean): Promise<void> {
    try {
      await expect.poll(() => isShownSaved(tab, id), PATIENCE).toBe(saved);
    } catch {
      // Whether the strip is wrong, or the library.
      const differences = this.model.differences(await this.#stored());
      throw new Error(
        `the strip of ${id} does not say saved: ${saved}; the library: ${differences.join(', ') || 'as it should be'}`,
      );
    }
  }

  /** Some of these, at least one if there is one. */
  #some = (ids: readonly string[], most = 3) =>
    this.#random.shuffle(ids).slice(0, 1 + this.#random.int(most));
}

const isShownSaved = async ({ strips }: Tab, id: string) =>
  (await strips.get(id)?.read((root) => root.querySelector('.save')?.getAttribute('data-at'))) === 'saved';

const undoButton = (page: Page) => page.locator('.notice').getByRole('button', { name: 'Undo' });

/** Changes that the library makes in one transaction. */
const together = (changes: readonly Change[]): Change => ({
  apply: () => {
    for (const change of changes) change.apply();
  },
  revert: () => {
    for (const change of [...changes].reverse()) change.revert();
  },
});
