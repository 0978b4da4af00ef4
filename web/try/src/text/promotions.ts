import type { OperationStatus, RewardCodeState } from '../gql/graphql.ts';
import type { IconName } from '../parts/icon.tsx';

/** Shape and colour of each state of a code. The word is the house's. */
export const codeLooks: Record<RewardCodeState, { readonly icon: IconName; readonly tone: string }> = {
  FREE: { icon: 'tick', tone: 'good' },
  RESERVED: { icon: 'half', tone: 'info' },
  CONSUMED: { icon: 'swap', tone: 'ended' },
  EXPIRED: { icon: 'dash', tone: 'ended' },
  WITHDRAWN: { icon: 'cross', tone: 'ended' },
};

/** How far somebody is whom the client recommended the house to. */
export function progressOf(first: OperationStatus | null): { readonly icon: IconName; readonly tone: string; readonly words: string } {
  switch (first) {
    case null: return { icon: 'person', tone: 'ended', words: 'Aún no opera' };
    case 'COMPLETED': return { icon: 'tick', tone: 'good', words: 'Completó su primera operación' };
    case 'CANCELED': case 'EXPIRED': return { icon: 'dash', tone: 'ended', words: 'Su primera operación no se completó' };
    default: return { icon: 'half', tone: 'info', words: 'Su primera operación está en curso' };
  }
}

/** Pips that moved, with their sign. */
export const signed = (pips: number): string => (pips < 0 ? `−${-pips}` : `+${pips}`);

/** What a balance means: how many codes it is, or how far the next one is. */
export function balanceOf(available: number, forCode: number): string {
  if (available < 0) return `Se deshizo una operación por la que ya habías canjeado. Con los próximos ${-available} pips quedas en cero.`;
  const missing = forCode - available;
  if (missing > 0) return missing === 1 ? 'Te falta 1 pip para un código.' : `Te faltan ${missing} pips para un código.`;
  const codes = Math.floor(available / forCode);
  return codes === 1 ? 'Alcanzan para un código.' : `Alcanzan para ${codes} códigos.`;
}

/** What is written beside a link that is shared. */
export const invitation = (code: string): string => `Cambia dólares con QoriCash. Con mi código ${code} tu primera operación tiene un mejor precio.`;

/** What is written beside a code that is given away. */
export const gift = (code: string): string => `Te regalo un código de QoriCash: con ${code} tu próximo cambio tiene un mejor precio.`;
