package demo

import (
	"time"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

// publication is a rate that somebody of the house publishes.
type publication struct {
	at time.Time
	// login is who publishes.
	login string
	// base is the precio base; the zero pair means that the public pair is typed by hand.
	base   domain.RatePair
	public domain.RatePair
	reason string
}

// market walks the precio base through the history.
type market struct {
	dice dice
	// middle is the middle of the base, in pips.
	middle       money.Pips
	publications []publication
}

// The walk stays around this middle and turns back towards it at the bounds.
const (
	marketMiddle money.Pips = 37_200
	marketReach  money.Pips = 1_300
	// halfGap is half of what lies between bid and ask of the base.
	halfGap money.Pips = 28
)

func newMarket(seed int64) *market {
	return &market{dice: newDice(seed, "market"), middle: marketMiddle}
}

// open publishes the first base of the house.
func (m *market) open(at time.Time) {
	m.publishBase(at, MasterLogin, "Apertura de la casa")
}

// day publishes the base in the morning and every hour and a half until closing; now and then the pair is retouched by
// hand.
func (m *market) day(opens, closes time.Time) {
	who := []string{TraderLogin, OperatorLogin, botTraderLogin, MasterLogin}
	reasons := []string{"Apertura del día", "Movimiento del mercado", "Ajuste por posición", "Cierre interbancario", "Noticias del día"}
	for i, at := 0, opens.Add(m.dice.pause(0, 4*time.Minute)); at.Before(closes); i++ {
		m.step()
		reason := reasons[0]
		if i > 0 {
			reason = pick(m.dice, reasons[1:])
		}
		m.publishBase(at, pick(m.dice, who), reason)
		if m.dice.chance(12) {
			m.retouch(at.Add(m.dice.pause(10*time.Minute, 40*time.Minute)), closes)
		}
		at = at.Add(m.dice.pause(75*time.Minute, 105*time.Minute))
	}
}

// step moves the middle by up to 60 pips, more often towards the centre than away from it.
func (m *market) step() {
	move := money.Pips(m.dice.between(-60, 60))
	move += (marketMiddle - m.middle) / 25
	m.middle = min(max(m.middle+move, marketMiddle-marketReach), marketMiddle+marketReach)
}

func (m *market) publishBase(at time.Time, login, reason string) {
	gap := halfGap + money.Pips(m.dice.IntN(8))
	base := domain.RatePair{Buy: rateOf(m.middle - gap), Sell: rateOf(m.middle + gap)}
	public, refusal := domain.DefaultPricingRules().FromBase(base)
	if refusal != nil {
		panic("demo: the market walked out of bounds: " + refusal.Error())
	}
	m.publications = append(m.publications, publication{at: at, login: login, base: base, public: public, reason: reason})
}

// retouch types a public pair a little narrower than the one in force.
func (m *market) retouch(at, closes time.Time) {
	if !at.Before(closes) {
		return
	}
	last := m.publications[len(m.publications)-1].public
	public := domain.RatePair{Buy: rateOf(last.Buy.Pips() + 10), Sell: rateOf(last.Sell.Pips() - 10)}
	m.publications = append(m.publications, publication{at: at, login: OperatorLogin, public: public, reason: "Competencia más agresiva"})
}

func rateOf(pips money.Pips) money.Rate {
	rate, err := money.RateFromPips(pips)
	if err != nil {
		panic("demo: " + err.Error())
	}
	return rate
}
