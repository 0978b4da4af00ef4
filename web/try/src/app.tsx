import { useSignal } from '@qoricash/sdk/react';
import { useEffect } from 'react';
import { house } from './house.ts';
import { Banner, Bottom, GapBar, Top } from './frame.tsx';
import { Failed } from './parts/form.tsx';
import { go, useRoute } from './navigation.ts';
import type { Route } from './route.ts';
import { later } from './parts/later.tsx';
import { QuoteScreen } from './screens/quote.tsx';
import { SignIn } from './screens/sign-in.tsx';
import { takeCode } from './state/calculator.ts';
import { load, phone, restore, start } from './state/phone.ts';

const register = later(async () => (await import('./screens/register.tsx')).Register);
const verify = later(async () => (await import('./screens/verify.tsx')).Verify);
const own = later(async () => (await import('./own.tsx')).Own);
const lost = later(async () => (await import('./own.tsx')).Lost);

/** Titles of the places, for the tab and for who hears the page. */
const titles: Record<Route['screen'], string> = {
  quote: 'Cotizar', 'sign-in': 'Entrar', register: 'Registrarme', verify: 'Confirmar tu correo', confirm: 'Confirmar', operations: 'Operaciones',
  operation: 'Operación', deposit: 'Informar', accounts: 'Tus cuentas', account: 'Agregar una cuenta', profile: 'Perfil',
  promotions: 'Promociones', notices: 'Avisos', shared: 'Cotizar', unknown: 'Página no encontrada',
};

/** The whole telephone. */
export function App() {
  const route = useRoute();
  const session = useSignal(house.sessions.state);
  useEffect(start, []);
  useEffect(() => [own, register, verify].forEach(({ fetch }) => fetch()), []);
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
    case 'register': return <register.Part />;
    case 'verify': return <verify.Part />;
    case 'shared': return <Shared code={route.id} />;
    case 'unknown': return <lost.Part />;
  }
  if (!isKnown) return fault ? <Failed fault={fault} again={() => void restore()} /> : <Waiting />;
  if (!isIn) return <SignIn />;
  if (!known) return fault ? <Failed fault={fault} again={() => void load()} /> : <Waiting />;
  return <own.Part route={route} known={known} />;
}

/** While the first answer is on its way. */
function Waiting() {
  return <p className="waiting" role="status">Un momento…</p>;
}

/** Whoever comes by the link of a client begins with its code. */
function Shared({ code }: { readonly code: string }) {
  useEffect(() => {
    takeCode(code);
    go({ screen: 'quote' }, { replace: true });
  }, [code]);
  return null;
}
