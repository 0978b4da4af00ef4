import { Dialog, Notice } from '@qoricash/kit';
import { useViewer } from '../../app/viewer.tsx';
import { line } from '../../house/client.ts';
import { house } from '../../house/house.ts';
import { useTexts } from '../../texts/texts.tsx';
import { SignInForm } from './SignIn.tsx';

/** Signing in again over the page: what was typed stays below. Another person gets a page of its own. */
export function SignInAgain({ elsewhere }: { readonly elsewhere: boolean }) {
  const texts = useTexts();
  const viewer = useViewer();
  const done = () => {
    const now = house.sessions.state.get();
    if (now.status === 'signed-in' && now.viewerId !== viewer.id) location.reload();
    else line.reconnect();
  };
  return (
    <Dialog title={texts.signIn.title} onClose={() => undefined} dismissable={false}>
      <Notice tone="info">{elsewhere ? texts.signIn.endedElsewhere : texts.signIn.ended}</Notice>
      <SignInForm login={viewer.staffMember?.email ?? ''} onDone={done} />
    </Dialog>
  );
}
