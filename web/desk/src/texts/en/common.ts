import type { Texts } from '../es.ts';

export const common: Texts['common'] = {
  back: 'Back',
  cancel: 'Cancel',
  close: 'Close',
  loading: 'Loading…',
  all: 'All',
  undo: 'Undo',
  no: 'No',
  choose: 'Choose',
  optional: 'optional',
  of: (shown, total) => `${shown} of ${total}`,
  more50: 'Load 50 more',
  lima: 'Lima time',
  amount: 'Amount',
  notFound: 'It does not exist, or it is out of your reach.',
  copyAll: 'Copy all',
  code: 'code',
  reference: 'reference',
};
