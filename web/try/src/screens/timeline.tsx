import { useServerClock } from '@qoricash/sdk/react';
import { house } from '../house.ts';
import { Icon, type IconName } from '../parts/icon.tsx';
import type { Operation } from '../state/known.ts';
import { spoken, whole } from '../text/time.ts';

type Step = Operation['timeline'][number];

const ends: readonly Step['key'][] = ['CANCELED', 'EXPIRED'];

function shapeOf({ key, reachedAt }: Step, isNext: boolean): { readonly icon: IconName; readonly look: string } {
  if (ends.includes(key)) return { icon: 'cross', look: 'ended' };
  if (key === 'PAYOUT_VOIDED' || key === 'DEPOSIT_UNSEEN') return { icon: 'warn', look: 'warn' };
  if (reachedAt) return { icon: 'tick', look: 'done' };
  return isNext ? { icon: 'half', look: 'next' } : { icon: 'clock', look: 'open' };
}

/** The way of an operation: what was reached and when, what comes next and until when. */
export function Timeline({ steps }: { readonly steps: readonly Step[] }) {
  const now = useServerClock(house, 30_000);
  const next = steps.findIndex(({ reachedAt }) => !reachedAt);
  return (
    <section className="card" aria-labelledby="way">
      <h2 id="way">Seguimiento</h2>
      <ol className="timeline" aria-live="polite">
        {steps.map((step, index) => {
          const { icon, look } = shapeOf(step, index === next);
          const instant = step.reachedAt ?? (index === next ? step.dueAt : null);
          return (
            <li key={`${step.key}${index}`} className={`step step-${look}`} {...(index === next ? { 'aria-current': 'step' as const } : {})}>
              <span className="step-mark"><Icon name={icon} size={16} /></span>
              <span className="step-label">{step.label}</span>
              {instant && <time className="figure small muted" dateTime={instant} title={whole(instant)}>{step.reachedAt ? '' : 'hasta '}{spoken(instant, now)}</time>}
              {step.detail && <span className="step-detail small">{step.detail}</span>}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
