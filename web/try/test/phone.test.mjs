// A client's way on the telephone, in a real browser against a running demo without bots (they would settle what is looked at here):
//   qoricash demo --no-bots; QORICASH_URL=http://127.0.0.1:8080 npm run browser
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { audit, launch, phone, picture } from './browser.mjs';
import { act, address, ask, codeFor, master, settle } from './house.mjs';

const patience = 20_000;

describe('a client on the telephone', () => {
  let browser;
  let seen;
  let page;

  before(async () => {
    browser = await launch();
    seen = await phone(browser);
    page = seen.page;
    page.setDefaultTimeout(patience);
  });
  after(() => browser.close());

  // Each step begins where the one before it ended, so none goes on after one that failed.
  let failed = null;
  const step = (name, run) => it(name, async () => {
    assert.equal(failed, null, 'a step before it failed');
    try {
      await run();
    } catch (cause) {
      failed = name;
      throw new Error(`${cause.message}\n${page.url()}\n${await page.locator('body').innerText()}`, { cause });
    }
  });
  const button = (name) => page.getByRole('button', { name });
  const link = (name) => page.getByRole('link', { name });
  const heading = (name) => page.getByRole('heading', { name });

  step('sees a price before anybody knows who it is', async () => {
    await page.goto(`${address}/try/`);
    await page.getByLabel('Entregas dólares').fill('200');
    await page.waitForFunction(() => /^\d[\d,]*\.\d\d$/.test(document.querySelectorAll('.amount')[1]?.value ?? ''));
    assert.match(await page.locator('.rate').innerText(), /T\.C\. \d\.\d{4}/);
    await picture(page, 'quote');
    await page.getByLabel('Entregas dólares').fill('20');
    await page.getByText('El monto mínimo es US$ 50.00.').waitFor();
    await page.getByLabel('Entregas dólares').fill('200');
  });

  step('registers, proves its e-mail by the code that was sent, and is in', async () => {
    await button('Entrar y fijar este precio').click();
    await heading('Clientes de la demostración').waitFor();
    await picture(page, 'sign-in');
    await link('Regístrate').click();
    await button('Usar datos inventados').click();
    const email = await page.getByLabel('Correo').inputValue();
    await page.getByLabel(/^Acepto/).check();
    await picture(page, 'register');
    await button('Registrarme').click();
    await heading('Confirma tu correo').waitFor();
    let code = null;
    while (code === null) code = await codeFor(email);
    await picture(page, 'verify');
    await page.getByLabel('Código').fill(code);
    await page.getByRole('navigation', { name: 'Secciones' }).waitFor();
    // What was typed before is still there.
    assert.equal(await page.getByLabel('Entregas dólares').inputValue(), '200');
  });

  step('adds an account in each currency', async () => {
    await link('Cuentas').click();
    for (const [currency, number] of [['Soles', '215-32428316-0-70'], ['Dólares', '215-32428317-1-41']]) {
      await link('Agregar una cuenta').click();
      await page.getByLabel('Banco').selectOption('BCP');
      await page.getByLabel('Moneda').selectOption({ label: currency });
      await page.getByLabel('Número de cuenta').fill(number);
      await button('Agregar').click();
      await page.getByText('Declaro que la cuenta es mía.').waitFor();
      await page.getByLabel('Declaro que la cuenta es mía.').check();
      await picture(page, 'account');
      await button('Agregar').click();
      await heading('Tus cuentas').waitFor();
    }
    await picture(page, 'accounts');
  });

  step('fixes the price, counts down by the house’s clock, and makes an operation', async () => {
    await link('Cotizar').click();
    await button('Fijar este precio').click();
    await heading('Confirma tu cambio').waitFor();
    const rest = await page.getByRole('timer').innerText();
    assert.match(rest, /^1[34]:\d\d$|^15:00$/);
    await page.waitForFunction((first) => document.querySelector('[role=timer]')?.textContent !== first, rest);
    await picture(page, 'confirm');
    await button('Crear la operación').click();
    await heading(/^EXP-\d+$/).waitFor();
    await heading(/^Transfiere a /).waitFor();
    await picture(page, 'operation-pending');
  });

  step('reports the transfer with a picture, and takes the report back', async () => {
    await link('Ya transferí').click();
    await button('Usar un número inventado').click();
    await button('Usar una de ejemplo').click();
    await page.getByAltText(/^Vista previa/).waitFor();
    await picture(page, 'deposit');
    await button('Informar').click();
    await heading('Tus abonos').waitFor();
    await page.getByText('En proceso').first().waitFor();
    assert.match(await page.getByRole('region', { name: 'Tus abonos' }).innerText(), /US\$\s200\.00[\s\S]*con foto/);
    await picture(page, 'operation-in-process');
    await button('Me equivoqué, retirarlo').click();
    await page.getByText('Pendiente').first().waitFor();
    await heading(/^Transfiere a /).waitFor();
  });

  step('hears what it missed while the house was not there', async () => {
    const id = page.url().split('/').at(-1);
    const token = await page.evaluate(() => sessionStorage.getItem('try.token'));
    const { node } = await ask('query($id: ID!) { node(id: $id) { ... on Operation { version } } }', { id }, token);
    let isDown = false;
    const sockets = new Set();
    await page.routeWebSocket(/\/graphql$/, (socket) => {
      if (isDown) return socket.close({ code: 1012 });
      sockets.add(socket);
      socket.connectToServer();
    });
    await page.route('**/graphql', (route) => (isDown ? route.abort() : route.continue()));
    // The page's socket is older than the route: loaded again, it goes through it.
    await page.reload();
    await page.getByText('En vivo').waitFor();
    isDown = true;
    for (const socket of sockets) await socket.close({ code: 1012 });
    await page.getByText(/^Servidor caído desde las \d\d:\d\d/).waitFor();
    await act('operationReportDeposit', {
      idempotencyKey: crypto.randomUUID(), operationId: id, expectedVersion: node.version, amount: '200.00', bankReference: String(Date.now()).slice(-8),
    }, 'operation { status }', token);
    isDown = false;
    await page.getByText(/^Servidor caído de \d\d:\d\d a \d\d:\d\d: [1-9]\d* avisos? recuperados?\.$/).waitFor();
    await page.getByText('En proceso').first().waitFor();
    await picture(page, 'gap');
    await page.getByRole('button', { name: 'Cerrar', exact: true }).click();
  });

  step('sees its operation paid without touching the page, and takes its receipt', async () => {
    const id = page.url().split('/').at(-1);
    await settle(id, await master());
    await heading('Listo').waitFor();
    await page.locator('.banner').waitFor();
    await picture(page, 'operation-completed');
    const [download] = await Promise.all([page.waitForEvent('download'), button('Descargar el recibo').click()]);
    assert.match(download.suggestedFilename(), /^recibo-EXP-\d+\.pdf$/);
  });

  step('reads its messages, and what unlocks more', async () => {
    await link(/^Avisos/).click();
    await page.getByText(/^Operación EXP-\d+ completa$/).first().waitFor();
    await picture(page, 'notices');
    await link('Perfil').click();
    await heading('Tu límite').waitFor();
    assert.match(await page.getByRole('region', { name: 'Tu límite' }).innerText(), /Te quedan US\$\s800\.00 de US\$\s1,000\.00/);
    await button('Usar una de ejemplo').first().click();
    await button('Enviar').click();
    await page.getByText('Falta', { exact: true }).nth(1).waitFor({ state: 'detached' });
    await button('Usar una de ejemplo').click();
    await button('Enviar').click();
    await page.getByText('En revisión').first().waitFor();
    await picture(page, 'profile');
  });

  step('may give an operation up', async () => {
    await link('Operaciones').click();
    await picture(page, 'operations');
    await link(/EXP-/).first().click();
    await button('Repetir este cambio').click();
    await button('Fijar este precio').click();
    await button('Crear la operación').click();
    await button('Cancelar la operación').click();
    await page.getByLabel('Motivo').fill('Cambié de idea');
    await button('Cancelar operación').click();
    await page.getByText('Cancelada').first().waitFor();
  });

  step('keeps to the policy of the house, and asks no other host', () => {
    assert.deepEqual(seen.faults, []);
  });
});

describe('the pages of the telephone', () => {
  let browser;
  before(async () => { browser = await launch(); });
  after(() => browser.close());

  it('are without a serious fault for whoever hears or sees them otherwise', async () => {
    const { page } = await phone(browser, { bypassCSP: true });
    page.setDefaultTimeout(patience);
    const found = {};
    const look = async (path, ready) => {
      await page.goto(`${address}/try/${path}`);
      await ready.waitFor();
      found[path] = await audit(page);
    };
    const heading = (name) => page.getByRole('heading', { name, level: 1 });
    await look('', heading('Cambia dólares y soles'));
    await look('registro', heading('Regístrate'));
    await look('entrar', page.getByRole('heading', { name: 'Clientes de la demostración' }));
    await page.locator('.person').first().click();
    await page.getByRole('navigation', { name: 'Secciones' }).waitFor();
    for (const [path, title] of [['operaciones', 'Tus operaciones'], ['cuentas', 'Tus cuentas'], ['cuentas/nueva', 'Agregar una cuenta'], ['promociones', 'Promociones'], ['avisos', 'Avisos']]) await look(path, heading(title));
    await look('perfil', page.getByRole('button', { name: 'Cerrar sesión' }));
    await page.goto(`${address}/try/operaciones`);
    await page.locator('.line-card').first().click();
    await heading(/^EXP-/).waitFor();
    found['operaciones/{id}'] = await audit(page);
    assert.deepEqual(Object.entries(found).filter(([, faults]) => faults.length > 0), []);
  });
});
