import { useState } from 'react';
import {
  Badge, Button, Card, CheckField, ColumnChooser, chosenColumns, type Column, ComboField, CopyButton, Countdown, DataTable, defaultChoice, Denied, Dialog,
  DialogFoot, Empty, Facts, failed, Failure, Figure, FormBox, held, Menu, Notice, operationStates, Picture, RadioField, secondPerson, SelectField, severities,
  Skeleton, SwitchField, Tabs, TextArea, TextField, Time, Timeline, ToastRegion, Toasts,
} from '../src/index.ts';

const banks = [
  { id: 'BCP', label: 'BCP', detail: 'Banco de Crédito del Perú' },
  { id: 'INTERBANK', label: 'Interbank' },
  { id: 'BANBIF', label: 'BanBif', blocked: 'La casa no tiene cuenta en soles' },
];
const toasts = new Toasts();
const soon = new Date(Date.now() + 100_000).toISOString();

/** Every component of the kit, as screens use it. */
export function Pieces() {
  return (
    <main className="pieces">
      <h1>Piezas</h1>
      <Buttons />
      <States />
      <Fields />
      <Choices />
      <Figures />
      <Floating />
      <Parts />
      <Nothing />
      <div className="wide"><Rows /></div>
      <ToastRegion toasts={toasts} />
    </main>
  );
}

function Buttons() {
  return (
    <Card title="Actos" aside={<Button tone="quiet" icon="more" label="Más" />}>
      <div className="button-row">
        <Button tone="primary" shortcut="e">Completar</Button>
        <Button shortcut="p">Registrar pago</Button>
        <Button tone="danger" shortcut="Shift+C">Cancelar operación</Button>
        <Button tone="quiet" icon="print">Imprimir</Button>
        <Button blocked="Falta el comprobante del pago.">Completar</Button>
        <Button tone="primary" busy="Completando…">Completar</Button>
      </div>
    </Card>
  );
}

function States() {
  return (
    <Card title="Estados">
      <div className="button-row">
        <Badge state={operationStates.PENDING}>Pendiente</Badge>
        <Badge state={operationStates.IN_PROCESS}>En proceso</Badge>
        <Badge state={operationStates.COMPLETED}>Completada</Badge>
        <Badge state={operationStates.CANCELED}>Cancelada</Badge>
        <Badge state={operationStates.EXPIRED}>Expirada</Badge>
        <Badge state={held}>Observada</Badge>
        <Badge state={failed}>Error</Badge>
        <Badge state={secondPerson}>Segunda firma</Badge>
        <Badge state={severities.LOW}>Baja</Badge>
        <Badge state={severities.MEDIUM}>Media</Badge>
        <Badge state={severities.HIGH}>Alta</Badge>
        <Badge state={severities.CRITICAL}>Crítica</Badge>
      </div>
    </Card>
  );
}

function Fields() {
  const [checked, setChecked] = useState(true);
  const [on, setOn] = useState(true);
  return (
    <Card title="Campos">
      <FormBox onSubmit={() => toasts.show('Guardado')} problem="La operación cambió mientras escribías.">
        <TextField label="Monto" mode="decimal" prefix="US$" defaultValue="1500.00" hint="Solo números y punto decimal." />
        <TextField label="Número de operación del banco" defaultValue="0038" error="Escribe los 8 dígitos." />
        <TextArea label="Motivo" hint="El cliente lo lee." />
        <CheckField checked={checked} onChange={setChecked}>Miré el comprobante</CheckField>
        <SwitchField on={on} onChange={setOn}>Teclas de una letra</SwitchField>
        <Button type="submit" tone="primary">Guardar</Button>
      </FormBox>
    </Card>
  );
}

function Choices() {
  const [bank, setBank] = useState<string | null>(null);
  const [side, setSide] = useState<string | null>('buy');
  return (
    <Card title="Elegir">
      <div className="form">
        <SelectField label="Cuenta de la casa" options={banks} value={bank} onChange={setBank} placeholder="Elige una" error="Elige de qué cuenta sale." />
        <ComboField label="Operador" options={banks} value={bank} onChange={setBank} />
        <RadioField label="Lado" value={side} onChange={setSide} inline options={[{ id: 'buy', label: 'Compra' }, { id: 'sell', label: 'Venta' }]} />
      </div>
    </Card>
  );
}

function Figures() {
  return (
    <Card title="Cifras y tiempo">
      <Facts
        facts={[
          { name: 'Entrega', value: <Figure text="1,500.00" unit="US$" size="figure" /> },
          { name: 'T.C.', value: <Figure text="3.7120" /> },
          { name: 'Diferencia', value: <Figure text="-0.05" unit="S/" /> },
          { name: 'Nada', value: <Figure text={null} /> },
          { name: 'Vence', value: <Countdown until={soon} lateWord="vence" /> },
          { name: 'Creada', value: <Time at={soon} /> },
          { name: 'Código', value: <>EXP-3290 <CopyButton text="EXP-3290" what="código" /></> },
        ]}
      />
    </Card>
  );
}

function Floating() {
  const [open, setOpen] = useState(false);
  return (
    <Card title="Lo que flota">
      <div className="button-row">
        <Button onPress={() => setOpen(true)}>Abrir diálogo</Button>
        <Menu
          label="Más actos"
          trigger={<Button icon="more" label="Más actos" />}
          acts={[
            { id: 'return', label: 'Devolver', shortcut: 'd', blocked: 'Ya está completada.' },
            { id: 'cancel', label: 'Cancelar', danger: true, parted: true },
          ]}
        />
        <Button onPress={() => toasts.show('Marcado como leído', { label: 'Deshacer', act: () => undefined })}>Avisar</Button>
      </div>
      {open && (
        <Dialog title="Completar EXP-3267" onClose={() => setOpen(false)}>
          <p>Se registra en los libros y se avisa al cliente.</p>
          <DialogFoot>
            <Button onPress={() => setOpen(false)}>Volver</Button>
            <Button tone="primary" onPress={() => setOpen(false)}>Completar</Button>
          </DialogFoot>
        </Dialog>
      )}
    </Card>
  );
}

const picture = 'data:image/svg+xml,%3Csvg xmlns="http://www.w3.org/2000/svg" width="300" height="200"%3E%3Crect width="300" height="200" fill="%23889"/%3E%3C/svg%3E';

function Parts() {
  return (
    <Card title="Partes">
      <Timeline
        label="Avance"
        steps={[
          { key: 'a', label: 'Creada', state: 'done', when: '13:48' },
          { key: 'b', label: 'Abono', state: 'now', when: '13:59', detail: 'ref 00381726' },
          { key: 'c', label: 'Pagada', state: 'ahead' },
        ]}
      />
      <Tabs
        label="Detalle"
        tabs={[
          { id: 'entries', label: 'Asientos', count: 2, content: () => <p>DEBE 1041 / HABER 4699</p> },
          {
            id: 'proof',
            label: 'Comprobante',
            content: () => <Picture address={picture} label="Comprobante" words={{ larger: 'Acercar', smaller: 'Alejar', turn: 'Girar' }} />,
          },
        ]}
      />
    </Card>
  );
}

function Nothing() {
  return (
    <Card title="Nada, error, sin permiso">
      <Empty act={<Button>Crear la primera</Button>}>Aún no hay operaciones.</Empty>
      <Failure message="No se pudo leer la lista." requestId="req_01k9" onRetry={() => undefined} />
      <Denied>Hace falta ver saldos. Lo da un Master.</Denied>
      <Notice tone="warn">El precio vence en 2 minutos.</Notice>
      <Skeleton rows={2} label="Cargando" />
    </Card>
  );
}

interface Row { readonly id: string; readonly code: string; readonly status: string; readonly usd: string; readonly client: string }

const rows: readonly Row[] = Array.from({ length: 6 }, (_, place) => ({
  id: `op_${place}`, code: `EXP-${3290 - place}`, status: 'En proceso', usd: `${place + 1},500.00`, client: 'QUISPE ROJAS, ROSA',
}));

const columns: readonly Column<Row>[] = [
  { id: 'code', head: 'Código', width: 96, frozen: true, card: 'title', cell: (row) => <a href={`#${row.id}`}>{row.code}</a> },
  { id: 'status', head: 'Estado', width: 120, card: 'state', cell: (row) => <Badge state={operationStates.IN_PROCESS}>{row.status}</Badge> },
  { id: 'client', head: 'Cliente', width: 200, card: 'first', cell: (row) => row.client },
  { id: 'usd', head: 'US$', width: 96, align: 'end', card: 'second', cell: (row) => <Figure text={row.usd} /> },
];

function Rows() {
  const [active, setActive] = useState<string | null>(null);
  const [selection, setSelection] = useState<ReadonlySet<string>>(new Set());
  const [choice, setChoice] = useState(() => defaultChoice(columns as readonly Column<never>[]));
  const toggle = (id: string) => setSelection((now) => new Set(now.has(id) ? [...now].filter((one) => one !== id) : [...now, id]));
  return (
    <Card title="Tabla" aside={<ColumnChooser columns={columns} choice={choice} onChange={setChoice} />} flush>
      <DataTable
        label="Operaciones"
        columns={chosenColumns(columns, choice)}
        rows={rows}
        rowId={(row) => row.id}
        active={active}
        onActive={setActive}
        selection={selection}
        onSelect={toggle}
        goneNote={(row) => (row.id === 'op_3' ? 'Completada 14:03:01, ya no está en esta vista' : null)}
        onResize={(column, width) => setChoice({ ...choice, widths: { ...choice.widths, [column]: width } })}
      />
    </Card>
  );
}
