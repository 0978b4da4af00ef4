import { useViewer } from '../../app/viewer.tsx';
import { WhoMayDocument } from '../../gql/graphql.ts';
import { useAsk } from '../../house/ask.ts';
import { useLabel, useOfficeTexts } from '../../texts/texts.tsx';
import { actPermission, blockOf, type ClientAct, type ClientDetail, rolesWith } from './clients.ts';

/** Why an act about a client is not possible, in words: null where it is. Who may is the house's matrix and not this page's. */
export function useBlock(client: Pick<ClientDetail, 'kycStatus'>): (act: ClientAct) => string | null {
  const texts = useOfficeTexts();
  const label = useLabel();
  const { can } = useViewer();
  const { data } = useAsk(WhoMayDocument, {}, { policy: 'cache-first' });
  return (act) => {
    const block = blockOf(act, can, client);
    if (block === null) return null;
    if (block !== 'RIGHT') return texts.clients.block[block];
    const roles = rolesWith(actPermission[act], data?.rolePermissions ?? []).map((role) => label('Role', role));
    return texts.clients.block.RIGHT(new Intl.ListFormat(texts.locale, { type: 'disjunction' }).format(roles));
  };
}
