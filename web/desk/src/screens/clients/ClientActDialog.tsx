import type { ReactNode } from 'react';
import {
  AccountConfirmDocument, AccountRemoveDocument, type ClientAccountFragment, ClientDeactivateDocument, ClientReactivateDocument, ContactRemoveDocument,
  IdentificationReopenDocument,
} from '../../gql/graphql.ts';
import { useAct } from '../../house/act.ts';
import { useOfficeTexts } from '../../texts/texts.tsx';
import { AccountAddDialog } from './AccountAddDialog.tsx';
import { ActForm, ReasonDialog } from './ActForm.tsx';
import type { ClientAct, ClientDetail } from './clients.ts';
import { ContactAddDialog } from './ContactAddDialog.tsx';
import { EditDialog } from './EditDialog.tsx';
import { ReassignDialog } from './ReassignDialog.tsx';
import { SubmitDialog } from './SubmitDialog.tsx';

type Contact = ClientDetail['contacts'][number];

/** The act that was begun, with the row that it is about. */
export type OpenAct =
  | { readonly act: Exclude<ClientAct, 'CONFIRM_ACCOUNT' | 'REMOVE_ACCOUNT'> }
  | { readonly act: 'CONFIRM_ACCOUNT' | 'REMOVE_ACCOUNT'; readonly account: ClientAccountFragment }
  | { readonly act: 'REMOVE_CONTACT'; readonly contact: Contact };

interface Props {
  readonly client: ClientDetail;
  readonly onClose: () => void;
}

/** The dialog of an act about a client. */
export function ClientActDialog({ open, ...props }: Props & { readonly open: OpenAct }): ReactNode {
  switch (open.act) {
    case 'EDIT': return <EditDialog {...props} />;
    case 'REASSIGN': return <ReassignDialog clients={[props.client]} onClose={props.onClose} onDone={props.onClose} />;
    case 'DEACTIVATE': return <Deactivate {...props} />;
    case 'REACTIVATE': return <Reactivate {...props} />;
    case 'REOPEN': return <Reopen {...props} />;
    case 'ADD_ACCOUNT': return <AccountAddDialog {...props} />;
    case 'CONFIRM_ACCOUNT': return <ConfirmAccount account={open.account} onClose={props.onClose} />;
    case 'REMOVE_ACCOUNT': return <RemoveAccount account={open.account} onClose={props.onClose} />;
    case 'CONTACTS': return <ContactAddDialog {...props} />;
    case 'REMOVE_CONTACT': return <RemoveContact contact={open.contact} onClose={props.onClose} />;
    case 'SUBMIT': return <SubmitDialog {...props} />;
    case 'REVIEW': return null;
  }
}

/** What the three acts that take a reason for the audit trail have in common. */
function useReason() {
  const texts = useOfficeTexts();
  return { label: texts.clients.reason, hint: texts.clients.reasonAudit, field: 'reason' };
}

function Deactivate({ client, onClose }: Props) {
  const { deactivate } = useOfficeTexts().clients;
  const acting = useAct(ClientDeactivateDocument, ['reason']);
  const send = async (reason: string) => {
    if (await acting.send({ clientId: client.id, reason })) onClose();
  };
  return (
    <ReasonDialog
      {...useReason()}
      title={deactivate.title(client.fullName)}
      verb={deactivate.send}
      effects={deactivate.effects}
      danger
      acting={acting}
      onSend={(reason) => void send(reason)}
      onClose={onClose}
    />
  );
}

function Reactivate({ client, onClose }: Props) {
  const { reactivate } = useOfficeTexts().clients;
  const acting = useAct(ClientReactivateDocument, ['reason']);
  const send = async (reason: string) => {
    if (await acting.send({ clientId: client.id, reason })) onClose();
  };
  return (
    <ReasonDialog
      {...useReason()}
      title={reactivate.title(client.fullName)}
      verb={reactivate.send}
      effects={reactivate.effects}
      acting={acting}
      onSend={(reason) => void send(reason)}
      onClose={onClose}
    />
  );
}

function Reopen({ client, onClose }: Props) {
  const { reopen } = useOfficeTexts().clients;
  const acting = useAct(IdentificationReopenDocument, ['reason']);
  const send = async (reason: string) => {
    if (await acting.send({ clientId: client.id, reason })) onClose();
  };
  return (
    <ReasonDialog
      {...useReason()}
      title={reopen.title(client.fullName)}
      verb={reopen.send}
      effects={reopen.effects}
      acting={acting}
      onSend={(reason) => void send(reason)}
      onClose={onClose}
    />
  );
}

const nameOf = ({ bank, number }: ClientAccountFragment): string => `${bank.code} ${number}`;

function ConfirmAccount({ account, onClose }: { readonly account: ClientAccountFragment; readonly onClose: () => void }) {
  const texts = useOfficeTexts();
  const words = texts.clients.accounts;
  const acting = useAct(AccountConfirmDocument, ['note']);
  const send = async (note: string) => {
    if (await acting.send({ accountId: account.id, note })) onClose();
  };
  return (
    <ReasonDialog
      title={words.confirmTitle(nameOf(account))}
      verb={texts.clients.act.CONFIRM_ACCOUNT}
      effects={words.confirmEffects}
      label={words.note}
      hint={words.noteHint}
      field="note"
      acting={acting}
      onSend={(note) => void send(note)}
      onClose={onClose}
    />
  );
}

function RemoveAccount({ account, onClose }: { readonly account: ClientAccountFragment; readonly onClose: () => void }) {
  const texts = useOfficeTexts();
  const words = texts.clients.accounts;
  const acting = useAct(AccountRemoveDocument);
  const send = async () => {
    if (await acting.send({ accountId: account.id })) onClose();
  };
  return (
    <ActForm
      title={words.removeTitle(nameOf(account))} verb={texts.clients.act.REMOVE_ACCOUNT} effects={words.removeEffects} danger acting={acting} isTouched={false}
      onSend={() => void send()} onClose={onClose}
    />
  );
}

function RemoveContact({ contact, onClose }: { readonly contact: Contact; readonly onClose: () => void }) {
  const words = useOfficeTexts().clients.contacts;
  const acting = useAct(ContactRemoveDocument);
  const send = async () => {
    if (await acting.send({ contactId: contact.id })) onClose();
  };
  return (
    <ActForm
      title={words.removeTitle(contact.value)}
      verb={words.remove}
      effects={words.removeEffects}
      danger
      acting={acting}
      isTouched={false}
      onSend={() => void send()}
      onClose={onClose}
    />
  );
}
