package domain

import (
	"time"

	"github.com/qoricash/qoricash/internal/money"
)

// DeviationLevel says what the distance of a rate asks for.
type DeviationLevel string

// A rate beyond RejectAbove needs a Master with a reason; one beyond WarnAbove is published with a warning.
const (
	DeviationNormal DeviationLevel = "NORMAL"
	DeviationWarn   DeviationLevel = "WARN"
	DeviationReject DeviationLevel = "REJECT"
)

// above tells whether a level weighs more than another.
func (l DeviationLevel) above(other DeviationLevel) bool {
	return l == DeviationReject && other != DeviationReject || l == DeviationWarn && other == DeviationNormal
}

// RateMeasure names what a rate is measured against.
type RateMeasure string

// The measures.
const (
	// AgainstInForce is the pair that the new one replaces.
	AgainstInForce RateMeasure = "IN_FORCE"
	// AgainstReference is the pair of the day, see RateMeasures.
	AgainstReference RateMeasure = "REFERENCE"
	// AgainstBase is the base in force, for a public pair by hand.
	AgainstBase RateMeasure = "BASE"
)

// RateMeasures are the pairs that a new one is measured against. A zero pair is not asked.
type RateMeasures struct {
	// InForce is the pair that the new one replaces.
	InForce RatePair
	// Reference is the pair that was in force when the business day began in Lima, or the last one published with an
	// override, whichever is newer; the day's first where there was none before. It keeps many small steps of one day within
	// what one step may be.
	Reference RatePair
	// Base is the base in force, where a public pair by hand is measured against it.
	Base RatePair
}

// RatePairKind tells the two pairs of the house apart.
type RatePairKind string

// The kinds.
const (
	PairPublic RatePairKind = "PUBLIC"
	PairBase   RatePairKind = "BASE"
)

// RateFinding is a rate of a new pair that is far from what it is measured against.
type RateFinding struct {
	// Level is DeviationWarn or DeviationReject.
	Level DeviationLevel
	// Kind and Leg ("buy" or "sell") say which rate it is.
	Kind RatePairKind
	Leg  string
	// Rate is the new rate, Against what Deviation is measured from: the same rate of that pair.
	Rate      money.Rate
	Against   RateMeasure
	Deviation money.Deviation
	// Crossed tells that the rate is on the losing side of the base: a buy above the base's ask, a sell below its bid.
	Crossed bool

	rules    PricingRules
	measures RateMeasures
}

// MeasuresBase tells whether a pair by hand is measured against a base of that age: one older than BaseAge says too little
// of the market.
func (r PricingRules) MeasuresBase(age time.Duration) bool { return age <= r.BaseAge }

// Judge measures a new pair: buy against buy and sell against sell of each measure, and, where a base is given, each rate
// against the opposite rate of the base as well, which it must not cross. It answers for each rate, buy first, the finding
// that weighs most, and nothing for a rate that is near enough (decisions.md, "deviation guard on rates").
func (r PricingRules) Judge(kind RatePairKind, next RatePair, measures RateMeasures) []RateFinding {
	var found []RateFinding
	for _, leg := range []string{"buy", "sell"} {
		worst := RateFinding{Level: DeviationNormal, Kind: kind, Leg: leg, Rate: next.leg(leg), rules: r, measures: measures}
		for _, against := range []RateMeasure{AgainstInForce, AgainstReference, AgainstBase} {
			if one := worst.measured(against); one.Level.above(worst.Level) {
				worst = one
			}
		}
		if worst.Level != DeviationNormal {
			found = append(found, worst)
		}
	}
	return found
}

// leg answers the buy or the sell rate.
func (p RatePair) leg(name string) money.Rate {
	if name == "buy" {
		return p.Buy
	}
	return p.Sell
}

// measured answers the finding for the same rate against one measure.
func (f RateFinding) measured(against RateMeasure) RateFinding {
	pair := f.measures.pair(against)
	f.Against, f.Level, f.Crossed = against, DeviationNormal, false
	if pair.IsZero() {
		return f
	}
	f.Deviation = f.Rate.DeviationFrom(pair.leg(f.Leg))
	f.Crossed = against == AgainstBase && (f.Leg == "buy" && f.Rate.Cmp(pair.Sell) > 0 || f.Leg == "sell" && f.Rate.Cmp(pair.Buy) < 0)
	switch {
	case f.Crossed, f.Deviation.Exceeds(f.rules.RejectAbove):
		f.Level = DeviationReject
	case f.Deviation.Exceeds(f.rules.WarnAbove):
		f.Level = DeviationWarn
	}
	return f
}

func (m RateMeasures) pair(against RateMeasure) RatePair {
	switch against {
	case AgainstInForce:
		return m.InForce
	case AgainstReference:
		return m.Reference
	default:
		return m.Base
	}
}

// TellsBase tells whether the figures of the finding show the base of the house, which not everybody who publishes may see.
func (f RateFinding) TellsBase() bool { return f.Kind == PairBase || f.Against == AgainstBase }

// Refusal returns why the rate needs a Master with a reason, or nil when it does not. Without figures it tells none that
// the base could be read from.
func (f RateFinding) Refusal(figures bool) *Error {
	switch {
	case f.Level != DeviationReject:
		return nil
	case !figures:
		return Refuse(CodeRateDeviation, "%s está demasiado lejos del precio base vigente. Revisa la cifra; un Master puede publicarla con un motivo.",
			f.subject()).At(f.Leg)
	}
	var refusal *Error
	if f.Crossed {
		refusal = Refuse(CodeRateDeviation, "%s (%s) %s del precio base (%s): la casa perdería en cada cambio. "+
			"Revisa la cifra; un Master puede publicarla con un motivo.", f.subject(), f.Rate, f.crossing(), f.opposite())
	} else {
		refusal = Refuse(CodeRateDeviation, "%s (%s) se aparta %s %% de %s (%s) y el límite es %s %%. "+
			"Revisa la cifra; un Master puede publicarla con un motivo.",
			f.subject(), f.Rate, f.Deviation.Percent(), f.Against.spoken(), f.measure(), f.rules.RejectAbove.Percent())
	}
	refusal.Params = f.params(f.rules.RejectAbove)
	return refusal.At(f.Leg)
}

// Warning says of a rate that was published what deserves a second look. Without figures it tells none that the base could
// be read from.
func (f RateFinding) Warning(figures bool) *Warning {
	if !figures {
		return Warn(WarnRateDeviation, "%s quedó lejos del precio base vigente. Revísala; si es un error, publica la correcta.", f.subject()).At(f.Leg)
	}
	warning := Warn(WarnRateDeviation, "%s (%s) quedó a %s %% de %s (%s). Revísala; si es un error, publica la correcta.",
		f.subject(), f.Rate, f.Deviation.Percent(), f.Against.spoken(), f.measure()).At(f.Leg)
	warning.Params = f.params(f.rules.WarnAbove)
	return warning
}

// params are the figures behind a finding; a measure that there is none of is left out.
func (f RateFinding) params(limit money.BasisPoints) []Param {
	params := []Param{{"rate", f.Rate.String()}, {"against", string(f.Against)}, {"percent", f.Deviation.Percent()}, {"limit", limit.Percent()}}
	add := func(name string, pair RatePair) {
		if !pair.IsZero() {
			params = append(params, Param{name, pair.leg(f.Leg).String()})
		}
	}
	add("previous", f.measures.InForce)
	add("reference", f.measures.Reference)
	if f.Against == AgainstBase {
		add("base", f.measures.Base)
	}
	return params
}

// measure is the rate that the deviation is measured from.
func (f RateFinding) measure() money.Rate { return f.measures.pair(f.Against).leg(f.Leg) }

// opposite is the rate of the base that a crossed rate is beyond.
func (f RateFinding) opposite() money.Rate {
	if f.Leg == "buy" {
		return f.measures.Base.Sell
	}
	return f.measures.Base.Buy
}

func (f RateFinding) crossing() string {
	if f.Leg == "buy" {
		return "es mayor que la venta"
	}
	return "es menor que la compra"
}

// subject names the rate at the head of a sentence.
func (f RateFinding) subject() string {
	leg := "La venta"
	if f.Leg == "buy" {
		leg = "La compra"
	}
	if f.Kind == PairBase {
		return leg + " del precio base"
	}
	return leg + " al público"
}

// spoken names a measure in the middle of a sentence, as the rate that the leg is compared with.
func (m RateMeasure) spoken() string {
	switch m {
	case AgainstInForce:
		return "la vigente"
	case AgainstReference:
		return "la referencia del día"
	default:
		return "la del precio base"
	}
}
