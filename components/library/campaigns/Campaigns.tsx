import type { ComponentChildren } from 'preact';
import { t, tPlural } from '../../../lib/i18n/translate.ts';
import type { CampaignRow } from '../../../lib/list-rows.ts';
import { formatCount, formatDate, formatNumber, formatPercent } from '../../format.ts';
import { Empty, Notice } from '../../primitives.tsx';
import { VirtualList } from '../../VirtualList.tsx';

export interface CampaignListProps {
  campaigns: CampaignRow[] | null;
  openKey: string | null;
  hrefOf: (key: string) => string;
  onEnd: (() => void) | null;
}

/** Number of riders listed in a row. */
const RIDERS = 4;

/** List of campaigns: posts with the same account and ticker. */
export function CampaignList({ campaigns, openKey, hrefOf, onEnd }: CampaignListProps) {
  if (campaigns === null) return <p class="text-muted loading">{t('loading')}</p>;
  if (campaigns.length === 0)
    return (
      <Empty title={t('campaigns_empty_title')}>
        <p>{t('campaigns_empty')}</p>
      </Empty>
    );
  return (
    <div class="list-pane">
      <VirtualList
        label={t('campaigns_list')}
        count={campaigns.length}
        rowHeight={5}
        current={campaigns.findIndex((row) => row.key === openKey)}
        onEnd={onEnd}
        keyOf={(i) => campaigns[i]?.key ?? String(i)}
        row={(i) => {
          const row = campaigns[i];
          return (
            row && (
              <a
                class="list-row"
                href={hrefOf(row.key)}
                aria-current={row.key === openKey ? 'true' : undefined}
              >
                <span class="row">
                  <bdi class="text-strong">${row.code}</bdi>
                  {row.handle !== null && <bdi class="text-muted truncate">{row.handle}</bdi>}
                  <span class="push-end small number nowrap">{formatCount('posts_count', row.posts)}</span>
                </span>
                <span class="row marks single-row small">
                  {row.isCampaign ? (
                    row.riders.slice(0, RIDERS).map((rider) => (
                      <bdi key={rider.code} class="chip appended">
                        ${rider.code} {formatNumber(rider.posts)}
                      </bdi>
                    ))
                  ) : (
                    <span class="text-muted">{t('campaign_too_few')}</span>
                  )}
                  <span class="push-end text-muted nowrap">
                    {row.authors > 0 && formatCount('authors_count', row.authors)}
                  </span>
                </span>
              </a>
            )
          );
        }}
      />
    </div>
  );
}

export interface CampaignDetailProps {
  campaign: CampaignRow;
  riders: ComponentChildren;
  posts: ComponentChildren;
  /** Buttons of the whole campaign. */
  actions?: ComponentChildren;
}

/** One campaign: size, duration, share of copies, and its riders by day. */
export function CampaignDetail({ campaign, riders, posts, actions }: CampaignDetailProps) {
  const { code, handle, firstAt, lastAt, copies, isCampaign: enough } = campaign;
  return (
    <div class="stack">
      <h2 class="detail-title row">
        <bdi>${code}</bdi>
        {handle !== null && <bdi class="text-muted">{handle}</bdi>}
      </h2>
      {actions && <div class="row wrap">{actions}</div>}
      {!enough && (
        <Notice title={t('campaign_too_few')}>
          <p class="text-muted">{t('campaign_too_few_means')}</p>
        </Notice>
      )}
      <section class="card">
        <dl class="stat-row">
          <Fact name={tPlural('figure_posts', campaign.posts)} value={formatNumber(campaign.posts)} />
          <Fact name={tPlural('figure_authors', campaign.authors)} value={formatNumber(campaign.authors)} />
          <Fact name={t('campaign_first')} value={formatDate(firstAt)} />
          <Fact name={t('campaign_last')} value={formatDate(lastAt)} />
          <Fact name={t('campaign_copies')} value={enough ? formatPercent(copies / campaign.posts) : '–'} />
        </dl>
      </section>
      <section class="card stack">
        <h3>{t('riders_title')}</h3>
        {riders}
      </section>
      <section class="card list-card" aria-label={formatCount('posts_count', campaign.posts)}>
        <h3 class="list-bar">{formatCount('posts_count', campaign.posts)}</h3>
        {posts}
      </section>
    </div>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt class="text-muted small figure-name">{name}</dt>
      <dd class="text-strong number">{value}</dd>
    </div>
  );
}
