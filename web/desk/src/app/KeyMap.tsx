import { Dialog, Keys } from '@qoricash/kit';
import { useTexts } from '../texts/texts.tsx';
import { keyRing, printedKeys } from './keys.ts';

/** All keys that do something where one is. */
export function KeyMap({ onClose }: { readonly onClose: () => void }) {
  const texts = useTexts();
  const groups = keyRing.map().filter(({ bindings }) => bindings.length > 0).reverse();
  return (
    <Dialog title={texts.frame.keys} onClose={onClose} size="wide">
      <div className="key-map">
        {groups.map(({ title, bindings }, place) => (
          <section key={place}>
            <h3>{title}</h3>
            <dl>
              {bindings.map(({ keys, label }) => (
                <div key={keys}>
                  <dt><Keys keys={printedKeys(keys)} /><span className="heard">{printedKeys(keys)}</span></dt>
                  <dd>{label}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
