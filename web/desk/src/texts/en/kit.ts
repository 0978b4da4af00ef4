import type { Texts } from '../es.ts';

export const kit: Texts['kit'] = {
  copy: 'Copy',
  copied: 'Copied',
  close: 'Close',
  required: 'Required',
  noMatch: 'Nothing matches',
  retry: 'Try again',
  request: 'Request',
  selectRow: 'Select',
  columns: 'Columns',
  moveLeft: 'Move before',
  moveRight: 'Move after',
  reset: 'As at the beginning',
};
