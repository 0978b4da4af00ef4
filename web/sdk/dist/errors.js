/** Why something was not done. `message` is Spanish and ready to show. */
export class HouseError extends Error {
    name = 'HouseError';
    kind;
    /** For programs: a code of the house's closed list, or a `NetworkCode`. */
    code;
    /** Path in the input, as in `userErrors`; null when it is about the whole. */
    field;
    /** The figures behind a refusal, as texts. */
    params;
    /** What support asks for; null when no answer came. */
    requestId;
    /** True when the same request may succeed later; a mutation with the same idempotency key. */
    retryable;
    /** How long to wait at least, in milliseconds; null when the house did not say. */
    retryAfterMs;
    constructor(parts) {
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
const networkTexts = {
    OFFLINE: 'No hay conexión con la casa. Revisa tu internet y vuelve a intentarlo.',
    TIMED_OUT: 'La casa no respondió a tiempo. Vuelve a intentarlo en unos segundos.',
    CANCELED: 'La solicitud se detuvo antes de terminar.',
    UNREADABLE: 'La respuesta no se pudo leer. Vuelve a intentarlo en unos segundos.',
};
/** The error of a request that the house did not answer. */
export const networkError = (code, cause, requestId = null) => new HouseError({ kind: 'network', code, message: networkTexts[code], retryable: code !== 'CANCELED', cause, requestId });
/** Reads an error of an answer. `retryAfter` comes in seconds. */
export function programError(error, requestId = null) {
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
/** Reads the refusals of a payload: none when the act was done. */
export const refusalsOf = (payload, requestId = null) => (payload?.userErrors ?? []).map((refusal) => {
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
