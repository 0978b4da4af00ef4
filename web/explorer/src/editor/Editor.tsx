import { DocExplorerStore, DOC_EXPLORER_PLUGIN } from '@graphiql/plugin-doc-explorer';
import { HISTORY_PLUGIN, HistoryStore } from '@graphiql/plugin-history';
import { GraphiQLProvider } from '@graphiql/react';
import { GraphiQL, GraphiQLInterface } from 'graphiql';
import 'graphiql/style.css';
import type { Client } from 'graphql-ws';
import { useMemo } from 'react';
import { SeenStore } from '../examples/seenStore';
import { narrowScreen } from '../shell/screen';
import type { Theme } from '../shell/theme';
import { examplesPlugin } from './examplesPlugin';
import { fetcherOf } from './fetcher';
import { OpenRequest, type Opening } from './OpenRequest';
import { RenewKey } from './RenewKey';
import { Spanish } from './Spanish';
import { editorStorage, giveRoom } from './storage';
import { WrapLines } from './WrapLines';
import { provideWorkers } from './workers';

const welcome = `# Elige un ejemplo y ejecútalo con Ctrl-Enter.
# Ctrl-Espacio completa.

query QuienSoy {
  serverTime
  viewer {
    role
    permissions { permission reach }
  }
  publicRate { houseBuys houseSells at }
}
`;

interface Props {
  readonly socket: Client;
  readonly theme: Theme;
  /** An example that another part of the page asks to open. */
  readonly opening: Opening | null;
  readonly onSignedOut: () => void;
}

provideWorkers();
giveRoom();

/** On a telephone the answer lies below the document: the page goes there when something is asked. */
function showAnswer(): void {
  if (narrowScreen()) document.querySelector('.graphiql-response')?.scrollIntoView({ behavior: 'smooth', block: 'start' });
}

/** GraphiQL with our examples. It is loaded only for signed-in people: it introspects as soon as it is there. */
export default function Editor({ socket, theme, opening, onSignedOut }: Props) {
  const { fetcher, plugins, seen, firstPlugin } = useMemo(() => {
    const store = new SeenStore();
    const examples = examplesPlugin(store);
    return {
      seen: store,
      fetcher: fetcherOf({ socket, onAnswer: store.learn, onSignedOut, onSend: showAnswer }),
      plugins: [DOC_EXPLORER_PLUGIN, examples, HISTORY_PLUGIN],
      firstPlugin: narrowScreen() ? {} : { visiblePlugin: examples },
    };
  }, [socket, onSignedOut]);

  return (
    <GraphiQLProvider
      fetcher={fetcher}
      plugins={plugins}
      referencePlugin={DOC_EXPLORER_PLUGIN}
      {...firstPlugin}
      storage={editorStorage}
      defaultQuery={welcome}
      inputValueDeprecation
    >
      <HistoryStore>
        <DocExplorerStore>
          <Spanish />
          <WrapLines />
          <OpenRequest opening={opening} seen={seen} />
          <GraphiQLInterface
            forcedTheme={theme}
            defaultEditorToolsVisibility="variables"
            showPersistHeadersSettings={false}
          >
            <GraphiQL.Logo><span className="editor-logo">GraphiQL</span></GraphiQL.Logo>
            <GraphiQL.Toolbar>
              {({ prettify, copy, merge }) => (
                <>
                  {prettify}
                  {merge}
                  {copy}
                  <RenewKey />
                </>
              )}
            </GraphiQL.Toolbar>
          </GraphiQLInterface>
        </DocExplorerStore>
      </HistoryStore>
    </GraphiQLProvider>
  );
}
