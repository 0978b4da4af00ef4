import { plural } from '../plural.ts';

export const sessions = {
  title: 'Sesiones',
  empty: 'Solo esta sesión está abierta.',
  device: 'Equipo',
  address: 'Dirección',
  since: 'Desde',
  last: 'Último uso',
  current: 'esta sesión',
  end: 'Cerrar sesión',
  ending: 'Cerrando…',
  endOthers: (count: number) => `Cerrar las demás (${count})`,
  endOthersAsk: (count: number) => `Se ${plural(count, 'cierra 1 sesión', `cierran ${count} sesiones`)}. Quien la use tendrá que entrar otra vez.`,
  password: 'Clave',
  changed: 'Clave cambiada. Las demás sesiones terminaron.',
  lead: 'Dónde estás dentro, y tu clave.',
};
