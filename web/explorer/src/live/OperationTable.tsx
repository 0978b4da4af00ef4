import type { OperationRow } from './feedState';
import { kindLabel, moneyText, sideLabel, timeText } from './format';
import type { Operation } from './types';

interface Props {
  /** False until the stream has begun: an empty table says nothing before. */
  readonly begun: boolean;
  readonly rows: readonly OperationRow[];
  readonly onOpen: (operation: Operation) => void;
}

/** Operations as they are now, the one that moved last on top. */
export function OperationTable({ begun, rows, onOpen }: Props) {
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label="Tabla de operaciones">
      <table className="operations">
        <thead>
          <tr>
            <th>Operación</th>
            <th>Último evento</th>
            <th>Estado</th>
            <th>Lado</th>
            <th className="number">Entrega</th>
            <th className="number">Recibe</th>
            <th className="number">Tasa</th>
            <th className="number">Hora</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            // A new version is a new row for the browser, so that it blinks once.
            <Row key={`${row.operation.id} ${row.operation.version} ${row.lastKind}`} row={row} onOpen={onOpen} />
          ))}
        </tbody>
      </table>
      {rows.length === 0 && (
        <p className="empty">{begun ? 'Todavía no hay operaciones que puedas ver.' : 'Esperando la conexión.'}</p>
      )}
    </div>
  );
}

function Row({ row: { operation, lastKind, changedAt }, onOpen }: { row: OperationRow; onOpen: Props['onOpen'] }) {
  return (
    <tr className={lastKind ? 'moved' : undefined}>
      <td>
        <button type="button" className="link" title="Abrir en el explorador" onClick={() => onOpen(operation)}>
          {operation.code}
        </button>
      </td>
      <td>{lastKind ? kindLabel(lastKind) : <span className="muted">—</span>}</td>
      <td><span className={`status ${operation.status}`}>{operation.statusLabel}</span></td>
      <td>{sideLabel(operation.side)}</td>
      <td className="number">{moneyText(operation.pay)}</td>
      <td className="number">{moneyText(operation.receive)}</td>
      <td className="number">{operation.rate}</td>
      <td className="number"><time dateTime={changedAt}>{timeText(changedAt)}</time></td>
    </tr>
  );
}
