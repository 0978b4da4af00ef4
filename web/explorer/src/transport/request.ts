import { httpEndpoint } from './endpoint';

/** One error of an answer, as far as the explorer looks at it. */
export interface ProblemReport {
  readonly message: string;
  readonly extensions?: { readonly code?: string };
}

/** What the API answers to one request. */
export interface Answer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly ProblemReport[];
  readonly extensions?: { readonly serverTime?: string; readonly session?: string };
}

/** A request that got no answer of the API. Its message is Spanish, ready to show. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/** An answer without data. Its message is the API's own, ready to show. */
export class Refused extends Error {
  override readonly name = 'Refused';

  constructor(readonly problems: readonly ProblemReport[]) {
    super(problems[0]?.message ?? 'El servidor no dio datos.');
  }

  /** True when the answer says that nobody is signed in. */
  get signedOut(): boolean {
    return saysSignedOut({ errors: this.problems });
  }
}

/** True when an answer says that nobody is signed in any more. */
export function saysSignedOut(answer: Answer<unknown>): boolean {
  if (answer.extensions?.session === 'ENDED') return true;
  return answer.errors?.some((problem) => problem.extensions?.code === 'UNAUTHENTICATED') ?? false;
}

/**
 * Sends one request and gives the API's answer as it is, errors included. The session travels in a cookie that scripts
 * cannot read; the header proves that no foreign page caused the request.
 */
export async function post<Data>(
  body: { query: string; variables?: unknown; operationName?: string | null | undefined },
  headers: Readonly<Record<string, string>> = {},
  signal?: AbortSignal,
): Promise<Answer<Data>> {
  let response: Response;
  try {
    response = await fetch(httpEndpoint, {
      method: 'POST',
      credentials: 'same-origin',
      headers: {
        ...headers,
        'Content-Type': 'application/json',
        Accept: 'application/graphql-response+json, application/json;q=0.9',
        'X-Requested-With': 'qoricash-explorer',
      },
      body: JSON.stringify(body),
      ...(signal && { signal }),
    });
  } catch (cause) {
    throw new NoAnswer('No hay conexión con el servidor.', { cause });
  }
  try {
    return (await response.json()) as Answer<Data>;
  } catch (cause) {
    throw new NoAnswer(`El servidor respondió ${response.status} sin un resultado que se pueda leer.`, { cause });
  }
}

/** Sends one request of the explorer's own pages and gives its data. */
export async function ask<Data>(query: string, variables?: unknown): Promise<Data> {
  return (await askAt<Data>(query, variables)).data;
}

/** The same, with the server's clock when it answered. */
export async function askAt<Data>(query: string, variables?: unknown): Promise<{ data: Data; serverTime: number }> {
  const { data, errors, extensions } = await post<Data>({ query, variables });
  if (data == null) throw new Refused(errors ?? []);
  return { data, serverTime: extensions?.serverTime ? Date.parse(extensions.serverTime) : Date.now() };
}
