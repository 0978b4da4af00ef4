// A demo of the program for tests in a browser: a process that can be killed and started again over the data it had.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** How long the first start may take: it makes 90 days of history. */
const seeding = 8 * 60_000;

/** The sign-ins of people that the program prints. */
export const people = {
  master: 'master@demo.pe',
  trader: 'trader@demo.pe',
  operator: 'operator@demo.pe',
  middle: 'middle@demo.pe',
  analyst: 'analyst@demo.pe',
};

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** A running `qoricash demo` without bots, unless they are asked for. */
export class Demo {
  #child;

  constructor(program, dataDir, port, bots) {
    Object.assign(this, { program, dataDir, port, bots, url: `http://127.0.0.1:${port}` });
  }

  /** Makes a house and waits until it is open. QORICASH names the program; QORICASH_DATA keeps the house for the next run. */
  static async open({ bots = false } = {}) {
    const program = process.env.QORICASH;
    if (!program) throw new Error('QORICASH is not set: these tests are run by `make browser`');
    const kept = process.env.QORICASH_DATA;
    const demo = new Demo(program, kept ?? mkdtempSync(join(tmpdir(), 'qoricash-browser-')), await freePort(), bots);
    demo.kept = kept !== undefined;
    await demo.start();
    return demo;
  }

  /** Starts the process over the data that are there, at the address that it had. */
  async start() {
    const child = spawn(this.program, ['demo', ...(this.bots ? [] : ['--no-bots'])], {
      env: {
        ...process.env,
        ADDR: `127.0.0.1:${this.port}`,
        DATA_DIR: this.dataDir,
        METRICS_ADDR: '',
        RATELIMIT_ENABLED: 'false',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#child = child;
    this.ended = once(child, 'exit');
    process.once('exit', () => child.kill('SIGKILL'));
    const opened = (async () => {
      for await (const line of createInterface({ input: child.stdout })) {
        if (line.includes('La casa está abierta')) return;
      }
      throw new Error('the demo ended before it was open');
    })();
    let alarm;
    const late = new Promise((_, reject) => {
      alarm = setTimeout(() => reject(new Error('the demo did not open in time')), seeding);
    });
    await Promise.race([opened, late]).finally(() => clearTimeout(alarm));
    child.stdout.resume();
    // Whoever may read the folder may sign in: the program made the password itself.
    this.password = JSON.parse(readFileSync(join(this.dataDir, 'demo.json'), 'utf8')).password;
  }

  /** Ends the process at once, as the loss of its machine does. */
  async kill() {
    this.#child.kill('SIGKILL');
    await this.ended;
  }

  /** Ends the demo, its cluster and its data. */
  async close() {
    this.#child.kill('SIGTERM');
    await this.ended;
    if (!this.kept) rmSync(this.dataDir, { recursive: true, force: true });
  }
}

/** Answers what a command of the program says about the house, as a person at the machine would ask. */
export async function command(demo, ...words) {
  const child = spawn(demo.program, words, {
    env: { ...process.env, DATA_DIR: demo.dataDir, APP_ENV: 'development' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (chunk) => (said += chunk));
  const [code] = await once(child, 'exit');
  return { code, said };
}
