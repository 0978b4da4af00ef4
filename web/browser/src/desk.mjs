// The desk as a person uses it: by what is written on it.
import { slip } from './house.mjs';

/** Signs in by the form, and waits until the desk hears the house. */
export async function signIn(page, address, login, password) {
  await page.goto(`${address}/desk/`);
  await page.getByLabel('Correo o DNI').fill(login);
  await page.getByLabel('Clave').fill(password);
  await page.getByRole('button', { name: 'Entrar' }).click();
  await page.getByRole('navigation', { name: 'Principal' }).waitFor();
  await live(page);
}

/** Waits until the line is there. */
export const live = (page) => page.locator('.line-state', { hasText: 'En vivo' }).waitFor();

export const acts = (page) => page.getByRole('region', { name: 'Actos' });

/** The row of an operation in the queue. */
export const row = (page, id) => page.locator(`tr[data-row="${id}"]`);

/** Brings an operation into the list, which keeps its order until it is asked for anew: who came is told above it. */
export async function bring(page, id) {
  const fresh = page.getByRole('button', { name: /nuevas?\b/ });
  while ((await row(page, id).count()) === 0) {
    await row(page, id).or(fresh).first().waitFor();
    if ((await row(page, id).count()) === 0) await fresh.first().click({ timeout: 2_000 }).catch(() => null); // somebody was faster: it is gone
  }
}

export const openOperation = async (page, address, { id, code }) => {
  await page.goto(`${address}/desk/operations/${id}`);
  await page.getByRole('heading', { name: code, level: 1 }).waitFor();
};

/** Opens the dialog of an act, from its button or from the menu behind it. */
export async function begin(page, verb) {
  const button = acts(page).getByRole('button', { name: verb });
  const more = acts(page).getByRole('button', { name: 'Más actos' });
  await button.or(more).first().waitFor();
  if (await button.count()) await button.first().click();
  else {
    await more.click();
    await page.getByRole('menuitem', { name: verb }).click();
  }
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  return dialog;
}

/** Carries an act out by its dialog: fills it in, waits for what it would come to, sends it. */
export async function carryOut(page, verb, fill = async () => {}) {
  const dialog = await begin(page, verb);
  await fill(dialog);
  const effect = dialog.getByRole('region', { name: 'Qué pasará' });
  await effect.locator('.effect-lines, table, p').first().waitFor();
  await effect.getByText(/Completa el formulario|Calculando/).waitFor({ state: 'detached' });
  const told = await effect.innerText();
  await dialog.getByRole('button', { name: verb, exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  return told;
}

/** Chooses the first, or a named, option of a list, which opens by itself where one types. */
export async function choose(dialog, label, option = null) {
  const typed = dialog.getByRole('combobox', { name: label });
  const pressed = dialog.getByRole('button', { name: label });
  const options = dialog.page().getByRole('option');
  await typed.or(pressed).first().waitFor();
  if (await typed.count()) {
    await typed.fill(option ?? '');
    await typed.press('ArrowDown');
  } else await pressed.first().click();
  await (option === null ? options.first() : options.filter({ hasText: option }).first()).click();
}

/** Hands a picture to the dialog. */
export async function attach(dialog) {
  await dialog.locator('input[type=file]').setInputFiles({ name: 'constancia.png', mimeType: 'image/png', buffer: slip() });
  await dialog.getByText('constancia.png').waitFor();
}
