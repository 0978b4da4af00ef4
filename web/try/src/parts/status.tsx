import type { OperationStatus } from '../gql/graphql.ts';
import { Icon, type IconName } from './icon.tsx';

const looks: Record<OperationStatus, { readonly icon: IconName; readonly tone: string }> = {
  PENDING: { icon: 'clock', tone: 'warn' },
  IN_PROCESS: { icon: 'half', tone: 'info' },
  COMPLETED: { icon: 'tick', tone: 'good' },
  CANCELED: { icon: 'cross', tone: 'ended' },
  EXPIRED: { icon: 'dash', tone: 'ended' },
};

/** The state of an operation: shape, word and colour. The word is the house's. */
export function Status({ of, label }: { readonly of: OperationStatus; readonly label: string }) {
  const { icon, tone } = looks[of] ?? { icon: 'clock', tone: 'ended' };
  return <Badge icon={icon} tone={tone}>{label}</Badge>;
}

/** A word with a shape and a colour. */
export function Badge({ icon, tone, children }: { readonly icon: IconName; readonly tone: string; readonly children: string }) {
  return <span className={`badge badge-${tone}`}><Icon name={icon} size={14} />{children}</span>;
}
