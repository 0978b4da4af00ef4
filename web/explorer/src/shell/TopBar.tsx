import { nameOf, roleLabel } from '../session/labels';
import type { SessionState } from '../session/useSession';
import type { Theme } from './theme';
import type { View } from './useView';

const themes: Readonly<Record<Theme, string>> = { system: 'Sistema', light: 'Claro', dark: 'Oscuro' };

interface Props {
  readonly state: SessionState;
  readonly view: View;
  readonly theme: Theme;
  readonly onView: (view: View) => void;
  readonly onTheme: () => void;
  readonly onLeave: () => void;
}

/** The bar on top of every view: where one is, and who one is. */
export function TopBar({ state, view, theme, onView, onTheme, onLeave }: Props) {
  const signedIn = state.phase === 'signedIn';
  return (
    <header className="top-bar">
      <span className="brand">Qori<b>Cash</b></span>
      {signedIn ? (
        <nav aria-label="Vistas">
          <ViewButton view="editor" current={view} onView={onView}>Explorador</ViewButton>
          <ViewButton view="live" current={view} onView={onView}>En vivo</ViewButton>
        </nav>
      ) : (
        <span className="muted">Explorador</span>
      )}
      <span className="spacer" />
      <button type="button" className="quiet" title={`Tema: ${themes[theme]}`} onClick={onTheme}>
        <span aria-hidden>◐</span> <span className="wide-only">{themes[theme]}</span>
      </button>
      {signedIn && (
        <>
          <span className="who">
            <span className="name" title={state.viewer.staffMember?.email ?? ''}>{nameOf(state.viewer)}</span>
            <span className="role">{roleLabel(state.viewer.role)}</span>
          </span>
          <button type="button" onClick={onLeave}>Salir</button>
        </>
      )}
    </header>
  );
}

function ViewButton(props: { view: View; current: View; onView: (view: View) => void; children: string }) {
  const current = props.view === props.current;
  return (
    <button type="button" aria-current={current ? 'page' : undefined} onClick={() => props.onView(props.view)}>
      {props.children}
    </button>
  );
}
