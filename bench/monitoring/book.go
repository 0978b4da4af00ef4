package main

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

// The year of the book.
const (
	bookDays   = 365
	caseCount  = 50
	oneDay     = 24 * time.Hour
	shareLost  = 0.12
	sharePEP   = 0.01
	shareHome  = 0.05
	shareFound = 0.20
)

func bookStart() time.Time { return time.Date(2025, time.July, 1, 0, 0, 0, 0, time.UTC) }

// habit is how one kind of honest client operates: how many of 100 clients have it, how many operations they make a month, the middle of
// their tickets in USD, how much that differs between them, and how much the tickets of one of them differ (both of the logarithm).
type habit struct {
	name                    string
	share                   int
	monthly                 float64
	ticket, between, within float64
	company                 bool
}

func habits() []habit {
	return []habit{
		{"occasional", 70, 0.6, 400, 0.8, 0.40, false},
		{"regular", 22, 3, 800, 0.6, 0.30, false},
		{"shop", 6, 7, 1_800, 0.5, 0.40, false},
		{"company", 2, 14, 7_000, 0.5, 0.45, true},
	}
}

// person is a client of the book.
type person struct {
	client   domain.MonitoredClient
	habit    habit
	middle   float64
	side     domain.Side
	accounts [2]string
	traits   []domain.Trait
	referrer uuid.UUID
	// planted tells that it is not one of the honest ones.
	planted bool
}

// entry is an operation of the book; typology is empty for those that nobody planted.
type entry struct {
	replayed domain.ReplayedOperation
	typology domain.MonitoringCode
	number   int
	honest   bool
}

// book is a year of operations, in order.
type book struct {
	random  *rand.Rand
	seed    uint64
	made    uint64
	people  []*person
	entries []entry
	cases   int
}

// makeBook makes a year with so many operations of honest clients, and so many cases of each typology; the same for the same seed.
func makeBook(seed uint64, operations, cases int) *book {
	b := &book{random: rand.New(rand.NewPCG(seed, 11)), seed: seed, cases: cases}
	for len(b.entries) < operations {
		b.live(b.person(b.drawHabit()))
	}
	b.entries = b.entries[:operations]
	for _, typology := range typologies() {
		for number := range cases {
			typology.plant(b, number)
		}
	}
	slices.SortStableFunc(b.entries, func(x, y entry) int { return x.replayed.Operation.At.Compare(y.replayed.Operation.At) })
	return b
}

// id is the next one, the same in every run.
func (b *book) id() uuid.UUID {
	b.made++
	var id uuid.UUID
	binary.BigEndian.PutUint64(id[:8], b.seed)
	binary.BigEndian.PutUint64(id[8:], b.made)
	return id
}

func (b *book) drawHabit() habit {
	at := b.random.IntN(100)
	for _, h := range habits() {
		if at -= h.share; at < 0 {
			return h
		}
	}
	return habits()[0]
}

// person is a new client. Some share a home (telephone and address) with the one before, and some were recommended by an earlier one.
func (b *book) person(h habit) *person {
	id := b.id()
	p := &person{habit: h, middle: h.ticket * math.Exp(b.random.NormFloat64()*h.between), side: domain.Sides()[b.random.IntN(2)],
		accounts: [2]string{"own-0-" + id.String(), "own-1-" + id.String()},
		client: domain.MonitoredClient{ID: id, Since: bookStart().Add(time.Duration(b.random.IntN(bookDays)-bookDays*6/10) * oneDay), Document: domain.DocumentDNI,
			PEP: domain.FactOf(b.random.Float64() < sharePEP), Listed: domain.FactNo, Hollow: domain.FactNo, DocumentReused: domain.FactNo, Stale: domain.FactNo,
			SmallMeans: domain.FactNo, GivenUp: []domain.GivenUpAmount{}}}
	if h.company {
		p.client.Document = domain.DocumentRUC
	}
	home := id
	if len(b.people) > 0 && b.random.Float64() < shareHome {
		home = b.people[len(b.people)-1].client.ID
	}
	for _, kind := range []domain.TraitKind{domain.TraitDevice, domain.TraitPhone, domain.TraitAddress} {
		p.traits = append(p.traits, domain.Trait{Kind: kind, Value: home.String()})
	}
	p.traits = append(p.traits, domain.Trait{Kind: domain.TraitEmail, Value: id.String()})
	if len(b.people) > 0 && b.random.Float64() < shareFound {
		p.referredBy(b.people[b.random.IntN(len(b.people))])
	}
	b.people = append(b.people, p)
	return p
}

func (p *person) referredBy(other *person) {
	p.referrer = other.client.ID
	p.traits = append(p.traits, domain.Trait{Kind: domain.TraitReferrer, Value: other.client.ID.String()})
}

// live makes the operations that a client makes of itself, from its registration to the end of the year.
func (b *book) live(p *person) { b.liveUntil(p, bookStart().AddDate(0, 0, bookDays)) }

func (b *book) liveUntil(p *person, end time.Time) {
	at := p.client.Since
	if at.Before(bookStart()) {
		at = bookStart()
	}
	for {
		at = b.open(at.Add(time.Duration(b.random.ExpFloat64() * 30 / p.habit.monthly * float64(oneDay))))
		if !at.Before(end) {
			return
		}
		side := p.side
		if b.random.IntN(20) == 0 {
			side = domain.HouseBuysUSD
		}
		if b.random.IntN(100) == 0 {
			p.accounts[0] = fmt.Sprintf("own-%d-%s", b.random.Uint32(), p.client.ID)
		}
		b.add(p, at, side, b.ticket(p), entry{honest: !p.planted && p.client.PEP != domain.FactYes})
	}
}

// open moves an instant to the hours of the house, Monday to Saturday.
func (b *book) open(at time.Time) time.Time {
	day := domain.BusinessDate(at)
	for day.Weekday() == time.Sunday {
		day = day.AddDays(1)
	}
	moved := day.Start().Add(9*time.Hour + time.Duration(b.random.IntN(10*3600))*time.Second)
	if moved.Before(at) && moved.Add(oneDay).After(at) && day == domain.BusinessDate(at) {
		return at
	}
	return moved
}

// ticket is what the client operates this time; people like round amounts.
func (b *book) ticket(p *person) money.Amount {
	usd := max(50, p.middle*math.Exp(b.random.NormFloat64()*p.habit.within))
	return b.rounded(usd)
}

func (b *book) rounded(usd float64) money.Amount {
	switch n := b.random.IntN(10); {
	case n < 4 && usd >= 200:
		return money.FromCents(int64(math.Round(usd/100)) * 100_00)
	case n < 7:
		return money.FromCents(int64(math.Round(usd/10)) * 10_00)
	default:
		return money.FromCents(int64(usd * 100))
	}
}

// between is an amount from one to another, in USD.
func (b *book) between(least, most float64) money.Amount {
	return money.FromCents(int64((least + b.random.Float64()*(most-least)) * 100))
}

// add writes an operation; some are lost, the others are completed within two hours.
func (b *book) add(p *person, at time.Time, side domain.Side, usd money.Amount, as entry) {
	account := p.accounts[0]
	if side == domain.HouseSellsUSD {
		account = p.accounts[1]
	}
	b.addTo(p, at, side, usd, account, as)
}

func (b *book) addTo(p *person, at time.Time, side domain.Side, usd money.Amount, account string, as entry) {
	o := domain.MonitoredOperation{ID: b.id(), At: at, Side: side, USD: usd, Destination: account}
	if b.random.Float64() < shareLost {
		o.Lost = at.Add(30 * time.Minute)
	} else {
		o.Done = at.Add(time.Duration(10+b.random.IntN(110)) * time.Minute)
	}
	as.replayed = domain.ReplayedOperation{Operation: o, Client: p.client, Referrer: p.referrer, Kinds: knownTraits(),
		Traits: append(slices.Clone(p.traits), domain.Trait{Kind: domain.TraitAccount, Value: account})}
	b.entries = append(b.entries, as)
}

// knownTraits are all but the network, by which the operators of telephones make strangers one.
func knownTraits() []domain.TraitKind {
	return slices.DeleteFunc(domain.TraitKinds(), func(kind domain.TraitKind) bool { return kind == domain.TraitNetwork })
}

// result is what the rules made of a book.
type result struct {
	honest, flagged int
	// alerts counts those of honest clients by rule; found counts the cases in which the rule of the typology matched.
	alerts, found map[domain.MonitoringCode]int
	spent         time.Duration
}

// watch goes through a book with rules. Matches that one alert tells of are counted once.
func (b *book) watch(set domain.RuleSet) result {
	got := result{alerts: map[domain.MonitoringCode]int{}, found: map[domain.MonitoringCode]int{}}
	var replay domain.MonitoringReplay
	told := map[string]bool{}
	solved := map[string]bool{}
	began := time.Now()
	for _, e := range b.entries {
		outcomes := replay.Next(e.replayed).Evaluate(set)
		replay.Found(e.replayed, outcomes)
		flagged := false
		for _, outcome := range outcomes {
			if outcome.Result != domain.RuleMatched {
				continue
			}
			if key := fmt.Sprintf("%s-%d", e.typology, e.number); outcome.Code == e.typology && !solved[key] {
				solved[key] = true
				got.found[e.typology]++
			}
			if key := e.replayed.Client.ID.String() + outcome.Window; e.honest && !told[key] {
				told[key] = true
				got.alerts[outcome.Code]++
				flagged = true
			}
		}
		if e.honest {
			got.honest++
		}
		if flagged {
			got.flagged++
		}
	}
	got.spent = time.Since(began)
	return got
}

// recall is the share of the cases of a typology that its rule found, in hundredths of a percent.
func (r result) recall(code domain.MonitoringCode, cases int) int {
	return 10_000 * r.found[code] / cases
}

// flaggedShare is the share of honest operations with an alert, in thousandths of a percent.
func (r result) flaggedShare() int { return 100_000 * r.flagged / max(1, r.honest) }

// loudest are the rules by how many alerts they give about honest clients.
func (r result) loudest() []domain.MonitoringCode {
	codes := make([]domain.MonitoringCode, 0, len(r.alerts))
	for code := range r.alerts {
		codes = append(codes, code)
	}
	slices.SortFunc(codes, func(a, b domain.MonitoringCode) int {
		return cmp.Or(cmp.Compare(r.alerts[b], r.alerts[a]), cmp.Compare(a, b))
	})
	return codes
}
