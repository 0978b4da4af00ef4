import { kit } from './es/kit.ts';
import { common } from './es/common.ts';
import { screens } from './es/screens.ts';
import { frame } from './es/frame.ts';
import { line } from './es/line.ts';
import { search } from './es/search.ts';
import { signIn } from './es/signIn.ts';
import { sessions } from './es/sessions.ts';
import { queue } from './es/queue.ts';
import { operation } from './es/operation.ts';
import { acts } from './es/acts.ts';
import { act } from './es/act.ts';
import { home } from './es/home.ts';
import { newOperation } from './es/newOperation.ts';
import { rates } from './es/rates.ts';

/**
 * The Spanish of the desk, but for its offices (es/office.ts). Its shape is what every other language must have: the compiler finds a
 * missing text.
 */
export const es = {
  locale: 'es-PE',
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
};

export type Texts = typeof es;
