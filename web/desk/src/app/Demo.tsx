import { useEffect, useState } from 'react';
import { useTexts } from '../texts/texts.tsx';

let known: Promise<boolean> | undefined;

/** Only a demo serves its mails to everybody, so who serves them is one. */
const isDemo = (): Promise<boolean> => (known ??= fetch('/dev/mail', { method: 'HEAD' }).then(({ ok }) => ok, () => false));

/** The striped line by which nobody takes a demo for the house. */
export function Demo() {
  const texts = useTexts();
  const [shown, setShown] = useState(false);
  useEffect(() => {
    void isDemo().then(setShown);
  }, []);
  return shown ? <p className="demo" role="note"><span>{texts.frame.demo}</span></p> : null;
}
