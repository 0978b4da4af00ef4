// Package casework keeps what people of compliance must look at, what they make of it, and what the house owes the authority.
//
// Invariants:
//   - What is found opens one alert, or joins the open one of its client and window; it is taken once, whatever dies and however many instances
//     work.
//   - An alert is ended by who took it, and for good. What goes to the officer reads as resolved to everybody else: that there is a case, a
//     report or a row of the register no one but the officer and the alternate learns, Masters and programs included (areas.md E44).
//   - T0, from which the term of a report runs, is set once and never changes, also where the case turns out not to be unusual (E48).
//   - The draft of a report is sealed under a key that is not in the database; what was filed stays as it was.
//   - An operation is in the register once, by the numbers that were in force when it was completed; a mistake is taken back by a contra-entry,
//     and a month that was sealed takes no row.
//   - Nothing here is told of a client or an operation: neither a client nor a trader hears of it.
package casework

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/files"
	"github.com/qoricash/qoricash/internal/sealing"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/work"
)

// Options are what the area rests on beside its tables.
type Options struct {
	// Parameters are what people of the house change: of them, the terms and thresholds.
	Parameters domain.ParametersAt
	// SealKeys seal drafts of reports, the current one first.
	SealKeys [][]byte
	// Feed wakes the service when something happened; without one it looks by the clock.
	Feed *event.Feed
	// FromBeginning takes what happened before the house first looked too.
	FromBeginning bool
	// Logger may be nil.
	Logger *slog.Logger
}

// Service is the area's one entrance. It is safe for concurrent use.
type Service struct {
	store   *store.Store
	files   *files.Service
	seals   *sealing.Box
	options Options
	loop    *work.Loop
}

// How often is looked for what happened without a wake-up; what happens together is taken together.
const (
	pollEvery = 5 * time.Second
	gathering = 200 * time.Millisecond
)

// New returns a service over the house's database.
func New(house *store.Store, papers *files.Service, options Options) (*Service, error) {
	if options.Logger == nil {
		options.Logger = slog.New(slog.DiscardHandler)
	}
	seals, err := sealing.New(options.SealKeys)
	if err != nil {
		return nil, fmt.Errorf("seal reports: %w", err)
	}
	s := &Service{store: house, files: papers, seals: seals, options: options}
	s.loop = work.NewLoop("casework", pollEvery, gathering, options.Logger, s.Work)
	return s, nil
}

func (s *Service) rules(now time.Time) domain.CaseworkRules {
	return s.options.Parameters(now).Casework
}

// businessDays counts the days of terms as the calendar of the house has them now.
func businessDays(ctx context.Context, from *ent.Client) (domain.BusinessDays, error) {
	rows, err := from.Holiday.Query().All(access.AsSystem(ctx))
	if err != nil {
		return domain.BusinessDays{}, fmt.Errorf("read the holidays: %w", err)
	}
	holidays := make([]domain.Holiday, len(rows))
	for i, row := range rows {
		holidays[i] = domain.Holiday{Date: row.Date, Name: row.Name}
	}
	return domain.NewBusinessDays(holidays), nil
}

// alertLock is the lock of an alert; caseLocks are those of everything that the officer has about a client.
func alertLock(id uuid.UUID) event.Aggregate {
	return event.Aggregate{Type: domain.ObjectAlert, ID: id}
}

func caseLocks(client uuid.UUID) []event.Aggregate {
	return []event.Aggregate{{Type: domain.ObjectCase, ID: client}}
}

func caseOf(id uuid.UUID) event.Aggregate { return event.Aggregate{Type: domain.ObjectCase, ID: id} }

// byTheHouse is who tells of what nobody did: who made an operation does not learn that it opened an alert.
func byTheHouse() event.Actor { return event.Actor{Kind: string(domain.ActorSystem)} }
