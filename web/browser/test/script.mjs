// The first minutes of a newcomer: the desk and a client's telephone side by side, before, while and after the program is killed.
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { acts, attach, bring, carryOut, choose, live, openOperation, row, signIn } from '../src/desk.mjs';
import { Caller, endOperations, newOperation, people, reference, report, staff, visitor } from '../src/house.mjs';
import { openWindow, picture, sizes } from '../src/windows.mjs';
import { stepsOf } from './steps.mjs';

/** The queue of everything, the newest first. */
const everything = (door) => `${door.address}/desk/operations?view=all`;

export const script = (world) => describe('a newcomer with the desk and a telephone side by side', () => {
  const { program, door } = world;
  let isCut = false;
  let desk;
  let phone;
  /** What the telephone made: its code and its id. */
  const made = {};

  before(async () => {
    const options = { isCut: () => isCut };
    desk = await openWindow(world.browser, door.address, { ...options, size: sizes.desk });
    phone = await openWindow(world.browser, door.address, { ...options, size: sizes.phone });
  });
  after(async () => {
    await desk.context.close();
    await phone.context.close();
  });

  const step = stepsOf(() => [desk.page, phone.page]);
  const own = () => row(desk.page, made.id);
  const timeline = () => phone.page.getByRole('region', { name: 'Seguimiento' });

  step('sees rows move by themselves while bots live in the house', async () => {
    await program.start({ bots: true });
    await endOperations(await visitor(program), await staff(program, people.MASTER));
    await signIn(desk.page, door.address, people.MASTER, program.password);
    await desk.page.goto(everything(door));
    await live(desk.page);
    await desk.page.getByText(/Libros cuadrados/).first().waitFor();
    const badges = () => desk.page.locator('tr[data-row] .badge').allInnerTexts();
    await desk.page.locator('tr[data-row] .badge').first().waitFor();
    const before = await badges();
    await desk.page.waitForFunction(
      (known) => [...document.querySelectorAll('tr[data-row] .badge')].some((badge, place) => badge.innerText !== known[place]), before);
    await picture(desk.page, 'script-1-rows-move');
  });

  step('goes on in a still house: both pages are back after the program was stopped and started', async () => {
    isCut = true;
    await program.stop();
    await desk.page.getByText(/^Reconectando/).first().waitFor();
    await program.start();
    await live(desk.page);
    isCut = false;
  });

  step('sees a quote of the telephone arrive on the desk', async () => {
    await phone.page.goto(`${door.address}/try/entrar`);
    await phone.page.locator('.person').filter({ hasText: /DNI.*documentos aprobados/ }).click();
    await phone.page.getByRole('navigation', { name: 'Secciones' }).waitFor();
    await phone.page.getByLabel('Entregas dólares').fill('500');
    await phone.page.getByRole('button', { name: 'Fijar este precio' }).click();
    await phone.page.getByRole('heading', { name: 'Confirma tu cambio' }).waitFor();
    const rest = await phone.page.getByRole('timer').innerText();
    await phone.page.waitForFunction((first) => document.querySelector('[role=timer]')?.textContent !== first, rest);
    await picture(phone.page, 'script-2-countdown');
    await phone.page.getByRole('button', { name: 'Crear la operación' }).click();
    const head = phone.page.getByRole('heading', { name: /^EXP-\d+$/ });
    await head.waitFor();
    Object.assign(made, { code: await head.innerText(), id: phone.page.url().split('/').at(-1) });
    await bring(desk.page, made.id);
    await own().getByText('Pendiente').waitFor();
  });

  step('reports the transfer, and the row of the desk follows', async () => {
    await phone.page.getByRole('link', { name: 'Ya transferí' }).click();
    await phone.page.getByRole('button', { name: 'Usar un número inventado' }).click();
    await phone.page.getByRole('button', { name: 'Usar una de ejemplo' }).click();
    await phone.page.getByAltText(/^Vista previa/).waitFor();
    await phone.page.getByRole('button', { name: 'Informar' }).click();
    await phone.page.getByText('En proceso').first().waitFor();
    await own().getByText('En proceso').waitFor();
    await picture(desk.page, 'script-3-arrived');
  });

  step('takes it, and each act says before what it comes to', async () => {
    await openOperation(desk.page, door.address, made);
    // The house gives operations to operators by itself: one that somebody has is handed back first.
    const take = acts(desk.page).getByRole('button', { name: /^Tomar/ });
    const handBack = acts(desk.page).getByRole('button', { name: /^Devolver la asignación/ });
    await take.or(handBack).first().waitFor();
    if (await handBack.count()) await carryOut(desk.page, 'Devolver la asignación');
    await take.click();
    await desk.page.locator('.operation-head').getByText('La tiene Aurora').waitFor();

    const confirmed = await carryOut(desk.page, 'Confirmar abono');
    assert.match(confirmed, /DEBE[\s\S]*US\$\s500\.00/, 'the preview of the deposit has no entry');
    await desk.page.getByText('Confirmado').first().waitFor();

    const paid = await carryOut(desk.page, 'Registrar pago', async (dialog) => {
      await choose(dialog, 'Cuenta de la que sale');
      await dialog.getByLabel('Número de operación del banco').fill(reference());
    });
    assert.match(paid, /Sigue En proceso/, 'the preview of the payment');
    await desk.page.getByText(/^Faltan|Sin pagos/).waitFor({ state: 'detached' });
  });

  step('moves the timeline of the telephone without touching it', async () => {
    await phone.page.getByText('Confirmado', { exact: true }).waitFor();
    await timeline().getByText(/^S\/\s([\d,]+\.\d\d) de \1$/).waitFor();
    await picture(phone.page, 'script-4-timeline');
  });

  step('completes it, and the telephone is told', async () => {
    await carryOut(desk.page, 'Adjuntar comprobante', attach);
    const completed = await carryOut(desk.page, 'Completar', (dialog) => dialog.getByText('Comprobante 1 de 1').click());
    assert.match(completed, /Pasa a Completada[\s\S]*HABER[\s\S]*S\/\s[\d,]+\.\d\d/, 'the preview of the completion has no entry');
    await desk.page.locator('.operation-head').getByText('Completada').waitFor();
    await phone.page.getByRole('heading', { name: 'Listo' }).waitFor();
    await phone.page.locator('.banner').waitFor();
    await picture(desk.page, 'script-5-completed-desk');
    await picture(phone.page, 'script-5-completed-phone');
  });

  step('is back after the program was killed, with every row as the house has it', async () => {
    // Given the queue on the desk, and the telephone at a new operation.
    await desk.page.goto(everything(door));
    await live(desk.page);
    const client = await Caller.ofPhone(program, phone);
    const followed = await newOperation(client);
    await phone.page.goto(`${door.address}/try/operaciones/${followed.id}`);
    await phone.page.getByRole('heading', { name: followed.code }).waitFor();
    await phone.page.getByText('En vivo').waitFor();
    await bring(desk.page, followed.id);
    const master = await Caller.ofDesk(program, desk);
    const before = await master.position();

    // When it is killed, and others act after its start before either page is let in.
    isCut = true;
    await program.kill();
    await desk.page.getByText(/^Reconectando, último dato/).first().waitFor();
    await phone.page.getByText(/^Servidor caído desde/).waitFor();
    await picture(desk.page, 'script-6-killed-desk');
    await picture(phone.page, 'script-6-killed-phone');
    door.close();
    await program.start();
    await report(client, followed);
    const middle = await staff(program, people.MIDDLE_OFFICE);
    await middle.actOn(followed.id, 'operationHold', { cause: 'MANUAL', reason: 'REVIEW', note: 'Se mira mientras nadie la ve.' });
    await middle.actOn(followed.id, 'operationRelease', { cause: 'MANUAL' });
    const events = await master.events(before);
    assert.ok(events.length >= 2, 'nothing happened meanwhile');
    door.open();

    // Then no row differs from what the feed has, and both pages count what they missed.
    await live(desk.page);
    isCut = false;
    await desk.page.getByText(/^Sin conexión de .+: [1-9]\d* avisos? recuperados?\.$/).waitFor();
    await row(desk.page, followed.id).getByText('Llegó mientras no había conexión').waitFor({ state: 'attached' });
    for (const { operation } of newest(events)) await row(desk.page, operation.id).getByText(operation.statusLabel).waitFor();
    await phone.page.getByText(/^Servidor caído de .+: [1-9]\d* avisos? recuperados?\.$/).waitFor();
    await phone.page.getByText('En proceso').first().waitFor();
    await picture(desk.page, 'script-7-back-desk');
    await picture(phone.page, 'script-7-back-phone');
  });

  step('misses nothing that bots do after that', async () => {
    isCut = true;
    await program.kill();
    await program.start({ bots: true });
    await live(desk.page);
    isCut = false;
    const shown = await desk.page.locator('tr[data-row]').evaluateAll((rows) => rows.map(({ dataset }) => dataset.row));
    const master = await Caller.ofDesk(program, desk);
    const { nodes } = await master.ask('query($ids: [ID!]!) { nodes(ids: $ids) { ... on Operation { id statusLabel holds { releasedAt } } } }', { ids: shown });
    for (const { id, statusLabel, holds } of nodes) {
      if (holds.every(({ releasedAt }) => releasedAt)) await row(desk.page, id).getByText(statusLabel).first().waitFor();
    }
  });

  step('proves the books', async () => {
    const verdict = await program.run('ledger', 'verify');
    assert.equal(verdict.whole, true, JSON.stringify(verdict).slice(0, 2_000));
    assert.equal(verdict.found, 0);
    for (const [currency, total] of Object.entries(verdict.totals)) assert.match(total, /^-?0(\.0+)?$/, `${currency} does not balance`);
  });

  step('asked no other host, kept to the policy, and wrote no error', () => {
    assert.deepEqual({ desk: desk.faults, phone: phone.faults }, { desk: [], phone: [] });
  });
});

/** The last event of each operation. */
const newest = (events) => [...new Map(events.filter(({ operation }) => operation).map((event) => [event.operation.id, event])).values()];
