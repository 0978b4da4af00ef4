package demo

import (
	"slices"
	"time"

	"github.com/qoricash/qoricash/internal/domain"
)

// lastCall is how long before closing the last operation is made, so that the desk ends its day near the hour.
const lastCall = 35 * time.Minute

// traffic makes the operations of the days.
type traffic struct {
	plan *plan
	dice dice
	// free is from when on a client may make another operation.
	free []time.Time
	// counted is what clients without approved documents have asked for, in cents of USD.
	counted []int64
	// position is what the house holds of USD by exchange, in cents; the sides keep it near zero.
	position int64
}

func newTraffic(p *plan) *traffic {
	return &traffic{plan: p, dice: newDice(p.Seed, "traffic"),
		free: make([]time.Time, len(p.cast)), counted: make([]int64, len(p.cast))}
}

// day makes one day's operations, at instants spread over its hours. Those that would not be made before the history
// ends are left out, and of the others what would be done after it.
func (t *traffic) day(day int, opens, closes time.Time) {
	last := closes.Add(-lastCall)
	wanted := t.plan.PerDay
	if closes.Sub(opens) < 6*time.Hour {
		wanted = wanted * 55 / 100
	}
	wanted += t.dice.between(-wanted/8, wanted/8)
	instants := make([]time.Time, max(1, wanted))
	for i := range instants {
		instants[i] = opens.Add(t.dice.pause(6*time.Minute, last.Sub(opens)))
	}
	slices.SortFunc(instants, time.Time.Compare)
	for _, at := range instants {
		if client, ok := t.choose(day, at); ok {
			t.add(client, at)
		}
	}
}

// choose draws a client who is registered, has no other operation that day and may still ask for something.
func (t *traffic) choose(day int, at time.Time) (client int, ok bool) {
	for range 40 {
		client = t.dice.IntN(len(t.plan.cast))
		p := t.plan.cast[client]
		limited := p.kyc != domain.KYCApproved && t.counted[client] > limitedTotal
		if !p.bot && p.joins < day && !t.free[client].After(at) && !limited {
			return client, true
		}
	}
	return 0, false
}

// chooseUnlimited draws a client of a portfolio with approved documents, for the last day.
func (t *traffic) chooseUnlimited(at time.Time) (client int, ok bool) {
	for range 40 {
		client, ok = t.choose(t.plan.Days, at)
		if p := t.plan.cast[client]; ok && p.kyc == domain.KYCApproved && p.owner != "" {
			return client, true
		}
	}
	return 0, false
}

// Clients without approved documents ask for less, and stop before US$ 1,000 in all (decisions.md).
const (
	limitedAmount = 150_00
	limitedTotal  = 800_00
)

func (t *traffic) add(client int, at time.Time) {
	l := t.price(client, at)
	if t.plan.cast[client].kyc != domain.KYCApproved {
		// Completed, at the amount asked for: nothing that could come near the limit.
		outcomes[0].write(t.script(l))
		t.counted[client] += l.cents
	} else {
		chooseOutcome(t.dice, l.channel == domain.ChannelDesk).write(t.script(l))
	}
	t.keep(l)
}

func (t *traffic) script(l *life) *script { return &script{dice: t.dice, life: l, at: l.createdAt} }

// keep takes a life into the plan, as far as it lies in the past.
func (t *traffic) keep(l *life) {
	date := domain.BusinessDate(l.createdAt)
	// One operation a day and client: the next begins on another day.
	t.free[l.client] = date.AddDays(1).Start()
	if !l.createdAt.Before(t.plan.Until) {
		return
	}
	l.steps = slices.DeleteFunc(l.steps, func(s step) bool { return !s.at.Before(t.plan.Until) })
	t.plan.lives = append(t.plan.lives, l)
}

// price makes a life without its steps: who, where, which way, how much.
func (t *traffic) price(client int, at time.Time) *life {
	p := t.plan.cast[client]
	l := &life{client: client, channel: t.channel(p), quotedAt: at, createdAt: at.Add(t.dice.pause(15*time.Second, 100*time.Second)),
		side: t.side()}
	l.cents = t.amount(p, l.channel)
	if p.kyc == domain.KYCApproved && t.dice.chance(25) {
		l.fixedPEN = true
		// Round sums are asked for in soles as well: about as much, in hundreds.
		l.cents = max(300_00, l.cents*37/10/100_00*100_00)
	}
	l.operator = operatorLogins[t.dice.IntN(len(operatorLogins))]
	if l.channel == domain.ChannelDesk && p.kyc == domain.KYCApproved && t.dice.chance(45) {
		l.betterPips = 5 * t.dice.between(1, 8)
	}
	t.move(l)
	return l
}

// channel is the desk for half of the portfolios' operations; the house's own clients serve themselves.
func (t *traffic) channel(p person) domain.Channel {
	if p.owner != "" && t.dice.chance(50) {
		return domain.ChannelDesk
	}
	return pick(t.dice, []domain.Channel{domain.ChannelWeb, domain.ChannelWeb, domain.ChannelApp, domain.ChannelApp, domain.ChannelPlatform})
}

// side leans towards what brings the position back to zero.
func (t *traffic) side() domain.Side {
	lean := min(max(t.position/1_000_000, -35), 35) // one percent for each US$ 10,000
	if t.dice.chance(50 - int(lean)) {
		return domain.HouseBuysUSD
	}
	return domain.HouseSellsUSD
}

// amount is in whole tens of USD: most of some hundreds, few of many thousands; companies more.
func (t *traffic) amount(p person, channel domain.Channel) int64 {
	if p.kyc != domain.KYCApproved {
		return int64(t.dice.between(6, limitedAmount/10_00)) * 10_00
	}
	low, high := 10, 120
	switch roll := t.dice.IntN(100); {
	case roll >= 92:
		low, high = 500, 1_000
	case roll >= 65:
		low, high = 120, 500
	}
	if p.company() && channel == domain.ChannelDesk {
		low, high = low*3, high*2
	}
	return int64(t.dice.between(low, high)) * 10_00
}

// move follows the position roughly: what is canceled later does not matter for the leaning.
func (t *traffic) move(l *life) {
	usd := l.cents
	if l.fixedPEN {
		usd = l.cents * 10 / 37
	}
	t.position += usd * int64(l.side.Terms().PositionSign)
}

// livingFor is longer than the oldest operation that is alive when the history ends.
const livingFor = time.Hour

// present leaves a few operations alive when the history ends, whatever the hour: the demonstration never closes.
func (t *traffic) present() {
	live := []struct {
		age     time.Duration
		channel domain.Channel
		write   func(*script)
	}{
		{50 * time.Minute, domain.ChannelDesk, func(s *script) { s.deposit(); s.confirm(0) }},
		{44 * time.Minute, domain.ChannelWeb, func(s *script) { s.deposit(); s.hold() }},
		{38 * time.Minute, domain.ChannelApp, func(s *script) { s.deposit(); s.confirm(0); s.pay(100) }},
		{30 * time.Minute, domain.ChannelDesk, func(s *script) { s.report(50, 1) }},
		{20 * time.Minute, domain.ChannelWeb, (*script).deposit},
		{9 * time.Minute, domain.ChannelDesk, func(*script) {}},
		{3 * time.Minute, domain.ChannelApp, func(*script) {}},
	}
	for _, one := range live {
		at := t.plan.Until.Add(-one.age)
		client, ok := t.chooseUnlimited(at)
		if !ok {
			continue
		}
		l := t.price(client, at)
		l.channel = one.channel
		if one.channel != domain.ChannelDesk {
			l.betterPips = 0
			l.cents = min(l.cents, 9_000_00)
		}
		one.write(t.script(l))
		t.keep(l)
		// It is alive when the history ends: its client begins no other, also where midnight lies between the two.
		t.free[l.client] = t.plan.Until.Add(livingFor)
	}
}
