import type { Answer, HouseError } from '@qoricash/sdk';
import type { PreviewQuery } from '../gql/graphql.ts';

/** A price that binds nobody. */
export type Preview = PreviewQuery['pricePreview'];

/** Why a code is not in a price. */
export interface Refusal {
  readonly message: string;
  /**
   * `never`: this client does not get it by this code. `not-now`: it passes with the amount, the price or an operation, so the code is kept and
   * tried again. `too-often`: it was not tried, since too many were.
   */
  readonly kind: 'never' | 'not-now' | 'too-often';
}

/** What the calculator was answered. */
export interface Priced {
  readonly preview: Preview | null;
  /** The code that was asked with; null for none. */
  readonly code: string | null;
  readonly refusal: Refusal | null;
  readonly fault: string | null;
}

/** Reasons of COUPON_NOT_USABLE that are none of the code's: see `docs/capabilities/rewards.md`. */
const passing: readonly string[] = ['AMOUNT', 'NO_ROOM', 'ANOTHER_RESERVED', 'RESERVED'];

/** Whether the field of a refusal is the code. */
export const isOfCode = ({ field }: { readonly field?: readonly string[] | null }): boolean => field?.at(-1) === 'couponCode';

/** Why an act was refused, where its code is the cause. */
export const codeFault = (faults: readonly HouseError[]): HouseError | null =>
  faults.find((fault) => fault.code === 'COUPON_NOT_USABLE' || isOfCode(fault)) ?? null;

function refusalOf(answer: Answer<PreviewQuery>): Refusal | null {
  if (!answer.ok) return answer.error.code === 'RATE_LIMITED' ? { message: answer.error.message, kind: 'too-often' } : null;
  const fault = answer.data.pricePreview.blockers.find(isOfCode);
  if (!fault) return null;
  const reason = fault.params.find(({ name }) => name === 'reason')?.value ?? '';
  return { message: fault.message, kind: passing.includes(reason) ? 'not-now' : 'never' };
}

/**
 * Asks for a price with a code, and where the code is the obstacle for the one without it: so a price is shown whatever becomes of the code.
 * It asks at most twice.
 */
export async function priced(ask: (couponCode: string | null) => Promise<Answer<PreviewQuery>>, code: string | null): Promise<Priced> {
  const first = await ask(code);
  const refusal = code === null ? null : refusalOf(first);
  const answer = refusal ? await ask(null) : first;
  return { preview: answer.data?.pricePreview ?? null, code, refusal, fault: answer.ok ? null : answer.error.message };
}
