package demo

import (
	"context"
	"fmt"
	"time"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
)

// Seeded says what a seed did.
type Seeded struct {
	// Already tells that the house was there; nothing was touched.
	Already bool
	// Resumed tells that an interrupted seed was finished, with the inputs that it began with.
	Resumed bool
	// Start and Until are the ends of the history.
	Start domain.Date
	Until time.Time
	// Operations, Clients and Publications are what the plan has of each.
	Operations, Clients, Publications int
	// Bots are whom the bots act for; Visitors are a few clients that nobody acts for, one of each kind of document and one without
	// papers, for whoever looks at the demonstration.
	Bots     Cast
	Visitors []Visitor
}

// Seed makes the house. One that is there already is left alone; one whose seed was interrupted, however hard, is
// finished; a database with another house in it is refused with [ErrForeignHouse]. When ctx ends, Seed returns soon
// and may be called again.
func Seed(ctx context.Context, options Options) (Seeded, error) {
	wanted, err := options.outline()
	if err != nil {
		return Seeded{}, err
	}
	first, err := newHand(0, options)
	if err != nil {
		return Seeded{}, err
	}
	if err := first.withInvoices(options.Invoices); err != nil {
		return Seeded{}, err
	}
	known, began, finished, err := first.begun(ctx)
	if err != nil {
		return Seeded{}, err
	}
	if began {
		wanted = known
	}
	p := newPlan(wanted)
	seeded := Seeded{Already: finished, Resumed: began && !finished, Start: p.Start, Until: p.Until, Operations: p.operations(),
		Clients: len(p.cast), Publications: len(p.publications), Bots: botsOf(p.cast),
		Visitors: visitorsOf(p.cast)}
	if finished {
		return seeded, nil
	}
	if !began {
		first.at(p.opening())
		if err := first.mark(ctx, markBegun, p.outline); err != nil {
			return Seeded{}, err
		}
	}
	played := newPlay(p, first, options, seeded.Resumed)
	for _, act := range []func(context.Context) error{played.run, played.issueDocuments} {
		if err := act(ctx); err != nil {
			return Seeded{}, fmt.Errorf("seed the demonstration: %w", err)
		}
	}
	first.at(p.Until)
	if err := first.mark(ctx, markFinished, p.outline); err != nil {
		return Seeded{}, err
	}
	return seeded, nil
}

// prepare sets the house up: its people, its accounts and its first rate come before the first day.
func (p *play) prepare(ctx context.Context) error {
	system := access.AsSystem(ctx)
	opening := p.plan.opening()
	var err error
	if p.people, err = p.first.hire(system, opening, p.options.Password); err != nil {
		return err
	}
	if p.vault, err = p.first.openAccounts(system, opening.Add(10*time.Minute), p.plan.houses); err != nil {
		return err
	}
	p.passwordHash, err = p.first.people.HashPassword(ctx, p.options.Password)
	return err
}
