import { once } from 'node:events';
import { connect, createServer } from 'node:net';

/** A network between a client and an instance that can fail: it forwards bytes, and cuts connections when told. */
export class Proxy {
  #connections = new Set();
  #down = false;
  #server;

  static async to(instance) {
    const proxy = new Proxy();
    proxy.#server = createServer((near) => proxy.#forward(near, connect(instance.port, '127.0.0.1')));
    await once(proxy.#server.listen(0, '127.0.0.1'), 'listening');
    proxy.url = `http://127.0.0.1:${proxy.#server.address().port}`;
    return proxy;
  }

  #forward(near, far) {
    const ends = [near, far];
    for (const end of ends) {
      this.#connections.add(end);
      // A reset is what the tests are about; whoever holds the other end is told by its own socket.
      end.on('error', () => {});
      end.on('close', () => {
        this.#connections.delete(end);
        for (const other of ends) other.destroy();
      });
    }
    near.pipe(far).pipe(near);
    if (this.#down) near.resetAndDestroy();
  }

  /** Resets every connection. New ones are forwarded. */
  cut() {
    for (const connection of this.#connections) connection.resetAndDestroy();
  }

  /** Resets every connection, and new ones as they come. */
  goDown() {
    this.#down = true;
    this.cut();
  }

  /** Forwards again. */
  comeBack() {
    this.#down = false;
  }

  async close() {
    this.#server.close();
    this.cut();
  }
}
