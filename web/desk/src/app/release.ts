import { signal } from '@qoricash/sdk';
import { isDirty } from './dirty.ts';

const reloadedKey = 'qoricash-desk:reloaded';

/** True once the house serves another build than this page is of. */
export const newRelease = signal(false);

let loaded: string | null = null;

/** Asks which build the house serves; the first answer is the one of this page. */
export async function checkRelease(): Promise<void> {
  try {
    const answer = await fetch('/desk/', { method: 'HEAD', headers: { accept: 'text/html' }, cache: 'no-cache' });
    const etag = answer.headers.get('etag');
    if (!answer.ok || etag === null) return;
    loaded ??= etag;
    if (etag !== loaded) newRelease.set(true);
  } catch {
    // Nothing is served at all; the line says so.
  }
}

/**
 * A part of the page that a newer build does not have any more: the page is loaded anew, once, and never over what somebody typed. Where
 * nothing is served at all nothing is loaded anew: the screen says so, and the page goes on once the house is back.
 */
export function watchMissingParts(): void {
  addEventListener('vite:preloadError', () => void loadAnew());
}

async function loadAnew(): Promise<void> {
  await checkRelease();
  if (!newRelease.get() || isDirty() || sessionStorage.getItem(reloadedKey) !== null) return;
  sessionStorage.setItem(reloadedKey, '1');
  location.reload();
}
