import { HouseError } from '../errors.ts';
import type { SessionRestriction } from '../documents/generated/graphql.ts';

/** The session is over: somebody signs in, and the line goes on. */
export const endedSession = (): HouseError =>
  new HouseError({ kind: 'program', code: 'UNAUTHENTICATED', message: 'Tu sesión terminó. Ingresa otra vez para continuar.' });

/** The session owes something first. */
export const owedStep = (restriction: SessionRestriction | null): HouseError => {
  const step = restriction === 'PASSWORD_CHANGE' ? 'cambiar tu contraseña' : 'activar la verificación en dos pasos';
  return new HouseError({ kind: 'program', code: `${restriction ?? 'TOTP_SETUP'}_REQUIRED`, message: `Antes de continuar debes ${step}.` });
};

/** The socket was closed for what the program did. */
export const faultOfProgram = (code: number): HouseError =>
  new HouseError({
    kind: 'program',
    code: 'BAD_REQUEST',
    message: `Un error del programa cerró la conexión en vivo (${code}). Actualiza la página.`,
  });
