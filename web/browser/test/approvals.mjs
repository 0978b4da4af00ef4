// Four eyes: what one proposes, another decides.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe } from 'node:test';
import { people, staff } from '../src/house.mjs';
import { stepsOf } from './steps.mjs';

export const approvals = (world) => describe('an identification that is proposed to be approved', () => {
  const { program } = world;
  const step = stepsOf();
  const decide = (caller, proposalId) =>
    caller.tries('proposalDecide', { idempotencyKey: randomUUID(), proposalId, decision: 'CONFIRMED' }, 'proposal { decision decider { id } } client { kycStatus }');
  let proposer;
  let proposal;

  step('begins with the papers that Middle Office accepts', async () => {
    proposer = await staff(program, people.MIDDLE_OFFICE);
    const { reviewQueue } = await proposer.ask('{ reviewQueue(first: 20) { nodes { id identification { missing documents { id status } proposal { id } } } } }');
    const client = reviewQueue.nodes.find(({ identification: { missing, proposal: open } }) => missing.length === 0 && !open);
    assert.ok(client, 'nobody waits for a review in the demo');
    for (const { id, status } of client.identification.documents) {
      if (status === 'SUBMITTED') await proposer.act('documentReview', { idempotencyKey: randomUUID(), documentId: id, accept: true }, 'document { status }');
    }
    const proposed = await proposer.act('identificationPropose', { idempotencyKey: randomUUID(), clientId: client.id, approve: true },
      'proposal { id fourEyes mayDecide { allowed code } }');
    proposal = proposed.proposal;
    assert.equal(proposal.fourEyes, true);
  });

  step('is not decided by who proposed it', async () => {
    assert.equal(proposal.mayDecide.allowed, false);
    const { userErrors: [refusal] } = await decide(proposer, proposal.id);
    assert.equal(refusal?.code, proposal.mayDecide.code);
  });

  step('is decided by another', async () => {
    const master = await staff(program, people.MASTER);
    const decided = await decide(master, proposal.id);
    assert.deepEqual(decided.userErrors, []);
    assert.equal(decided.client.kycStatus, 'APPROVED');
  });
});
