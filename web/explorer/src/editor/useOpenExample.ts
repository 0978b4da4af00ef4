import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useCallback } from 'react';
import type { Example } from '../examples/catalogue';
import { fill, type Seen } from '../examples/placeholders';
import { narrowScreen } from '../shell/screen';

/** Opens examples in tabs of their own; null until the editors are there. */
export function useOpenExample(): ((example: Example, seen: Seen) => void) | null {
  const { addTab, setVisiblePlugin } = useGraphiQLActions();
  const query = useGraphiQL((state) => state.queryEditor);
  const variables = useGraphiQL((state) => state.variableEditor);
  const open = useCallback(
    (example: Example, seen: Seen) => {
      addTab();
      query?.setValue(example.document);
      variables?.setValue(fill(example.variables, seen));
      query?.focus();
      // There the list covers the editors.
      if (narrowScreen()) setVisiblePlugin(null);
    },
    [addTab, query, setVisiblePlugin, variables],
  );
  return query && variables ? open : null;
}
