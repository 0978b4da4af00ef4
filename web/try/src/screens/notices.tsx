import { useEffect } from 'react';
import { To } from '../parts/to.tsx';
import { house } from '../house.ts';
import { placeOf } from '../route.ts';
import type { Known } from '../state/known.ts';
import { readAll } from '../state/phone.ts';
import { spoken } from '../text/time.ts';

/** Messages of the house. To have seen them is to have read them. */
export function Notices({ known }: { readonly known: Known }) {
  useEffect(() => {
    const timer = setTimeout(() => void readAll(), 1_500);
    return () => clearTimeout(timer);
  }, [known.unread]);
  const now = house.clock.now();
  return (
    <div className="stack">
      <h1>Avisos</h1>
      {known.notices.length === 0 && <p className="card">Aquí verás lo que pase con tus operaciones y tus documentos.</p>}
      <ul className="list">
        {known.notices.map((notice) => (
          <li key={notice.id}>
            <To route={placeOf(notice)} className={notice.readAt ? 'card line-card' : 'card line-card unread'}>
              <span className="row"><strong>{notice.title}</strong><span className="figure small muted">{spoken(notice.createdAt, now)}</span></span>
              <span>{notice.body}</span>
              {!notice.readAt && <span className="hidden">Sin leer</span>}
            </To>
          </li>
        ))}
      </ul>
    </div>
  );
}
