import { useEffect, useState } from 'react';
import { Button } from './Button.tsx';
import { useKitWords } from './words.tsx';

/** Copies a reference as it is written. Inside a row or a list it shows on hover and focus, and always where nothing hovers. */
export function CopyButton({ text, what }: { readonly text: string; readonly what: string }) {
  const words = useKitWords();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const over = setTimeout(() => setCopied(false), 1_500);
    return () => clearTimeout(over);
  }, [copied]);
  const copy = () => navigator.clipboard.writeText(text).then(() => setCopied(true), () => setCopied(false));
  return (
    <span className="copy">
      <Button tone="quiet" icon={copied ? 'tick' : 'copy'} label={`${words.copy} ${what}`} onPress={() => void copy()} />
      <span className="heard" role="status">{copied ? `${words.copied}: ${text}` : ''}</span>
    </span>
  );
}
