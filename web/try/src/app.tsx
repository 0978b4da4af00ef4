import { useSignal } from '@qoricash/sdk/react';
import { useEffect } from 'react';
import { house } from './house.ts';
import { Banner, Bottom, GapBar, Top } from './frame.tsx';
import { Failed } from './parts/form.tsx';
import { go, useRoute } from './navigation.ts';
import type { Route } from './route.ts';
import { AccountAdd, Accounts } from './screens/accounts.tsx';
import { Confirm } from './screens/confirm.tsx';
import { Deposit } from './screens/deposit.tsx';
import { Notices } from './screens/notices.tsx';
import { OperationScreen } from './screens/operation.tsx';
import { Operations } from './screens/operations.tsx';
import { Profile } from './screens/profile.tsx';
import { QuoteScreen } from './screens/quote.tsx';
import { Register } from './screens/register.tsx';
import { SignIn } from './screens/sign-in.tsx';
import { Verify } from './screens/verify.tsx';
import { load, phone, restore, start } from './state/phone.ts';
import type { Known } from './state/known.ts';

/** Titles of the places, for the tab and for who hears the page. */
const titles: Record<Route['screen'], string> = {
  quote: 'Cotizar', 'sign-in': 'Entrar', register: 'Registrarme', verify: 'Confirmar tu correo', confirm: 'Confirmar', operations: 'Operaciones',
  operation: 'Operación', deposit: 'Informar', accounts: 'Tus cuentas', account: 'Agregar una cuenta', profile: 'Perfil',
  notices: 'Avisos', unknown: 'Página no encontrada',
};

/** The whole telephone. */
export function App() {
  const route = useRoute();
  const session = useSignal(house.sessions.state);
  useEffect(start, []);
  useEffect(() => {
    document.title = `${titles[route.screen]} · QoriCash`;
  }, [route.screen]);
  return (
    <div className="phone">
      <a className="skip" href="#contenido">Saltar al contenido</a>
      <Top route={route} title={titles[route.screen]} />
      <GapBar />
      <Banner />
      <main id="contenido" tabIndex={-1} key={'id' in route ? route.screen + route.id : route.screen}>
        <Screen route={route} isIn={session.status === 'signed-in'} isKnown={session.status !== 'unknown'} />
      </main>
      {session.status === 'signed-in' && <Bottom route={route} />}
    </div>
  );
}

function Screen({ route, isIn, isKnown }: { readonly route: Route; readonly isIn: boolean; readonly isKnown: boolean }) {
  const { known, fault } = useSignal(phone);
  switch (route.screen) {
    case 'quote': return <QuoteScreen />;
    case 'sign-in': return <SignIn />;
    case 'register': return <Register />;
    case 'verify': return <Verify />;
    case 'unknown': return <Lost />;
  }
  if (!isKnown) return fault ? <Failed fault={fault} again={() => void restore()} /> : <Waiting />;
  if (!isIn) return <SignIn />;
  if (!known) return fault ? <Failed fault={fault} again={() => void load()} /> : <Waiting />;
  return <Own route={route} known={known} />;
}

/** The places of who is signed in. */
function Own({ route, known }: { readonly route: Route; readonly known: Known }) {
  switch (route.screen) {
    case 'confirm': return <Confirm id={route.id} known={known} />;
    case 'operation': return <OperationScreen id={route.id} known={known} />;
    case 'deposit': return <Deposit id={route.id} known={known} />;
    case 'operations': return <Operations known={known} />;
    case 'accounts': return <Accounts known={known} />;
    case 'account': return <AccountAdd />;
    case 'profile': return <Profile known={known} />;
    case 'notices': return <Notices known={known} />;
    default: return <Lost />;
  }
}

/** While the first answer is on its way. */
function Waiting() {
  return <p className="waiting" role="status">Un momento…</p>;
}

function Lost() {
  return (
    <section className="card">
      <h1>Aquí no hay nada</h1>
      <p>La dirección no existe o ya no es tuya.</p>
      <button type="button" className="button button-primary" onClick={() => go({ screen: 'quote' })}>Cotizar</button>
    </section>
  );
}
