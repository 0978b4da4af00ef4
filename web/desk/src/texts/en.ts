import { kit } from './en/kit.ts';
import { common } from './en/common.ts';
import { screens } from './en/screens.ts';
import { frame } from './en/frame.ts';
import { line } from './en/line.ts';
import { search } from './en/search.ts';
import { signIn } from './en/signIn.ts';
import { sessions } from './en/sessions.ts';
import { queue } from './en/queue.ts';
import { operation } from './en/operation.ts';
import { acts } from './en/acts.ts';
import { act } from './en/act.ts';
import { home } from './en/home.ts';
import { newOperation } from './en/newOperation.ts';
import { rates } from './en/rates.ts';
import { accounts } from './en/accounts.ts';
import { audit } from './en/audit.ts';
import { messages } from './en/messages.ts';
import { clients } from './en/clients.ts';
import { approvals } from './en/approvals.ts';
import { kyc } from './en/kyc.ts';
import { system } from './en/system.ts';
import { settings } from './en/settings.ts';
import { users } from './en/users.ts';
import { pricing } from './en/pricing.ts';
import { rewards } from './en/rewards.ts';
import { invoices } from './en/invoices.ts';
import { risk } from './en/risk.ts';
import type { OfficeTexts } from './es/office.ts';

/** The English of the desk. */
export const en: OfficeTexts = {
  locale: 'en-US',
  kit,
  common,
  screens,
  frame,
  line,
  search,
  signIn,
  sessions,
  queue,
  operation,
  acts,
  act,
  home,
  newOperation,
  rates,
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
