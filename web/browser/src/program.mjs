// The program under test, as its people run it: `qoricash demo` in a folder of its own, stopped, killed and started again.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const executable = resolve(process.env['PROGRAM'] ?? join(import.meta.dirname, '../../../bin/qoricash'));

/** A whole history is made at the first start; a busy machine takes minutes for it. */
const patience = 15 * 60_000;

/** A port that nothing listens on. */
async function freePort() {
  const server = createServer();
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}

/** A demo in a temporary folder. DEMO_DATA names a folder that is kept instead, with its history. */
export class Program {
  #process = null;
  #ended = null;

  static async make() {
    const kept = process.env['DEMO_DATA'];
    const program = new Program();
    program.folder = kept ? resolve(kept) : await mkdtemp(join(tmpdir(), 'qoricash-browser-'));
    program.isKept = Boolean(kept);
    program.port = await freePort();
    program.address = `http://127.0.0.1:${program.port}`;
    return program;
  }

  get #environment() {
    const { PATH, HOME, TMPDIR, LANG } = process.env;
    return {
      ...Object.fromEntries(Object.entries({ PATH, HOME, TMPDIR, LANG }).filter(([, value]) => value !== undefined)),
      DATA_DIR: this.folder, ADDR: `127.0.0.1:${this.port}`, METRICS_ADDR: '', RATELIMIT_ENABLED: 'false',
    };
  }

  /** Starts it and answers when it is ready. */
  async start({ bots = false } = {}) {
    const child = spawn(executable, ['demo', ...(bots ? [] : ['--no-bots'])], { env: this.#environment, stdio: ['ignore', 'ignore', 'pipe'] });
    const said = [];
    child.stderr.on('data', (text) => said.push(String(text)));
    this.#process = child;
    this.#ended = new Promise((end) => {
      child.once('exit', (code, signal) => end({ code, signal, said: said.join('').slice(-2_000) }));
      child.once('error', (error) => end({ code: null, signal: null, said: error.message }));
    });
    const end = await Promise.race([this.#ready(), this.#ended]);
    if (end) throw new Error(`${executable} ended with ${end.code ?? end.signal}: ${end.said}`);
    this.password = JSON.parse(await readFile(join(this.folder, 'demo.json'), 'utf8')).password;
  }

  async #ready() {
    const limit = Date.now() + patience;
    for (;;) {
      const answer = await fetch(`${this.address}/readyz`, { signal: AbortSignal.timeout(5_000) }).catch(() => null);
      // The page of a demo names its visitors once the history is whole.
      if (answer?.ok && (await fetch(`${this.address}/try/visitors.json`).then(({ ok }) => ok, () => false))) return undefined;
      if (Date.now() > limit) throw new Error(`${executable} is not ready after ${patience / 60_000} minutes`);
      await new Promise((again) => setTimeout(again, 100));
    }
  }

  /** Ends it as a machine that loses its power does. */
  async kill() {
    this.#process.kill('SIGKILL');
    await this.#ended;
  }

  /** Ends it as Ctrl-C does. */
  async stop() {
    if (!this.#process || this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    this.#process.kill('SIGTERM');
    const { code, said } = await this.#ended;
    if (code !== 0) throw new Error(`${executable} stopped with ${code}: ${said}`);
  }

  /** Takes away what the program left. */
  async clear() {
    if (!this.isKept) await rm(this.folder, { recursive: true, force: true });
  }

  /** Runs another command of the program on the same data, and answers what it prints as JSON. */
  async run(...command) {
    const child = spawn(executable, [...command, '--json'], { env: this.#environment, stdio: ['ignore', 'pipe', 'pipe'] });
    const out = [];
    const said = [];
    child.stdout.on('data', (text) => out.push(String(text)));
    child.stderr.on('data', (text) => said.push(String(text)));
    const code = await new Promise((end) => child.once('close', end));
    if (code !== 0) throw new Error(`${command.join(' ')} ended with ${code}: ${out.join('')}${said.join('')}`);
    return JSON.parse(out.join(''));
  }
}
