import { NetworkView } from '../../../components/library/network/NetworkView.tsx';
import { useAsync } from '../../../components/useAsync.ts';
import { t } from '../../../lib/i18n/translate.ts';
import { copyNetwork } from '../../../lib/report/copy-network.ts';
import type { LibraryReader } from '../../../lib/store/reader.ts';
import { authorFilter, hrefTo } from '../route.ts';

/** Groups that are drawn (the largest), members of each that are read, and accounts: more would be a black ball. */
const GROUPS = 40;
const MEMBERS = 200;
const ACCOUNTS = 60;

/**
 * Who copies whom: the accounts and texts of the largest groups when it was opened. It does not follow changes, since
 * all places would move.
 */
export function Network({ reader }: { reader: LibraryReader }) {
  const network = useAsync(async () => {
    const { rows } = await reader.groups({ limit: GROUPS, sort: 'size' });
    const groups = await Promise.all(rows.map(({ id }) => reader.group(id, MEMBERS)));
    return copyNetwork(
      groups.flatMap((group) => group ?? []),
      ACCOUNTS,
    );
  }, [reader]);
  return network ? (
    <NetworkView
      network={network}
      hrefOfAccount={(key) => hrefTo('posts', null, { author: authorFilter(key) })}
      hrefOfText={(id) => hrefTo('copies', id)}
    />
  ) : (
    <p class="text-muted">{t('loading')}</p>
  );
}
