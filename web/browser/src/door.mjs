// The way that pages take to the program. Closed, they are cut off while others still reach it: so what happens meanwhile is known.
import { connect, createServer } from 'node:net';

export class Door {
  #server;
  #pairs = new Set();
  #isOpen = true;

  static async to(port) {
    const door = new Door();
    door.#server = createServer((page) => door.#join(page, port));
    await new Promise((ready) => door.#server.listen(0, '127.0.0.1', ready));
    door.address = `http://127.0.0.1:${door.#server.address().port}`;
    return door;
  }

  #join(page, port) {
    page.on('error', () => page.destroy());
    if (!this.#isOpen) return page.destroy();
    const house = connect(port, '127.0.0.1');
    const pair = { page, house };
    const part = () => {
      page.destroy();
      house.destroy();
      this.#pairs.delete(pair);
    };
    this.#pairs.add(pair);
    house.on('error', part).on('close', part);
    page.on('close', part);
    page.pipe(house);
    house.pipe(page);
  }

  /** Cuts every connection and lets nobody in. */
  close() {
    this.#isOpen = false;
    for (const { page, house } of this.#pairs) {
      page.destroy();
      house.destroy();
    }
  }

  open() {
    this.#isOpen = true;
  }

  async end() {
    this.close();
    await new Promise((closed) => this.#server.close(closed));
  }
}
