import { Button, Dialog, DialogFoot, Notice } from '@qoricash/kit';
import type { ReactNode } from 'react';
import { type Permission, UserGrantDocument, UserGrantSetDocument, UserRevokeDocument, UserRevokeSetDocument } from '../../gql/graphql.ts';
import { useAct } from '../../house/act.ts';
import { useLabel, useOfficeTexts } from '../../texts/texts.tsx';
import type { OfficeFor, Person } from './people.ts';

/** Gives one permission beyond the role, or takes it away. */
export function RightDialog({ person, permission, isHeld, onClose, onDone }: {
  readonly person: Person;
  readonly permission: Permission;
  readonly isHeld: boolean;
  readonly onClose: () => void;
  readonly onDone: (told: string) => void;
}) {
  const texts = useOfficeTexts();
  const label = useLabel();
  const grant = useAct(UserGrantDocument);
  const revoke = useAct(UserRevokeDocument);
  const acting = isHeld ? revoke : grant;
  const what = label('Permission', permission);
  const send = async () => {
    if (await acting.send({ userId: person.id, permission })) onDone(isHeld ? texts.users.taken(what) : texts.users.givenTo(what));
  };
  return (
    <Ask title={isHeld ? texts.users.takeOf(what) : texts.users.giveOf(what)} isDanger={isHeld} acting={acting} verb={isHeld ? texts.users.take : texts.users.give} onClose={onClose} onSend={() => void send()}>
      {isHeld ? texts.users.takeRightAsk(person.name) : texts.users.giveRightAsk(person.name)}
    </Ask>
  );
}

/** Gives an office of the house, or takes it away; those of compliance are proposed, and a second Master confirms. */
export function OfficeDialog({ person, office, onClose, onDone }: {
  readonly person: Person;
  readonly office: OfficeFor;
  readonly onClose: () => void;
  readonly onDone: (told: string) => void;
}) {
  const texts = useOfficeTexts();
  const label = useLabel();
  const { rule, isHeld } = office;
  const grant = useAct(UserGrantSetDocument);
  const revoke = useAct(UserRevokeSetDocument);
  const acting = isHeld ? revoke : grant;
  const what = label('PermissionSet', rule.set);
  const verb = rule.fourEyes ? texts.users.propose : isHeld ? texts.users.take : texts.users.give;
  const send = async () => {
    const payload = await acting.send({ userId: person.id, set: rule.set });
    if (payload) onDone(payload.proposal ? texts.users.officeProposed(payload.proposal.deciders) : isHeld ? texts.users.taken(what) : texts.users.givenTo(what));
  };
  return (
    <Ask title={isHeld ? texts.users.takeOf(what) : texts.users.giveOf(what)} isDanger={isHeld} acting={acting} verb={verb} onClose={onClose} onSend={() => void send()}>
      {rule.fourEyes ? texts.users.officeTwo(person.name) : isHeld ? texts.users.takeRightAsk(person.name) : texts.users.officeOne(person.name)}{' '}
      {!isHeld && texts.users.officeGives(rule.permissions.map((permission) => label('Permission', permission)).join(', '))}
    </Ask>
  );
}

/** Says what an act comes to, and asks for it. */
export function Ask({ title, children, acting, verb, isDanger, onClose, onSend }: {
  readonly title: string;
  readonly children: ReactNode;
  readonly acting: { readonly isBusy: boolean; readonly refusals: { readonly whole: string | null } };
  readonly verb: string;
  readonly isDanger: boolean;
  readonly onClose: () => void;
  readonly onSend: () => void;
}) {
  const texts = useOfficeTexts();
  return (
    <Dialog title={title} onClose={onClose} alert>
      <p>{children}</p>
      {acting.refusals.whole && <Notice tone="bad" role="alert">{acting.refusals.whole}</Notice>}
      <DialogFoot>
        <Button autoFocus onPress={onClose}>{texts.common.back}</Button>
        <Button tone={isDanger ? 'danger' : 'primary'} busy={acting.isBusy && texts.users.sending} onPress={onSend}>{verb}</Button>
      </DialogFoot>
    </Dialog>
  );
}
