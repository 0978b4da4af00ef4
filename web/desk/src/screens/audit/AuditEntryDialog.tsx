import { Button, CopyButton, Dialog, DialogFoot, Facts, Icon, limaExact } from '@qoricash/kit';
import { Link } from '@tanstack/react-router';
import type { OfficeTexts } from '../../texts/es/office.ts';
import { useLabel, useOfficeTexts } from '../../texts/texts.tsx';
import { type Entry, placeOf, type TrailSearch } from './trail.ts';

/** One entry whole: who, from where, and each field before and after. */
export function AuditEntryDialog({ entry, onClose, onSearch }: {
  readonly entry: Entry;
  readonly onClose: () => void;
  readonly onSearch: (search: TrailSearch) => void;
}) {
  const texts = useOfficeTexts();
  const label = useLabel();
  const place = placeOf(entry.objectId);
  const actor = entry.staffMember?.id ?? entry.client?.id;
  return (
    <Dialog title={`${texts.audit.details} · ${entry.action}`} onClose={onClose} size="wide">
      <Facts
        facts={[
          { name: texts.audit.at, value: limaExact(entry.at) },
          { name: texts.audit.who, value: <ActorWord entry={entry} texts={texts} /> },
          { name: texts.audit.role, value: label('ActorRole', entry.actorRole) },
          ...(entry.accessTokenId ? [{ name: texts.audit.token, value: <code>{entry.accessTokenId}</code> }] : []),
          ...(entry.objectKind ? [{
            name: label('AuditObjectKind', entry.objectKind), wide: true,
            value: entry.objectId ? <><code>{entry.objectId}</code> <CopyButton text={entry.objectId} what={texts.audit.object} /></> : '—',
          }] : []),
          { name: texts.audit.address, value: <code>{entry.address || '—'}</code> },
          { name: texts.audit.program, value: entry.userAgent || '—', wide: true },
          {
            name: texts.audit.request,
            value: entry.requestId ? <><code>{entry.requestId}</code> <CopyButton text={entry.requestId} what={texts.audit.request} /></> : '—', wide: true,
          },
        ]}
      />
      {entry.changes.length === 0 && <p className="muted">{texts.audit.noChanges}</p>}
      {entry.changes.length > 0 && (
        <div className="audit-changes" role="group" aria-label={texts.audit.fields} tabIndex={0}>
          <table className="changes">
            <thead><tr><th scope="col">{texts.audit.field}</th><th scope="col">{texts.audit.before}</th><th scope="col">{texts.audit.after}</th></tr></thead>
            <tbody>
              {entry.changes.map(({ path, before, after }) => (
                <tr key={path}><th scope="row"><code>{path}</code></th><td>{before ?? '—'}</td><td>{after ?? '—'}</td></tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <DialogFoot>
        {entry.requestId && <Button onPress={() => onSearch({ request: entry.requestId })}>{texts.audit.sameRequest}</Button>}
        {actor && <Button onPress={() => onSearch({ actor })}>{texts.audit.samePerson}</Button>}
        {entry.objectId && <Button onPress={() => onSearch({ object: entry.objectId ?? '' })}>{texts.audit.sameObject}</Button>}
        {place && <Link to={place} className="button">{texts.audit.goTo}</Link>}
      </DialogFoot>
    </Dialog>
  );
}

/** Who acted, in words: a person, a client, the house itself, or nobody known. */
export function ActorWord({ entry, texts }: { readonly entry: Entry; readonly texts: OfficeTexts }) {
  const name = entry.staffMember?.name ?? entry.client?.fullName ?? (entry.actorKind === 'SYSTEM' ? texts.audit.system : texts.audit.nobody);
  return <>{name} {entry.accessTokenId && <span title={texts.audit.byToken}><Icon name="key" /><span className="heard">{texts.audit.byToken}</span></span>}</>;
}
