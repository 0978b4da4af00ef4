export const kit = {
  copy: 'Copiar',
  copied: 'Copiado',
  close: 'Cerrar',
  required: 'Obligatorio',
  noMatch: 'Nada coincide',
  retry: 'Reintentar',
  request: 'Pedido',
  selectRow: 'Elegir',
  columns: 'Columnas',
  moveLeft: 'Mover antes',
  moveRight: 'Mover después',
  reset: 'Como al inicio',
};
