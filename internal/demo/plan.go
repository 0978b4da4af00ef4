package demo

import (
	"cmp"
	"slices"
	"time"

	"github.com/qoricash/qoricash/internal/domain"
)

// outline is all that a plan is made from; it is written down before the plan is carried out.
type outline struct {
	Seed  int64       `json:"seed"`
	Start domain.Date `json:"start"`
	Days  int         `json:"days"`
	// Until is where the history ends and the present begins.
	Until time.Time `json:"until"`
	// Clients is how many clients join, the bots' not counted; PerDay how many operations a weekday has.
	Clients int `json:"clients"`
	PerDay  int `json:"perDay"`
}

// plan is a whole history, ready to be lived through.
type plan struct {
	outline
	cast         []person
	houses       []account
	publications []publication
	lives        []*life
}

// newPlan makes the plan of an outline. Equal outlines make equal plans.
func newPlan(o outline) *plan {
	p := &plan{outline: o, cast: newCast(o.Seed, o.Clients, o.Days), houses: houseAccounts(o.Seed)}
	market := newMarket(o.Seed)
	market.open(o.opening())
	traffic := newTraffic(p)
	for day := range o.Days + 1 {
		date := o.Start.AddDays(day)
		if day == o.Days {
			// First, so that the last day leaves them their clients.
			traffic.present()
		}
		if opens, closes, ok := hours(date); ok {
			market.day(opens, closes)
			traffic.day(day, opens, closes)
		}
	}
	market.publications = slices.DeleteFunc(market.publications, func(x publication) bool { return !x.at.Before(o.Until) })
	slices.SortStableFunc(market.publications, func(x, y publication) int { return x.at.Compare(y.at) })
	p.publications = market.publications
	p.number()
	return p
}

// opening is when the house itself is set up, before its first day begins.
func (o outline) opening() time.Time { return o.Start.Start().Add(7 * time.Hour) }

// number gives the lives their places in the order in which they are made.
func (p *plan) number() {
	slices.SortStableFunc(p.lives, func(x, y *life) int { return cmp.Or(x.createdAt.Compare(y.createdAt), cmp.Compare(x.client, y.client)) })
	for i, l := range p.lives {
		l.number = i + 1
	}
}

// operations counts what the lives make: one operation each, and one more from late money that is requoted.
func (p *plan) operations() int {
	made := len(p.lives)
	for _, l := range p.lives {
		for _, s := range l.steps {
			if s.verb == requoteDeposit {
				made++
			}
		}
	}
	return made
}

// hours are when the house is open on a day; ok is false when it stays closed.
func hours(date domain.Date) (opens, closes time.Time, ok bool) {
	of := domain.DefaultWeek()[date.Weekday()]
	if of == (domain.OpenHours{}) {
		return time.Time{}, time.Time{}, false
	}
	return date.Start().Add(of.Opens), date.Start().Add(of.Closes), true
}
