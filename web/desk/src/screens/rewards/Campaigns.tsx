import { Badge, Button, Card, CopyButton, Empty, Failure, over, Skeleton, Time, useNow, waiting } from '@qoricash/kit';
import { useState } from 'react';
import { useKeys } from '../../app/keys.ts';
import { CampaignEndDocument, CampaignsDocument } from '../../gql/graphql.ts';
import { useAct } from '../../house/act.ts';
import { useAsk } from '../../house/ask.ts';
import { useChanges } from '../../house/changes.ts';
import { useLabel, useOfficeTexts } from '../../texts/texts.tsx';
import { ReasonDialog } from '../clients/ActForm.tsx';
import { CampaignDialog } from './CampaignDialog.tsx';
import { type Campaign, codeStates, isToCome, mayEnd } from './rewards.ts';

/** The codes that the house gives to everybody for a while: how far each is used, a new one, and ending one. */
export function Campaigns({ onTold }: { readonly onTold: (text: string | null) => void }) {
  const texts = useOfficeTexts();
  const words = texts.rewards.campaign;
  const { data, problem, isLoading, again } = useAsk(CampaignsDocument, {}, { policy: 'network-only' });
  useChanges('CAMPAIGN', again);
  const [isCreating, setCreating] = useState(false);
  const [ending, setEnding] = useState<Campaign | null>(null);
  const create = () => {
    onTold(null);
    setCreating(true);
  };
  useKeys(texts.rewards.tabs.campaigns, [{ keys: 'a', label: words.create, act: create, when: () => !isCreating && ending === null }]);
  const campaigns = data?.campaigns ?? [];
  const finish = () => {
    setCreating(false);
    setEnding(null);
    again();
  };
  return (
    <>
      {problem && <Failure message={problem.message} requestId={problem.requestId} onRetry={again} />}
      <Card title={texts.rewards.tabs.campaigns} aside={<Button icon="plus" shortcut="a" onPress={create}>{words.create}</Button>} flush>
        {isLoading && <Skeleton rows={4} label={texts.common.loading} />}
        {data && campaigns.length === 0 && <Empty icon="gift">{words.empty}</Empty>}
        {campaigns.length > 0 && (
          <table className="plain-table padded">
            <thead>
              <tr>
                <th scope="col">{words.name}</th><th scope="col">{words.code}</th><th scope="col" className="cell-end">{words.pips}</th>
                <th scope="col">{words.from}</th><th scope="col">{words.until}</th><th scope="col" className="cell-end">{words.uses}</th>
                <th scope="col">{words.state}</th><th scope="col"><span className="heard">{words.end}</span></th>
              </tr>
            </thead>
            <tbody>{campaigns.map((campaign) => <Line key={campaign.id} campaign={campaign} onEnd={setEnding} />)}</tbody>
          </table>
        )}
      </Card>
      {isCreating && <CampaignDialog onClose={() => setCreating(false)} onDone={finish} />}
      {ending && <EndDialog campaign={ending} onClose={() => setEnding(null)} onDone={finish} />}
    </>
  );
}

function Line({ campaign, onEnd }: { readonly campaign: Campaign; readonly onEnd: (campaign: Campaign) => void }) {
  const texts = useOfficeTexts();
  const label = useLabel();
  const words = texts.rewards.campaign;
  const { name, code, pips, validFrom, validUntil, used, maxUses, state } = campaign;
  const isNext = isToCome(campaign, useNow());
  const word = isNext ? words.toCome : state === 'CONSUMED' ? words.usedUp : label('RewardCodeState', state);
  return (
    <tr>
      <td className="client-note">{name}</td>
      <td><code>{code}</code> <CopyButton text={code} what={words.copy} /></td>
      <td className="cell-end">{words.inPips(pips)}</td>
      <td><Time at={validFrom} /></td>
      <td><Time at={validUntil} /></td>
      <td className="cell-end">{words.of(used, maxUses)}</td>
      <td><Badge state={isNext ? waiting : (codeStates[state] ?? over)}>{word}</Badge></td>
      <td className="cell-end">{mayEnd(campaign) && <Button tone="quiet" onPress={() => onEnd(campaign)}>{words.end}</Button>}</td>
    </tr>
  );
}

function EndDialog({ campaign, onClose, onDone }: { readonly campaign: Campaign; readonly onClose: () => void; readonly onDone: () => void }) {
  const { rewards } = useOfficeTexts();
  const words = rewards.campaign;
  const acting = useAct(CampaignEndDocument, ['reason']);
  const send = async (reason: string) => {
    if (await acting.send({ campaignId: campaign.id, reason })) onDone();
  };
  return (
    <ReasonDialog
      title={words.endTitle(campaign.name)}
      verb={words.end}
      effects={words.endEffects}
      label={rewards.reason}
      hint={rewards.reasonHint}
      field="reason"
      danger
      acting={acting}
      onSend={(reason) => void send(reason)}
      onClose={onClose}
    />
  );
}
