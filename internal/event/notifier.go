package event

import (
	"context"
	"database/sql"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/lib/pq"
)

// notifyInterval is the shortest time between two notifications of one process. A notification takes a lock of the
// whole cluster while it commits (realtime.md 2.1), so it is sent alone, outside business transactions, and rarely.
const notifyInterval = 2 * time.Millisecond

// Notifier wakes the readers of the log after a commit: the one in this process at once, the others by a coalesced
// NOTIFY.
type Notifier struct {
	feed   *Feed
	logger *slog.Logger
	db     *sql.DB
	poke   chan struct{}

	once   sync.Once
	cancel context.CancelFunc
	done   chan struct{}
}

// StartNotifier connects to the database at url, on a connection of the notifier's own, and serves until Stop.
func StartNotifier(ctx context.Context, url string, feed *Feed, logger *slog.Logger) (*Notifier, error) {
	connector, err := pq.NewConnector(url)
	if err != nil {
		return nil, fmt.Errorf("start notifier: %w", err)
	}
	db := sql.OpenDB(connector)
	db.SetMaxOpenConns(1)
	if err := db.PingContext(ctx); err != nil {
		db.Close()
		return nil, fmt.Errorf("start notifier: %w", err)
	}
	running, cancel := context.WithCancel(context.WithoutCancel(ctx))
	n := &Notifier{
		feed: feed, logger: logger, db: db,
		poke: make(chan struct{}, 1), cancel: cancel, done: make(chan struct{}),
	}
	go n.run(running)
	return n, nil
}

// Poke tells that events were committed. It never blocks. Without it they are still found, by the next poll.
func (n *Notifier) Poke() {
	n.feed.Wake()
	select {
	case n.poke <- struct{}{}:
	default:
	}
}

// Stop ends the notifier and waits for it. It may be called twice. Pokes have no further effect on other processes.
func (n *Notifier) Stop() {
	n.once.Do(func() {
		n.cancel()
		<-n.done
		n.db.Close()
	})
}

func (n *Notifier) run(ctx context.Context) {
	defer close(n.done)
	ticker := time.NewTicker(notifyInterval)
	defer ticker.Stop()
	failing := false
	for {
		select {
		case <-ctx.Done():
			return
		case <-n.poke:
		}
		// A wake-up that a crash loses costs a poll: it need not wait for the disk.
		_, err := n.db.ExecContext(ctx, `SELECT set_config('synchronous_commit', 'off', true), pg_notify($1, $2)`, channel, n.feed.instance)
		if ctx.Err() != nil {
			return
		}
		if err != nil && !failing {
			n.logger.Warn("cannot notify other instances; they poll", "error", err)
		}
		failing = err != nil
		ticker.Reset(notifyInterval)
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}
