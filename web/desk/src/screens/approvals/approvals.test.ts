import { describe, expect, it } from 'vitest';
import { aboutOf, changeOf, decisionsOf, inView, parseApprovalSearch, type Proposal } from './approvals.ts';

const proposal = (part: object): Proposal => ({
  kind: 'KYC_APPROVE', decision: null, client: null, parameter: null, negotiatedRate: null, user: null, set: null, ...part,
}) as unknown as Proposal;

describe('what a proposal changes', () => {
  it.each([
    ['an approval', { kind: 'KYC_APPROVE', client: { kycStatus: 'IN_REVIEW' } }, { of: 'status', before: 'IN_REVIEW', after: 'APPROVED' }],
    ['a rejection', { kind: 'KYC_REJECT', client: { kycStatus: 'IN_REVIEW' } }, { of: 'status', before: 'IN_REVIEW', after: 'REJECTED' }],
    [
      'an approval that was decided', { kind: 'KYC_APPROVE', decision: 'CONFIRMED', client: { kycStatus: 'APPROVED' } },
      { of: 'status', before: null, after: 'APPROVED' },
    ],
    ['a parameter', { kind: 'PARAMETER_SET', parameter: { value: { text: '20 min' } } }, { of: 'value', before: '15 min', after: '20 min' }],
    [
      'a parameter that was decided', { kind: 'PARAMETER_SET', decision: 'DECLINED', parameter: { value: { text: '20 min' } } },
      { of: 'value', before: null, after: '20 min' },
    ],
    [
      'a rate, beside what the public was offered', { kind: 'NEGOTIATED_RATE', decision: 'CONFIRMED', negotiatedRate: { rate: '3.7550', publicRate: '3.7380' } },
      { of: 'value', before: '3.7380', after: '3.7550' },
    ],
    [
      'an office that is given', { kind: 'PERMISSION_SET_GRANT', user: { sets: ['ACCOUNTANT'] }, set: 'OFFICER' },
      { of: 'sets', before: ['ACCOUNTANT'], after: ['ACCOUNTANT', 'OFFICER'] },
    ],
    ['an office that is taken', { kind: 'PERMISSION_SET_WITHDRAW', user: { sets: ['OFFICER'] }, set: 'OFFICER' }, { of: 'sets', before: ['OFFICER'], after: [] }],
    [
      'an office of somebody whose offices are not shown', { kind: 'PERMISSION_SET_GRANT', user: { sets: null }, set: 'OFFICER' },
      { of: 'sets', before: null, after: ['OFFICER'] },
    ],
  ])('%s', (_, part, change) => {
    expect(changeOf(proposal(part), '15 min')).toEqual(change);
  });
});

it.each([
  ['its number', { invoiceVoid: { reason: 'Error en el RUC', invoice: { code: 'F001-7' } } }, 'F001-7'],
  ['nothing where it is not shown', { invoiceVoid: { reason: 'Error en el RUC', invoice: null } }, null],
  ['nothing where it is about something else', { invoiceVoid: null }, null],
])('a document is named by %s', (_, part, about) => {
  expect(aboutOf(proposal(part))).toBe(about);
});

describe('what may be done with a proposal', () => {
  it.each([
    ['by a second person', { mayDecide: { allowed: true, mayWithdraw: false } }, ['CONFIRMED', 'DECLINED']],
    ['by who proposed it', { mayDecide: { allowed: false, mayWithdraw: true } }, ['WITHDRAWN']],
    ['by nobody else', { mayDecide: { allowed: false, mayWithdraw: false } }, []],
    ['once it was decided', { decision: 'DECLINED', mayDecide: { allowed: false, mayWithdraw: true } }, []],
  ])('%s', (_, part, decisions) => {
    expect(decisionsOf(proposal(part))).toEqual(decisions);
  });
});

describe('the views', () => {
  const own = proposal({ id: 'ppl_1', proposer: { id: 'usr_me' }, mayDecide: { allowed: false } });
  const other = proposal({ id: 'ppl_2', proposer: { id: 'usr_2' }, mayDecide: { allowed: true } });

  it('show those of others first, and the own ones still', () => {
    expect(inView([own, other], 'open', 'usr_me')).toEqual([other, own]);
  });

  it('keep a proposal where it stands when it is decided', () => {
    const decided = proposal({ id: 'ppl_2', proposer: { id: 'usr_2' }, decision: 'CONFIRMED', mayDecide: { allowed: false } });
    expect(inView([own, decided], 'open', 'usr_me')).toEqual([decided, own]);
  });

  it('show one’s own alone, and what was decided as it was', () => {
    expect(inView([own, other], 'own', 'usr_me')).toEqual([own]);
    expect(inView([own, other], 'decided', 'usr_me')).toEqual([own, other]);
  });

  it('are read from the address', () => {
    expect(parseApprovalSearch({ view: 'decided' })).toEqual({ view: 'decided' });
    expect(parseApprovalSearch({ view: 'gone' })).toEqual({});
  });
});
