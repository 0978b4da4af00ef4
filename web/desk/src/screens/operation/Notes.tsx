import { Button, Card, FormBox, TextArea, Time } from '@qoricash/kit';
import { useRef, useState } from 'react';
import { useDirty } from '../../app/dirty.ts';
import { useKeys } from '../../app/keys.ts';
import { useViewer } from '../../app/viewer.tsx';
import { NoteAddDocument, NoteMarkReadDocument, type OperationDetailFragment } from '../../gql/graphql.ts';
import { useAct } from '../../house/act.ts';
import { useTexts } from '../../texts/texts.tsx';

/** What people of the house tell each other about an operation. */
export function Notes({ operation }: { readonly operation: OperationDetailFragment }) {
  const texts = useTexts();
  const { can } = useViewer();
  const box = useRef<HTMLDivElement>(null);
  const [text, setText] = useState('');
  const add = useAct(NoteAddDocument, ['text']);
  const mark = useAct(NoteMarkReadDocument);
  useDirty(text !== '');
  useKeys(texts.operation.notes, [
    { keys: 'n', label: texts.operation.write, act: () => box.current?.querySelector('textarea')?.focus(), when: () => can.notesWrite },
  ]);
  if (!can.notesRead) return null;
  const send = async () => {
    if (await add.send({ operationId: operation.id, text })) setText('');
  };
  const unread = operation.notes.some(({ read }) => !read);
  return (
    <Card
      title={texts.operation.notes}
      aside={unread && <Button tone="quiet" onPress={() => void mark.send({ operationId: operation.id })}>{texts.operation.read}</Button>}
    >
      {operation.notes.length === 0 && <p className="muted">{texts.operation.noNotes}</p>}
      <ul className="notes">
        {operation.notes.map(({ id, author, text: said, createdAt, read }) => (
          <li key={id} className={read ? '' : 'note-unread'}>
            <span className="muted small">{author.name} · <Time at={createdAt} /></span>
            <p>{said}</p>
          </li>
        ))}
      </ul>
      {can.notesWrite && (
        <div ref={box}>
          <FormBox onSubmit={() => void send()} problem={add.refusals.whole}>
            <TextArea label={texts.operation.write} value={text} onChange={setText} rows={2} maxLength={2_000} error={add.refusals.fields['text']} />
            {text && <div className="button-row button-row-end"><Button type="submit" busy={add.isBusy && texts.operation.sending}>{texts.operation.send}</Button></div>}
          </FormBox>
        </div>
      )}
    </Card>
  );
}
