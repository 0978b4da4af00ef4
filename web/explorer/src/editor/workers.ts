import EditorWorker from 'monaco-editor/esm/vs/editor/editor.worker.js?worker';
import JsonWorker from 'monaco-editor/esm/vs/language/json/json.worker.js?worker';
import GraphQLWorker from 'monaco-graphql/esm/graphql.worker.js?worker';
import type { Environment } from 'monaco-editor';

/** Gives the editor its workers from files of the bundle: the policy of the page allows no other. */
export function provideWorkers(): void {
  const environment: Environment = {
    getWorker(_id, label) {
      switch (label) {
        case 'graphql':
          return new GraphQLWorker();
        case 'json':
          return new JsonWorker();
        default:
          return new EditorWorker();
      }
    },
  };
  window.MonacoEnvironment = environment;
}
