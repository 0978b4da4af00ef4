// Prices that stop and go on: one pauses them, and everybody at the desk reads it and cannot quote.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe } from 'node:test';
import { signIn } from '../src/desk.mjs';
import { people, staff } from '../src/house.mjs';
import { openWindow } from '../src/windows.mjs';
import { stepsOf } from './steps.mjs';

export const pricing = (world) => describe('a pause of prices', () => {
  const { program } = world;
  const reason = 'El mercado se mueve demasiado';
  let desk;
  let trader;
  const step = stepsOf(() => (trader ? [desk?.page, trader.page] : []));
  const bar = () => trader.page.getByText('Precios en pausa: nadie cotiza.');
  const blockers = async () => {
    const caller = await staff(program, people.OPERATOR);
    const { pricePreview } = await caller.ask('{ pricePreview(amount: { pay: { amount: "500.00", currency: USD } }) { blockers { code } } }');
    return pricePreview.blockers.map(({ code }) => code);
  };

  before(async () => {
    desk = await openWindow(world.browser, world.door.address);
    trader = await openWindow(world.browser, world.door.address);
    await signIn(desk.page, world.door.address, people.MASTER, program.password);
    await signIn(trader.page, world.door.address, people.TRADER, program.password);
  });
  after(async () => {
    // Whatever failed, nobody is left without prices.
    const master = await staff(program, people.MASTER);
    await master.tries('parameterSet', { idempotencyKey: randomUUID(), key: 'PRICING_PAUSED', value: { flag: false }, reason: 'Fin de la prueba' }, 'parameter { id }');
    await desk?.context.close();
    await trader?.context.close();
  });

  step('is one act of a Master, with a reason', async () => {
    await desk.page.goto(`${world.door.address}/desk/rates`);
    await desk.page.getByRole('button', { name: 'Pausar precios' }).click();
    const dialog = desk.page.getByRole('dialog');
    await dialog.getByLabel('Motivo').fill(reason);
    await dialog.getByRole('button', { name: 'Pausar precios' }).click();
    await dialog.waitFor({ state: 'detached' });
  });

  step('is told to everybody at the desk, wherever they are', async () => {
    await bar().waitFor();
    await trader.page.getByText(`«${reason}»`).waitFor();
    assert.ok((await blockers()).includes('PRICING_UNAVAILABLE'));
  });

  step('ends by one act, and the bar goes', async () => {
    await desk.page.getByRole('button', { name: 'Reanudar precios' }).click();
    const dialog = desk.page.getByRole('dialog');
    await dialog.getByLabel('Motivo').fill('El mercado se calmó');
    await dialog.getByRole('button', { name: 'Reanudar precios' }).click();
    await bar().waitFor({ state: 'detached' });
    assert.ok(!(await blockers()).includes('PRICING_UNAVAILABLE'));
  });

  step('leaves no fault on either page', () => {
    assert.deepEqual([desk.faults, trader.faults], [[], []]);
  });
});
