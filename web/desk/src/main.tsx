import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '@qoricash/kit/style.css';
import './app/frame.css';
import { App } from './app/App.tsx';
import { listenForKeys } from './app/keys.ts';
import { watchMissingParts } from './app/release.ts';
import { watchSession } from './app/session.ts';
import { applyTheme } from './app/theme.ts';
import { Spoken } from './texts/texts.tsx';

applyTheme();
watchMissingParts();
watchSession();
listenForKeys();

createRoot(document.getElementById('root') ?? document.body).render(
  <StrictMode>
    <Spoken><App /></Spoken>
  </StrictMode>,
);
