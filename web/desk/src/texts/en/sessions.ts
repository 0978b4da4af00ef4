import type { Texts } from '../es.ts';
import { plural } from '../plural.ts';

export const sessions: Texts['sessions'] = {
  title: 'Sessions',
  empty: 'Only this session is open.',
  device: 'Device',
  address: 'Address',
  since: 'Since',
  last: 'Last used',
  current: 'this session',
  end: 'End session',
  ending: 'Ending…',
  endOthers: (count) => `End the others (${count})`,
  endOthersAsk: (count) => `${count} ${plural(count, 'session ends', 'sessions end')}. Whoever uses them has to sign in again.`,
  password: 'Password',
  changed: 'Password changed. The other sessions have ended.',
  lead: 'Where you are signed in, and your password.',
};
