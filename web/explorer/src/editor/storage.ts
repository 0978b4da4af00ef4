// Documents and their variables hold personal data, and sometimes a password. They live as long as the browser's tab and
// the session, never on the disk of a shared machine.

const prefix = 'graphiql:';
const ownerKey = 'qoricash-explorer:owner';

/** Where GraphiQL keeps its tabs and history. */
export const editorStorage: Storage = window.sessionStorage;

/** Gives the document and its answer more room than the list beside them, until a person divides it otherwise. */
export function giveRoom(): void {
  const divided = `${prefix}docExplorerFlex`;
  if (editorStorage.getItem(divided) === null) editorStorage.setItem(divided, '0.3');
}

/** Forgets tabs and history, when a person signs out. */
export function forgetEditor(): void {
  for (const key of Object.keys(window.sessionStorage)) {
    if (key.startsWith(prefix)) window.sessionStorage.removeItem(key);
  }
}

/** Gives a person the tabs and history that are kept, if they are that person's; another person's are forgotten. */
export function claimEditor(person: string): void {
  if (window.sessionStorage.getItem(ownerKey) !== person) forgetEditor();
  window.sessionStorage.setItem(ownerKey, person);
}
