package main

import (
	"fmt"
	"time"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

// typology plants a way of laundering money in a book, in another form each time.
type typology struct {
	code  domain.MonitoringCode
	plant func(b *book, number int)
}

// typologies are the twelve of the book.
func typologies() []typology {
	return []typology{
		{domain.RuleUnderThreshold, plantUnderThreshold}, {domain.RuleAcrossPeople, plantAcrossPeople}, {domain.RuleAccumulation, plantAccumulation},
		{domain.RuleVelocity, plantVelocity}, {domain.RuleProfile, plantProfile}, {domain.RuleDormancy, plantDormancy},
		{domain.RuleNewClient, plantNewClient}, {domain.RuleAccountChurn, plantAccountChurn}, {domain.RuleRoundTrip, plantRoundTrip},
		{domain.RuleEvasion, plantEvasion}, {domain.RuleReferralRing, plantReferralRing}, {domain.RuleDocumentReuse, plantDocumentReuse},
	}
}

// suspect is a client of a habit who operates as others do until the day of the year that is answered.
func (b *book) suspect(h habit, least int) (*person, time.Time) {
	p := b.person(h)
	p.planted = true
	p.client.PEP = domain.FactNo
	p.client.Since = bookStart().AddDate(0, 0, -b.random.IntN(200))
	day := bookStart().AddDate(0, 0, least+b.random.IntN(bookDays-least-40))
	b.liveUntil(p, day)
	return p, b.open(day)
}

func (b *book) of(code domain.MonitoringCode, number int) entry {
	return entry{typology: code, number: number}
}

// plantUnderThreshold splits below US$ 5,000: within a day, or within a week.
func plantUnderThreshold(b *book, number int) {
	p, at := b.suspect(habits()[number%2], 60)
	n, gap := 5+b.random.IntN(2), 3*time.Hour
	if number%2 == 1 {
		n, gap = 6+b.random.IntN(2), 24*time.Hour
	}
	for i := range n {
		b.add(p, at.Add(time.Duration(i)*gap), p.side, b.between(3_050, 4_990), b.of(domain.RuleUnderThreshold, number))
	}
}

// plantAcrossPeople lets several people with one thing in common each bring a part.
func plantAcrossPeople(b *book, number int) {
	kinds := []domain.TraitKind{domain.TraitAccount, domain.TraitDevice, domain.TraitPhone, domain.TraitEmail, domain.TraitAddress}
	common := domain.Trait{Kind: kinds[number%len(kinds)], Value: fmt.Sprintf("ring-%d", number)}
	_, at := b.suspect(habits()[0], 60)
	for range 4 + b.random.IntN(3) {
		p := b.person(habits()[0])
		p.planted = true
		p.client.PEP = domain.FactNo
		p.client.Since = at.AddDate(0, 0, -b.random.IntN(60))
		when := b.open(at.Add(time.Duration(b.random.IntN(5)) * oneDay))
		if common.Kind == domain.TraitAccount {
			b.addTo(p, when, p.side, b.between(1_500, 4_500), common.Value, b.of(domain.RuleAcrossPeople, number))
			continue
		}
		p.traits = append(p.traits, common)
		b.add(p, when, p.side, b.between(1_500, 4_500), b.of(domain.RuleAcrossPeople, number))
	}
}

// plantAccumulation brings more than US$ 30,000 in a month, in amounts without a pattern.
func plantAccumulation(b *book, number int) {
	p, at := b.suspect(habits()[1], 60)
	for i := range 9 {
		b.add(p, b.open(at.AddDate(0, 0, i*3)), p.side, b.between(5_000, 9_500), b.of(domain.RuleAccumulation, number))
	}
}

// plantVelocity makes many in a day, many in a week, or many for one who makes few.
func plantVelocity(b *book, number int) {
	switch number % 3 {
	case 0:
		p, at := b.suspect(habits()[number%2], 60)
		for i := range 5 {
			b.add(p, at.Add(time.Duration(i)*20*time.Minute), p.side, b.ticket(p), b.of(domain.RuleVelocity, number))
		}
	case 1:
		p, at := b.suspect(habits()[2], 60)
		for i := range 14 {
			b.add(p, at.Add(time.Duration(i)*11*time.Hour), p.side, b.ticket(p), b.of(domain.RuleVelocity, number))
		}
	default:
		p, at := b.suspect(habits()[1], 150)
		for i := range 7 {
			b.add(p, at.Add(time.Duration(i)*20*time.Hour), p.side, b.ticket(p), b.of(domain.RuleVelocity, number))
		}
	}
}

// plantProfile brings an amount that is nothing like the client's.
func plantProfile(b *book, number int) {
	p, at := b.suspect(habits()[1], 150)
	b.add(p, at, p.side, b.between(max(3_500, 6*p.middle), max(9_000, 15*p.middle)), b.of(domain.RuleProfile, number))
}

// plantDormancy wakes an account after half a year.
func plantDormancy(b *book, number int) {
	p := b.person(habits()[1])
	p.planted = true
	p.client.PEP = domain.FactNo
	p.client.Since = bookStart().AddDate(0, 0, -100)
	asleep := bookStart().AddDate(0, 0, 40+b.random.IntN(60))
	b.liveUntil(p, asleep)
	b.add(p, b.open(asleep), p.side, b.ticket(p), entry{})
	b.add(p, b.open(asleep.AddDate(0, 0, 182+b.random.IntN(70))), p.side, b.between(5_100, 20_000), b.of(domain.RuleDormancy, number))
}

// plantNewClient brings a large amount within the first week.
func plantNewClient(b *book, number int) {
	p := b.person(habits()[0])
	p.planted = true
	p.client.PEP = domain.FactNo
	p.client.Since = bookStart().AddDate(0, 0, b.random.IntN(bookDays-20))
	at := b.open(p.client.Since.Add(time.Duration(b.random.IntN(5)) * oneDay))
	b.add(p, at, p.side, b.between(5_000, 15_000), b.of(domain.RuleNewClient, number))
}

// plantAccountChurn pays out to one new account after another, or to one of somebody else.
func plantAccountChurn(b *book, number int) {
	p, at := b.suspect(habits()[number%2], 90)
	if number%3 == 0 {
		other := b.people[b.random.IntN(len(b.people)/2)]
		b.addTo(other, b.open(at.AddDate(0, 0, -20)), domain.HouseBuysUSD, b.ticket(other), other.accounts[0], entry{})
		b.addTo(p, at, domain.HouseBuysUSD, b.ticket(p), other.accounts[0], b.of(domain.RuleAccountChurn, number))
		return
	}
	for i := range 6 {
		account := fmt.Sprintf("mule-%d-%d", number, i)
		b.addTo(p, b.open(at.AddDate(0, 0, i*4)), p.side, b.ticket(p), account, b.of(domain.RuleAccountChurn, number))
	}
}

// plantRoundTrip buys and sells the same again and again.
func plantRoundTrip(b *book, number int) {
	p, at := b.suspect(habits()[number%2], 60)
	usd := b.between(800, 6_000)
	for i := range 4 {
		near := money.FromCents(usd.Cents() - usd.Cents()*int64(b.random.IntN(3))/100)
		b.add(p, at.Add(time.Duration(i)*17*time.Hour), domain.Sides()[i%2], near, b.of(domain.RuleRoundTrip, number))
	}
}

// plantEvasion gives up twice when papers are asked for, and comes back with less.
func plantEvasion(b *book, number int) {
	p, at := b.suspect(habits()[number%2], 60)
	for i := range 2 + b.random.IntN(2) {
		p.client.GivenUp = append(p.client.GivenUp, domain.GivenUpAmount{At: at.AddDate(0, 0, -3*i-1), USD: b.between(1_500, 6_000)})
	}
	b.add(p, at, p.side, b.between(300, 990), b.of(domain.RuleEvasion, number))
}

// plantReferralRing is a chain of recommended people who split, and one more of them who does not.
func plantReferralRing(b *book, number int) {
	head, at := b.suspect(habits()[0], 60)
	last := head
	for range 4 {
		p := b.person(habits()[0])
		p.planted = true
		p.client.PEP, p.client.Since = domain.FactNo, at.AddDate(0, 0, -10)
		p.referredBy(last)
		for i := range 4 {
			b.add(p, at.Add(time.Duration(i)*2*time.Hour), p.side, b.between(3_050, 4_990), entry{})
		}
		last = p
	}
	b.add(head, b.open(at.AddDate(0, 0, 3)), head.side, b.ticket(head), b.of(domain.RuleReferralRing, number))
}

// plantDocumentReuse operates with the picture of somebody else's document.
func plantDocumentReuse(b *book, number int) {
	p, at := b.suspect(habits()[0], 60)
	p.client.DocumentReused = domain.FactYes
	b.add(p, at, p.side, b.ticket(p), b.of(domain.RuleDocumentReuse, number))
}
