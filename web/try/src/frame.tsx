import { useSignal } from '@qoricash/sdk/react';
import { useEffect } from 'react';
import { Icon, type IconName } from './parts/icon.tsx';
import { To } from './parts/to.tsx';
import { go } from './navigation.ts';
import { placeOf, type Route } from './route.ts';
import { dismiss, forgetGap, lineOf, lostTime, phone } from './state/phone.ts';
import { house } from './house.ts';
import { spoken } from './text/time.ts';

const parents: Partial<Record<Route['screen'], Route>> = {
  'sign-in': { screen: 'quote' }, register: { screen: 'sign-in' }, verify: { screen: 'register' }, confirm: { screen: 'quote' },
  operation: { screen: 'operations' }, account: { screen: 'accounts' },
};

const parentOf = (route: Route): Route | undefined => (route.screen === 'deposit' ? { screen: 'operation', id: route.id } : parents[route.screen]);

/** The bar above: the way back, where one is, how the house is heard, messages. */
export function Top({ route, title }: { readonly route: Route; readonly title: string }) {
  const { known } = useSignal(phone);
  const back = parentOf(route);
  return (
    <header className="top">
      {back ? <To route={back} className="button button-quiet" aria-label="Volver"><Icon name="back" /></To> : <span className="mark" aria-hidden="true">Q</span>}
      <p className="top-title">{back ? title : 'QoriCash'}</p>
      <LineDot />
      {known && (
        <To route={{ screen: 'notices' }} className="button button-quiet bell" aria-label={known.unread > 0 ? `Avisos, ${known.unread} sin leer` : 'Avisos'}>
          <Icon name="bell" />
          {known.unread > 0 && <span className="count figure">{known.unread}</span>}
        </To>
      )}
    </header>
  );
}

/** How the house is heard. */
function LineDot() {
  const line = useSignal(lineOf);
  if (!line || line.status === 'idle') return null;
  const now = Date.now();
  const words = {
    live: 'En vivo', connecting: 'Conectando', stopped: 'Detenido', 'catching-up': 'Poniéndose al día',
    slow: line.heardAt === null ? 'Reconectando' : `Reconectando, último dato ${spoken(new Date(line.heardAt).toISOString(), now)}`,
  } as const;
  return <p className={`line line-${line.status}`} role="status">{words[line.status]}</p>;
}

/** What a lost line has cost, once it is back. */
export function GapBar() {
  const gap = useSignal(lostTime);
  if (!gap) return null;
  const at = (instant: number) => spoken(new Date(instant + house.clock.offset()).toISOString(), house.clock.now());
  if (gap.until === null) return <p className="gap" role="status">Servidor caído desde las {at(gap.from)}. Lo que ves puede haber cambiado.</p>;
  const missed = gap.recovered === 0 ? 'sin avisos perdidos' : gap.recovered === 1 ? '1 aviso recuperado' : `${gap.recovered} avisos recuperados`;
  return (
    <div className="gap" role="status">
      <p>Servidor caído de {at(gap.from)} a {at(gap.until)}: {missed}.</p>
      <button type="button" className="button button-quiet" aria-label="Cerrar" onClick={forgetGap}><Icon name="cross" /></button>
    </div>
  );
}

const shownFor = 6_000;

/** A message as it comes to a locked telephone. */
export function Banner() {
  const { banner } = useSignal(phone);
  useEffect(() => {
    if (!banner) return;
    const timer = setTimeout(dismiss, shownFor);
    return () => clearTimeout(timer);
  }, [banner]);
  const open = () => {
    dismiss();
    if (banner) go(placeOf(banner));
  };
  return (
    <div className="banners" aria-live="polite">
      {banner && (
        <div className="banner">
          <button type="button" className="banner-open" onClick={open}>
            <strong>{banner.title}</strong>
            <span>{banner.body}</span>
          </button>
          <button type="button" className="button button-quiet" aria-label="Cerrar el aviso" onClick={dismiss}><Icon name="cross" /></button>
        </div>
      )}
    </div>
  );
}

const tabs: readonly { readonly screen: 'quote' | 'operations' | 'accounts' | 'promotions' | 'profile'; readonly icon: IconName; readonly label: string }[] = [
  { screen: 'quote', icon: 'swap', label: 'Cotizar' },
  { screen: 'operations', icon: 'list', label: 'Operaciones' },
  { screen: 'accounts', icon: 'bank', label: 'Cuentas' },
  { screen: 'promotions', icon: 'gift', label: 'Promociones' },
  { screen: 'profile', icon: 'person', label: 'Perfil' },
];

/** The places of the telephone, under the thumb. */
export function Bottom({ route }: { readonly route: Route }) {
  const shown = parentOf(route)?.screen ?? route.screen;
  return (
    <nav className="bottom" aria-label="Secciones">
      {tabs.map(({ screen, icon, label }) => (
        <To key={screen} route={{ screen }} {...(shown === screen || (screen === 'operations' && shown === 'operation') ? { 'aria-current': 'page' as const } : {})}>
          <Icon name={icon} size={22} />
          {label}
        </To>
      ))}
    </nav>
  );
}
