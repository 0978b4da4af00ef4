import { Badge, Button, Card, type Column, DataTable, done, Empty, Failure, over, SelectField, Skeleton, TextField, waiting } from '@qoricash/kit';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { useKeys } from '../../app/keys.ts';
import { useViewer } from '../../app/viewer.tsx';
import { type Role, StaffDocument, type UserStatus } from '../../gql/graphql.ts';
import { MoreRows } from '../../house/MoreRows.tsx';
import { usePages } from '../../house/pages.ts';
import type { OfficeTexts } from '../../texts/es/office.ts';
import { useLabel, useOfficeTexts } from '../../texts/texts.tsx';
import { InviteDialog } from './InviteDialog.tsx';
import { parsePeopleSearch, type PeopleSearch, peopleFilter, type Person, staffRoles } from './people.ts';

const all = 'ALL';

/** The people of the house, those who left among them; a row leads to what is done about one. */
export function People({ onTold }: { readonly onTold: (text: string | null) => void }) {
  const texts = useOfficeTexts();
  const label = useLabel();
  const { can } = useViewer();
  const navigate = useNavigate();
  const search = parsePeopleSearch(useSearch({ strict: false }));
  const list = usePages(StaffDocument, { first: 50, filter: peopleFilter(search) }, ({ staff }) => staff);
  const [active, setActive] = useState<string | null>(null);
  const [isInviting, setInviting] = useState(false);
  const columns = useMemo(() => peopleColumns(texts, label, can.usersWrite), [texts, label, can.usersWrite]);
  const go = (next: PeopleSearch) => void navigate({ to: '/users', search: next as never, replace: true });
  useKeys(texts.users.tabs.people, [{ keys: 'i', label: texts.users.invite, act: () => setInviting(true), when: () => can.usersWrite && !isInviting }]);
  return (
    <div className="users-part">
      <div className="users-filters">
        <FilterText value={search.text ?? ''} onChange={(text) => go({ ...without(search, 'text'), ...(text && { text }) })} />
        <SelectField
          label={texts.users.role}
          value={search.role ?? all}
          onChange={(id) => go({ ...without(search, 'role'), ...(id && id !== all && { role: id as Role }) })}
          options={[{ id: all, label: texts.users.all }, ...staffRoles.map((id) => ({ id, label: label('Role', id) }))]}
        />
        <SelectField
          label={texts.users.status}
          value={search.status ?? all}
          onChange={(id) => go({ ...without(search, 'status'), ...(id && id !== all && { status: id as UserStatus }) })}
          options={[{ id: all, label: texts.users.all }, ...(['ACTIVE', 'DEACTIVATED'] as const).map((id) => ({ id, label: label('UserStatus', id) }))]}
        />
        {can.usersWrite && <Button tone="primary" icon="plus" shortcut="i" onPress={() => setInviting(true)}>{texts.users.invite}</Button>}
      </div>
      {list.problem && <Failure message={list.problem.message} requestId={list.problem.requestId} onRetry={list.again} />}
      <Card flush>
        {list.isLoading && list.rows.length === 0 && <Skeleton rows={8} label={texts.common.loading} />}
        {!list.isLoading && list.rows.length === 0 && !list.problem && <Empty icon="people">{texts.users.nobody}</Empty>}
        {list.rows.length > 0 && (
          <DataTable
            label={texts.users.tabs.people}
            columns={columns}
            rows={list.rows}
            rowId={({ id }) => id}
            active={active}
            onActive={setActive}
            onOpen={(id) => void navigate({ to: '/users/$id', params: { id } })}
          />
        )}
        {list.total === 1 && Object.keys(search).length === 0 && <Empty icon="person">{texts.users.onlyYou}</Empty>}
      </Card>
      <MoreRows list={list} />
      {isInviting && (
        <InviteDialog
          onClose={() => setInviting(false)}
          onDone={(text) => {
            setInviting(false);
            onTold(text);
            list.again();
          }}
        />
      )}
    </div>
  );
}

function without(search: PeopleSearch, key: keyof PeopleSearch): PeopleSearch {
  const { [key]: _, ...rest } = search;
  return rest;
}

/** Waits until nobody types, so that a name is asked for and not each of its letters. */
function FilterText({ value, onChange }: { readonly value: string; readonly onChange: (text: string) => void }) {
  const texts = useOfficeTexts();
  const [typed, setTyped] = useState(value);
  useEffect(() => {
    if (typed.trim() === value) return;
    const later = setTimeout(() => onChange(typed.trim()), 250);
    return () => clearTimeout(later);
  });
  return <TextField label={texts.users.search} value={typed} onChange={setTyped} placeholder={texts.users.searchHint} />;
}

/** The state of a person, and what it owes before it can work. */
export function PersonBadge({ person }: { readonly person: Pick<Person, 'status' | 'mustChangePassword'> }) {
  const texts = useOfficeTexts();
  const label = useLabel();
  if (person.status === 'DEACTIVATED') return <Badge state={over}>{label('UserStatus', person.status)}</Badge>;
  if (person.mustChangePassword) return <Badge state={waiting}>{texts.users.owesPassword}</Badge>;
  return <Badge state={done}>{label('UserStatus', person.status ?? 'ACTIVE')}</Badge>;
}

function peopleColumns(texts: OfficeTexts, label: (enumeration: string, value: string) => string, isMaster: boolean): readonly Column<Person>[] {
  const words = texts.users;
  return [
    { id: 'name', head: words.name, width: 160, frozen: true, card: 'title', cell: ({ id, name }) => <Link to="/users/$id" params={{ id }} tabIndex={-1}>{name}</Link> },
    { id: 'role', head: words.role, width: 100, card: 'first', watch: ({ role }) => role, cell: ({ role }) => label('Role', role) },
    { id: 'status', head: words.status, width: 150, card: 'state', watch: ({ status }) => status ?? '', cell: (person) => <PersonBadge person={person} /> },
    { id: 'email', head: words.email, width: 210, card: 'second', cell: ({ email }) => email },
    { id: 'sets', head: words.offices, width: 200, cell: ({ sets }) => (sets ?? []).map((set) => label('PermissionSet', set)).join(', ') || '—' },
    ...(isMaster ? [
      { id: 'totp', head: words.totp, width: 90, cell: ({ totpEnabled }: Person) => (totpEnabled ? words.yes : <span className="muted">{words.no}</span>) },
      { id: 'grants', head: words.grants, width: 190, cell: ({ grants }: Person) => (grants ?? []).map((grant) => label('Permission', grant)).join(', ') || '—' },
    ] : []),
  ];
}
