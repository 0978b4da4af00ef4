import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

import { program } from './house.js';
import { within } from './within.js';

// The runner ends a file that takes too long by this signal; instances must not outlive it.
process.once('SIGTERM', () => process.exit(143));

/** One running `qoricash serve`. All instances of a test file are over one database. */
export class Instance {
  #child;
  #exited;
  #asked = false;

  constructor(child, host) {
    this.#child = child;
    this.#exited = once(child, 'exit');
    child.once('exit', (code, signal) => {
      if (!this.#asked) console.error(`the instance at ${host} ended by itself: exit code ${code}, signal ${signal}`);
    });
    this.host = host;
    this.url = `http://${host}`;
    this.port = Number(host.split(':').at(-1));
  }

  /** Starts an instance on a free port and waits until it listens. */
  static async start() {
    const child = spawn(program, ['serve'], {
      env: { ...process.env, ADDR: '127.0.0.1:0' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    process.once('exit', () => child.kill('SIGKILL'));
    return new Instance(child, await within(30_000, 'listening instance', hostOf(child.stdout)));
  }

  /** Sends a signal and answers the exit code, null for a process that the signal killed. */
  async end(signal) {
    this.#asked = true;
    this.#child.kill(signal);
    const [code] = await this.#exited;
    return code;
  }

  /** Ends the instance at once. Its sockets need no drain: whoever used them has closed them. */
  async stop() {
    if (this.#child.exitCode === null && this.#child.signalCode === null) await this.end('SIGKILL');
  }
}

/** Reads where the program says that it listens. */
async function hostOf(output) {
  for await (const line of createInterface({ input: output })) {
    const host = /listens on (\S+)/.exec(line)?.[1];
    if (host) return host;
  }
  throw new Error('the program ended before it listened');
}
