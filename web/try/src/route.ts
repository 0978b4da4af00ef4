import type { NoticeFragment } from './gql/graphql.ts';

/** Where in the telephone a person is. */
export type Route =
  | { readonly screen: 'quote' | 'sign-in' | 'register' | 'verify' | 'operations' | 'accounts' | 'account' | 'profile' | 'promotions' | 'notices' | 'unknown' }
  | { readonly screen: 'confirm' | 'operation' | 'deposit' | 'shared'; readonly id: string };

const base = '/try/';

const paths = {
  quote: '', 'sign-in': 'entrar', register: 'registro', verify: 'registro/codigo', confirm: 'confirmar/{id}',
  operations: 'operaciones', operation: 'operaciones/{id}', deposit: 'operaciones/{id}/abono',
  accounts: 'cuentas', account: 'cuentas/nueva', profile: 'perfil', promotions: 'promociones', notices: 'avisos',
  // Where the link of a client that recommends the house leads, below the clients' site: `r/CODE`.
  shared: 'r/{id}', unknown: 'no-existe',
} as const satisfies Record<Route['screen'], string>;

/** The address of a place. */
export const pathOf = (route: Route): string => base + paths[route.screen].replace('{id}', 'id' in route ? encodeURIComponent(route.id) : '');

/** The place at an address; `unknown` for one that is none. */
export function routeOf(path: string): Route {
  const given = `${path}/`.startsWith(base) ? path.slice(base.length).replace(/\/+$/, '').split('/') : ['?'];
  for (const [screen, pattern] of Object.entries(paths) as [Route['screen'], string][]) {
    const wanted = pattern.split('/');
    if (wanted.length !== given.length) continue;
    const isSame = wanted.every((part, index) => part === given[index] || (part === '{id}' && given[index] !== ''));
    const id = given[wanted.indexOf('{id}')];
    if (!isSame) continue;
    try {
      return (id === undefined ? { screen } : { screen, id: decodeURIComponent(id) }) as Route;
    } catch {
      // What is no text is the address of nothing.
      break;
    }
  }
  return { screen: 'unknown' };
}

/** Where a message leads. */
export function placeOf({ link }: Pick<NoticeFragment, 'link'>): Route {
  switch (link?.target) {
    case 'OPERATION': return link.id ? { screen: 'operation', id: link.id } : { screen: 'operations' };
    case 'NEW_OPERATION': return { screen: 'quote' };
    case 'ACCOUNTS': return { screen: 'accounts' };
    case 'IDENTIFICATION': case 'PROFILE': case 'SECURITY': return { screen: 'profile' };
    case 'REWARDS': return { screen: 'promotions' };
    default: return { screen: 'notices' };
  }
}
