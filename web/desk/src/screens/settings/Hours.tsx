import { Badge, Button, Card, dayInWords, Dialog, DialogFoot, done, Empty, Facts, Failure, FormBox, limaExact, Notice, over, Skeleton, TextField } from '@qoricash/kit';
import { useState } from 'react';
import { useDirty } from '../../app/dirty.ts';
import { useViewer } from '../../app/viewer.tsx';
import { HolidayRemoveDocument, HolidaySetDocument, HouseHoursDocument, type HoursFragment } from '../../gql/graphql.ts';
import { useAct } from '../../house/act.ts';
import { useAsk } from '../../house/ask.ts';
import { useDeskEvents } from '../../house/deskStream.ts';
import { useLabel, useOfficeTexts } from '../../texts/texts.tsx';
import { isRealDay } from '../audit/trail.ts';
import { weekdays } from './parameter.ts';

type Holiday = HoursFragment['holidays'][number];

/** When clients can make operations: the week, and the days on which the house stays closed. */
export function Hours({ onTold }: { readonly onTold: (text: string | null) => void }) {
  const texts = useOfficeTexts();
  const { can } = useViewer();
  const { data, problem, isLoading, again } = useAsk(HouseHoursDocument, {}, { policy: 'network-only' });
  useDeskEvents({ onEvent: ({ __typename }) => __typename === 'ParameterEvent' && again(), onReload: again });
  const [setting, setSetting] = useState<Partial<Holiday> | null>(null);
  const [removing, setRemoving] = useState<Holiday | null>(null);
  const hours = data?.house.businessHours;
  const finish = () => {
    setSetting(null);
    setRemoving(null);
    onTold(texts.settings.done);
    again();
  };
  const blocked = can.calendarManage ? null : texts.settings.mayNotHolidays;
  return (
    <div className="settings-parts">
      {problem && <Failure message={problem.message} requestId={problem.requestId} onRetry={again} />}
      {isLoading && <Skeleton rows={8} label={texts.common.loading} />}
      {hours && <Now hours={hours} />}
      {hours && (
        <Card
          title={texts.settings.holidays}
          aside={<><span className="muted">{texts.settings.holidayCount(hours.holidays.length)}</span> <Button icon="plus" blocked={blocked} onPress={() => setSetting({})}>{texts.settings.addHoliday}</Button></>}
          flush
        >
          {hours.holidays.length === 0 && <Empty icon="clock">{texts.settings.noHolidays}</Empty>}
          <table className="plain-table padded">
            <thead>
              <tr><th scope="col">{texts.settings.date}</th>
              <th scope="col">{texts.settings.holidayName}</th>
              <th scope="col"><span className="heard">{texts.settings.removeHoliday}</span></th></tr>
            </thead>
            <tbody>
              {hours.holidays.map((holiday) => (
                <tr key={holiday.date}>
                  <td>{dayInWords(holiday.date)}</td>
                  <td>{holiday.name}</td>
                  <td className="cell-end">
                    <Button tone="quiet" blocked={blocked} onPress={() => setSetting(holiday)}>{texts.settings.renameHoliday}</Button>{' '}
                    <Button tone="quiet" blocked={blocked} onPress={() => setRemoving(holiday)}>{texts.settings.removeHoliday}</Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Card>
      )}
      {setting && <SetHoliday start={setting} onClose={() => setSetting(null)} onDone={finish} />}
      {removing && <RemoveHoliday holiday={removing} onClose={() => setRemoving(null)} onDone={finish} />}
    </div>
  );
}

function Now({ hours }: { readonly hours: HoursFragment }) {
  const texts = useOfficeTexts();
  const label = useLabel();
  return (
    <Card title={texts.settings.hoursNow} aside={<Badge state={hours.open ? done : over}>{hours.open ? texts.settings.open : texts.settings.shut}</Badge>}>
      {hours.roundTheClock && <p>{texts.settings.roundTheClock}</p>}
      {!hours.open && hours.opensAt && <p>{texts.settings.opensAt}: {limaExact(hours.opensAt)}</p>}
      {hours.open && hours.closesAt && <p>{texts.settings.closesAt}: {limaExact(hours.closesAt)}</p>}
      {!hours.roundTheClock && (
        <Facts
          facts={weekdays.map((weekday) => {
            const day = hours.week.find((one) => one.weekday === weekday);
            return { name: label('Weekday', weekday), value: day ? `${day.opensAt}–${day.closesAt}` : <span className="muted">{texts.settings.closed}</span> };
          })}
        />
      )}
    </Card>
  );
}

/** Sets a day on which the house stays closed, or another name for one. */
function SetHoliday({ start, onClose, onDone }: { readonly start: Partial<Holiday>; readonly onClose: () => void; readonly onDone: () => void }) {
  const texts = useOfficeTexts();
  const isNew = start.date === undefined;
  const [date, setDate] = useState<string>(start.date ?? '');
  const [name, setName] = useState(start.name ?? '');
  const [isBad, setBad] = useState(false);
  const acting = useAct(HolidaySetDocument, ['date', 'name']);
  const isTouched = date !== (start.date ?? '') || name !== (start.name ?? '');
  useDirty(isTouched);
  const send = async () => {
    const day = date.trim();
    setBad(!isRealDay(day));
    if (isRealDay(day) && (await acting.send({ date: day, name }))) onDone();
  };
  return (
    <Dialog title={isNew ? texts.settings.addHoliday : texts.settings.renameHoliday} onClose={onClose} dismissable={!isTouched}>
      <FormBox onSubmit={() => void send()} problem={acting.refusals.whole}>
        <TextField
          label={texts.settings.date}
          value={date}
          onChange={setDate}
          hint={texts.settings.dateHint}
          error={isBad ? texts.settings.badDate : acting.refusals.fields['date']}
          readOnly={!isNew}
          autoFocus={isNew}
        />
        <TextField
          label={texts.settings.holidayName}
          value={name}
          onChange={setName}
          hint={texts.settings.holidayNameHint}
          error={acting.refusals.fields['name']}
          maxLength={80}
          autoFocus={!isNew}
        />
        <section className="effect" aria-label={texts.settings.effect}><h3>{texts.settings.effect}</h3><p>{texts.settings.addEffect}</p></section>
        <DialogFoot>
          <Button onPress={onClose}>{texts.common.back}</Button>
          <Button type="submit" tone="primary" busy={acting.isBusy && texts.settings.saving}>{isNew ? texts.settings.addHoliday : texts.settings.renameHoliday}</Button>
        </DialogFoot>
      </FormBox>
    </Dialog>
  );
}

function RemoveHoliday({ holiday, onClose, onDone }: { readonly holiday: Holiday; readonly onClose: () => void; readonly onDone: () => void }) {
  const texts = useOfficeTexts();
  const acting = useAct(HolidayRemoveDocument);
  const send = async () => {
    if (await acting.send({ date: holiday.date })) onDone();
  };
  return (
    <Dialog title={texts.settings.removeOf(holiday.name, dayInWords(holiday.date))} onClose={onClose} alert>
      <p>{texts.settings.removeAsk}</p>
      {acting.refusals.whole && <Notice tone="bad" role="alert">{acting.refusals.whole}</Notice>}
      <DialogFoot>
        <Button autoFocus onPress={onClose}>{texts.common.back}</Button>
        <Button tone="danger" busy={acting.isBusy && texts.settings.saving} onPress={() => void send()}>{texts.settings.removeHoliday}</Button>
      </DialogFoot>
    </Dialog>
  );
}
