const zone = 'America/Lima';
const date = new Intl.DateTimeFormat('es-PE', { timeZone: zone, day: '2-digit', month: '2-digit' });
const time = new Intl.DateTimeFormat('es-PE', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const exact = new Intl.DateTimeFormat('es-PE', { timeZone: zone, dateStyle: 'full', timeStyle: 'medium' });

/** The day of an instant, in two digits each: not every locale pads them by itself. */
const day = (at: Date): string => date.format(at).split('/').map((part) => part.padStart(2, '0')).join('/');

/** An instant as a person in Lima reads it: the hour today, with the day before it on any other. `now` is in milliseconds since 1970. */
export function spoken(instant: string, now: number): string {
  const at = new Date(instant);
  const hour = time.format(at);
  return day(at) === day(new Date(now)) ? hour : `${day(at)} ${hour}`;
}

/** The whole instant, for whoever wants to know exactly. */
export const whole = (instant: string): string => `${exact.format(new Date(instant))}, hora de Lima`;

/** How long something took, in words: whole minutes, at least one. */
export function took(from: string, until: string): string {
  const minutes = Math.max(1, Math.round((Date.parse(until) - Date.parse(from)) / 60_000));
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
