import { plural } from '../plural.ts';

export const line = {
  live: 'En vivo',
  idle: 'Sin conexión',
  connecting: 'Conectando',
  slow: 'Reconectando',
  stopped: 'Sin sesión',
  catchingUp: (count: number) => `Poniéndose al día: ${count}`,
  slowBar: (time: string) => `Reconectando, último dato ${time}. Lo que ves puede haber cambiado.`,
  recovered: (count: number, from: string, until: string) => `Sin conexión de ${from} a ${until}: ${count} ${plural(count, 'aviso recuperado', 'avisos recuperados')}.`,
  reloaded: (time: string) => `Se actualizó todo a las ${time}.`,
  dismiss: 'Entendido',
};
