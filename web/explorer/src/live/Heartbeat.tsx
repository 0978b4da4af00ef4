import type { FeedState, Link } from './feedState';
import { agoText, timeText } from './format';
import { useNow } from './useNow';

/** A position comes every 20 s even when nothing happens; this is two of them and a little. */
const lateAfter = 45_000;

const words: Readonly<Record<Link, string>> = {
  connecting: 'Conectando…',
  live: 'En vivo',
  reconnecting: 'Reconectando…',
  stopped: 'Detenido',
};

/** Says whether the stream lives, how fresh the page is, and where it would go on from. */
export function Heartbeat({ feed, onRestart }: { feed: FeedState; onRestart: () => void }) {
  const now = useNow();
  const silence = feed.heardAt === null ? null : now - feed.heardAt;
  const late = feed.link === 'live' && silence !== null && silence > lateAfter;
  return (
    <div className="heartbeat">
      <span className={`pulse ${late ? 'late' : feed.link}`} role="status">
        <i key={feed.heardAt} aria-hidden />
        {late ? 'Sin latido' : words[feed.link]}
      </span>
      {feed.heardAt !== null && (
        <span>
          Último latido <time dateTime={new Date(feed.heardAt).toISOString()}>{timeText(feed.heardAt)}</time>{' '}
          <span className="muted">{agoText(silence ?? 0)}</span>
        </span>
      )}
      <span>Eventos <b>{feed.received}</b></span>
      <span>Reconexiones <b>{feed.reconnections}</b></span>
      {feed.cursor && (
        <span className="cursor" title={`Al reconectar continúa después de ${feed.cursor}`}>
          Cursor <code>{feed.cursor}</code>
        </span>
      )}
      {feed.link === 'stopped' && <button type="button" onClick={onRestart}>Volver a conectar</button>}
    </div>
  );
}
