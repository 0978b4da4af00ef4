import { Age } from '@qoricash/kit';
import type { SystemStatusQuery } from '../../gql/graphql.ts';
import { useLabel, useOfficeTexts } from '../../texts/texts.tsx';

/** What waits to be sent and what was given up, by channel. */
export function QueueTable({ queues }: { readonly queues: SystemStatusQuery['systemStatus']['queues'] }) {
  const texts = useOfficeTexts();
  const label = useLabel();
  return (
    <table className="plain-table padded">
      <thead>
        <tr>
          <th scope="col">{texts.system.channel}</th><th scope="col" className="cell-end">{texts.system.waiting}</th>
          <th scope="col" className="cell-end">{texts.system.givenUp}</th><th scope="col" className="cell-end">{texts.system.oldest}</th>
        </tr>
      </thead>
      <tbody>
        {queues.map(({ channel, waiting, givenUp, oldestDueAt }) => (
          <tr key={channel}>
            <td>{label('MessageChannel', channel)}</td>
            <td className="cell-end">{waiting}</td>
            <td className="cell-end">{givenUp}</td>
            <td className="cell-end">{oldestDueAt ? <Age at={oldestDueAt} /> : '—'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
