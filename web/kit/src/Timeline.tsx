import type { ReactNode } from 'react';
import { Icon, type IconName } from './Icon.tsx';

export interface Step {
  readonly key: string;
  readonly label: string;
  readonly state: 'done' | 'now' | 'ahead' | 'failed';
  readonly when?: ReactNode;
  readonly detail?: ReactNode;
}

const icons: Readonly<Record<Step['state'], IconName>> = { done: 'tick', now: 'half', ahead: 'barred', failed: 'cross' };

/** The way of an object: what was reached, where it stands, what is ahead. */
export function Timeline({ steps, label }: { readonly steps: readonly Step[]; readonly label: string }) {
  return (
    <ol className="timeline" aria-label={label}>
      {steps.map((step) => (
        <li key={step.key} className={`step step-${step.state}`} {...(step.state === 'now' && { 'aria-current': 'step' })}>
          <Icon name={icons[step.state]} />
          <div className="step-text">
            <span className="step-label">{step.label}</span>
            {step.when && <span className="step-when">{step.when}</span>}
            {step.detail && <span className="step-detail">{step.detail}</span>}
          </div>
        </li>
      ))}
    </ol>
  );
}
