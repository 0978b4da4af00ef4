export const screens = {
  home: 'Inicio',
  operations: 'Operaciones',
  newOperation: 'Nueva',
  operation: 'Operación',
  rates: 'Tipo de cambio',
  sessions: 'Sesiones y clave',
};
