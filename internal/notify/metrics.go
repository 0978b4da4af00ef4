package notify

import (
	"context"
	"database/sql"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/qoricash/qoricash/internal/domain"
)

// counters count what this instance did since it started.
type counters struct {
	lines, queued, sent, dead, canceled, retried atomic.Int64
}

func (c *counters) dispatched(told dispatched) {
	c.lines.Add(int64(told.lines))
	c.queued.Add(int64(told.messages))
}

func (c *counters) ended(outcomes []outcome) {
	for _, o := range outcomes {
		switch o.status {
		case domain.MessageSent:
			c.sent.Add(1)
		case domain.MessageDead:
			c.dead.Add(1)
		case domain.MessageCanceled:
			c.canceled.Add(1)
		default:
			c.retried.Add(1)
		}
	}
}

// Counted is what this instance did since it started.
type Counted struct {
	// Lines are new lines of inboxes, Queued the messages written, and the others how tries to send ended.
	Lines, Queued, Sent, Dead, Canceled, Retried int64
}

// Counted answers what this instance did since it started.
func (s *Service) Counted() Counted {
	return Counted{Lines: s.counters.lines.Load(), Queued: s.counters.queued.Load(), Sent: s.counters.sent.Load(),
		Dead: s.counters.dead.Load(), Canceled: s.counters.canceled.Load(), Retried: s.counters.retried.Load()}
}

// Backlog is what the house has not sent, on one channel.
type Backlog struct {
	Pending, Dead int
	// OldestAge is how long the oldest message waits that could have gone; zero for none.
	OldestAge time.Duration
}

// Backlogs answers what the house has not sent, by channel. It is two reads of small indexes, fit for a scrape of metrics.
func (s *Service) Backlogs(ctx context.Context) (map[domain.MessageChannel]Backlog, error) {
	now := s.clock.Now()
	rows, err := s.store.DB().QueryContext(ctx, `SELECT channel, count(*) FILTER (WHERE status = 'PENDING'), count(*) FILTER (WHERE status = 'DEAD'),
		min(due_at) FILTER (WHERE status = 'PENDING' AND due_at <= $1) FROM outbox_messages WHERE status IN ('PENDING', 'DEAD') GROUP BY channel`, now)
	if err != nil {
		return nil, fmt.Errorf("count what was not sent: %w", err)
	}
	defer rows.Close()
	backlogs := map[domain.MessageChannel]Backlog{domain.ChannelEmail: {}, domain.ChannelPush: {}}
	for rows.Next() {
		var channel domain.MessageChannel
		var backlog Backlog
		var oldest sql.NullTime
		if err := rows.Scan(&channel, &backlog.Pending, &backlog.Dead, &oldest); err != nil {
			return nil, fmt.Errorf("count what was not sent: %w", err)
		}
		if oldest.Valid {
			backlog.OldestAge = now.Sub(oldest.Time)
		}
		backlogs[channel] = backlog
	}
	return backlogs, rows.Err()
}
