import { Badge, Button, Card, CheckField, Empty, Failure, Skeleton, Time } from '@qoricash/kit';
import { useState } from 'react';
import { useKeys } from '../../app/keys.ts';
import { useViewer } from '../../app/viewer.tsx';
import { AccessTokensDocument } from '../../gql/graphql.ts';
import { useAsk } from '../../house/ask.ts';
import { useLabel, useOfficeTexts } from '../../texts/texts.tsx';
import { IssueToken, RevokeToken, RotateToken, TokenSecret } from './TokenDialogs.tsx';
import { endOf, type Token, tokenStanding, tokenStates } from './tokens.ts';

/** The access tokens: what each opens, when it was last used, and issuing, following and revoking them. */
export function Tokens({ onTold, holder }: { readonly onTold: (text: string | null) => void; /** Of one person alone. */ readonly holder?: string }) {
  const texts = useOfficeTexts();
  const { staffMember } = useViewer();
  const [withEnded, setWithEnded] = useState(false);
  const { data, problem, isLoading, again } = useAsk(AccessTokensDocument, { includeEnded: withEnded }, { policy: 'network-only' });
  const [acting, setActing] = useState<{ readonly act: 'issue' } | { readonly act: 'rotate' | 'revoke'; readonly token: Token } | null>(null);
  const [secret, setSecret] = useState<{ readonly name: string; readonly text: string | null } | null>(null);
  const tokens = (data?.accessTokens ?? []).filter((token) => !holder || token.holder.id === holder);
  const made = (name: string, text: string | null) => {
    setActing(null);
    setSecret({ name, text });
    again();
  };
  useKeys(texts.users.tabs.tokens, [{ keys: 'e', label: texts.users.issue, act: () => setActing({ act: 'issue' }), when: () => acting === null && secret === null }]);
  return (
    <div className="users-part">
      {problem && <Failure message={problem.message} requestId={problem.requestId} onRetry={again} />}
      <Card
        title={texts.users.tabs.tokens}
        aside={<><CheckField checked={withEnded} onChange={setWithEnded}>{texts.users.withEnded}</CheckField> <Button icon="plus" shortcut="e" onPress={() => setActing({ act: 'issue' })}>{texts.users.issue}</Button></>}
        flush
      >
        {isLoading && <Skeleton rows={4} label={texts.common.loading} />}
        {data && tokens.length === 0 && <Empty icon="key">{texts.users.noTokens}</Empty>}
        {tokens.length > 0 && <TokenTable tokens={tokens} onAct={(act, token) => setActing({ act, token })} />}
      </Card>
      {acting?.act === 'issue' && <IssueToken me={staffMember?.id ?? ''} holder={holder ?? null} onClose={() => setActing(null)} onDone={made} />}
      {acting?.act === 'rotate' && <RotateToken token={acting.token} onClose={() => setActing(null)} onDone={made} />}
      {acting?.act === 'revoke' && (
        <RevokeToken
          token={acting.token}
          onClose={() => setActing(null)}
          onDone={() => {
            setActing(null);
            onTold(texts.users.revoked(acting.token.name));
            again();
          }}
        />
      )}
      {secret && <TokenSecret name={secret.name} secret={secret.text} onClose={() => setSecret(null)} />}
    </div>
  );
}

function TokenTable({ tokens, onAct }: { readonly tokens: readonly Token[]; readonly onAct: (act: 'rotate' | 'revoke', token: Token) => void }) {
  const texts = useOfficeTexts();
  const label = useLabel();
  return (
    <table className="plain-table padded users-offices">
      <thead>
        <tr>
          <th scope="col">
            {texts.users.token}</th>
            <th scope="col">{texts.users.holder}</th>
            <th scope="col">{texts.users.scopes}</th>
            <th scope="col">{texts.users.lastUsed}
          </th>
          <th scope="col">{texts.users.ends}</th><th scope="col">{texts.users.status}</th><th scope="col"><span className="heard">{texts.users.revoke}</span></th>
        </tr>
      </thead>
      <tbody>
        {tokens.map((token) => {
          const standing = tokenStanding(token);
          const blocked = token.live ? null : texts.users.tokenOver;
          return (
            <tr key={token.id}>
              <th scope="row">
                {token.name} <code className="muted">{token.hint}…</code><span className="muted small users-block">{label('TokenAudience', token.audience)}</span>
              </th>
              <td>{token.holder.name}</td>
              <td>
                {token.scopes.map((scope) => label('TokenScope', scope)).join(', ')}<span className="muted small users-block">{texts.users.budget(token.budgetPerHour)}</span>
              </td>
              <td>{token.lastUsedAt ? <Time at={token.lastUsedAt} /> : <span className="muted">{texts.users.neverUsed}</span>}</td>
              <td><Time at={token.revokedAt ?? endOf(token)} /></td>
              <td><Badge state={tokenStates[standing]}>{texts.users.tokenStanding[standing]}</Badge></td>
              <td className="cell-end">
                <Button tone="quiet" blocked={blocked ?? (token.retiresAt ? texts.users.followed : null)} onPress={() => onAct('rotate', token)}>{texts.users.rotate}</Button>{' '}
                <Button tone="quiet" blocked={blocked} onPress={() => onAct('revoke', token)}>{texts.users.revoke}</Button>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
