/** The house's clock is Lima's, wherever the browser is. */
export const zone = 'America/Lima';

const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23',
});

/** An instant's parts on Lima's calendar and clock. */
function lima(instant: number): Readonly<Record<string, string>> {
  return Object.fromEntries(parts.formatToParts(instant).map(({ type, value }) => [type, value]));
}

/** `2026-11-29`: the day in Lima. */
export function limaDay(instant: number): string {
  const { year, month, day } = lima(instant);
  return `${year}-${month}-${day}`;
}

/** `14:03:07`. */
export function limaClock(instant: number): string {
  const { hour, minute, second } = lima(instant);
  return `${hour}:${minute}:${second}`;
}

/** `14:03`. */
export function limaMinute(instant: number): string {
  const { hour, minute } = lima(instant);
  return `${hour}:${minute}`;
}

/** The clock for what happened today, `29/11 14:03` else. */
export function limaTime(iso: string, now: number): string {
  const instant = Date.parse(iso);
  if (limaDay(instant) === limaDay(now)) return limaClock(instant);
  const { day, month, hour, minute } = lima(instant);
  return `${day}/${month} ${hour}:${minute}`;
}

/** The exact instant with its zone: what a tooltip says and what is copied. */
export function limaExact(iso: string): string {
  const { year, month, day, hour, minute, second } = lima(Date.parse(iso));
  return `${day}/${month}/${year} ${hour}:${minute}:${second} -05:00`;
}

/** `2026-11-29` as people write it: `29/11/2026`. */
export function dayInWords(day: string): string {
  const [year, month, date] = day.split('-');
  return `${date}/${month}/${year}`;
}

/** What is left of a span as `02:41`, or `1:02:41` above an hour, as `7 d 12 h` from a day on; `00:00` when it is over. */
export function countdown(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1_000));
  const two = (figure: number) => String(figure).padStart(2, '0');
  const hours = Math.floor(seconds / 3_600);
  if (hours >= 24) return `${Math.floor(hours / 24)} d ${hours % 24} h`;
  const rest = `${two(Math.floor((seconds % 3_600) / 60))}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

/** How old something is, in the largest unit that says it: `40 s`, `3 min`, `2 h`, `5 d`. */
export function age(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1_000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3_600)} h`;
  return `${Math.floor(seconds / 86_400)} d`;
}

/** How near an end is: amber below five minutes, red below two. */
export type Urgency = 'calm' | 'soon' | 'late';

export function urgency(milliseconds: number): Urgency {
  if (milliseconds < 120_000) return 'late';
  return milliseconds < 300_000 ? 'soon' : 'calm';
}
