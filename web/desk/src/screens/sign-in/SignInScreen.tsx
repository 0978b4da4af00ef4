import type { ReactNode } from 'react';
import { Notice } from '@qoricash/kit';
import { useTexts } from '../../texts/texts.tsx';
import { Demo } from '../../app/Demo.tsx';
import { SignInForm } from './SignIn.tsx';

/** The page before anybody is signed in. */
export function SignInScreen({ reason }: { readonly reason: string | null }) {
  const texts = useTexts();
  return (
    <Doorway title={texts.signIn.welcome}>
      {reason && <Notice tone="info">{reason}</Notice>}
      <SignInForm />
    </Doorway>
  );
}

/** The frame of what stands before the desk: signing in, and what a session owes. */
export function Doorway({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className="doorway">
      <Demo />
      <main className="doorway-box">
        <p className="mark">Qori<b>Cash</b></p>
        <h1>{title}</h1>
        {children}
      </main>
    </div>
  );
}
