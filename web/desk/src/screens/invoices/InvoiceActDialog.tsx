import { TextArea, TextField } from '@qoricash/kit';
import { useState } from 'react';
import {
  InvoiceCorrectDocument, InvoiceCreditNoteDocument, InvoiceReissueDocument, InvoiceResendDocument, InvoiceRetryDocument, InvoiceVoidDocument,
} from '../../gql/graphql.ts';
import { useAct } from '../../house/act.ts';
import { useOfficeTexts } from '../../texts/texts.tsx';
import { ActForm } from '../clients/ActForm.tsx';
import { type InvoiceAct, type InvoiceDetail, nameOf } from './invoices.ts';

interface DialogProps {
  readonly act: InvoiceAct;
  readonly invoice: InvoiceDetail;
  readonly onClose: () => void;
  /** Called with the document that the act made, if it made one. */
  readonly onDone: (made: string | null) => void;
}

/** One act about a document, with what it comes to; it is sent with the version that its person has seen. */
export function InvoiceActDialog(props: DialogProps) {
  switch (props.act) {
    case 'CORRECT': return <CorrectDialog {...props} />;
    case 'REQUEST_NOTE':
    case 'REQUEST_VOID': return <ReasonedDialog {...props} act={props.act} />;
    default: return <PlainDialog {...props} act={props.act} />;
  }
}

function useFrame({ act, invoice, onClose }: DialogProps) {
  const words = useOfficeTexts().invoices;
  const verb = words.act[act];
  const [expectedVersion] = useState(invoice.version);
  return {
    seen: { invoiceId: invoice.id, expectedVersion },
    frame: { title: words.actTitle(verb, nameOf(invoice, words.noNumber)), verb, effects: words.effects[act], danger: act === 'REQUEST_VOID', onClose },
  };
}

/** What takes nothing but its being wanted. */
function PlainDialog(props: DialogProps & { readonly act: 'RETRY' | 'REISSUE' | 'RESEND' }) {
  const { seen, frame } = useFrame(props);
  const retry = useAct(InvoiceRetryDocument);
  const reissue = useAct(InvoiceReissueDocument);
  const resend = useAct(InvoiceResendDocument);
  const acting = { RETRY: retry, REISSUE: reissue, RESEND: resend }[props.act];
  const send = async () => {
    if (props.act === 'REISSUE') {
      const payload = await reissue.send(seen);
      if (payload) props.onDone(payload.made?.id ?? null);
    } else if (await (props.act === 'RETRY' ? retry : resend).send(seen)) props.onDone(null);
  };
  return <ActForm {...frame} acting={acting} isTouched={false} onSend={() => void send()} />;
}

function ReasonedDialog(props: DialogProps & { readonly act: 'REQUEST_NOTE' | 'REQUEST_VOID' }) {
  const words = useOfficeTexts().invoices;
  const { seen, frame } = useFrame(props);
  const [reason, setReason] = useState('');
  const note = useAct(InvoiceCreditNoteDocument, ['reason']);
  const voids = useAct(InvoiceVoidDocument, ['reason']);
  const acting = props.act === 'REQUEST_NOTE' ? note : voids;
  const send = async () => {
    if (props.act === 'REQUEST_NOTE') {
      const payload = await note.send({ ...seen, reason });
      if (payload) props.onDone(payload.made?.id ?? null);
    } else if (await voids.send({ ...seen, reason })) props.onDone(null);
  };
  return (
    <ActForm {...frame} acting={acting} isTouched={reason !== ''} onSend={() => void send()}>
      <TextArea
        label={words.reason}
        hint={words.reasonHint[props.act]}
        value={reason}
        onChange={setReason}
        error={acting.refusals.fields['reason']}
        maxLength={100}
        rows={2}
        autoFocus
      />
    </ActForm>
  );
}

const blank = { line: '', district: '', province: '', department: '' };
const parts = Object.keys(blank) as (keyof typeof blank)[];

function CorrectDialog(props: DialogProps) {
  const texts = useOfficeTexts();
  const { seen, frame } = useFrame(props);
  const [address, setAddress] = useState(blank);
  const acting = useAct(InvoiceCorrectDocument, [...parts.map((part) => `address.${part}`), 'address']);
  const { fields } = acting.refusals;
  const send = async () => {
    const typed = Object.fromEntries(Object.entries(address).flatMap(([part, text]) => (text.trim() ? [[part, text.trim()]] : [])));
    if (await acting.send({ ...seen, address: typed })) props.onDone(null);
  };
  return (
    <ActForm {...frame} acting={acting} isTouched={address !== blank} onSend={() => void send()}>
      {props.invoice.recipient && <p className="muted">{texts.settings.before}: {props.invoice.recipient.address}</p>}
      <div className="form-columns">
        {parts.map((part, place) => (
          <TextField
            key={part}
            label={texts.clients.fact[part]}
            value={address[part]}
            onChange={(text) => setAddress({ ...address, [part]: text })}
            error={fields[`address.${part}`] ?? (place === 0 ? fields['address'] : undefined)}
            autoFocus={place === 0}
          />
        ))}
      </div>
    </ActForm>
  );
}
