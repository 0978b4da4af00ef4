import { To } from './parts/to.tsx';
import type { Route } from './route.ts';
import { AccountAdd, Accounts } from './screens/accounts.tsx';
import { Confirm } from './screens/confirm.tsx';
import { Deposit } from './screens/deposit.tsx';
import { Notices } from './screens/notices.tsx';
import { OperationScreen } from './screens/operation.tsx';
import { Operations } from './screens/operations.tsx';
import { Profile } from './screens/profile.tsx';
import { Promotions } from './screens/promotions.tsx';
import type { Known } from './state/known.ts';

/** The places of who is signed in. */
export function Own({ route, known }: { readonly route: Route; readonly known: Known }) {
  switch (route.screen) {
    case 'confirm': return <Confirm id={route.id} known={known} />;
    case 'operation': return <OperationScreen id={route.id} known={known} />;
    case 'deposit': return <Deposit id={route.id} known={known} />;
    case 'operations': return <Operations known={known} />;
    case 'accounts': return <Accounts known={known} />;
    case 'account': return <AccountAdd />;
    case 'profile': return <Profile known={known} />;
    case 'promotions': return <Promotions known={known} />;
    case 'notices': return <Notices known={known} />;
    default: return <Lost />;
  }
}

/** An address that is none. */
export function Lost() {
  return (
    <section className="card stack">
      <h1>Aquí no hay nada</h1>
      <p>La dirección no existe o ya no es tuya.</p>
      <To route={{ screen: 'quote' }} className="button button-primary">Cotizar</To>
    </section>
  );
}
