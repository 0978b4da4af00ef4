// GraphiQL speaks English and has no way to be told otherwise. Its own labels are a fixed set, so the page translates them
// where they stand: whole texts and attributes that are equal to one of these, never a part of what a person wrote.

const words: Readonly<Record<string, string>> = {
  Docs: 'Documentación',
  'Documentation Explorer': 'Documentación del esquema',
  'Show Documentation Explorer': 'Mostrar la documentación del esquema',
  'Hide Documentation Explorer': 'Ocultar la documentación del esquema',
  'Show Ejemplos': 'Mostrar los ejemplos',
  'Hide Ejemplos': 'Ocultar los ejemplos',
  History: 'Historial',
  'Show History': 'Mostrar el historial',
  'Hide History': 'Ocultar el historial',
  'Clear': 'Vaciar',
  'Cleared': 'Vaciado',
  'Failed to Clear': 'No se pudo vaciar',
  'Add favorite': 'Marcar como favorita',
  'Remove favorite': 'Quitar de favoritas',
  'Edit label': 'Cambiar el nombre',
  'Type a label': 'Escribe un nombre',
  'Set active': 'Abrir',
  'Delete from history': 'Borrar del historial',
  Save: 'Guardar',
  'Re-fetch GraphQL schema': 'Volver a leer el esquema',
  'Open short keys dialog': 'Atajos de teclado',
  'Open settings dialog': 'Preferencias',
  'New tab': 'Pestaña nueva',
  'Close Tab': 'Cerrar la pestaña',
  'Select active operation': 'Elegir la operación',
  'Operation Editor': 'Documento',
  'Editor Commands': 'Acciones del editor',
  Variables: 'Variables',
  Headers: 'Cabeceras',
  'Request headers': 'Cabeceras de la solicitud',
  'Show editor tools': 'Mostrar variables y cabeceras',
  'Hide editor tools': 'Ocultar variables y cabeceras',
  'Execute query (Ctrl-Enter)': 'Ejecutar (Ctrl-Enter)',
  'Execute query (Cmd-Enter)': 'Ejecutar (Cmd-Enter)',
  'Stop query (Ctrl-Enter)': 'Detener (Ctrl-Enter)',
  'Stop query (Cmd-Enter)': 'Detener (Cmd-Enter)',
  'Prettify query (Shift-Ctrl-P)': 'Ordenar el documento (Shift-Ctrl-P)',
  'Merge fragments into query (Shift-Ctrl-M)': 'Incluir los fragmentos (Shift-Ctrl-M)',
  'Copy query (Shift-Ctrl-C)': 'Copiar el documento (Shift-Ctrl-C)',
  'Result Window': 'Respuesta',
  'Response Editor': 'Respuesta',
  'A GraphQL schema provides a root type for each kind of operation.':
    'El esquema tiene un tipo de partida por cada clase de operación.',
  'Root Types': 'Tipos de partida',
  'All Schema Types': 'Todos los tipos',
  'query': 'consulta',
  'mutation': 'mutación',
  'subscription': 'suscripción',
  Fields: 'Campos',
  Arguments: 'Argumentos',
  'Enum Values': 'Valores',
  Directives: 'Directivas',
  Implements: 'Implementa',
  Implementations: 'Implementaciones',
  'Possible Types': 'Tipos posibles',
  'Deprecated Fields': 'Campos en desuso',
  'Deprecated Arguments': 'Argumentos en desuso',
  'Deprecated Enum Values': 'Valores en desuso',
  'Show Deprecated Fields': 'Mostrar los campos en desuso',
  'Show Deprecated Arguments': 'Mostrar los argumentos en desuso',
  'Show Deprecated Values': 'Mostrar los valores en desuso',
  Deprecated: 'En desuso',
  'No Description': 'Sin descripción',
  'No results found': 'Nada coincide',
  'Other results': 'Otros resultados',
  'Error fetching schema': 'No se pudo leer el esquema',
  'No GraphQL schema available': 'No hay esquema',
  'Short Keys': 'Atajos de teclado',
  'Short Key': 'Atajo',
  Function: 'Qué hace',
  'Close dialog': 'Cerrar',
  Settings: 'Preferencias',
  Theme: 'Tema',
  System: 'Sistema',
  Light: 'Claro',
  Dark: 'Oscuro',
  On: 'Sí',
  Off: 'No',
  'Adjust how the interface appears.': 'Cómo se ve la página.',
  'Clear storage': 'Lo guardado',
  'Remove all locally stored data and start fresh.': 'Borra pestañas e historial de este navegador.',
  'Clear data': 'Borrar',
  'Cleared data': 'Borrado',
  Failed: 'No se pudo',
};

/** Parts of the page that hold what people wrote or what the house answered: they are left as they are. */
const foreign = '.monaco-editor, .examples, .result-window, .graphiql-history-item-label, .graphiql-markdown-description';
const attributes = ['aria-label', 'title', 'placeholder', 'data-tooltip'] as const;

/** Puts GraphiQL's labels below a node into Spanish, now and whenever they change. Answers how to stop. */
export function speakSpanish(root: HTMLElement): () => void {
  translate(root);
  const observer = new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === 'childList') change.addedNodes.forEach(translate);
      else translate(change.target);
    }
  });
  observer.observe(root, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: [...attributes] });
  return () => observer.disconnect();
}

function translate(node: Node): void {
  if (node instanceof Text) {
    translateText(node);
    return;
  }
  if (!(node instanceof Element) || node.closest(foreign)) return;
  translateAttributes(node);
  for (const element of node.querySelectorAll('[aria-label], [title], [placeholder]')) {
    if (!element.closest(foreign)) translateAttributes(element);
  }
  const texts = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) translateText(texts.currentNode as Text);
}

function translateText(text: Text): void {
  const known = spanish(text.data);
  if (known !== undefined && !text.parentElement?.closest(foreign)) text.data = known;
}

function translateAttributes(element: Element): void {
  for (const name of attributes) {
    const known = spanish(element.getAttribute(name) ?? '');
    if (known !== undefined) element.setAttribute(name, known);
  }
}

/** What a label is in Spanish; undefined for what is none, or is Spanish already. */
export function spanish(label: string): string | undefined {
  const known = words[label.trim()];
  return known === label.trim() ? undefined : known;
}
