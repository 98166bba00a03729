import { CampaignDetail, CampaignList } from '../../../components/library/campaigns/Campaigns.tsx';
import { RiderHeatmap } from '../../../components/library/campaigns/RiderHeatmap.tsx';
import { ListDetail } from '../../../components/library/ListDetail.tsx';
import { useAsync } from '../../../components/useAsync.ts';
import { usePagedList } from '../../../components/usePagedList.ts';
import { t } from '../../../lib/i18n/translate.ts';
import type { CampaignRow } from '../../../lib/list-rows.ts';
import { LIBRARY_PAGE_SIZE } from '../page-size.ts';
import { Report } from '../report/Report.tsx';
import { campaignTarget } from '../report/report-target.ts';
import { hrefTo } from '../route.ts';
import { PostsBehind } from '../tickers/TickersView.tsx';
import type { ViewProps } from '../view-props.ts';

export function CampaignsView(props: ViewProps) {
  const { reader, version, route } = props;
  const pages = usePagedList(
    (after, limit) => reader.campaigns({ after, limit }),
    [reader],
    version,
    LIBRARY_PAGE_SIZE,
  );
  const { rows, loadMore: more } = pages;
  const open = rows?.find((row) => row.key === route.item);
  return (
    <ListDetail
      pages={pages}
      emptyHint={t('campaigns_choose')}
      back={hrefTo('campaigns')}
      list={
        <CampaignList
          campaigns={rows}
          openKey={route.item}
          hrefOf={(key) => hrefTo('campaigns', key)}
          onEnd={more}
        />
      }
      detail={open ? <Campaign key={open.key} {...props} campaign={open} /> : null}
    />
  );
}

/** Maximum number of posts whose riders are drawn: the newest ones. */
const DRAWN = 2_000;

function Campaign({ reader, version, route, campaign }: ViewProps & { campaign: CampaignRow }) {
  const { key } = campaign;
  const posts = usePagedList(
    (after, limit) => reader.postsOfCampaign(key, { after, limit }),
    [reader, key],
    version,
    LIBRARY_PAGE_SIZE,
  );
  const drawn = useAsync(() => reader.postsOfCampaign(key, { limit: DRAWN }), [reader, version, key]);
  return (
    <CampaignDetail
      campaign={campaign}
      actions={<Report reader={reader} target={() => campaignTarget(reader, campaign)} />}
      riders={
        drawn ? (
          <RiderHeatmap code={campaign.code} posts={drawn.rows} />
        ) : (
          <p class="text-muted">{t('loading')}</p>
        )
      }
      posts={<PostsBehind posts={posts} route={route} />}
    />
  );
}
