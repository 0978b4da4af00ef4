package rewardmodel

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

// Draw draws moves that make sense in a world, right or wrong.
type Draw struct {
	*rand.Rand
	// Clients bound how many register.
	Clients int
	// Amounts are in dollars.
	Amounts []money.Amount
	// Rules are those that the house changes between; fewer than two for one that never does.
	Rules []domain.RewardRules
	// Number is the first document number of this history: others of the same database have others.
	Number int
}

// kinds are what is drawn, each as many times as it is likely.
var kinds = slices.Concat(slices.Repeat([]Kind{AskPrice}, 10), slices.Repeat([]Kind{Create}, 8), slices.Repeat([]Kind{Complete}, 5),
	slices.Repeat([]Kind{Redeem}, 4), slices.Repeat([]Kind{End, Amend, Withdraw, AskAgain}, 2),
	[]Kind{Register, Undo, BeginCampaign, EndCampaign, Decide, Leave, ChangeRules, Wait, Lapse})

// latest is how old an operation without money may be in a move; older ones lapse.
const latest = 10 * time.Minute

// Next draws the next move.
func (d Draw) Next(w *World) Move {
	if len(w.Clients) < min(3, d.Clients) {
		return d.register(w)
	}
	for _, operation := range w.Operations {
		if operation.Live() && w.Now.Sub(operation.Born) > latest {
			return Move{Kind: Lapse}
		}
	}
	for {
		if m, ok := d.try(w, kinds[d.IntN(len(kinds))]); ok {
			return m
		}
	}
}

// try draws a move of a kind; not ok where there is nothing to do it with.
func (d Draw) try(w *World, kind Kind) (Move, bool) {
	m := Move{Kind: kind, Client: None, Code: None, Quote: None, Operation: None, Campaign: None, By: None}
	switch kind {
	case Register:
		return d.register(w), len(w.Clients) < d.Clients
	case AskPrice:
		m.Client, m.USD, m.Typed = d.someClient(w), d.Amounts[d.IntN(len(d.Amounts))], d.IntN(3) > 0
		if m.Typed && d.IntN(12) > 0 {
			m.Code = d.someCode(w)
		}
		return m, m.Client != None
	case AskAgain:
		m.Quote = d.someQuote(w, None)
		return m, m.Quote != None
	case Create:
		if m.Quote = d.someQuote(w, None); m.Quote != None {
			m.Client = w.Quotes[m.Quote].Client
		}
		return m, m.Quote != None
	case Amend, Complete, End, Undo:
		return d.aboutOperation(w, m)
	case Redeem:
		m.Client = d.someClient(w)
		return m, m.Client != None
	case Withdraw:
		m.Code, m.By = d.IntN(len(w.Codes)), d.IntN(len(w.Clients)+1)-1
		return m, m.By == None || w.Clients[m.By].Active
	}
	return d.aboutHouse(w, m)
}

func (d Draw) aboutOperation(w *World, m Move) (Move, bool) {
	m.Operation = d.some(len(w.Operations), func(i int) bool { return w.Operations[i].Live() && w.Clients[w.Operations[i].Client].Active })
	if m.Operation == None || m.Kind != Amend {
		return m, m.Operation != None
	}
	m.Client = w.Operations[m.Operation].Client
	m.Quote = d.someQuote(w, m.Client)
	return m, m.Quote != None
}

func (d Draw) aboutHouse(w *World, m Move) (Move, bool) {
	switch m.Kind {
	case BeginCampaign:
		m.Pips, m.MaxUses, m.Wait = money.Pips(1+d.IntN(50)), 1+d.IntN(3), time.Duration(1+d.IntN(60))*time.Minute
	case EndCampaign:
		m.Campaign = d.some(len(w.Campaigns), func(int) bool { return true })
		return m, m.Campaign != None
	case Decide:
		m.Client, m.Suspended = d.some(len(w.Clients), func(i int) bool { return w.Clients[i].Bound != nil }), d.IntN(2) == 0
		return m, m.Client != None
	case Leave:
		m.Client = d.IntN(len(w.Clients))
	case ChangeRules:
		if len(d.Rules) < 2 {
			return m, false
		}
		m.Rules = d.Rules[d.IntN(len(d.Rules))]
	case Wait:
		m.Wait = time.Duration(1+d.IntN(4)) * time.Minute
	}
	return m, true
}

// register draws a newcomer: a stranger, one with the telephone or the account of another, or the business of one that is there.
func (d Draw) register(w *World) Move {
	n := len(w.Clients)
	m := Move{Kind: Register, Client: n, Code: None, Quote: None, Operation: None, Campaign: None, By: None, Typed: d.IntN(2) == 0}
	if m.Typed && n > 0 && d.IntN(6) > 0 {
		m.Code = d.IntN(len(w.Codes))
	}
	m.Newcomer = Client{Parallel: d.IntN(3) == 0, Likeness: domain.Likeness{DocumentType: domain.DocumentDNI,
		DocumentNumber: fmt.Sprintf("%08d", d.Number+n), Name: fmt.Sprint("CLIENTE ", n),
		Phones: []string{fmt.Sprintf("+519%08d", d.Number+n)}, Accounts: []string{fmt.Sprintf("00219110%012d", d.Number+n)}}}
	if n == 0 {
		return m
	}
	switch twin := w.Clients[d.IntN(n)]; d.IntN(6) {
	case 0:
		m.Newcomer.Phones = twin.Phones
	case 1:
		m.Newcomer.Accounts = twin.Accounts
	case 2:
		if number, fits := businessOf(w, twin); fits {
			m.Newcomer.DocumentType, m.Newcomer.DocumentNumber = domain.DocumentRUC, number
		}
	}
	return m
}

// businessOf is the RUC of a person, where it has none here yet.
func businessOf(w *World, of Client) (string, bool) {
	if of.DocumentType != domain.DocumentDNI {
		return "", false
	}
	for digit := range 10 {
		number := fmt.Sprintf("10%s%d", of.DocumentNumber, digit)
		if _, is := domain.DNIOfRUC(number); is {
			return number, !slices.ContainsFunc(w.Clients, func(c Client) bool { return c.DocumentNumber == number })
		}
	}
	return "", false
}

// some is one of many that fits; None where none does.
func (d Draw) some(many int, fits func(int) bool) int {
	if many == 0 {
		return None
	}
	for first, i := d.IntN(many), 0; i < many; i++ {
		if at := (first + i) % many; fits(at) {
			return at
		}
	}
	return None
}

func (d Draw) someClient(w *World) int {
	return d.some(len(w.Clients), func(i int) bool { return w.Clients[i].Active })
}

// someCode prefers what was made last, which is most likely free.
func (d Draw) someCode(w *World) int {
	if d.IntN(2) == 0 {
		return len(w.Codes) - 1
	}
	return d.IntN(len(w.Codes))
}

// someQuote is a promise to a client that is here, one that holds more often than not; None asks for anybody's.
func (d Draw) someQuote(w *World, client int) int {
	anyone := d.IntN(5) == 0
	return d.some(len(w.Quotes), func(i int) bool {
		of := w.Quotes[i]
		return w.Clients[of.Client].Active && (client == None || of.Client == client) && (anyone || !of.Used && w.Now.Before(of.Expires))
	})
}
