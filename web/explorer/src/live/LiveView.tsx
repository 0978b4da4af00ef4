import type { Client } from 'graphql-ws';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { EventLog } from './EventLog';
import { OperationFeed } from './feed';
import { timeText } from './format';
import { Heartbeat } from './Heartbeat';
import { OperationTable } from './OperationTable';
import type { Operation } from './types';
import { useRate } from './useRate';

interface Props {
  readonly socket: Client;
  readonly onOpen: (operation: Operation) => void;
}

/** The house's operations, moving. */
export default function LiveView({ socket, onOpen }: Props) {
  const feed = useMemo(() => new OperationFeed(socket), [socket]);
  const state = useSyncExternalStore(feed.subscribe, feed.current);
  const rate = useRate(socket);
  const [frozen, setFrozen] = useState<typeof state | null>(null);
  useEffect(() => {
    feed.start();
    return () => feed.stop();
  }, [feed]);

  const shown = frozen ?? state;
  const waiting = frozen ? state.received - frozen.received : 0;
  return (
    <div className="live-view">
      <div className="live-bar">
        <Heartbeat feed={state} onRestart={() => feed.start()} />
        {rate && (
          <span className="rate" title={`Publicado a las ${timeText(rate.at)}`}>
            Compra <b key={rate.houseBuys}>{rate.houseBuys}</b> Venta <b key={rate.houseSells}>{rate.houseSells}</b>
          </span>
        )}
        <button type="button" aria-pressed={frozen !== null} onClick={() => setFrozen(frozen ? null : state)}>
          {frozen ? `Seguir (${waiting} ${waiting === 1 ? 'nuevo' : 'nuevos'})` : 'Pausar'}
        </button>
      </div>
      {state.problem && <p className="refusal banner" role="alert">{state.problem}</p>}
      {state.link === 'reconnecting' && (
        <p className="notice banner" role="status">
          {state.heardAt ? `Último dato ${timeText(state.heardAt)}. ` : ''}Al volver la conexión continúa donde quedó,
          sin saltarse nada.
        </p>
      )}
      <div className="live-panes">
        <section aria-labelledby="operations-title">
          <h2 id="operations-title">Operaciones</h2>
          <OperationTable begun={shown.heardAt !== null} rows={shown.operations} onOpen={onOpen} />
        </section>
        <section aria-labelledby="events-title">
          <h2 id="events-title">Eventos</h2>
          <EventLog rows={shown.events} />
        </section>
      </div>
    </div>
  );
}
