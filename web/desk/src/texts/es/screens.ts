export const screens = {
  home: 'Inicio',
  operations: 'Operaciones',
  newOperation: 'Nueva',
  operation: 'Operación',
  rates: 'Tipo de cambio',
  sessions: 'Sesiones y clave',
  accounts: 'Cuentas',
  account: 'Cuenta de los libros',
  messages: 'Mensajes',
  audit: 'Auditoría',
  system: 'Sistema',
  settings: 'Ajustes',
};
