import { Button } from '@qoricash/kit';
import { upload } from '@qoricash/sdk/upload';
import { useEffect, useId, useState } from 'react';
import { useTexts } from '../texts/texts.tsx';
import { house } from './house.ts';

const accepted = 'image/png,image/jpeg,application/pdf';

/** A field for one file: chosen, dropped or pasted, and sent at once. Its value is the id of the file; none is an empty text. */
export function FileDrop({ purpose, value, onChange, error, optional = false }: {
  readonly purpose: Parameters<typeof upload>[1]['purpose'];
  readonly value: string;
  readonly onChange: (id: string) => void;
  readonly error?: string | null | undefined;
  readonly optional?: boolean;
}) {
  const texts = useTexts();
  const label = useId();
  const [name, setName] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const send = async (file: File) => {
    setBusy(true);
    setRefusal(null);
    const answer = await upload(house, { content: file, purpose });
    setBusy(false);
    if (!answer.ok) return setRefusal(answer.error.message);
    setName(file.name);
    onChange(answer.data.id);
  };
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const [file] = event.clipboardData?.files ?? [];
      if (file) void send(file);
    };
    addEventListener('paste', paste);
    return () => removeEventListener('paste', paste);
  });
  const isThere = name !== null && value !== '';
  return (
    <div className="field">
      <span className="field-label" id={label}>{texts.act.file} {optional && <span className="muted">({texts.common.optional})</span>}</span>
      <div
        className="drop"
        role="group"
        aria-labelledby={label}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          const [file] = event.dataTransfer.files;
          if (file) void send(file);
        }}
      >
        <label className="button">
          {isBusy ? texts.act.sendingFile : texts.act.chooseFile}
          <input
            className="heard"
            type="file"
            accept={accepted}
            capture={undefined}
            onChange={(event) => {
              const [file] = event.target.files ?? [];
              if (file) void send(file);
            }}
          />
        </label>
        <span className="muted">{isThere ? name : texts.act.drop}</span>
        {isThere && <Button tone="quiet" icon="close" label={texts.common.cancel} onPress={() => { setName(null); onChange(''); }} />}
      </div>
      {(error ?? refusal) && <span className="field-error" role="alert">{error ?? refusal}</span>}
    </div>
  );
}
