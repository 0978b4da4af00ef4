import { Card, Failure, Icon, Skeleton } from '@qoricash/kit';
import { RightsDocument } from '../../gql/graphql.ts';
import { useAsk } from '../../house/ask.ts';
import { useLabel, useOfficeTexts } from '../../texts/texts.tsx';
import { matrixOf, staffRoles } from './people.ts';

/** What each role may do, as the house itself holds to it. */
export function Matrix() {
  const texts = useOfficeTexts();
  const label = useLabel();
  const { data, problem, isLoading, again } = useAsk(RightsDocument, {});
  return (
    <Card title={texts.users.matrix} aside={<span className="muted">{texts.users.matrixNote}</span>} flush>
      {problem && <Failure message={problem.message} requestId={problem.requestId} onRetry={again} />}
      {isLoading && <Skeleton rows={12} label={texts.common.loading} />}
      {data && (
        <table className="plain-table padded users-matrix">
          <thead><tr><th scope="col">{texts.users.permission}</th>{staffRoles.map((role) => <th key={role} scope="col">{label('Role', role)}</th>)}</tr></thead>
          <tbody>
            {matrixOf(data.rolePermissions).map(({ permission, reach }) => (
              <tr key={permission}>
                <th scope="row">{label('Permission', permission)}</th>
                {reach.map((how, place) => (
                  <td key={staffRoles[place]} className={how ? 'users-may' : 'muted'}>
                    {how ? <span className="side"><Icon name="check" /> {label('Reach', how)}</span> : <><span aria-hidden="true">—</span><span className="heard">{texts.users.no}</span></>}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}
