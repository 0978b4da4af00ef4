package domain

import (
	"slices"
	"time"

	"github.com/google/uuid"
)

// ReplayedOperation is an operation of history with what it is compared by. Client is what is known of the client beside its history.
type ReplayedOperation struct {
	Operation MonitoredOperation
	Client    MonitoredClient
	Traits    []Trait
	// Kinds are the kinds of traits that are known of operations, whether this one has any or not.
	Kinds []TraitKind
	// Referrer is who recommended the house to the client; uuid.Nil for nobody.
	Referrer uuid.UUID
}

// MonitoringReplay goes through operations in the order in which they were made, and knows at each what the house knew then. It is how a
// rule is tried on history; the zero value is at the beginning.
type MonitoringReplay struct {
	clients  map[uuid.UUID]*replayedClient
	shared   map[Trait][]RelatedOperation
	accounts map[string]map[uuid.UUID]bool
	rings    map[uuid.UUID]uuid.UUID
	hits     map[uuid.UUID]map[uuid.UUID]time.Time
}

// replayedClient is the history of one client. open are the operations whose end is not counted yet.
type replayedClient struct {
	days      []DayFigures
	past      []MonitoredOperation
	completed AmountTotal
	open      []MonitoredOperation
}

// Next answers what was known when an operation was made, and adds it to the history.
func (r *MonitoringReplay) Next(next ReplayedOperation) *MonitoringSnapshot {
	if r.clients == nil {
		*r = MonitoringReplay{clients: map[uuid.UUID]*replayedClient{}, shared: map[Trait][]RelatedOperation{},
			accounts: map[string]map[uuid.UUID]bool{}, rings: map[uuid.UUID]uuid.UUID{}, hits: map[uuid.UUID]map[uuid.UUID]time.Time{}}
	}
	own := r.clients[next.Client.ID]
	if own == nil {
		own = &replayedClient{}
		r.clients[next.Client.ID] = own
	}
	own.settle(next.Operation.At)
	snapshot := &MonitoringSnapshot{Operation: next.Operation, Client: next.Client, Days: slices.Clone(own.days), Past: slices.Clip(own.past),
		Completed: own.completed, Traits: next.Kinds, Related: r.related(next)}
	if next.Operation.Destination != "" {
		snapshot.SharedAccount = FactOf(r.usedByAnother(next))
	}
	if next.Referrer != uuid.Nil {
		r.join(next.Client.ID, next.Referrer)
	}
	ring := r.ringHits(next)
	snapshot.Client.RingHits = &ring
	own.add(next.Operation)
	return snapshot
}

// Found remembers what rules found, for those that ask what became of others.
func (r *MonitoringReplay) Found(next ReplayedOperation, outcomes RuleOutcomes) {
	for _, outcome := range outcomes {
		if outcome.Result != RuleMatched || outcome.Code != RuleUnderThreshold && outcome.Code != RuleAcrossPeople {
			continue
		}
		ring := r.ringOf(next.Client.ID)
		if r.hits[ring] == nil {
			r.hits[ring] = map[uuid.UUID]time.Time{}
		}
		r.hits[ring][next.Client.ID] = next.Operation.At
	}
}

// settle counts the operations that ended by an instant.
func (c *replayedClient) settle(at time.Time) {
	c.open = slices.DeleteFunc(c.open, func(o MonitoredOperation) bool {
		switch {
		case o.doneBy(at):
			c.completed = c.completed.Add(o.USD)
		case o.LostBy(at):
			if figures := c.day(BusinessDate(o.At)); figures != nil {
				figures.Lost = figures.Lost.Add(o.USD)
			}
		default:
			return false
		}
		return true
	})
}

func (c *replayedClient) day(day Date) *DayFigures {
	for i := range c.days {
		if c.days[i].Day == day {
			return &c.days[i]
		}
	}
	return nil
}

func (c *replayedClient) add(o MonitoredOperation) {
	day := BusinessDate(o.At)
	if first := day.AddDays(-MonitoredDays); len(c.days) > 0 && c.days[0].Day.Before(first) {
		c.days = slices.DeleteFunc(c.days, func(figures DayFigures) bool { return figures.Day.Before(first) })
	}
	if figures := c.day(day); figures != nil {
		figures.Created = figures.Created.Add(o.USD)
	} else {
		c.days = append(c.days, DayFigures{Day: day, Created: AmountTotal{}.Add(o.USD)})
	}
	c.past = append(c.past, o)
	if len(c.past) > MonitoredPast {
		c.past = c.past[1:]
	}
	if !o.Done.IsZero() || !o.Lost.IsZero() {
		c.open = append(c.open, o)
	}
}

// related answers what others did with the same traits lately, and adds the operation to them.
func (r *MonitoringReplay) related(next ReplayedOperation) []RelatedOperation {
	var related []RelatedOperation
	from := next.Operation.At.AddDate(0, 0, -MonitoredRelated)
	for _, trait := range next.Traits {
		before := r.shared[trait]
		first, _ := slices.BinarySearchFunc(before, from, func(o RelatedOperation, from time.Time) int { return o.At.Compare(from) })
		before = before[first:]
		for _, o := range before {
			if o.Client != next.Client.ID {
				related = append(related, o)
			}
		}
		r.shared[trait] = append(before, RelatedOperation{Trait: trait, Client: next.Client.ID, At: next.Operation.At, USD: next.Operation.USD})
	}
	return related
}

func (r *MonitoringReplay) usedByAnother(next ReplayedOperation) bool {
	users := r.accounts[next.Operation.Destination]
	if users == nil {
		users = map[uuid.UUID]bool{}
		r.accounts[next.Operation.Destination] = users
	}
	users[next.Client.ID] = true
	return len(users) > 1
}

// ringOf answers by which client a chain of referrals is known.
func (r *MonitoringReplay) ringOf(client uuid.UUID) uuid.UUID {
	for {
		next, there := r.rings[client]
		if !there || next == client {
			return client
		}
		client = next
	}
}

// join makes one chain of two.
func (r *MonitoringReplay) join(client, referrer uuid.UUID) {
	from, to := r.ringOf(client), r.ringOf(referrer)
	if from == to {
		return
	}
	r.rings[from] = to
	for other, at := range r.hits[from] {
		if r.hits[to] == nil {
			r.hits[to] = map[uuid.UUID]time.Time{}
		}
		r.hits[to][other] = at
	}
	delete(r.hits, from)
}

// ringHits counts the other clients of the chain that were found splitting amounts in the last month.
func (r *MonitoringReplay) ringHits(next ReplayedOperation) int {
	from := next.Operation.At.AddDate(0, 0, -MonitoredRelated)
	hits := 0
	for client, at := range r.hits[r.ringOf(next.Client.ID)] {
		if client != next.Client.ID && at.After(from) {
			hits++
		}
	}
	return hits
}
