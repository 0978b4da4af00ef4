package notify

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
)

// Facts that are older are told to nobody's mailbox or telephone; those older than Retrospect not even to an inbox. A house
// that is opened on its past, or was off for long, does not write thousands of letters about it.
const (
	Retrospect     = 7 * 24 * time.Hour
	mailRetrospect = 24 * time.Hour
)

// consumer is the dispatcher's name among those who follow the feed.
const consumer = "notify"

// batchSize is how many events one transaction of the dispatcher takes, unless one transaction of the house holds more: what one
// act did is told at once, or its count would be wrong.
const batchSize = 200

// Dispatch makes messages of what happened since the last time, until nothing is left, and answers how many events it took.
// One instance at a time does so; for the others it does nothing. The place in the feed moves in the transaction that
// writes the messages, so an event is told once, whoever dies when.
func (s *Service) Dispatch(ctx context.Context) (int, error) {
	ctx = access.AsSystem(ctx)
	total := 0
	for {
		taken, more, err := s.dispatchBatch(ctx)
		total += taken
		if err != nil || !more {
			return total, err
		}
	}
}

func (s *Service) dispatchBatch(ctx context.Context) (taken int, more bool, err error) {
	var told dispatched
	err = s.store.Transact(ctx, "dispatch", func(tx *ent.Tx) (err error) {
		told, err = s.dispatchWithin(ctx, tx)
		return err
	})
	if err != nil {
		return 0, false, fmt.Errorf("dispatch: %w", err)
	}
	if told.taken == 0 && !told.began {
		return 0, false, nil
	}
	if told.lines > 0 {
		s.options.Wake()
	}
	s.counters.dispatched(told)
	return told.taken, told.more, nil
}

// dispatched counts what a batch took and made; more tells that there may be another.
type dispatched struct {
	began, more            bool
	taken, lines, messages int
}

func (s *Service) dispatchWithin(ctx context.Context, tx *ent.Tx) (told dispatched, err error) {
	follower := event.Consumer{Name: consumer}
	if ok, err := follower.Claim(ctx, tx); err != nil || !ok {
		return told, err
	}
	place, known, err := follower.Place(ctx, tx)
	if err != nil {
		return told, err
	}
	if !known {
		told.began = true
		return told, follower.Begin(ctx, tx, event.Beginning(s.options.Feed, s.options.FromBeginning))
	}
	events, more, err := wholeActs(place, func(after event.Cursor) ([]event.Event, error) { return follower.Next(ctx, tx, after, batchSize) })
	if err != nil || len(events) == 0 {
		return told, err
	}
	if told, err = s.tellEvents(ctx, tx, events); err != nil {
		return told, err
	}
	told.taken, told.more = len(events), more
	return told, follower.Move(ctx, tx, place, events[len(events)-1].Cursor)
}

// wholeActs reads a batch that does not end inside a transaction: the events of a last one that may go on are left for the next
// batch, and a transaction that fills a batch alone is read to its end. more tells that the batch was full.
func wholeActs(place event.Cursor, next func(after event.Cursor) ([]event.Event, error)) (events []event.Event, more bool, err error) {
	if events, err = next(place); err != nil || len(events) < batchSize {
		return events, false, err
	}
	last := events[len(events)-1].Cursor
	if begins := slices.IndexFunc(events, func(e event.Event) bool { return sameTx(e.Cursor, last) }); begins > 0 {
		return events[:begins], true, nil
	}
	for {
		further, err := next(events[len(events)-1].Cursor)
		if err != nil {
			return nil, false, err
		}
		ends := slices.IndexFunc(further, func(e event.Event) bool { return !sameTx(e.Cursor, last) })
		if ends >= 0 {
			return append(events, further[:ends]...), true, nil
		}
		if events = append(events, further...); len(further) < batchSize {
			return events, false, nil
		}
	}
}

func sameTx(a, b event.Cursor) bool { return a.Epoch == b.Epoch && a.Tx == b.Tx }

func (s *Service) tellEvents(ctx context.Context, tx *ent.Tx, events []event.Event) (dispatched, error) {
	now := s.clock.Now()
	if err := silenceEnded(ctx, tx, events, now); err != nil {
		return dispatched{}, err
	}
	found := s.notable(events, now)
	if len(found) == 0 {
		return dispatched{}, nil
	}
	around, err := look(ctx, tx.Client(), found)
	if err != nil {
		return dispatched{}, err
	}
	posted, err := s.post(ctx, tx, wording{around: around}, found, now)
	if err != nil {
		return dispatched{}, err
	}
	return s.write(ctx, tx, posted, now)
}

// notable picks the events that somebody has to be told of.
func (s *Service) notable(events []event.Event, now time.Time) []*occurrence {
	var found []*occurrence
	for _, e := range events {
		rules := s.rules[toldOf{e.Aggregate.Type, e.Kind}]
		if len(rules) == 0 || now.Sub(e.OccurredAt) > Retrospect {
			continue
		}
		read, err := readFacts(e)
		if err != nil {
			// What one event says must not keep all the others from being told.
			s.options.Logger.Error("an event cannot be told", "kind", e.Kind, "event", e.ID, "error", err)
			continue
		}
		holding := slices.DeleteFunc(slices.Clone(rules), func(rule Rule) bool { return !rule.When.hold(read) })
		if len(holding) > 0 {
			found = append(found, &occurrence{Event: e, facts: read, rules: holding, moved: 1})
		}
	}
	return together(found)
}

// together makes one occurrence of clients that moved in one act from one portfolio to another, so that whoever gets five
// hundred is told once.
func together(found []*occurrence) []*occurrence {
	type act struct {
		at       time.Time
		by       uuid.UUID
		from, to uuid.UUID
	}
	first := map[act]int{}
	kept := found[:0]
	for _, o := range found {
		if o.Kind != domain.EventClientReassigned {
			kept = append(kept, o)
			continue
		}
		moved := factsOf[domain.ReassignedFacts](o)
		key := act{o.OccurredAt, o.Actor.ID, moved.From, moved.To}
		if at, ok := first[key]; ok {
			kept[at].moved++
			continue
		}
		first[key] = len(kept)
		kept = append(kept, o)
	}
	return kept
}

// silenceEnded switches off the telephones of sessions that ended.
func silenceEnded(ctx context.Context, tx *ent.Tx, events []event.Event, now time.Time) error {
	var ended []uuid.UUID
	for _, e := range events {
		if e.Aggregate.Type == domain.ObjectSession && e.Kind == domain.EventSessionEnded {
			ended = append(ended, e.Aggregate.ID)
		}
	}
	if len(ended) == 0 {
		return nil
	}
	return silenceSessions(ctx, tx, ended, now)
}
