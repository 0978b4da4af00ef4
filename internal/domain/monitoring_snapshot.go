package domain

import (
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/money"
)

// Fact is what the house knows of something that is so or not.
type Fact int

// The facts. The zero value is what nobody knows: a rule that needs it answers that it was not checked.
const (
	FactUnknown Fact = iota
	FactNo
	FactYes
)

// FactOf is the fact of something that is known.
func FactOf(yes bool) Fact {
	if yes {
		return FactYes
	}
	return FactNo
}

// MonitoredOperation is an operation as the rules see it.
type MonitoredOperation struct {
	ID   uuid.UUID
	At   time.Time
	Side Side
	USD  money.Amount
	// Destination is the client's account that receives the payout.
	Destination string
	// Done is when it was completed, Lost when it ended otherwise; zero for neither.
	Done, Lost time.Time
	// Payer is who paid, where a person of the house wrote that down.
	Payer *MonitoredPayer
}

// MonitoredPayer is what is known of who paid for an operation.
type MonitoredPayer struct {
	// Likeness says in hundredths how like its name is to the client's.
	Likeness int
	// OtherDocument tells whether its document is another than the client's.
	OtherDocument Fact
	// CashAgencies is at how many agencies of the bank cash was paid in.
	CashAgencies int
}

// LostBy tells whether the operation had ended without an exchange by an instant.
func (o MonitoredOperation) LostBy(at time.Time) bool { return !o.Lost.IsZero() && !o.Lost.After(at) }

// doneBy tells whether it was completed by then.
func (o MonitoredOperation) doneBy(at time.Time) bool { return !o.Done.IsZero() && !o.Done.After(at) }

// MonitoredClient is a client as the rules see it.
type MonitoredClient struct {
	ID uuid.UUID
	// Since is when it registered.
	Since    time.Time
	Document DocumentType
	// PEP and Listed tell whether it is politically exposed, and confirmed on a restrictive list.
	PEP, Listed Fact
	// Reinforced is whose due diligence asks for closer watching.
	Reinforced bool
	BirthDate  *Date
	// SmallMeans tells whether its occupation has no income of its own, as that of students.
	SmallMeans Fact
	// MonthlyIncome is what it declared, in USD.
	MonthlyIncome *money.Amount
	// PeerTop is what 99 of 100 operations of clients like it stay below, in USD.
	PeerTop *money.Amount
	// RiskyPlace tells whether the place or network that it operates from is one of the internal table.
	RiskyPlace Fact
	// Hollow tells whether it is a company that SUNAT does not show as active, found and of an activity that fits; RegisteredOn is since when
	// the company is.
	Hollow       Fact
	RegisteredOn *Date
	// DocumentReused tells whether the picture of its document belongs to another client too.
	DocumentReused Fact
	// Denounced tells whether there is a report, a request of an authority or a court's order about it.
	Denounced Fact
	// Stale tells whether it was not screened against the lists in force.
	Stale Fact
	// GivenUp are the amounts that it gave up when papers were asked for; nil where nobody keeps them.
	GivenUp []GivenUpAmount
	// RingHits is how many other clients of its chain of referrals were found splitting amounts lately; nil where nobody counts them.
	RingHits *int
}

// RecheckOutcome is how the screening of a client stands against the lists in force.
type RecheckOutcome string

// The outcomes. NOT_CHECKED is what nobody could say; it is never taken for CURRENT.
const (
	RecheckCurrent    RecheckOutcome = "CURRENT"
	RecheckStale      RecheckOutcome = "STALE"
	RecheckNotChecked RecheckOutcome = "NOT_CHECKED"
)

// Stale is the outcome as rules see it.
func (o RecheckOutcome) Stale() Fact {
	switch o {
	case RecheckStale:
		return FactYes
	case RecheckCurrent:
		return FactNo
	default:
		return FactUnknown
	}
}

// GivenUpAmount is what a client gave up when papers were asked for.
type GivenUpAmount struct {
	At  time.Time
	USD money.Amount
}

// AmountTotal is a number of operations and what they add up to.
type AmountTotal struct {
	Count int          `json:"count"`
	USD   money.Amount `json:"usd"`
}

// Add is the total with one operation more.
func (t AmountTotal) Add(usd money.Amount) AmountTotal {
	return AmountTotal{Count: t.Count + 1, USD: t.USD.Add(usd)}
}

// Plus is the total of both.
func (t AmountTotal) Plus(other AmountTotal) AmountTotal {
	return AmountTotal{Count: t.Count + other.Count, USD: t.USD.Add(other.USD)}
}

// Minus is the total without the other, which is part of it.
func (t AmountTotal) Minus(other AmountTotal) AmountTotal {
	return AmountTotal{Count: t.Count - other.Count, USD: t.USD.Sub(other.USD)}
}

// DayFigures are what a client created on one day in Lima, and how much of that was lost since.
type DayFigures struct {
	Day           Date
	Created, Lost AmountTotal
}

// TraitKind is what operations of several people may have in common.
type TraitKind string

// The kinds of traits.
const (
	TraitAccount  TraitKind = "ACCOUNT"
	TraitDevice   TraitKind = "DEVICE"
	TraitNetwork  TraitKind = "NETWORK"
	TraitPhone    TraitKind = "PHONE"
	TraitEmail    TraitKind = "EMAIL"
	TraitAddress  TraitKind = "ADDRESS"
	TraitReferrer TraitKind = "REFERRER"
)

// TraitKinds lists the kinds.
func TraitKinds() []TraitKind {
	return []TraitKind{TraitAccount, TraitDevice, TraitNetwork, TraitPhone, TraitEmail, TraitAddress, TraitReferrer}
}

// Trait is one thing that operations may have in common.
type Trait struct {
	Kind  TraitKind
	Value string
}

// RelatedOperation is an operation of another client that has a trait in common with the one that is looked at.
type RelatedOperation struct {
	Trait  Trait
	Client uuid.UUID
	At     time.Time
	USD    money.Amount
}

// MonitoringSnapshot is everything that the rules know about an operation. Nothing in it includes the operation itself: an average with it
// would hide what departs from it.
type MonitoringSnapshot struct {
	Operation MonitoredOperation
	Client    MonitoredClient
	// Days are the client's days of the last half year, oldest first.
	Days []DayFigures
	// Past are its newest operations before this one, oldest first.
	Past []MonitoredOperation
	// Completed is everything that it ever completed.
	Completed AmountTotal
	// Traits are what the operation could be compared by; Related are the operations of others that have one of them.
	Traits  []TraitKind
	Related []RelatedOperation
	// SharedAccount tells whether another client receives money on the same account.
	SharedAccount Fact
}

// The history that rules look at.
const (
	// MonitoredDays is how many days of figures a snapshot has.
	MonitoredDays = 180
	// MonitoredPast is how many operations of the client it has at most.
	MonitoredPast = 500
	// MonitoredRelated is how many days back operations of others are compared.
	MonitoredRelated = 31
)

// MonitoringFeatures are the figures of a client that were there when rules were asked, as they are kept beside what the rules said.
type MonitoringFeatures struct {
	// Today and Week count what was created on the day and in seven days.
	Today int `json:"today"`
	Week  int `json:"week"`
	// Month and Days are of the calendar month and of thirty days.
	Month     AmountTotal `json:"month"`
	Days      AmountTotal `json:"days"`
	Completed AmountTotal `json:"completed"`
	Past      int         `json:"past"`
}

// Features sums up the snapshot, the operation included but for what is completed and past.
func (s *MonitoringSnapshot) Features() MonitoringFeatures {
	today := s.today()
	return MonitoringFeatures{Today: s.createdSince(today), Week: s.createdSince(today.AddDays(-6)), Month: s.since(NewDate(today.Year(), today.Month(), 1)),
		Days: s.since(today.AddDays(-29)), Completed: s.Completed, Past: len(s.Past)}
}

// since totals what was created from a day on and not lost, the operation included.
func (s *MonitoringSnapshot) since(day Date) AmountTotal {
	var total AmountTotal
	for _, figures := range s.daysFrom(day) {
		total.Count += figures.Created.Count - figures.Lost.Count
		total.USD = total.USD.Add(figures.Created.USD).Sub(figures.Lost.USD)
	}
	return total.Add(s.Operation.USD)
}

// createdSince counts what was created from a day on, lost or not, the operation included.
func (s *MonitoringSnapshot) createdSince(day Date) int {
	n := 1
	for _, figures := range s.daysFrom(day) {
		n += figures.Created.Count
	}
	return n
}

func (s *MonitoringSnapshot) daysFrom(day Date) []DayFigures {
	at, _ := slices.BinarySearchFunc(s.Days, day, func(figures DayFigures, day Date) int { return figures.Day.Cmp(day) })
	return s.Days[at:]
}

// today is the operation's day in Lima.
func (s *MonitoringSnapshot) today() Date { return BusinessDate(s.Operation.At) }

// within answers the operations of the last hours that were not lost, the operation itself at the end.
func (s *MonitoringSnapshot) within(window time.Duration) []MonitoredOperation {
	from := s.Operation.At.Add(-window)
	at, _ := slices.BinarySearchFunc(s.Past, from, func(o MonitoredOperation, from time.Time) int {
		if o.At.After(from) {
			return 1
		}
		return -1
	})
	var list []MonitoredOperation
	for _, o := range s.Past[at:] {
		if !o.LostBy(s.Operation.At) {
			list = append(list, o)
		}
	}
	return append(list, s.Operation)
}

// amounts are those of the operations before that were not lost, the least first.
func (s *MonitoringSnapshot) amounts() []money.Amount {
	list := make([]money.Amount, 0, len(s.Past))
	for _, o := range s.Past {
		if !o.LostBy(s.Operation.At) {
			list = append(list, o.USD)
		}
	}
	slices.SortFunc(list, money.Amount.Cmp)
	return list
}

// last is when the client operated before; zero for never.
func (s *MonitoringSnapshot) last() time.Time {
	for _, o := range slices.Backward(s.Past) {
		if !o.LostBy(s.Operation.At) {
			return o.At
		}
	}
	return time.Time{}
}
