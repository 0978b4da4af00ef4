import { useSyncExternalStore } from 'react';
import { Button } from './Button.tsx';
import type { Toasts } from './toasts.ts';
import { useKitWords } from './words.tsx';

/** Where toasts are read out, politely, and shown. It stands once on a page. */
export function ToastRegion({ toasts }: { readonly toasts: Toasts }) {
  const words = useKitWords();
  const toast = useSyncExternalStore(toasts.subscribe, toasts.shown);
  return (
    <div className="toasts" role="status" aria-live="polite">
      {toast && (
        <div className="toast" key={toast.id}>
          <span>{toast.text}</span>
          {toast.undo && <Button shortcut="z" onPress={() => void toasts.undo()}>{toast.undo.label}</Button>}
          <Button tone="quiet" icon="close" label={words.close} onPress={() => toasts.close(toast.id)} />
        </div>
      )}
    </div>
  );
}
