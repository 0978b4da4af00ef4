import assert from 'node:assert/strict';

/** The events of an operation that goes well, in order. */
export const course = [
  'CREATED',
  'DEPOSIT_REPORTED',
  'ASSIGNED',
  'DEPOSIT_CONFIRMED',
  'PAYOUT_ADDED',
  'PROOF_ADDED',
  'COMPLETED',
];

/** Waits until a recorder saw an operation to its end, and demands that it saw all of it, in order, nothing twice. */
export async function assertWholeCourse(recorder, who, withinMilliseconds) {
  await recorder.saw('COMPLETED', withinMilliseconds);
  assert.deepEqual(recorder.kinds, course, who);
  assert.deepEqual(
    recorder.events.map((event) => event.operationVersion),
    course.map((_, index) => index + 1),
    who,
  );
  assert.ok(recorder.items.every((item) => item.__typename !== 'ResyncRequired'), `${who} had to start over`);
}
