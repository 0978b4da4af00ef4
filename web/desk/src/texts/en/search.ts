import type { Texts } from '../es.ts';

export const search: Texts['search'] = {
  title: 'Search and do',
  placeholder: 'EXP-3267, document, name, 1730.00, reference…',
  go: 'Go to',
  operations: 'Operations',
  clients: 'Clients',
  nothing: (text) => `Nothing with “${text}”.`,
  looking: 'Looking…',
  hint: 'Arrows to move, Enter to open.',
};
