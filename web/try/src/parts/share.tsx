import { useState } from 'react';

/** Hands a text on: by the telephone's own menu where it has one, by its clipboard elsewhere. */
export function Share({ label, text, url }: { readonly label: string; readonly text: string; readonly url?: string }) {
  const [told, setTold] = useState('');
  const share = async () => {
    try {
      if (navigator.share) return await navigator.share({ text, ...(url ? { url } : {}) });
      await navigator.clipboard.writeText(url ? `${text} ${url}` : text);
      setTold('Copiado: pégalo donde quieras enviarlo.');
    } catch (cause) {
      // Whoever closed the menu has shared nothing, and knows it.
      if (!(cause instanceof DOMException && cause.name === 'AbortError')) setTold(`Cópialo a mano: ${url ?? text}`);
    }
  };
  return (
    <div className="stack tight">
      <button type="button" className="button" onClick={() => void share()}>{label}</button>
      {told !== '' && <p className="hint" role="status">{told}</p>}
    </div>
  );
}
