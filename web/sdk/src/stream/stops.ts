import { HouseError } from '../errors.ts';
import type { SessionRestriction } from '../documents/generated/graphql.ts';

/** The session is over: somebody signs in, and the line goes on. */
export const endedSession = (): HouseError =>
  new HouseError({ kind: 'program', code: 'UNAUTHENTICATED', message: 'Tu sesión terminó. Ingresa otra vez para continuar.' });

/** The session owes something first. */
export const owedStep = (restriction: SessionRestriction | null): HouseError =>
  restriction === 'PASSWORD_CHANGE'
    ? new HouseError({ kind: 'program', code: 'PASSWORD_CHANGE_REQUIRED', message: 'Antes de continuar debes cambiar tu contraseña.' })
    : new HouseError({ kind: 'program', code: 'TOTP_SETUP_REQUIRED', message: 'Antes de continuar debes activar la verificación en dos pasos.' });

/** The socket was closed for what the program did. */
export const faultOfProgram = (code: number): HouseError =>
  new HouseError({
    kind: 'program',
    code: 'BAD_REQUEST',
    message: `La conexión en vivo se cerró por un error del programa (${code}). Actualiza la página; si se repite, comunícate con soporte.`,
  });
