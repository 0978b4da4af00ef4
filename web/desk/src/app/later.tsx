import { type ComponentType, type ReactNode, useEffect, useState } from 'react';

/** A part of the page that comes behind the first screen. */
export type Later<Props> = ComponentType<Props & { /** What stands in its place until it is there. */ readonly fallback?: ReactNode }> & {
  /** Fetches it while nobody waits, so that it is there at once when it is needed. */
  readonly fetch: () => void;
};

const pause = 1_000;

/** Makes such a part. One that could not be fetched is fetched again for as long as somebody waits for it: the house may be away. */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): Later<Props> {
  let there: ComponentType<Props> | null = null;
  const bring = async () => (there ??= await load());
  function Part({ fallback = null, ...props }: Props & { readonly fallback?: ReactNode }) {
    const [Content, setContent] = useState(() => there);
    useEffect(() => {
      if (Content) return undefined;
      let again: ReturnType<typeof setTimeout> | undefined;
      let isGone = false;
      const attempt = () => void bring().then(
        (found) => isGone || setContent(() => found),
        () => {
          if (!isGone) again = setTimeout(attempt, pause);
        },
      );
      attempt();
      return () => {
        isGone = true;
        clearTimeout(again);
      };
    }, [Content]);
    return Content ? <Content {...(props as Props)} /> : fallback;
  }
  return Object.assign(Part, { fetch: () => void bring().catch(() => undefined) });
}
