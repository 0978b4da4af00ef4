package domain

import (
	"sort"

	"github.com/qoricash/qoricash/internal/money"
)

// DocumentLimit bounds what a client may operate before its documents are approved (domain.md 5.5).
type DocumentLimit struct {
	// Amount is the most USD that live and completed operations may add up to, the asked one included.
	Amount money.Amount
	// MaxCount is the most such operations; zero means any number.
	MaxCount int
}

// LimitPreset holds the limits of people and of companies.
type LimitPreset struct {
	Person, Company DocumentLimit
}

// DefaultLimits returns the preset of the seeds: US$ 1,000 for everybody, any number of operations.
func DefaultLimits() LimitPreset {
	limit := DocumentLimit{Amount: money.FromCents(1_000_00)}
	return LimitPreset{Person: limit, Company: limit}
}

// LiveSystemLimits returns the preset of the system that QoriCash replaces: 2 operations, and US$ 10,000 for people or
// US$ 30,000 for companies, whichever comes first.
func LiveSystemLimits() LimitPreset {
	return LimitPreset{
		Person:  DocumentLimit{Amount: money.FromCents(10_000_00), MaxCount: 2},
		Company: DocumentLimit{Amount: money.FromCents(30_000_00), MaxCount: 2},
	}
}

// For returns the limit of a client with that document. A RUC counts as a company.
func (p LimitPreset) For(document DocumentType) DocumentLimit {
	if document == DocumentRUC {
		return p.Company
	}
	return p.Person
}

// LimitUsage is what already counts against a limit: the USD and the number of the operations that are PENDING,
// IN_PROCESS or COMPLETED. Canceled and expired ones do not count (RULE-KYC-2).
type LimitUsage struct {
	USD   money.Amount
	Count int
}

// LimitDecision is the answer to a request, with the figures a client is told.
type LimitDecision struct {
	Allowed bool
	// Used is what counted before the request, Limit the bound and Left what may still be asked for, never below zero.
	Used, Limit, Left money.Amount
	// Count and MaxCount are the same for the number of operations; MaxCount is zero when it is not bounded.
	Count, MaxCount int
	// Exhausted tells whether, after this request when it is allowed, nothing more may be asked for.
	Exhausted bool
}

// Decide answers whether a client may ask for that many USD more. The bound itself is allowed.
func (l DocumentLimit) Decide(used LimitUsage, requested money.Amount) LimitDecision {
	decision := LimitDecision{
		Used: used.USD, Limit: l.Amount, Left: l.left(used), Count: used.Count, MaxCount: l.MaxCount,
	}
	decision.Allowed = requested.Sign() > 0 && requested.Cmp(decision.Left) <= 0
	after := used
	if decision.Allowed {
		after = LimitUsage{USD: used.USD.Add(requested), Count: used.Count + 1}
	}
	decision.Exhausted = l.left(after).IsZero()
	return decision
}

func (l DocumentLimit) left(used LimitUsage) money.Amount {
	countReached := l.MaxCount > 0 && used.Count >= l.MaxCount
	if countReached || used.USD.Cmp(l.Amount) >= 0 {
		return money.Amount{}
	}
	return l.Amount.Sub(used.USD)
}

// Refusal returns why a decision was against the client and what lifts the limit, in the words for the reader, or nil when it was
// for the client. The document decides which papers are asked for.
func (d LimitDecision) Refusal(document DocumentType, reader Reader) *Error {
	if d.Allowed {
		return nil
	}
	var refusal *Error
	if d.MaxCount > 0 && d.Count >= d.MaxCount {
		refusal = reader.Refuse(CodeLimitExceeded, "Sin documentos aprobados puedes hacer %d operaciones y ya hiciste %d. %s",
			"Sin documentos aprobados el cliente puede hacer %d operaciones y ya hizo %d. %s",
			d.MaxCount, d.Count, unlockText(document, reader)).With("count", d.Count).With("maxCount", d.MaxCount)
	} else {
		refusal = reader.Refuse(CodeLimitExceeded, "Sin documentos aprobados puedes operar hasta %s en total; ya usaste %s y te quedan %s. %s",
			"Sin documentos aprobados el cliente puede operar hasta %s en total; ya usó %s y le quedan %s. %s",
			money.Dollars(d.Limit), money.Dollars(d.Used), money.Dollars(d.Left), unlockText(document, reader))
	}
	return refusal.With("limit", d.Limit).With("used", d.Used).With("left", d.Left)
}

// unlockText names the papers whose approval lifts the limit (domain.md 5.4).
func unlockText(document DocumentType, reader Reader) string {
	papers := reader.Say("tu documento por ambos lados", "su documento por ambos lados")
	switch document {
	case DocumentRUC:
		papers = "la ficha RUC de la empresa"
	case DocumentPassport:
		papers = reader.Say("la página de datos de tu pasaporte", "la página de datos de su pasaporte")
	}
	return "Para operar sin este límite, " + reader.Say("sube ", "debe subir ") + papers + reader.Say(" y espera la aprobación.", " y esperar la aprobación.")
}

// AmountRange bounds one operation, in USD, both ends included.
type AmountRange struct {
	Min money.Amount
	// Max is zero where there is no upper bound.
	Max money.Amount
}

// SelfServiceRange returns the default of what a client makes without the desk, US$ 50 to US$ 20,000 (domain.md OPEN-3).
func SelfServiceRange() AmountRange {
	return AmountRange{Min: money.FromCents(50_00), Max: money.FromCents(20_000_00)}
}

// DeskMinimum returns the default, US$ 1: below it the rounding to the cent is larger than the margin.
func DeskMinimum() money.Amount { return money.FromCents(1_00) }

// Check returns nil when the amount is inside the range.
func (r AmountRange) Check(usd money.Amount) *Error {
	switch {
	case usd.Cmp(r.Min) < 0:
		return Refuse(CodeBelowMinimum, "El monto mínimo es %s.", money.Dollars(r.Min)).With("minimum", r.Min)
	case !r.Max.IsZero() && usd.Cmp(r.Max) > 0:
		return Refuse(CodeAboveMaximum, "El monto máximo es %s; para un monto mayor habla con tu asesor.",
			money.Dollars(r.Max)).With("maximum", r.Max)
	default:
		return nil
	}
}

// In answers the range in the currency that a client types, at a rate: the least and the most amounts whose price is inside of it.
// most is zero where there is no upper bound; ok is false where soles are asked for and the rate allows no such amount, as the zero
// rate.
func (r AmountRange) In(fixed money.Currency, rate money.Rate) (least, most money.Amount, ok bool) {
	if fixed == money.USD {
		return r.Min, r.Max, true
	}
	if least, ok = firstSolesFor(r.Min, rate); !ok || r.Max.IsZero() {
		return least, money.Amount{}, ok
	}
	cent := money.FromCents(1)
	above, ok := firstSolesFor(r.Max.Add(cent), rate)
	return least, above.Sub(cent), ok
}

// firstSolesFor answers the least soles whose price is an amount in USD, or more. Rounding leaves no formula for it that is right to
// the cent, and the price grows with the soles, so it is searched for.
func firstSolesFor(usd money.Amount, rate money.Rate) (money.Amount, bool) {
	enough, err := money.PENFor(usd.Add(money.FromCents(1)), rate)
	if err != nil {
		return money.Amount{}, false
	}
	cents := sort.Search(int(enough.Cents()), func(cents int) bool {
		price, err := money.USDFor(money.FromCents(int64(cents)), rate)
		return err != nil || price.Cmp(usd) >= 0
	})
	return money.FromCents(int64(cents)), true
}
