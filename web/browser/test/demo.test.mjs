// A demo in real browsers. SHORT=1 leaves it at the script and one person; SCREENSHOTS names a folder for pictures.
import { after, before, describe } from 'node:test';
import { Door } from '../src/door.mjs';
import { Program } from '../src/program.mjs';
import { launch } from '../src/windows.mjs';
import { approvals } from './approvals.mjs';
import { journeys } from './journeys.mjs';
import { promotions } from './promotions.mjs';
import { pricing } from './pricing.mjs';
import { script } from './script.mjs';

const program = await Program.make();
const world = { program, door: await Door.to(program.port), browser: null };

describe('a demo', () => {
  before(async () => {
    world.browser = await launch();
  });
  after(async () => {
    await world.browser?.close();
    await program.stop();
    await world.door.end();
    await program.clear();
  });

  script(world);
  // The script leaves the program with its bots: what follows is looked at in a still house.
  describe('kept still', () => {
    before(async () => {
      await program.stop();
      await program.start();
    });
    approvals(world);
    promotions(world);
    pricing(world);
    journeys(world);
  });
});
