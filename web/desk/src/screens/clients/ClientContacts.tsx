import { Badge, Button, Card, CopyButton, done, Empty, Time, waiting } from '@qoricash/kit';
import { useLabel, useOfficeTexts } from '../../texts/texts.tsx';
import type { ClientActing } from './Client.tsx';
import { useBlock } from './useBlock.ts';

/** Further e-mails and telephones of a client, beside those of its registration. */
export function ClientContacts({ client, begin }: ClientActing) {
  const texts = useOfficeTexts();
  const label = useLabel();
  const block = useBlock(client);
  const words = texts.clients.contacts;
  return (
    <Card
      title={texts.clients.tabs.contacts}
      aside={<Button icon="plus" blocked={block('CONTACTS')} onPress={() => begin({ act: 'CONTACTS' })}>{words.add}</Button>}
      flush
    >
      {client.contacts.length === 0 && <Empty icon="mail">{words.none}</Empty>}
      {client.contacts.length > 0 && (
        <div className="table-scroll">
          <table className="plain-table padded">
            <thead>
              <tr>
                <th scope="col">{words.kind}</th><th scope="col">{words.value}</th><th scope="col">{words.label}</th><th scope="col">{texts.clients.status}</th>
                <th scope="col"><span className="heard">{texts.clients.acts}</span></th>
              </tr>
            </thead>
            <tbody>
              {client.contacts.map((contact) => (
                <tr key={contact.id}>
                  <td>{label('ContactKind', contact.kind)}</td>
                  <td>{contact.value} <CopyButton text={contact.value} what={words.value} /></td>
                  <td>{contact.label ?? texts.clients.nothing}</td>
                  <td>
                    <Badge state={contact.verifiedAt ? done : waiting}>{contact.verifiedAt ? words.verified : words.unverified}</Badge>
                    {contact.verifiedAt && <span className="muted"> <Time at={contact.verifiedAt} /></span>}
                  </td>
                  <td><Button tone="quiet" blocked={block('CONTACTS')} onPress={() => begin({ act: 'REMOVE_CONTACT', contact })}>{words.remove}</Button></td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  );
}
