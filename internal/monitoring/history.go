package monitoring

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

// mostInRing bounds how far a chain of referrals is followed.
const mostInRing = 500

// firstDay is from where days are counted in what history reads.
var firstDay = domain.NewDate(2000, time.January, 1)

// historyStatement reads what rules know of a client before an instant in one row: its newest operations and its days as arrays, oldest first,
// what it ever completed, whether somebody else receives money on the account, and how many of its chain of referrals were found splitting amounts.
const historyStatement = `
WITH RECURSIVE past AS (
	SELECT id, created_at, side, usd, coalesce(destination_snapshot ->> 'cci', '') AS cci, completed_at, ended_at FROM operations
	WHERE client_id = $1 AND (created_at, id) < ($3, $11) AND id <> $2 ORDER BY created_at DESC, id DESC LIMIT $4
), days AS (
	SELECT day, created, created_usd, lost, lost_usd FROM client_features WHERE client_id = $1 AND day >= $5 AND day < $6
), ring (client) AS (
	SELECT $1::uuid
	UNION SELECT CASE WHEN r.referred_id = ring.client THEN r.referrer_id ELSE r.referred_id END
	FROM ring JOIN referrals r ON r.referred_id = ring.client OR r.referrer_id = ring.client
)
SELECT
	p.at, p.sides, p.usd, p.accounts, p.done, p.lost, d.day, d.created, d.created_usd, d.lost, d.lost_usd, c.count, c.usd,
	EXISTS (SELECT FROM bank_accounts WHERE cci = $7 AND client_id <> $1),
	(SELECT count(DISTINCT e.client_id) FROM (SELECT client FROM ring LIMIT $8) AS others JOIN rule_evaluations e ON e.client_id = others.client
		WHERE others.client <> $1 AND e.code = ANY ($10) AND e.created_at > $9 AND e.created_at <= $3)
FROM
	(SELECT array_agg((extract(epoch FROM created_at) * 1000000)::bigint ORDER BY created_at, id) AS at, array_agg(side ORDER BY created_at, id) AS sides,
		array_agg((usd * 100)::bigint ORDER BY created_at, id) AS usd, array_agg(cci ORDER BY created_at, id) AS accounts,
		array_agg(coalesce((extract(epoch FROM completed_at) * 1000000)::bigint, 0) ORDER BY created_at, id) AS done,
		array_agg(coalesce((extract(epoch FROM ended_at) * 1000000)::bigint, 0) ORDER BY created_at, id) AS lost FROM past) AS p,
	(SELECT array_agg((day - date '2000-01-01')::bigint ORDER BY day) AS day, array_agg(created::bigint ORDER BY day) AS created,
		array_agg((created_usd * 100)::bigint ORDER BY day) AS created_usd, array_agg(lost::bigint ORDER BY day) AS lost,
		array_agg((lost_usd * 100)::bigint ORDER BY day) AS lost_usd FROM days) AS d,
	(SELECT coalesce(sum(completed), 0) AS count, coalesce(sum(completed_usd) * 100, 0)::bigint AS usd FROM client_features WHERE client_id = $1) AS c`

// history is the row of historyStatement.
type history struct {
	at, usd, done, lost                       []int64
	sides, accounts                           []string
	day, created, createdUSD, lostOf, lostUSD []int64
	completed, completedUSD                   int64
	shared                                    bool
	ringHits                                  int
}

// readHistory reads what rules know of the client of an operation before an instant: what came before the operation, or before another amount
// of it. Nothing in it includes the operation itself.
func readHistory(ctx context.Context, from *ent.Client, row *ent.Operation, at time.Time, into *domain.MonitoringSnapshot) error {
	today, last := domain.BusinessDate(at), row.ID
	if at.After(row.CreatedAt) { // another amount: all that is there by then came before it
		last = uuid.Max
	}
	rows, err := from.QueryContext(ctx, historyStatement, row.ClientID, row.ID, at, domain.MonitoredPast, today.AddDays(-domain.MonitoredDays).String(),
		today.String(), row.DestinationSnapshot.CCI, mostInRing, at.AddDate(0, 0, -domain.MonitoredRelated),
		pq.Array([]string{string(domain.RuleUnderThreshold), string(domain.RuleAcrossPeople)}), last)
	if err != nil {
		return fmt.Errorf("read the history of a client: %w", err)
	}
	defer rows.Close()
	var h history
	for rows.Next() {
		if err := h.scan(rows); err != nil {
			return fmt.Errorf("read the history of a client: %w", err)
		}
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("read the history of a client: %w", err)
	}
	into.Past = h.past()
	into.Days = append(h.days(row, today), h.today(into.Past, today, at)...)
	into.Completed = domain.AmountTotal{Count: int(h.completed), USD: money.FromCents(h.completedUSD)}
	if row.Status == domain.Completed {
		into.Completed = into.Completed.Minus(domain.AmountTotal{}.Add(row.Usd))
	}
	into.SharedAccount = domain.FactOf(h.shared)
	into.Client.RingHits = &h.ringHits
	return nil
}

func (h *history) scan(rows *sql.Rows) error {
	return rows.Scan(pq.Array(&h.at), pq.Array(&h.sides), pq.Array(&h.usd), pq.Array(&h.accounts), pq.Array(&h.done), pq.Array(&h.lost),
		pq.Array(&h.day), pq.Array(&h.created), pq.Array(&h.createdUSD), pq.Array(&h.lostOf), pq.Array(&h.lostUSD), &h.completed, &h.completedUSD,
		&h.shared, &h.ringHits)
}

func (h *history) past() []domain.MonitoredOperation {
	past := make([]domain.MonitoredOperation, len(h.at))
	for i := range h.at {
		past[i] = domain.MonitoredOperation{At: instant(h.at[i]), Side: domain.Side(h.sides[i]), USD: money.FromCents(h.usd[i]), Destination: h.accounts[i],
			Done: instant(h.done[i]), Lost: instant(h.lost[i])}
	}
	return past
}

// days are those before today. An operation that comes to another amount stands in the day of its creation, and is taken out of it.
func (h *history) days(own *ent.Operation, today domain.Date) []domain.DayFigures {
	created := domain.BusinessDate(own.CreatedAt)
	list := make([]domain.DayFigures, 0, len(h.day)+1)
	for i := range h.day {
		figures := domain.DayFigures{Day: firstDay.AddDays(int(h.day[i])),
			Created: domain.AmountTotal{Count: int(h.created[i]), USD: money.FromCents(h.createdUSD[i])},
			Lost:    domain.AmountTotal{Count: int(h.lostOf[i]), USD: money.FromCents(h.lostUSD[i])}}
		if figures.Day == created && created.Before(today) {
			figures = without(figures, own)
		}
		if figures.Created.Count > 0 {
			list = append(list, figures)
		}
	}
	return list
}

// without are the figures of a day without one of its operations.
func without(figures domain.DayFigures, own *ent.Operation) domain.DayFigures {
	single := domain.AmountTotal{}.Add(own.Usd)
	figures.Created = figures.Created.Minus(single)
	if own.Status == domain.Canceled || own.Status == domain.Expired {
		figures.Lost = figures.Lost.Minus(single)
	}
	return figures
}

// today is counted from operations, so that what came later on the day is not taken for earlier; nothing where there are none.
func (h *history) today(past []domain.MonitoredOperation, today domain.Date, at time.Time) []domain.DayFigures {
	figures := domain.DayFigures{Day: today}
	for _, o := range past {
		if o.At.Before(today.Start()) {
			continue
		}
		figures.Created = figures.Created.Add(o.USD)
		if o.LostBy(at) {
			figures.Lost = figures.Lost.Add(o.USD)
		}
	}
	if figures.Created.Count == 0 {
		return nil
	}
	return []domain.DayFigures{figures}
}

// instant is one that is counted in microseconds; zero for none.
func instant(micros int64) time.Time {
	if micros == 0 {
		return time.Time{}
	}
	return time.UnixMicro(micros).UTC()
}

// relatedStatement reads what other clients did lately who have something in common with one: its telephone, its address, who recommended it, or
// the account that receives its money.
const relatedStatement = `
WITH shared (client_id, kind, value) AS (
	SELECT id, 'PHONE', phone::text FROM clients WHERE phone = $2 AND id <> $1
	UNION ALL SELECT id, 'ADDRESS', address::text FROM clients WHERE address = $3 AND district = $4 AND id <> $1
	UNION ALL SELECT r.referred_id, 'REFERRER', r.referrer_id::text FROM referrals own JOIN referrals r ON r.referrer_id = own.referrer_id
	WHERE own.referred_id = $1 AND r.referred_id <> $1
)
SELECT s.kind, s.value, o.client_id, o.created_at, (o.usd * 100)::bigint FROM shared s JOIN operations o ON o.client_id = s.client_id
WHERE o.created_at >= $6 AND o.created_at < $7
UNION ALL SELECT 'ACCOUNT', $5::text, o.client_id, o.created_at, (o.usd * 100)::bigint FROM bank_accounts b JOIN operations o ON o.destination_account_id = b.id
WHERE b.cci = $5::text AND b.client_id <> $1 AND o.created_at >= $6 AND o.created_at < $7
ORDER BY 4, 3`

// traits are what the house compares clients by.
func traits() []domain.TraitKind {
	return []domain.TraitKind{domain.TraitAccount, domain.TraitPhone, domain.TraitAddress, domain.TraitReferrer}
}

// readRelated reads what other clients did lately who have something in common with the client of an operation.
func readRelated(ctx context.Context, from *ent.Client, client *ent.Customer, row *ent.Operation, at time.Time, into *domain.MonitoringSnapshot) error {
	into.Traits = traits()
	rows, err := from.QueryContext(ctx, relatedStatement, client.ID, client.Phone, client.Address, client.District, row.DestinationSnapshot.CCI,
		at.AddDate(0, 0, -domain.MonitoredRelated), at)
	if err != nil {
		return fmt.Errorf("read what related clients did: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var kind, value string
		var other uuid.UUID
		var when time.Time
		var cents int64
		if err := rows.Scan(&kind, &value, &other, &when, &cents); err != nil {
			return fmt.Errorf("read what related clients did: %w", err)
		}
		into.Related = append(into.Related, domain.RelatedOperation{Trait: domain.Trait{Kind: domain.TraitKind(kind), Value: value}, Client: other, At: when,
			USD: money.FromCents(cents)})
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("read what related clients did: %w", err)
	}
	return nil
}
