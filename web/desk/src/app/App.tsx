import { ClockProvider, Failure, Skeleton, useNow } from '@qoricash/kit';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { Provider } from 'urql';
import { ViewerDocument } from '../gql/graphql.ts';
import { useAsk } from '../house/ask.ts';
import { client } from '../house/client.ts';
import { startDeskStream } from '../house/deskStream.ts';
import { house, labels, serverNow } from '../house/house.ts';
import { SignInScreen } from '../screens/sign-in/SignInScreen.tsx';
import { useTexts } from '../texts/texts.tsx';
import { later } from './later.tsx';
import { checkRelease } from './release.ts';
import { fetchScreens, router } from './router.tsx';
import { useEndOfSession, useSession } from './session.ts';
import { ViewerProvider } from './viewer.tsx';

const OwedPassword = later(async () => (await import('../screens/sign-in/Owed.tsx')).OwedPassword);
const OwedTotp = later(async () => (await import('../screens/sign-in/Owed.tsx')).OwedTotp);
const PasswordByLink = later(async () => (await import('../screens/sign-in/Owed.tsx')).PasswordByLink);
const SignInAgain = later(async () => (await import('../screens/sign-in/SignInAgain.tsx')).SignInAgain);

/** The whole page: who is signed in decides what there is. */
export function App() {
  return (
    <ClockProvider now={serverNow}>
      <Provider value={client}>
        {location.pathname.endsWith('/restablecer') ? <PasswordByLink /> : <Gate />}
      </Provider>
    </ClockProvider>
  );
}

/** Whoever was inside once stays where it was when the session ends: signing in again happens over the page. */
function Gate() {
  const session = useSession();
  const [wasInside, setWasInside] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const restore = () =>
    void house.sessions.restore().then((answer) => setProblem(answer.ok || answer.error.code === 'UNAUTHENTICATED' ? null : answer.error.message));
  useEffect(restore, []);
  const restriction = session.status === 'signed-in' ? session.session.restriction : null;
  const isInside = session.status === 'signed-in' && restriction === null;
  useEffect(() => {
    if (isInside) setWasInside(true);
  }, [isInside]);

  if (session.status === 'unknown') return problem ? <Failure message={problem} onRetry={restore} /> : null;
  if (restriction === 'PASSWORD_CHANGE') return <OwedPassword />;
  if (restriction === 'TOTP_SETUP') return <OwedTotp />;
  if (isInside || wasInside) return <Inside isOut={!isInside} />;
  return <SignInScreen reason={session.status === 'signed-out' ? (session.reason?.message ?? null) : null} />;
}

function Inside({ isOut }: { readonly isOut: boolean }) {
  const texts = useTexts();
  const { data, problem, again } = useAsk(ViewerDocument, {}, { policy: 'cache-first' });
  useEffect(() => {
    void labels.load();
    void checkRelease();
    const stop = startDeskStream();
    const idle = setTimeout(() => {
      fetchScreens();
      SignInAgain.fetch();
    }, 2_000);
    return () => {
      stop();
      clearTimeout(idle);
    };
  }, []);
  if (!data) return problem ? <Failure message={problem.message} requestId={problem.requestId} onRetry={again} /> : <Skeleton rows={8} label={texts.common.loading} />;
  return (
    <ViewerProvider viewer={data.viewer}>
      <RouterProvider router={router} />
      {isOut ? <SignInAgain elsewhere={false} /> : <EndOfSession />}
    </ViewerProvider>
  );
}

function EndOfSession() {
  useEndOfSession(useNow());
  return null;
}
