export const search = {
  title: 'Buscar y hacer',
  placeholder: 'EXP-3267, documento, nombre, 1730.00, referencia…',
  go: 'Ir a',
  operations: 'Operaciones',
  clients: 'Clientes',
  nothing: (text: string) => `Nada con «${text}».`,
  looking: 'Buscando…',
  hint: 'Flechas para moverte, Enter para abrir.',
};
