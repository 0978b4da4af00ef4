import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { KitProvider } from '../src/index.ts';
import '../src/style.css';
import './page.css';
import { Pieces } from './Pieces.tsx';

const words = {
  copy: 'Copiar', copied: 'Copiado', close: 'Cerrar', required: 'Obligatorio', noMatch: 'Nada coincide', retry: 'Reintentar', request: 'pedido',
  selectRow: 'Elegir', columns: 'Columnas', moveLeft: 'Antes', moveRight: 'Después', reset: 'Como al inicio',
};

const theme = new URLSearchParams(location.search).get('theme');
if (theme) document.documentElement.dataset['theme'] = theme;

createRoot(document.getElementById('root') ?? document.body).render(
  <StrictMode>
    <KitProvider words={words} locale="es-PE"><Pieces /></KitProvider>
  </StrictMode>,
);
