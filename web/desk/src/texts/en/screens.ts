import type { Texts } from '../es.ts';

export const screens: Texts['screens'] = {
  home: 'Home',
  operations: 'Operations',
  newOperation: 'New',
  operation: 'Operation',
  rates: 'Exchange rate',
  sessions: 'Sessions and password',
  accounts: 'Accounts',
  account: 'Account of the books',
  clients: 'Clients',
  client: 'Client',
  approvals: 'Approvals',
  kyc: 'KYC review',
  review: 'Review',
  messages: 'Messages',
  audit: 'Audit',
  system: 'System',
  settings: 'Settings',
  users: 'Users',
  user: 'Person of the house',
  rewards: 'Referrals',
};
