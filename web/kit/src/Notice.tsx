import type { ReactNode } from 'react';
import { Icon, type IconName } from './Icon.tsx';

const icons = { bad: 'alarm', warn: 'alarm', info: 'dot', good: 'tick', hold: 'pause' } as const satisfies Record<string, IconName>;

/** A line that holds above what it is about, with what to do at its end. */
export function Notice({ tone, children, act, role }: {
  readonly tone: keyof typeof icons;
  readonly children: ReactNode;
  readonly act?: ReactNode;
  readonly role?: 'status' | 'alert';
}) {
  return (
    <div className={`notice notice-${tone}`} {...(role && { role })}>
      <Icon name={icons[tone]} />
      <div className="notice-text">{children}</div>
      {act}
    </div>
  );
}
