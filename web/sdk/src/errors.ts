/**
 * Who can do something about it: nobody was reached (`network`), the program asked wrongly, too often or without a right (`program`), or a
 * person can mend what was typed (`person`).
 */
export type HouseErrorKind = 'network' | 'program' | 'person';

/**
 * Codes of failures in which the house said nothing. CANCELED: whoever asked called it off, or is not signed in any more. STORAGE: the store of
 * this device failed. FILE_UNREADABLE: the device does not hand the file out. UPLOAD_REFUSED: the store of files did not take it. Every other code
 * is the house's own: `docs/errors.md`.
 */
export type NetworkCode = 'OFFLINE' | 'TIMED_OUT' | 'CANCELED' | 'UNREADABLE' | 'STORAGE' | 'FILE_UNREADABLE' | 'UPLOAD_REFUSED';

/** What an error is made of. */
export interface HouseErrorParts {
  readonly kind: HouseErrorKind;
  readonly code: string;
  readonly message: string;
  readonly field?: readonly string[] | null;
  readonly params?: Readonly<Record<string, string>>;
  readonly requestId?: string | null;
  readonly retryable?: boolean;
  readonly retryAfterMs?: number | null;
  readonly cause?: unknown;
}

/** Why something was not done. `message` is Spanish and ready to show. */
export class HouseError extends Error {
  override readonly name: string = 'HouseError';
  readonly kind: HouseErrorKind;
  /** For programs: a code of the house's closed list, or a `NetworkCode`. */
  readonly code: string;
  /** Path in the input, as in `userErrors`; null when it is about the whole. */
  readonly field: readonly string[] | null;
  /** The figures behind a refusal, as texts. */
  readonly params: Readonly<Record<string, string>>;
  /** What support asks for; null when no answer came. */
  readonly requestId: string | null;
  /** True when the same request may succeed later; a mutation with the same idempotency key. */
  readonly retryable: boolean;
  /** How long to wait at least, in milliseconds; null when the house did not say. */
  readonly retryAfterMs: number | null;

  constructor(parts: HouseErrorParts) {
    super(parts.message, parts.cause === undefined ? undefined : { cause: parts.cause });
    this.kind = parts.kind;
    this.code = parts.code;
    this.field = parts.field ?? null;
    this.params = parts.params ?? {};
    this.requestId = parts.requestId ?? null;
    this.retryable = parts.retryable ?? false;
    this.retryAfterMs = parts.retryAfterMs ?? null;
  }
}

const networkTexts: Record<NetworkCode, string> = {
  OFFLINE: 'No hay conexión con la casa. Revisa tu internet y vuelve a intentarlo.',
  TIMED_OUT: 'La casa no respondió a tiempo. Vuelve a intentarlo en unos segundos.',
  CANCELED: 'La solicitud se detuvo antes de terminar.',
  UNREADABLE: 'La respuesta no se pudo leer. Vuelve a intentarlo en unos segundos.',
  STORAGE: 'Este dispositivo no pudo leer lo que guarda. Desbloquéalo y vuelve a intentarlo.',
  FILE_UNREADABLE: 'El archivo no se pudo leer. Elígelo otra vez.',
  UPLOAD_REFUSED: 'El archivo no se pudo guardar. Vuelve a enviarlo.',
};

/** The error of a request that the house did not answer. */
export const networkError = (code: NetworkCode, cause?: unknown, requestId: string | null = null): HouseError =>
  new HouseError({ kind: 'network', code, message: networkTexts[code], retryable: code !== 'CANCELED' && code !== 'FILE_UNREADABLE', cause, requestId });

/** An error of a GraphQL answer, as it comes. */
export interface GraphQLErrorShape {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** Reads an error of an answer. `retryAfter` comes in seconds. */
export function programError(error: GraphQLErrorShape, requestId: string | null = null): HouseError {
  const { code, field, requestId: own, retryable, retryAfter } = error.extensions ?? {};
  return new HouseError({
    kind: 'program',
    code: typeof code === 'string' ? code : 'INTERNAL',
    message: error.message,
    field: Array.isArray(field) ? field.map(String) : null,
    requestId: typeof own === 'string' ? own : requestId,
    retryable: retryable === true,
    retryAfterMs: typeof retryAfter === 'number' ? retryAfter * 1_000 : null,
    cause: error,
  });
}

/** A refusal of a mutation; documents select at least `code` and `message`. */
export interface UserErrorShape {
  readonly code: string;
  readonly message: string;
  readonly field?: readonly string[] | null;
  readonly params?: readonly { readonly name: string; readonly value: string }[];
}

/** The payload of a mutation, as far as every one is alike. */
export interface MutationPayload {
  readonly userErrors?: readonly UserErrorShape[];
}

/** Reads the refusals of a payload: none when the act was done. */
export const refusalsOf = (payload: MutationPayload | null | undefined, requestId: string | null = null): readonly HouseError[] =>
  (payload?.userErrors ?? []).map((refusal) => {
    const params = Object.fromEntries((refusal.params ?? []).map(({ name, value }) => [name, value]));
    const wait = params['retryAfterMs'];
    return new HouseError({
      kind: 'person',
      code: refusal.code,
      message: refusal.message,
      field: refusal.field ?? null,
      params,
      requestId,
      retryable: refusal.code === 'IDEMPOTENCY_IN_PROGRESS',
      retryAfterMs: wait === undefined ? null : Number(wait),
      cause: refusal,
    });
  });
