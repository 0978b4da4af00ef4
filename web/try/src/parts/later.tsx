import { HouseError } from '@qoricash/sdk';
import { useEffect, useState, type ComponentType } from 'react';
import { Failed } from './form.tsx';

type Loaded<Props> = { readonly part: ComponentType<Props> } | { readonly fault: HouseError } | null;

/** A part of the page in a file of its own, so that the first look at a price does not wait for it. */
export interface Later<Props> {
  readonly Part: ComponentType<Props>;
  /** Fetches it before it is needed: who loses the line after that has it. */
  readonly fetch: () => void;
}

/** Makes a part of what loads it. */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): Later<Props> {
  let loaded: Loaded<Props> = null;
  const fetched = async () => {
    try {
      loaded = { part: await load() };
    } catch (cause) {
      loaded = { fault: new HouseError({ kind: 'network', code: 'OFFLINE', message: 'Esta parte de la página no llegó.', cause }) };
    }
    return loaded;
  };
  return {
    fetch: () => void fetched(),
    Part(props) {
      const [found, setFound] = useState(loaded);
      useEffect(() => {
        if (!found || 'fault' in found) void fetched().then(setFound);
        // Once for each time that the part is shown.
        // eslint-disable-next-line react-hooks/exhaustive-deps
      }, []);
      if (!found) return <p className="waiting" role="status">Un momento…</p>;
      // A browser does not ask again for a file that did not come, and a newer page has other files.
      if ('fault' in found) return <Failed fault={found.fault} again={() => location.reload()} />;
      return <found.part {...props} />;
    },
  };
}
