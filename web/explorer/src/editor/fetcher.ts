import type { Fetcher } from '@graphiql/toolkit';
import type { Client, ExecutionResult } from 'graphql-ws';
import { post, saysSignedOut } from '../transport/request';
import { reasonOf } from '../transport/socket';

interface Parts {
  readonly socket: Client;
  /** Told every answer to a query or mutation. */
  readonly onAnswer: (answer: unknown) => void;
  /** Told that something is asked, but for the schema. */
  readonly onSend: () => void;
  /** Told when an answer says that nobody is signed in any more. */
  readonly onSignedOut: () => void;
}

/** Runs what the editor holds: subscriptions on the session's socket, everything else by POST. */
export function fetcherOf({ socket, onAnswer, onSend, onSignedOut }: Parts): Fetcher {
  return (params, options) => {
    const operation = options?.documentAST?.definitions.find(
      (definition) =>
        definition.kind === 'OperationDefinition' &&
        (!params.operationName || definition.name?.value === params.operationName),
    );
    const isIntrospection = options?.documentAST === undefined;
    if (!isIntrospection) onSend();
    if (operation?.kind === 'OperationDefinition' && operation.operation === 'subscription') {
      return follow(socket, { ...params, operationName: params.operationName ?? null });
    }
    return answer();

    async function answer() {
      const result = await post(params, options?.headers);
      if (saysSignedOut(result)) onSignedOut();
      if (!isIntrospection) onAnswer(result.data);
      return result as ExecutionResult;
    }
  };
}

async function* follow(socket: Client, payload: Parameters<Client['iterate']>[0]): AsyncGenerator<ExecutionResult> {
  try {
    yield* socket.iterate(payload) as AsyncIterable<ExecutionResult>;
  } catch (ending) {
    throw new Error(reasonOf(ending), { cause: ending });
  }
}
