import { useLabel } from '../texts/texts.tsx';
import { useViewer } from './viewer.tsx';

/** Who is signed in, and as what. */
export function PersonName() {
  const viewer = useViewer();
  const label = useLabel();
  const role = label('Role', viewer.role);
  return <><span className="top-name">{viewer.staffMember?.name ?? role}</span> <span className="muted top-role">{role}</span></>;
}
