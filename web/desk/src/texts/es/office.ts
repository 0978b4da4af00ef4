import { accounts } from './accounts.ts';
import { audit } from './audit.ts';
import { messages } from './messages.ts';
import { clients } from './clients.ts';
import { approvals } from './approvals.ts';
import { kyc } from './kyc.ts';
import { system } from './system.ts';
import { settings } from './settings.ts';
import { users } from './users.ts';
import { pricing } from './pricing.ts';
import { rewards } from './rewards.ts';
import { invoices } from './invoices.ts';
import { risk } from './risk.ts';
import type { Texts } from '../es.ts';

/** The Spanish of the screens that nobody begins with: it comes with the first of them. */
export const office = {
  accounts,
  audit,
  messages,
  clients,
  approvals,
  kyc,
  system,
  settings,
  users,
  pricing,
  rewards,
  invoices,
  risk,
};

export type Office = typeof office;

/** All that the desk says. */
export type OfficeTexts = Texts & Office;
