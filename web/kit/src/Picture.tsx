import { useState } from 'react';
import { Button } from './Button.tsx';

const steps = [1, 1.5, 2, 3, 4] as const;

/** A picture to be judged: larger, smaller, turned. It is shown as it is, never cut. */
export function Picture({ address, label, words }: {
  readonly address: string;
  readonly label: string;
  readonly words: { readonly larger: string; readonly smaller: string; readonly turn: string };
}) {
  const [step, setStep] = useState(0);
  const [turns, setTurns] = useState(0);
  return (
    <figure className="picture">
      <div className="picture-frame" tabIndex={0} role="group" aria-label={label}>
        <img
          src={address}
          alt={label}
          referrerPolicy="no-referrer"
          style={{ width: `${(steps[step] ?? 1) * 100}%`, maxWidth: 'none', transform: `rotate(${turns * 90}deg)` }}
        />
      </div>
      <figcaption className="button-row">
        <Button tone="quiet" icon="minus" label={words.smaller} onPress={() => setStep(Math.max(0, step - 1))} />
        <Button tone="quiet" icon="plus" label={words.larger} onPress={() => setStep(Math.min(steps.length - 1, step + 1))} />
        <Button tone="quiet" icon="turn" label={words.turn} onPress={() => setTurns((turns + 1) % 4)} />
      </figcaption>
    </figure>
  );
}
