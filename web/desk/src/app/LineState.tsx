import { Button, Icon, limaClock, Notice, useNow } from '@qoricash/kit';
import type { SaidState } from '../house/line/protocol.ts';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { line } from '../house/client.ts';
import { newestEvent, reloaded } from '../house/deskStream.ts';
import { house } from '../house/house.ts';
import { useTexts } from '../texts/texts.tsx';
import { checkRelease } from './release.ts';

export const useLine = (): SaidState => useSyncExternalStore(line.state.subscribe, line.state.get);

const tones = { live: 'good', idle: 'ended', connecting: 'ended', slow: 'warn', 'catching-up': 'info', stopped: 'bad' } as const;

/** The clock of the house at an instant of the device. */
const houseTime = (device: number): string => limaClock(device + house.clock.offset());

/** One dot for all that is live, with the time of the newest datum. */
export function LineState() {
  const texts = useTexts();
  const { status, recovered } = useLine();
  const newest = useSyncExternalStore(newestEvent.subscribe, newestEvent.get);
  const word = { ...texts.line, 'catching-up': texts.line.catchingUp(recovered) }[status];
  return (
    <span className={`line-state line-${tones[status]}`} role="status">
      <Icon name={status === 'live' ? 'dot' : 'alarm'} />
      <span>{word}</span>
      {newest && <span className="line-newest">{limaClock(Date.parse(newest))}</span>}
    </span>
  );
}

interface Gap {
  readonly from: string;
  readonly until: string;
  readonly recovered: number;
}

/** A bar while the line is not live, and after a gap what came meanwhile. */
export function LineBar() {
  const texts = useTexts();
  const { status, heardAt, recovered } = useLine();
  const again = useSyncExternalStore(reloaded.subscribe, reloaded.get);
  const [gap, setGap] = useGap(status, heardAt, recovered);
  useNow();
  if (status === 'slow' || status === 'catching-up') {
    const text = status === 'slow' ? texts.line.slowBar(heardAt ? houseTime(heardAt) : '—') : texts.line.catchingUp(recovered);
    return <Notice tone="warn" role="status">{text}</Notice>;
  }
  if (again && again.cause !== 'person') {
    const dismiss = <Button onPress={() => reloaded.set(null)}>{texts.line.dismiss}</Button>;
    return <Notice tone="info" role="status" act={dismiss}>{texts.line.reloaded(limaClock(again.at))}</Notice>;
  }
  if (!gap) return null;
  return (
    <Notice tone="info" role="status" act={<Button onPress={() => setGap(null)}>{texts.line.dismiss}</Button>}>
      {texts.line.recovered(gap.recovered, gap.from, gap.until)}
    </Notice>
  );
}

/** Remembers when the line was lost, and says how much came once it is back, however late the first of it comes. */
function useGap(status: SaidState['status'], heardAt: number | null, recovered: number) {
  const [gap, setGap] = useState<Gap | null>(null);
  const heard = useRef(heardAt);
  heard.current = heardAt;
  const lost = useRef<{ readonly at: number | null; isOver: boolean } | null>(null);
  useEffect(() => {
    if (status === 'slow' && (!lost.current || lost.current.isOver)) lost.current = { at: heard.current, isOver: false };
    const before = lost.current;
    if (status !== 'live' || !before) return;
    before.isOver = true;
    // What was missed is counted until half a second after the last of it.
    const settled = setTimeout(() => {
      void checkRelease();
      if (recovered === 0) return;
      lost.current = null;
      setGap({ from: before.at ? houseTime(before.at) : '—', until: houseTime(house.runtime.now()), recovered });
    }, 800);
    return () => clearTimeout(settled);
  }, [status, recovered]);
  return [gap, setGap] as const;
}
