import { useEffect, useRef } from 'react';

/** Calls a function every so often while the page is in sight: a tab that nobody looks at asks for nothing. */
export function useEvery(milliseconds: number, call: () => void): void {
  const newest = useRef(call);
  useEffect(() => {
    newest.current = call;
  });
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') newest.current();
    }, milliseconds);
    return () => clearInterval(timer);
  }, [milliseconds]);
}
