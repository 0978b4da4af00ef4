import { Button, Notice, useNow } from '@qoricash/kit';
import { house } from '../house/house.ts';
import { useTexts } from '../texts/texts.tsx';
import { useIdleEnd } from './session.ts';

const warnBefore = 60_000;

/** Says in time that the session ends, with the one button that keeps it. Whatever a person does keeps it as well. */
export function IdleBar() {
  const texts = useTexts();
  const now = useNow();
  const end = useIdleEnd();
  const left = end ? Date.parse(end) - now : Number.POSITIVE_INFINITY;
  if (left > warnBefore || left < 0) return null;
  return (
    <Notice tone="warn" role="status" act={<Button onPress={() => void house.sessions.renew()}>{texts.signIn.stay}</Button>}>
      {texts.signIn.idleSoon(Math.ceil(left / 1_000))}
    </Notice>
  );
}
