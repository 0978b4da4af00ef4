// A client recommends the house: its link, the price of who comes by it, the pips that arrive, and the code that they become.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe } from 'node:test';
import { Caller, codeFor, endOperations, people, settle, staff, visitor } from '../src/house.mjs';
import { audit, openWindow, picture, sizes } from '../src/windows.mjs';
import { stepsOf } from './steps.mjs';

const anIndividual = ({ kycStatus, documentType }) => kycStatus === 'APPROVED' && documentType === 'DNI';
const aForeigner = ({ kycStatus, documentType }) => kycStatus === 'APPROVED' && documentType === 'CE';

export const promotions = (world) => describe('a client who recommends the house', () => {
  const { program, door } = world;
  const windows = {};
  /** The code of the client, the operation of its friend, the code that it made. */
  const made = {};

  before(async () => {
    const master = await staff(program, people.MASTER);
    for (const fits of [anIndividual, aForeigner]) await endOperations(await visitor(program, fits), master);
    for (const who of ['client', 'friend', 'other']) windows[who] = await openWindow(world.browser, door.address, { size: sizes.phone });
  });
  after(() => Promise.all(Object.values(windows).map(({ context }) => context.close())));

  const step = stepsOf(() => Object.values(windows).map(({ page }) => page));
  const at = (who) => windows[who].page;
  const button = (who, name) => at(who).getByRole('button', { name });
  const link = (who, name) => at(who).getByRole('link', { name });
  const heading = (who, name) => at(who).getByRole('heading', { name });
  const region = (who, name) => at(who).getByRole('region', { name });
  const balance = () => region('client', 'Tus pips').locator('.number');
  const newestFriend = () => region('client', 'Quiénes usaron tu código').getByRole('listitem').first();
  const rowOf = (code) => region('client', 'Tus códigos de premio').getByRole('listitem').filter({ hasText: code });
  const rewards = async () => (await (await Caller.ofPhone(program, windows.client)).ask('{ rewards { code pipsAvailable pipsForCode referredCount codes { id } } }')).rewards;
  const discounts = (who) => at(who).locator('.discounts');

  const downloaded = async (who, pressed) => {
    const [download] = await Promise.all([at(who).waitForEvent('download'), pressed.click()]);
    return download.suggestedFilename();
  };
  const enter = async (who, written) => {
    await at(who).goto(`${door.address}/try/entrar`);
    await at(who).locator('.person').filter({ hasText: written }).first().click();
    await at(who).getByRole('navigation', { name: 'Secciones' }).waitFor();
  };
  const begin = async (who) => {
    await button(who, 'Fijar este precio').click();
    await heading(who, 'Confirma tu cambio').waitFor();
    await discounts(who).waitFor();
    await picture(at(who), `promotions-confirm-${who}`);
    await button(who, 'Crear la operación').click();
    await heading(who, /^EXP-\d+$/).waitFor();
    await discounts(who).waitFor();
    return at(who).url().split('/').at(-1);
  };
  const report = async (who) => {
    await link(who, 'Ya transferí').click();
    await button(who, 'Usar un número inventado').click();
    await button(who, 'Informar').click();
    await at(who).getByText('En proceso').first().waitFor();
  };

  step('finds its code, and nothing else yet', async () => {
    await enter('client', /DNI.*documentos aprobados/);
    await link('client', 'Promociones').click();
    await heading('client', 'Promociones').waitFor();
    const own = await rewards();
    made.own = own.code;
    await region('client', 'Tu código').getByText(own.code, { exact: true }).waitFor();
    await balance().getByText(String(own.pipsAvailable)).waitFor();
    assert.equal(await button('client', /^Canjear/).getAttribute('aria-disabled'), String(own.pipsAvailable < own.pipsForCode));
    if (own.referredCount === 0) await region('client', 'Quiénes usaron tu código').getByText(/^Aún nadie/).waitFor();
    if (own.codes.length === 0) await region('client', 'Tus códigos de premio').getByText(/^Aún no tienes/).waitFor();
    await picture(at('client'), 'promotions-empty');
  });

  step('does not use it itself, and keeps what it typed', async () => {
    await at('client').getByLabel('Código', { exact: true }).fill(made.own);
    await button('client', 'Usar ahora').click();
    await at('client').getByText('Ese código es tuyo: compártelo, pero no lo puedes usar tú.').waitFor();
    assert.equal(await at('client').getByLabel('Código', { exact: true }).inputValue(), made.own);
    await picture(at('client'), 'promotions-refused');
    await link('client', 'Promociones').click();
    await heading('client', 'Promociones').waitFor();
  });

  step('is followed by its link: the price is better before anybody knows who came', async () => {
    await at('friend').goto(`${door.address}/r/${made.own}`);
    await button('friend', `Quitar el código ${made.own}`).waitFor();
    await at('friend').getByLabel('Entregas dólares').fill('200');
    await discounts('friend').getByText(/\d+ pips/).waitFor();
    await discounts('friend').getByText(/^ahorras S\/\s\d+\.\d\d$/).waitFor();
    await picture(at('friend'), 'promotions-by-link');
  });

  step('brings a friend, who registers with the code that came along', async () => {
    await button('friend', 'Entrar y fijar este precio').click();
    await link('friend', 'Regístrate').click();
    await button('friend', 'Usar datos inventados').click();
    assert.equal(await at('friend').getByLabel(/^Código de quien te recomendó/).inputValue(), made.own);
    const email = await at('friend').getByLabel('Correo').inputValue();
    await at('friend').getByLabel(/^Acepto/).check();
    await picture(at('friend'), 'promotions-register');
    await button('friend', 'Registrarme').click();
    await heading('friend', 'Confirma tu correo').waitFor();
    await at('friend').getByLabel('Código').fill(await codeFor(program, email));
    await at('friend').getByRole('navigation', { name: 'Secciones' }).waitFor();
    await link('friend', 'Cuentas').click();
    for (const [currency, number] of [['Soles', '215-32428316-0-70'], ['Dólares', '215-32428317-1-41']]) {
      await link('friend', 'Agregar una cuenta').click();
      await at('friend').getByLabel('Banco').selectOption('BCP');
      await at('friend').getByLabel('Moneda').selectOption({ label: currency });
      await at('friend').getByLabel('Número de cuenta').fill(number);
      await at('friend').getByLabel('Declaro que la cuenta es mía.').check();
      await button('friend', 'Agregar').click();
      await heading('friend', 'Tus cuentas').waitFor();
    }
  });

  step('sees the friend, and how far it is, without touching the page', async () => {
    await newestFriend().getByText('Aún no opera').waitFor();
    await link('friend', 'Cotizar').click();
    await button('friend', `Quitar el código ${made.own}`).waitFor();
    made.friendly = await begin('friend');
    await report('friend');
    await newestFriend().getByText('Su primera operación está en curso').waitFor();
    await picture(at('client'), 'promotions-friend');
  });

  step('gets pips for the completed operation of its friend, without touching the page', async () => {
    const master = await staff(program, people.MASTER);
    await settle(master, made.friendly);
    await newestFriend().getByText('Completó su primera operación').waitFor();
    const before = await rewards();
    // All clients of a demo come from one network, which looks like one person: somebody of the house decides that they are two.
    const { referrals } = await master.ask('{ referrals(first: 5, filter: { suspended: true }) { nodes { id } } }');
    for (const { id } of referrals.nodes) {
      await master.act('referralSet', { idempotencyKey: randomUUID(), referralId: id, suspended: false, reason: 'Son dos personas.' }, 'referral { suspended }');
    }
    await at('client').locator('.banner').filter({ hasText: /pips/ }).waitFor();
    const { pipsAvailable } = await rewards();
    assert.ok(pipsAvailable > before.pipsAvailable, 'nothing was earned');
    await balance().getByText(String(pipsAvailable)).waitFor();
    await region('client', 'Tus pips').getByRole('listitem').first().getByText(/^\+\d+$/).waitFor();
    await picture(at('client'), 'promotions-earned');
  });

  step('hears of its electronic document: the friend sees it arrive, in the operation and in the list', async () => {
    const number = at('friend').getByText(/^B[0-9A-Z]{3}-\d+$/);
    await heading('friend', 'Boleta').waitFor();
    await number.waitFor();
    // Now and then the imitated SUNAT refuses one, which has no paper then.
    const pdf = button('friend', 'Descargar PDF');
    await pdf.or(at('friend').getByText(/^Rechazad/)).first().waitFor();
    await picture(at('friend'), 'promotions-invoice');
    const code = await number.innerText();
    const isThere = (await pdf.count()) > 0;
    if (isThere) assert.match(await downloaded('friend', pdf), /\.pdf$/);
    await link('friend', 'Operaciones').click();
    await heading('friend', 'Tus operaciones').waitFor();
    await at('friend').getByText(`Boleta ${code}`).waitFor();
    await picture(at('friend'), 'promotions-invoices');
    if (isThere) assert.match(await downloaded('friend', button('friend', `XML de Boleta ${code}`)), /\.(xml|zip)$/);
  });

  step('makes a code of them', async () => {
    await button('client', /^Canjear/).click();
    await at('client').getByText(/^Tu código nuevo es/).waitFor();
    made.code = await at('client').locator('.notice-good .mono').innerText();
    await rowOf(made.code).getByText('Disponible').waitFor();
    await picture(at('client'), 'promotions-code');
  });

  step('gives it away: another types one that does not serve, then this one', async () => {
    await enter('other', /CE .*documentos aprobados/);
    await at('other').getByLabel('Entregas dólares').fill('1000');
    await button('other', '¿Tienes un código?').click();
    await at('other').getByLabel('Código', { exact: true }).fill('ZZZZZ9');
    await at('other').keyboard.press('Enter');
    await at('other').getByText(/^Ese código no sirve aquí/).waitFor();
    assert.equal(await at('other').getByLabel('Código', { exact: true }).inputValue(), 'ZZZZZ9');
    await picture(at('other'), 'promotions-unknown');
    await at('other').getByLabel('Código', { exact: true }).fill(made.code.toLowerCase());
    await button('other', 'Aplicar').click();
    await discounts('other').getByText(made.code).waitFor();
    await picture(at('other'), 'promotions-applied');
  });

  step('has it taken off the price and put on again', async () => {
    await button('other', `Quitar el código ${made.code}`).click();
    await discounts('other').waitFor({ state: 'detached' });
    await at('other').getByLabel('Código', { exact: true }).fill(made.code);
    await button('other', 'Aplicar').click();
    await discounts('other').getByText(made.code).waitFor();
  });

  step('sees its code in the operation of whoever got it', async () => {
    await begin('other');
    await picture(at('other'), 'promotions-operation');
    await rowOf(made.code).getByText('En una operación').waitFor();
    await picture(at('client'), 'promotions-given');
  });

  step('meets no serious fault for whoever hears or sees the pages otherwise', async () => {
    const token = await at('client').evaluate(() => sessionStorage.getItem('try.token'));
    const looked = await openWindow(world.browser, door.address, { size: sizes.phone, bypassCSP: true });
    try {
      await looked.context.addInitScript((kept) => sessionStorage.setItem('try.token', kept), token);
      const found = {};
      for (const [path, ready] of [['promociones', 'Promociones'], [`r/${made.code}`, 'Cambia dólares y soles']]) {
        await looked.page.goto(`${door.address}/try/${path}`);
        await looked.page.getByRole('heading', { name: ready, level: 1 }).waitFor();
        if (path !== 'promociones') await looked.page.getByText(/^Ese código es tuyo/).waitFor();
        for (const colorScheme of ['light', 'dark']) {
          await looked.page.emulateMedia({ colorScheme });
          const faults = await audit(looked.page);
          if (faults.length > 0) found[`${path} ${colorScheme}`] = faults;
        }
        for (const viewport of Object.values(sizes)) {
          await looked.page.setViewportSize(viewport);
          const overflow = await looked.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
          if (overflow > 0) found[`${path} at ${viewport.width}`] = `${overflow} px wider than its window`;
        }
      }
      assert.deepEqual(found, {});
    } finally {
      await looked.context.close();
    }
  });

  step('asked no other host, kept to the policy, and wrote no error', () => {
    for (const [who, { faults }] of Object.entries(windows)) assert.deepEqual(faults, [], who);
  });
});
