import { signal } from '@qoricash/sdk';
import { firstAmount, type Typed } from '../text/amount.ts';

/** The code of the calculator, by which a price is better. */
export interface Code {
  /** As it was typed. */
  readonly text: string;
  /** Whether prices are asked for with it. */
  readonly isUsed: boolean;
  /** Why the house does not take it, in its own words; null where it did not say so. */
  readonly refusal: string | null;
}

const noCode: Code = { text: '', isUsed: false, refusal: null };

/** What is typed outlives the screen: whoever signs in on the way finds it again. */
export const typed = signal<Typed>(firstAmount);

/** The code outlives it as well, whether it was typed here, under the promotions, or came by a link. */
export const code = signal<Code>(noCode);

/** Begins the calculator with what an operation exchanged. */
export const repeat = (again: Typed): void => typed.set(again);

/** Asks for prices with a code; a text that shows nothing is none. */
export const takeCode = (text: string): void => code.set(text.trim() === '' ? noCode : { text: text.trim(), isUsed: true, refusal: null });

/** Writes on a code that is not used yet. What was said of it before was said of another one. */
export const writeCode = (text: string): void => code.set({ text, isUsed: false, refusal: null });

/** Keeps the text of a code that the house does not take, and why. Another one that was typed meanwhile stays as it is. */
export function refuseCode(text: string, refusal: string): void {
  if (code.get().text.trim() === text) code.set({ text, isUsed: false, refusal });
}

/** Goes on without a code. */
export const forgetCode = (): void => code.set(noCode);
