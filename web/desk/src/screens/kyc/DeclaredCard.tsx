import { Badge, Card, CheckField, CopyButton, done, failed, type State, waiting } from '@qoricash/kit';
import { useLabel, useOfficeTexts } from '../../texts/texts.tsx';
import { compareWith, type Comparison, type Declared, declaredOf, type LookUp, registeredOf, type Review } from './review.ts';

const comparisons: Readonly<Record<Comparison, State>> = { same: done, other: failed, unsaid: waiting };

/** What the client declared, to be ticked against the papers, and what a register says of each field. */
export function DeclaredCard({ client, lookUp, ticked, onTick }: {
  readonly client: Review;
  readonly lookUp: LookUp | null;
  readonly ticked: ReadonlySet<string>;
  readonly onTick: (field: Declared['field']) => void;
}) {
  const texts = useOfficeTexts();
  const label = useLabel();
  const words = texts.kyc;
  const fields = declaredOf(client);
  return (
    <Card title={words.declared} aside={<span className="muted">{words.ticked(fields.filter(({ field }) => ticked.has(field)).length, fields.length)}</span>}>
      <ul className="declared">
        {fields.map((declared) => {
          const { field, value } = declared;
          const comparison = lookUp ? compareWith(lookUp, declared) : null;
          const name = field === 'documentNumber' ? label('DocumentType', client.documentType) : words.field[field];
          return (
            <li key={field}>
              <span className="muted small">{name}</span>
              <span className="declared-value"><strong>{value}</strong> <CopyButton text={value} what={name} /></span>
              {lookUp && comparison && comparison !== 'unsaid' && (
                <span className="small">
                  <Badge state={comparisons[comparison]}>{label('LookupSource', lookUp.source)}: {words.compare[comparison]}</Badge>{' '}
                  {comparison === 'other' && registeredOf(lookUp, field)}
                </span>
              )}
              <CheckField checked={ticked.has(field)} onChange={() => onTick(field)} label={words.tick(name)}>{words.matches}</CheckField>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
