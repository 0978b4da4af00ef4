import { afterEach } from 'node:test';

import * as documents from './documents.js';
import { Recorder } from './recorder.js';
import { signIn } from './session.js';

/** What the tests of a suite open, closed after each of them. Call it inside `describe`. */
export function scene() {
  const open = [];
  afterEach(() => Promise.all(open.splice(0).map((each) => each.close())));

  /** Has something closed after the test, and answers it. */
  const keep = (closable) => {
    open.push(closable);
    return closable;
  };
  return {
    keep,
    enter: async (library, at, who, options) => keep(await signIn(library, at, who, options)),
    /** Follows everything that a connection may see, from now on. */
    follow: async (connection) => {
      const recorder = new Recorder();
      connection.follow(documents.liveOperations, {}, recorder);
      await recorder.begun();
      return recorder;
    },
  };
}
