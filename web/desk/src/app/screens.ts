import type { IconName } from '@qoricash/kit';
import type { ComponentType } from 'react';
import type { Texts } from '../texts/es.ts';
import { loadOffice } from '../texts/office.ts';
import type { Viewer } from './viewer.tsx';

/** A screen of the desk: where it is, who sees it, and how one gets there. */
export interface Screen {
  readonly id: keyof Texts['screens'];
  /** Its path below /desk, as messages of the house lead to it; parameters begin with `$`. */
  readonly path: string;
  readonly load: () => Promise<{ readonly default: ComponentType }>;
  /** Whether this person has anything to do there; left out, everybody has. */
  readonly sees?: (viewer: Viewer) => boolean;
  /** Its place in the rail; a screen without one is reached from another. */
  readonly rail?: { readonly icon: IconName; /** The letter behind `g`. */ readonly key: string; readonly count?: (counters: Counters) => number | null | undefined };
}

/** What waits at the desk, as the rail shows it. */
export type Counters = Readonly<Record<string, number | string | null | undefined>>;

/** Loads a screen together with the texts of the offices. */
const office = (load: Screen['load']): Screen['load'] => async () => (await Promise.all([load(), loadOffice()]))[0];

const number = (value: number | string | null | undefined): number | null => (typeof value === 'number' ? value : null);

/** All screens, in the order of the rail. */
export const screens: readonly Screen[] = [
  { id: 'home', path: '/', load: () => import('../screens/home/Home.tsx'), rail: { icon: 'home', key: 'i' } },
  {
    id: 'operations',
    path: '/operations',
    load: () => import('../screens/operations/Operations.tsx'),
    sees: ({ can }) => can.operationsRead,
    rail: { icon: 'list', key: 'o', count: (counters) => number(counters['operationsUnassigned']) },
  },
  {
    id: 'newOperation',
    path: '/operations/new',
    load: () => import('../screens/new-operation/NewOperation.tsx'),
    sees: ({ can }) => can.operationsCreate,
    rail: { icon: 'plus', key: 'n' },
  },
  { id: 'operation', path: '/operations/$id', load: () => import('../screens/operation/Operation.tsx'), sees: ({ can }) => can.operationsRead },
  {
    id: 'clients',
    path: '/clients',
    load: office(() => import('../screens/clients/Clients.tsx')),
    sees: ({ can }) => can.clientsRead,
    rail: { icon: 'people', key: 'l' },
  },
  { id: 'client', path: '/clients/$id', load: office(() => import('../screens/clients/Client.tsx')), sees: ({ can }) => can.clientsRead },
  {
    id: 'approvals',
    path: '/approvals',
    load: office(() => import('../screens/approvals/Approvals.tsx')),
    sees: ({ can }) => can.kycReview || can.parametersManage || can.usersWrite || can.invoicesVoid,
    rail: { icon: 'stamp', key: 's', count: (counters) => number(counters['approvalsToDecide']) },
  },
  {
    id: 'kyc',
    path: '/kyc',
    load: office(() => import('../screens/kyc/Kyc.tsx')),
    sees: ({ can }) => can.kycReview,
    rail: { icon: 'card', key: 'k', count: (counters) => number(counters['identificationsInReview']) },
  },
  { id: 'review', path: '/kyc/$id', load: office(() => import('../screens/kyc/Review.tsx')), sees: ({ can }) => can.kycReview },
  { id: 'rates', path: '/rates', load: office(() => import('../screens/rates/Rates.tsx')), rail: { icon: 'rate', key: 't' } },
  {
    id: 'invoices',
    path: '/invoices',
    load: office(() => import('../screens/invoices/Invoices.tsx')),
    sees: ({ can }) => can.invoicesRead,
    rail: { icon: 'receipt', key: 'f' },
  },
  { id: 'invoice', path: '/invoices/$id', load: office(() => import('../screens/invoices/Invoice.tsx')), sees: ({ can }) => can.invoicesRead },
  {
    id: 'rewards',
    path: '/rewards',
    load: office(() => import('../screens/rewards/Rewards.tsx')),
    sees: ({ can }) => can.rewardsRead || can.campaignsManage,
    rail: { icon: 'gift', key: 'w' },
  },
  {
    id: 'accounts',
    path: '/accounts',
    load: office(() => import('../screens/accounts/Accounts.tsx')),
    sees: ({ can }) => can.balancesRead,
    rail: { icon: 'bank', key: 'b' },
  },
  { id: 'account', path: '/accounts/$id', load: office(() => import('../screens/accounts/Account.tsx')), sees: ({ can }) => can.ledgerRead },
  {
    id: 'messages',
    path: '/messages',
    load: office(() => import('../screens/messages/Messages.tsx')),
    sees: ({ can }) => can.messagesManage,
    rail: { icon: 'mail', key: 'm', count: (counters) => number(counters['messagesGivenUp']) },
  },
  { id: 'audit', path: '/audit', load: office(() => import('../screens/audit/Audit.tsx')), sees: ({ can }) => can.auditRead, rail: { icon: 'eye', key: 'h' } },
  { id: 'settings', path: '/settings', load: office(() => import('../screens/settings/Settings.tsx')), rail: { icon: 'gear', key: 'j' } },
  { id: 'users', path: '/users', load: office(() => import('../screens/users/Users.tsx')), sees: ({ can }) => can.usersRead, rail: { icon: 'key', key: 'u' } },
  { id: 'user', path: '/users/$id', load: office(() => import('../screens/users/User.tsx')), sees: ({ can }) => can.usersRead },
  { id: 'system', path: '/system', load: office(() => import('../screens/system/System.tsx')), sees: ({ can }) => can.systemRead, rail: { icon: 'server', key: 'x' } },
  { id: 'sessions', path: '/security', load: () => import('../screens/sessions/Sessions.tsx') },
];
