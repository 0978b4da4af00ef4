package domain

import (
	"net/netip"
	"slices"
	"strings"
	"time"

	"github.com/qoricash/qoricash/internal/money"
)

// CouponReason is why a code cannot be used.
type CouponReason string

// The reasons. Those of the client that asks are told to it whatever the code is; the others to whom [CouponStanding.Confides] tells of.
const (
	// CouponUnknown is a code that nobody made.
	CouponUnknown CouponReason = "UNKNOWN"
	// CouponSelf is a code of the client's own (areas.md E19).
	CouponSelf      CouponReason = "SELF"
	CouponTaken     CouponReason = "RESERVED"
	CouponUsed      CouponReason = "CONSUMED"
	CouponExpired   CouponReason = "EXPIRED"
	CouponWithdrawn CouponReason = "WITHDRAWN"
	// CouponNotFirst is a referral code of a client that completed an operation already.
	CouponNotFirst CouponReason = "NOT_FIRST_OPERATION"
	// CouponAnother is another code that a live operation of the client has: there is one at a time (areas.md E22).
	CouponAnother CouponReason = "ANOTHER_RESERVED"
	// CouponNegotiated is a rate that was negotiated: it takes no discount (areas.md D17).
	CouponNegotiated CouponReason = "NEGOTIATED"
	// CouponTooLarge is an amount beyond what takes a coupon.
	CouponTooLarge CouponReason = "AMOUNT"
	// CouponNoRoom is a price that has no room for a coupon beside its tier: nothing would be gained by it.
	CouponNoRoom CouponReason = "NO_ROOM"
)

// CouponReasons lists the reasons.
func CouponReasons() []CouponReason {
	return []CouponReason{CouponUnknown, CouponSelf, CouponTaken, CouponUsed, CouponExpired, CouponWithdrawn, CouponNotFirst, CouponAnother,
		CouponNegotiated, CouponTooLarge, CouponNoRoom}
}

// CouponStanding is how a code stands to a client that would use it.
type CouponStanding struct {
	// Known tells that there is such a code, of the kind Kind.
	Known bool
	Kind  RewardCodeKind
	// Self tells that its maker is the client, or one person with it.
	Self bool
	// Withdrawn codes were taken back, or their campaign ended; Expired ones are outside of their time, or used as often as they may be.
	Withdrawn, Expired bool
	// Reserved and Consumed tell that the code is not there for the client: another operation has it, or had it. An operation of the
	// client's own that has it now is none: its amount may be changed with the same code.
	Reserved, Consumed bool
	// Experienced tells that the client completed an operation.
	Experienced bool
	// Another tells that a live operation of the client has another code.
	Another bool
	// Quoted tells that the client was promised a price with it.
	Quoted bool
}

// Obstacle is why the client cannot use the code; empty where it can.
func (s CouponStanding) Obstacle() CouponReason {
	for _, one := range []struct {
		is  bool
		why CouponReason
	}{
		{s.Another, CouponAnother}, {!s.Known, CouponUnknown}, {s.Self, CouponSelf}, {s.Withdrawn, CouponWithdrawn},
		{s.Kind == CodeReferral && s.Experienced, CouponNotFirst}, {s.Consumed, CouponUsed}, {s.Reserved, CouponTaken}, {s.Expired, CouponExpired},
	} {
		if one.is {
			return one.why
		}
	}
	return ""
}

// Confides tells whether the client hears a reason: what is its own affair, whatever the code; anything about a code of its own, or one
// that it was promised a price with. Everybody else hears one answer, so that nobody learns by trying which codes there are (areas.md E21).
func (s CouponStanding) Confides(reason CouponReason) bool {
	own := []CouponReason{CouponAnother, CouponNegotiated, CouponTooLarge, CouponNoRoom}
	return slices.Contains(own, reason) || s.Known && (s.Self || s.Quoted)
}

// Refusal is the COUPON_NOT_USABLE of a reason, in the words that the reader may hear.
func (s CouponStanding) Refusal(reason CouponReason, reader Reader) *Error {
	if reason == "" {
		return nil
	}
	if !s.Confides(reason) {
		return reader.Refuse(CodeCouponNotUsable,
			"Ese código no sirve aquí. Revisa cómo está escrito; un código de referido vale hasta tu primera operación completada.",
			"Ese código no sirve aquí. Revisa cómo está escrito; un código de referido vale hasta la primera operación completada del cliente.")
	}
	words := couponWords[reason]
	return reader.Refuse(CodeCouponNotUsable, words.client, words.house).With("reason", reason)
}

// couponWords say each reason to a client, and to the house about one.
var couponWords = map[CouponReason]struct{ client, house string }{
	CouponUnknown: {"Ese código no existe.", "Ese código no existe."},
	CouponSelf: {"Ese código es tuyo: compártelo, pero no lo puedes usar tú.",
		"Ese código es del mismo cliente, o de su representante: no lo puede usar."},
	CouponTaken: {"Otra operación en curso tiene ese código. Cotiza sin él, o espera a que esa operación termine.",
		"Otra operación en curso tiene ese código. Cotiza sin él, o espera a que esa operación termine."},
	CouponUsed:      {"Ese código ya se usó. Cotiza sin él o con otro.", "Ese código ya se usó. Cotiza sin él o con otro."},
	CouponExpired:   {"Ese código ya no está vigente. Cotiza sin él o con otro.", "Ese código ya no está vigente. Cotiza sin él o con otro."},
	CouponWithdrawn: {"Ese código fue retirado. Cotiza sin él o con otro.", "Ese código fue retirado. Cotiza sin él o con otro."},
	CouponNotFirst: {"Un código de referido vale hasta tu primera operación completada. Usa un código de premio.",
		"Un código de referido vale hasta la primera operación completada del cliente. Usa un código de premio."},
	CouponAnother: {"Tu operación en curso ya tiene otro código. Usa este cuando esa operación termine.",
		"Una operación en curso del cliente ya tiene otro código. Usa este cuando esa operación termine."},
	CouponNegotiated: {"Un tipo de cambio negociado no admite código. Quita el código o cotiza al precio público.",
		"Un tipo de cambio negociado no admite código. Quita el código o cotiza al precio público."},
	CouponTooLarge: {"Un monto tan grande no admite código. Cotiza sin él, o habla con tu asesor.",
		"Un monto tan grande no admite código. Cotiza sin él."},
	CouponNoRoom: {"El precio de hoy ya no deja lugar para ese código. Cotiza sin él y guárdalo para otra operación.",
		"El precio de hoy ya no deja lugar para ese código. Cotiza sin él; el código queda libre."},
}

// StateOf derives how a single-use code stands at an instant from its dates and its live use; use is empty for none.
func StateOf(use CouponUseState, expires, withdrawn *time.Time, now time.Time) RewardCodeState {
	switch {
	case use == UseConsumed:
		return CodeConsumed
	case withdrawn != nil:
		return CodeWithdrawn
	case use == UseReserved:
		return CodeReserved
	case expires != nil && !now.Before(*expires):
		return CodeExpired
	}
	return CodeFree
}

// Redemption refuses to make a code of fewer pips than it takes: the balance may be negative, after a reversal (areas.md D18).
func (r RewardRules) Redemption(balance money.Pips, reader Reader) *Error {
	if balance >= r.Redeem {
		return nil
	}
	return reader.Refuse(CodeTooFewPips, "Un código cuesta %d pips y tienes %d. Te faltan %d: los ganas cuando tus referidos completan operaciones.",
		"Un código cuesta %d pips y el cliente tiene %d. Le faltan %d.", r.Redeem, balance, r.Redeem-balance).
		With("needed", r.Redeem).With("available", balance).With("missing", r.Redeem-balance)
}

// Earned is what a completed operation earns whoever referred its client: nothing below the minimum, nor while earnings are suspended.
func (r RewardRules) Earned(usd money.Amount, suspended bool) money.Pips {
	if suspended || usd.Cmp(r.Minimum) < 0 {
		return 0
	}
	return r.Earn
}

// SameNetworkWithin is how close in time two clients on one address of the network are taken for one person (RULE-REF-4).
const SameNetworkWithin = 24 * time.Hour

// Likeness is what is known of a client, to compare it with another.
type Likeness struct {
	DocumentType   DocumentType
	DocumentNumber string
	// Name is the full name; Representative who speaks for a company, as it was typed, empty for none.
	Name, Representative     string
	Phones, Emails, Accounts []string
	// Networks are addresses of the network with when each was last seen.
	Networks map[string]time.Time
}

// persons are the documents of the persons behind a client: its own, and that in a RUC of a person with a business.
func (l Likeness) persons() []string {
	persons := []string{l.DocumentNumber}
	if dni, ok := DNIOfRUC(l.DocumentNumber); ok && l.DocumentType == DocumentRUC {
		persons = append(persons, dni)
	}
	return persons
}

// SamePerson tells whether one person stands behind two clients: by the document, by a RUC of a person, or as the representative of the
// other, who is known by name alone (areas.md E19).
func (l Likeness) SamePerson(other Likeness) bool {
	return share(l.persons(), other.persons()) || sameName(l.Representative, other.Name) || sameName(l.Name, other.Representative)
}

// leastNames is from how many names on two people of the same names are taken for one.
const leastNames = 3

// sameName tells whether two texts are the same names, in any order.
func sameName(a, b string) bool {
	first, second := strings.Fields(strings.ToUpper(a)), strings.Fields(strings.ToUpper(b))
	slices.Sort(first)
	slices.Sort(second)
	return len(first) >= leastNames && slices.Equal(first, second)
}

// FlagsWith are what two clients have in common, in the order of [ReferralFlags] (RULE-REF-4).
func (l Likeness) FlagsWith(other Likeness) []ReferralFlag {
	var flags []ReferralFlag
	for i, same := range []bool{l.SamePerson(other), share(l.Phones, other.Phones), share(l.Emails, other.Emails),
		share(l.Accounts, other.Accounts), l.sharesNetwork(other)} {
		if same {
			flags = append(flags, ReferralFlags()[i])
		}
	}
	return flags
}

func (l Likeness) sharesNetwork(other Likeness) bool {
	for address, seen := range l.Networks {
		if isThisMachine(address) {
			continue
		}
		if then, both := other.Networks[address]; both && seen.Sub(then).Abs() <= SameNetworkWithin {
			return true
		}
	}
	return false
}

// isThisMachine tells of the address of the machine itself, by which whoever sits at it comes, as in a demonstration: it is nobody's network.
func isThisMachine(network string) bool {
	text, _, _ := strings.Cut(network, "/")
	address, err := netip.ParseAddr(text)
	return err == nil && (address.IsLoopback() || address.IsUnspecified())
}

func share(a, b []string) bool {
	return slices.ContainsFunc(a, func(text string) bool { return slices.Contains(b, text) })
}
