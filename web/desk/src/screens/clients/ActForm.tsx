import { Button, Dialog, DialogFoot, FormBox, TextArea } from '@qoricash/kit';
import { type ReactNode, useState } from 'react';
import { useDirty } from '../../app/dirty.ts';
import type { Acting } from '../../house/act.ts';
import { useOfficeTexts } from '../../texts/texts.tsx';

/** The dialog of one act about a client: its fields, what will happen, and one verb. */
export function ActForm({ title, verb, effects, acting, isTouched, blocked, danger, size, children, onSend, onClose }: {
  readonly title: string;
  readonly verb: string;
  readonly effects: readonly string[];
  readonly acting: Pick<Acting<unknown, never>, 'isBusy' | 'refusals'>;
  readonly isTouched: boolean;
  readonly blocked?: string | null | undefined;
  readonly danger?: boolean;
  readonly size?: 'normal' | 'wide';
  readonly children?: ReactNode;
  readonly onSend: () => void;
  readonly onClose: () => void;
}) {
  const texts = useOfficeTexts();
  useDirty(isTouched);
  return (
    <Dialog title={title} onClose={onClose} dismissable={!isTouched} {...(size && { size })}>
      <FormBox onSubmit={onSend} problem={acting.refusals.whole}>
        {children}
        {effects.length > 0 && (
          <section className="effect" aria-label={texts.clients.effect}>
            <h3>{texts.clients.effect}</h3>
            <ul className="plain-list">{effects.map((effect) => <li key={effect}>{effect}</li>)}</ul>
          </section>
        )}
        <DialogFoot>
          <Button onPress={onClose}>{texts.common.back}</Button>
          <Button type="submit" tone={danger ? 'danger' : 'primary'} busy={acting.isBusy && texts.clients.busy} blocked={blocked}>{verb}</Button>
        </DialogFoot>
      </FormBox>
    </Dialog>
  );
}

/** An act that takes one text: a reason for the audit trail, or how something was seen. */
export function ReasonDialog({ label, hint, field, acting, onSend, ...rest }: {
  readonly title: string;
  readonly verb: string;
  readonly effects: readonly string[];
  readonly label: string;
  readonly hint: string;
  /** The name of the text in the input of the mutation. */
  readonly field: string;
  readonly danger?: boolean;
  readonly acting: Pick<Acting<unknown, never>, 'isBusy' | 'refusals'>;
  readonly onSend: (text: string) => void;
  readonly onClose: () => void;
}) {
  const [text, setText] = useState('');
  return (
    <ActForm {...rest} acting={acting} isTouched={text !== ''} onSend={() => onSend(text)}>
      <TextArea label={label} hint={hint} value={text} onChange={setText} error={acting.refusals.fields[field]} autoFocus />
    </ActForm>
  );
}
