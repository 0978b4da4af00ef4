package watchlist

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// DefaultStaleAfter is how long a mandatory list may go without being seen to be its publisher's (compliance.md 2.5).
const DefaultStaleAfter = 24 * time.Hour

// ErrNoAddress says that a publisher has no address for a list: the house does not fetch it.
var ErrNoAddress = errors.New("the list has no address")

// Publisher brings what the publisher of a list serves now. It answers [ErrNoAddress] where it is not told where that is.
type Publisher interface {
	Fetch(ctx context.Context, source domain.ListSource) (Arrival, error)
}

// Options are how the house keeps its lists.
type Options struct {
	// Publisher may be nil: then lists come by hand alone.
	Publisher Publisher
	// StaleAfter is DefaultStaleAfter where it is zero.
	StaleAfter time.Duration
	// Logger may be nil.
	Logger *slog.Logger
}

// Service is the area's one entrance. It is safe for concurrent use.
type Service struct {
	store   *store.Store
	options Options

	// reading makes reads of the entries and what they leave in memory follow each other in one order.
	reading sync.Mutex
	held    atomic.Pointer[Held]
}

// New returns a service over the house's database.
func New(house *store.Store, options Options) *Service {
	if options.Logger == nil {
		options.Logger = slog.New(slog.DiscardHandler)
	}
	if options.StaleAfter == 0 {
		options.StaleAfter = DefaultStaleAfter
	}
	return &Service{store: house, options: options}
}

// requireSystem refuses whoever is not the house itself: a job, or a person at its machine.
func requireSystem(ctx context.Context) error {
	if actor := access.Current(ctx); actor.Kind != domain.ActorSystem {
		return access.Denied(actor)
	}
	return nil
}

// aggregate is a list as events and locks name it.
func aggregate(source domain.ListSource) event.Aggregate {
	return event.Aggregate{Type: domain.ObjectList, ID: domain.ListID(source)}
}
