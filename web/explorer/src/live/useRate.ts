import type { Client } from 'graphql-ws';
import { useEffect, useState } from 'react';
import { ask } from '../transport/request';
import publicRateDocument from './publicRate.graphql?raw';
import rateTicksDocument from './rateTicks.graphql?raw';

export interface RatePair {
  readonly houseBuys: string;
  readonly houseSells: string;
  readonly at: string;
}

/** The public pair: as it is now by query, then live. The newest wins; ticks in between may be dropped by the server. */
export function useRate(socket: Client): RatePair | null {
  const [rate, setRate] = useState<RatePair | null>(null);
  useEffect(() => {
    const offer = (offered: RatePair | null | undefined) =>
      setRate((before) => (offered && (!before || before.at <= offered.at) ? offered : before));
    const read = () =>
      ask<{ publicRate: RatePair | null }>(publicRateDocument).then(
        ({ publicRate }) => offer(publicRate),
        // The live value comes by itself; without either the place stays empty.
        () => {},
      );
    void read();
    // A live value has no history, so what was published while the line was down is asked for.
    const unlisten = socket.on('connected', () => void read());
    const unsubscribe = socket.subscribe<{ rateTicks: RatePair }>(
      { query: rateTicksDocument },
      { next: ({ data }) => offer(data?.rateTicks), error: () => {}, complete: () => {} },
    );
    return () => {
      unlisten();
      unsubscribe();
    };
  }, [socket]);
  return rate;
}
