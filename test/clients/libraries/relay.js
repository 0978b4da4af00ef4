import relayRuntime from 'relay-runtime';

import { relayEnvironment } from '../build/guide/relay.js';
import artifacts from '../build/relay/artifacts.js';
import { houseOf } from './house.js';
import { dispose, socketClient } from './socket.js';

const { commitMutation, createOperationDescriptor, fetchQuery, getRequest, requestSubscription } = relayRuntime;

export const name = 'relay';

/** Queries and mutations by HTTP, subscriptions by the socket, all through the store and what relay-compiler made of the documents. */
export function connect(options) {
  const socket = socketClient(options);
  const environment = relayEnvironment(houseOf(options), socket);
  return {
    execute(document, variables = {}) {
      const request = artifacts.get(document);
      if (request.params.operationKind === 'query') return fetchQuery(environment, request, variables, { fetchPolicy: 'network-only' }).toPromise();
      return new Promise((done, fail) => {
        commitMutation(environment, {
          mutation: request,
          variables,
          onCompleted: (data, errors) => (errors ? fail(new AggregateError(errors, errors[0].message)) : done(data)),
          onError: fail,
        });
      });
    },
    follow(document, variables, recorder) {
      const { dispose: stop } = requestSubscription(environment, {
        subscription: artifacts.get(document),
        variables,
        onNext: ({ operationEvents }) => recorder.take(operationEvents),
        onError: (cause) => recorder.fail(cause),
        onCompleted: () => recorder.fail(new Error('completed')),
      });
      return stop;
    },
    watch(document, variables, show) {
      const operation = createOperationDescriptor(getRequest(artifacts.get(document)), variables);
      const kept = environment.retain(operation);
      const asked = environment.execute({ operation }).subscribe({
        complete: () => show(environment.lookup(operation.fragment).data),
      });
      const watched = environment.subscribe(environment.lookup(operation.fragment), ({ data }) => show(data));
      return () => {
        asked.unsubscribe();
        for (const each of [watched, kept]) each.dispose();
      };
    },
    close: () => dispose(socket),
  };
}
