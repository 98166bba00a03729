/**
 * How Square's page behaves, for the replayed site: it scrolls without end, puts new posts on top, changes
 * pages by the history API and re-renders. Tests and the demo call `window.replay`.
 */
(() => {
  const main = () => document.querySelector('.feed-layout-main') ?? document.body;
  /** The element whose children are the cards. */
  const list = () => document.querySelector('.feed-card')?.parentElement ?? main();
  const cards = () => [...document.querySelectorAll('.feed-card')];
  const cardOf = (id) => document.querySelector(`[data-id="${id}"]`)?.closest('.feed-card') ?? null;

  async function cardsFrom(query) {
    const answer = await fetch(`/__replay/cards?page=${encodeURIComponent(location.pathname)}&${query}`);
    const holder = document.createElement('template');
    holder.innerHTML = await answer.text();
    return holder.content;
  }

  let shown = cards().length;
  let loading = null;

  /** The next cards below, as scrolling to the end does. Gives how many came. */
  async function more(count = 20) {
    const batch = await cardsFrom(`from=${shown}&count=${count}`);
    const came = batch.childElementCount;
    shown += came;
    list().append(batch);
    return came;
  }

  /** New posts on top, as a click on the "New Posts" bubble does. */
  async function prepend(count = 1) {
    const batch = await cardsFrom(`new=${count}`);
    list().prepend(batch);
  }

  /** What a page held when it was left, so that going back shows it again as it was. */
  const left = new Map();

  async function show(path) {
    const kept = left.get(path);
    if (kept) {
      main().innerHTML = kept.html;
      shown = kept.shown;
      return;
    }
    const answer = await fetch(path);
    const next = new DOMParser().parseFromString(await answer.text(), 'text/html');
    main().innerHTML = next.querySelector('.feed-layout-main')?.innerHTML ?? '';
    shown = cards().length;
  }

  /** Goes to another page of the site without loading a document. */
  async function go(path) {
    left.set(location.pathname, { html: main().innerHTML, shown });
    history.pushState({}, '', path);
    await show(path);
  }

  const openPost = (id) => go(location.pathname.replace(/\/square.*/, `/square/post/${id}`));

  addEventListener('popstate', () => void show(location.pathname));

  /** Every card is thrown away and made anew. */
  function rerender() {
    for (const card of cards()) {
      const fresh = card.cloneNode(true);
      card.replaceWith(fresh);
    }
  }

  /** The node of one post is given the content of another, under the other's id. */
  function reuse(id, otherId) {
    const card = cardOf(id);
    const other = cardOf(otherId);
    if (!card || !other) return;
    const from = other.querySelector('[data-id]');
    const to = card.querySelector('[data-id]');
    other.remove();
    to.setAttribute('data-id', from.getAttribute('data-id'));
    to.innerHTML = from.innerHTML;
  }

  /** The text of a post is replaced in place, as "See original" does. */
  function setText(id, text) {
    const place = cardOf(id)?.querySelector('.card__description');
    if (place) place.textContent = text;
  }

  /** Prices and counters move, as they do all the time. */
  function tick() {
    for (const index of document.querySelectorAll('.trading-pairs .index'))
      index.textContent = `${(Math.random() * 4 - 2).toFixed(2)}%`;
  }

  addEventListener('scroll', () => {
    const rest = document.documentElement.scrollHeight - innerHeight - scrollY;
    if (rest > 300 || loading) return;
    loading = more().finally(() => {
      loading = null;
    });
  });

  addEventListener('click', (event) => {
    const target = event.target;
    if (!(target instanceof Element) || target.closest('a, button, .card-function-item')) return;
    const id = target.closest('[data-id]')?.getAttribute('data-id');
    if (id && target.closest('.feed-card')) void openPost(id);
  });

  window.replay = { more, prepend, go, openPost, rerender, reuse, setText, tick };
})();
