import { Button } from '@qoricash/kit';
import { useOfficeTexts } from '../../texts/texts.tsx';
import { type Parameter, standingOf } from './parameter.ts';

/** Begins a change, or says why there can be none now. */
export function ChangeButton({ parameter, onPress, word }: { readonly parameter: Parameter; readonly onPress: () => void; readonly word: string }) {
  const texts = useOfficeTexts();
  const blocked = !parameter.maySet ? texts.settings.mayNot : standingOf(parameter) === 'proposed' ? texts.settings.waits : null;
  return <Button blocked={blocked} onPress={onPress}>{word}</Button>;
}
