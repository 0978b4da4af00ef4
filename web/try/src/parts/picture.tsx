import { useEffect, useId, useState } from 'react';
import { Icon } from './icon.tsx';

/** What the house takes: `docs/capabilities/files.md`. */
const accepted = 'image/png,image/jpeg,application/pdf';

interface PictureProps {
  readonly label: string;
  readonly file: File | null;
  readonly onFile: (file: File | null) => void;
  /** Draws a picture to try with. */
  readonly sample: () => Promise<File>;
  readonly fault?: string | null;
}

/** A photo or a PDF: from the camera, from the telephone, or drawn to try with. It is shown before it is sent. */
export function Picture({ label, file, onFile, sample, fault }: PictureProps) {
  const id = useId();
  const shown = usePreview(file);
  return (
    <div className="field picture">
      <div className="row">
        <label className="button" htmlFor={id}><Icon name="camera" /> {file ? 'Cambiar' : label}</label>
        <input id={id} type="file" accept={accepted} className="hidden" onChange={({ target }) => onFile(target.files?.[0] ?? null)}
          {...(fault ? { 'aria-invalid': true, 'aria-describedby': `${id}-fault` } : {})} />
        {!file && <button type="button" className="button button-quiet" onClick={() => void sample().then(onFile)}>Usar una de ejemplo</button>}
        {file && <button type="button" className="button button-quiet" onClick={() => onFile(null)}>Quitar</button>}
      </div>
      {file && (shown ? <img src={shown} alt={`Vista previa de ${file.name}`} /> : <p className="small">{file.name}</p>)}
      {fault && <p className="fault" id={`${id}-fault`}>{fault}</p>}
    </div>
  );
}

/** The address of a picture in this page; null for what is none. */
function usePreview(file: File | null): string | null {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (!file?.type.startsWith('image/')) return setAddress(null);
    const made = URL.createObjectURL(file);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return address;
}
