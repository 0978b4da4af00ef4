// Package compliance compares the people of the house's clients with lists of sanctioned and exposed people, and keeps what was found and what two
// people said of it.
//
// Invariants:
//   - Somebody is compared in the transaction that registers it or changes what is known of it. What could not be compared is NOT_CHECKED and is
//     compared as soon as it can be; a registration never waits for that, and never fails by it.
//   - A subject says with what it was compared last. Whoever was not compared with the lists as they are now is due, whatever an instance died
//     over: a new version of a list makes everybody due, and nothing but a comparison ends that.
//   - A hit is opened once for what both sides say. While neither changes, two people's word that it is somebody else holds for a year; when
//     either does, the hit comes back.
//   - Runs, results and decisions are evidence: they are added and never changed. What is stored of a hit can be made again, byte for byte.
//   - Everything here is about the thing compliance_client and never about the client: what it tells and counts, no client and no trader hears
//     (areas.md E38).
//
// What must happen to a client is another area's ([Service.RestrictBy]).
package compliance

import (
	"context"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/approval"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/screening"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/watchlist"
	"github.com/qoricash/qoricash/internal/work"
)

// Ground is what stops all business with a client.
type Ground struct {
	ClientID uuid.UUID
	HitID    uuid.UUID
	Source   domain.ListSource
	// Confirmed tells that two people said that it is a match; otherwise nobody has looked yet.
	Confirmed bool
}

// Restrict stops all business with a client in the transaction of a command that holds the lock of what the house thinks of it. The same ground
// may come more than once.
type Restrict func(ctx context.Context, tx *store.Tx, ground Ground) error

// Options tune a service.
type Options struct {
	// Officer tells whether a person acts as compliance officer; nil asks what the person was given.
	Officer func(ctx context.Context, from *ent.Client, person uuid.UUID) (bool, error)
	// Feed wakes the service when a version of a list becomes active; without one it looks by the clock.
	Feed *event.Feed
	// Logger may be nil.
	Logger *slog.Logger
}

// Service is the area's one entrance. It is safe for concurrent use.
type Service struct {
	store     *store.Store
	decisions *approval.Service
	lists     *watchlist.Service
	options   Options
	engine    *screening.Engine
	restrict  Restrict
	loop      *work.Loop

	// building makes states follow each other in one order.
	building sync.Mutex
	current  atomic.Pointer[state]
}

// How often is looked for other lists, and for who is due, without a wake-up; what happens together is taken together.
const (
	pollEvery = 30 * time.Second
	gathering = 100 * time.Millisecond
)

// New returns a service over the house's database. It brings to the decisions of the house what those on hits do.
func New(house *store.Store, decisions *approval.Service, lists *watchlist.Service, options Options) *Service {
	if options.Logger == nil {
		options.Logger = slog.New(slog.DiscardHandler)
	}
	if options.Officer == nil {
		options.Officer = officerNow
	}
	s := &Service{store: house, decisions: decisions, lists: lists, options: options, engine: screening.New(screening.DefaultConfig())}
	s.loop = work.NewLoop("compliance", pollEvery, gathering, options.Logger, s.Work)
	decisions.Carries(s.effects())
	return s
}

// RestrictBy names who stops all business with a client. It is called while the house is put together; until then nobody does.
func (s *Service) RestrictBy(restrict Restrict) { s.restrict = restrict }

// officerNow tells whether a person is the compliance officer, or the alternate, at this moment.
func officerNow(ctx context.Context, from *ent.Client, person uuid.UUID) (bool, error) {
	now, err := access.PersonNow(ctx, from, person)
	return err == nil && domain.IsOfficer(now.Can), err
}

// lockOf is the lock of what the house thinks of a client.
func lockOf(client uuid.UUID) event.Aggregate {
	return event.Aggregate{Type: domain.ObjectComplianceClient, ID: client}
}
