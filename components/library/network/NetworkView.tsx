import { useMemo, useRef, useState } from 'preact/hooks';
import { t } from '../../../lib/i18n/translate.ts';
import type { CopyNetwork } from '../../../lib/report/copy-network.ts';
import { authorName, formatCount, formatNumber } from '../../format.ts';
import { Empty } from '../../primitives.tsx';
import { layOut } from './network-layout.ts';

export interface NetworkViewProps {
  network: CopyNetwork;
  hrefOfAccount: (key: string) => string;
  hrefOfText: (id: string) => string;
}

const [WIDTH, HEIGHT] = [760, 480];
/** Accounts and texts with a name in the picture. */
const NAMED = 6;
const STEP: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/**
 * Accounts (circles) and the texts they share (squares), as a picture of links and as a table. The picture is one tab
 * stop; arrow keys move in it.
 */
export function NetworkView({ network, hrefOfAccount, hrefOfText }: NetworkViewProps) {
  const nodes = useMemo(() => layOut(network, WIDTH, HEIGHT), [network]);
  const [current, setCurrent] = useState(0);
  const [lit, setLit] = useState<string | null>(null);
  const drawing = useRef<SVGSVGElement>(null);
  if (network.accounts.length === 0) return <Empty title={t('network_empty')} />;

  const entries = [
    ...network.texts.map(({ id, title, accounts }, i) => ({
      key: `text:${id}`,
      href: hrefOfText(id),
      name: title,
      about: formatCount('authors_count', accounts),
      named: i < NAMED / 2,
    })),
    ...network.accounts.map(({ key, author, texts }, i) => ({
      key: `account:${key}`,
      href: hrefOfAccount(key),
      name: authorName(author),
      about: formatCount('network_texts', texts),
      named: i < NAMED,
    })),
  ];
  const linked = new Set(
    network.links.flatMap(({ account, text }) =>
      lit === `account:${account}` || lit === `text:${text}` ? [`account:${account}`, `text:${text}`] : [],
    ),
  );
  const dim = (key: string) => (lit !== null && key !== lit && !linked.has(key) ? ' dim' : '');
  function move(event: KeyboardEvent) {
    const step = STEP[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = (current + step + entries.length) % entries.length;
    setCurrent(next);
    drawing.current?.querySelectorAll<SVGAElement>('a')[next]?.focus();
  }

  return (
    <div class="stack network">
      <header class="stack tight">
        <h2 class="detail-title">{t('network_title')}</h2>
        <p class="text-muted small">{t('network_hint')}</p>
      </header>
      <figure class="card" dir="ltr">
        {/* biome-ignore lint/a11y/useSemanticElements: a group of links in a drawing */}
        <svg
          ref={drawing}
          role="group"
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          aria-label={t('network_title')}
          onKeyDown={move}
        >
          {network.links.map(({ account, text, first }) => {
            const [a, b] = [nodes.get(`account:${account}`), nodes.get(`text:${text}`)];
            return (
              a &&
              b && (
                <line
                  key={`${account} ${text}`}
                  class={`network-link${first ? ' first' : ''}${dim(`account:${account}`) || dim(`text:${text}`)}`}
                  x1={a.x}
                  y1={a.y}
                  x2={b.x}
                  y2={b.y}
                />
              )
            );
          })}
          {entries.map(({ key, href, name, about }, i) => {
            const node = nodes.get(key);
            if (!node) return null;
            const { x, y, radius, kind } = node;
            return (
              <a
                key={key}
                href={href}
                tabIndex={i === current ? 0 : -1}
                class={`network-node ${kind}${dim(key)}`}
                onFocus={() => {
                  setCurrent(i);
                  setLit(key);
                }}
                onBlur={() => setLit(null)}
                onMouseEnter={() => setLit(key)}
                onMouseLeave={() => setLit(null)}
              >
                <title>{`${name}, ${about}`}</title>
                {kind === 'text' ? (
                  <rect x={x - radius} y={y - radius} width={2 * radius} height={2 * radius} rx="3" />
                ) : (
                  <circle cx={x} cy={y} r={radius} />
                )}
              </a>
            );
          })}
          {/* Over all nodes: in a library of thousands they lie close together. */}
          {entries.map(({ key, name, named }) => {
            const node = nodes.get(key);
            if (!node || !(named || key === lit)) return null;
            const { x, y, radius } = node;
            const isAtEnd = x > WIDTH - 160;
            return (
              <text
                key={key}
                class={`network-label${dim(key)}`}
                x={isAtEnd ? x - radius - 4 : x + radius + 4}
                y={y + 4}
                text-anchor={isAtEnd ? 'end' : 'start'}
              >
                {shorten(name)}
              </text>
            );
          })}
        </svg>
      </figure>
      <section class="card stack">
        <h3>{t('network_table')}</h3>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, and must by keyboard too */}
        <section class="scroll-x" tabIndex={0} aria-label={t('network_table')}>
          <table class="table">
            <thead>
              <tr>
                <th scope="col">{t('slots_author')}</th>
                <th scope="col">{t('network_column_texts')}</th>
                <th scope="col">{t('report_posts')}</th>
                <th scope="col">{t('network_column_first')}</th>
              </tr>
            </thead>
            <tbody>
              {network.accounts.map(({ key, author, texts, posts, first }) => (
                <tr key={key}>
                  <th scope="row">
                    <a href={hrefOfAccount(key)}>
                      <bdi>{authorName(author)}</bdi>
                    </a>
                  </th>
                  <td class="number">{formatNumber(texts)}</td>
                  <td class="number">{formatNumber(posts)}</td>
                  <td class="number">{formatNumber(first)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </section>
    </div>
  );
}

const shorten = (name: string): string => {
  const letters = Array.from(name);
  return letters.length > 22 ? `${letters.slice(0, 21).join('')}…` : name;
};
