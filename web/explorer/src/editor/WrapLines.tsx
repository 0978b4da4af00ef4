import { useGraphiQL } from '@graphiql/react';
import { useEffect } from 'react';

/** Wraps long lines: ids and explanations are longer than an editor beside a list is wide. */
export function WrapLines() {
  const query = useGraphiQL((state) => state.queryEditor);
  const variables = useGraphiQL((state) => state.variableEditor);
  useEffect(() => {
    query?.updateOptions({ wordWrap: 'on', wrappingIndent: 'indent' });
    variables?.updateOptions({ wordWrap: 'on', wrappingIndent: 'indent' });
  }, [query, variables]);
  return null;
}
