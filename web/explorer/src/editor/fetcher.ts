import type { Fetcher } from '@graphiql/toolkit';
import type { Client, ExecutionResult } from 'graphql-ws';
import { post, saysSignedOut } from '../transport/request';
import { reasonOf } from '../transport/socket';

interface Parts {
  readonly socket: Client;
  /** Told every answer to a query or mutation. */
  readonly onAnswer: (answer: unknown) => void;
  /** Told when an answer says that nobody is signed in any more. */
  readonly onSignedOut: () => void;
}

/** Runs what the editor holds: subscriptions on the session's socket, everything else by POST. */
export function fetcherOf({ socket, onAnswer, onSignedOut }: Parts): Fetcher {
  return (params, options) => {
    const operation = options?.documentAST?.definitions.find(
      (definition) =>
        definition.kind === 'OperationDefinition' &&
        (!params.operationName || definition.name?.value === params.operationName),
    );
    if (operation?.kind === 'OperationDefinition' && operation.operation === 'subscription') {
      return follow(socket, { ...params, operationName: params.operationName ?? null });
    }
    const isIntrospection = options?.documentAST === undefined;
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
