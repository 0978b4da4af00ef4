import { ToolbarButton, useGraphiQL } from '@graphiql/react';
import { newUuid } from '../examples/placeholders';

const idempotencyKey = /("idempotencyKey"\s*:\s*)"[^"]*"/;

/** A button that gives the variables a new idempotency key: the next run is another intent, not a repetition. */
export function RenewKey() {
  const editor = useGraphiQL((state) => state.variableEditor);
  return (
    <ToolbarButton
      label="Nueva clave de idempotencia"
      onClick={() => {
        if (!editor) return;
        editor.setValue(editor.getValue().replace(idempotencyKey, `$1"${newUuid()}"`));
      }}
    >
      <svg className="graphiql-toolbar-icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden>
        <circle cx="8" cy="14" r="4" />
        <path d="m11 11 8-8m-4 4 3 3m-.5-5.5 2 2" strokeLinecap="round" />
      </svg>
    </ToolbarButton>
  );
}
