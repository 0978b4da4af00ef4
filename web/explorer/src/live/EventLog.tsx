import type { EventRow } from './feedState';
import { kindLabel, timeText } from './format';

/** Events in the order of their arrival, the newest on top. */
export function EventLog({ rows }: { rows: readonly EventRow[] }) {
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label="Lista de eventos">
      <ol className="events">
        {rows.map(({ event, recovered }) => (
          <li key={event.id}>
            <time dateTime={event.at}>{timeText(event.at)}</time>
            <b>{event.operation.code}</b>
            <span>{kindLabel(event.kind)}</span>
            {recovered && <span className="recovered" title="Ocurrió mientras no había conexión">recuperado</span>}
            <span className="muted">v{event.operationVersion}</span>
          </li>
        ))}
      </ol>
      {rows.length === 0 && (
        <p className="empty">Esperando el siguiente evento. En la casa de prueba los clientes de muestra operan solos.</p>
      )}
    </div>
  );
}
