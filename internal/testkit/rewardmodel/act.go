package rewardmodel

import (
	"fmt"
	"slices"
	"time"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

// Kind is what somebody does.
type Kind string

// The kinds.
const (
	Register      Kind = "register"
	AskPrice      Kind = "ask a price"
	AskAgain      Kind = "ask a price again"
	Create        Kind = "create"
	Amend         Kind = "amend"
	Complete      Kind = "complete"
	End           Kind = "end"
	Undo          Kind = "undo"
	Lapse         Kind = "let all lapse"
	Redeem        Kind = "redeem"
	Withdraw      Kind = "withdraw"
	BeginCampaign Kind = "begin a campaign"
	EndCampaign   Kind = "end a campaign"
	Decide        Kind = "decide"
	Leave         Kind = "leave or come back"
	ChangeRules   Kind = "change the rules"
	Wait          Kind = "wait"
)

// lapse is after how long an operation without money is over.
const lapse = 15 * time.Minute

// Move is an act, with what it is about; what it is not about is None.
type Move struct {
	Kind                                     Kind
	Client, Code, Quote, Operation, Campaign int
	// By is who withdraws; None is a Master.
	By int
	// Typed tells that Code was typed; None is one that nobody made.
	Typed bool
	USD   money.Amount
	// Newcomer is who registers.
	Newcomer Client
	// Suspended is what was decided.
	Suspended bool
	Pips      money.Pips
	MaxUses   int
	Wait      time.Duration
	Rules     domain.RewardRules
}

// String says a move with all that it is about.
func (m Move) String() string {
	return fmt.Sprintf("%s: client %d, code %d (typed %t), quote %d, operation %d, campaign %d, by %d, US$ %s, newcomer %s %s, suspended %t, %d pips, %d uses, %s",
		m.Kind, m.Client, m.Code, m.Typed, m.Quote, m.Operation, m.Campaign, m.By, m.USD, m.Newcomer.DocumentNumber, m.Newcomer.Phones, m.Suspended,
		m.Pips, m.MaxUses, m.Wait)
}

// Do carries a move out, or refuses it and changes nothing.
func (w *World) Do(m Move) Outcome {
	switch m.Kind {
	case Register:
		return w.register(m)
	case AskPrice:
		return w.quote(m.Client, m.USD, m.Typed, m.Code)
	case AskAgain:
		return w.requote(m.Quote)
	case Create:
		return w.create(m.Client, m.Quote)
	case Amend:
		return w.amend(m.Operation, m.Quote)
	case Complete:
		w.complete(m.Operation)
	case End:
		w.end(m.Operation, domain.Canceled)
	case Lapse:
		w.lapse()
	case Redeem:
		return w.redeem(m.Client)
	case Withdraw:
		return w.withdraw(m.By, m.Code)
	case BeginCampaign:
		w.beginCampaign(m)
	case EndCampaign:
		return w.endCampaign(m.Campaign)
	case Decide:
		w.decide(m.Client, m.Suspended)
	case Leave:
		w.Clients[m.Client].Active = !w.Clients[m.Client].Active
	case ChangeRules:
		w.Rules = m.Rules
	case Wait:
		w.Now = w.Now.Add(m.Wait)
	case Undo: // the client's money is seen and given back: nothing is left of it
	}
	return Outcome{}
}

// register takes a client in. At the registration the house knows no account of it yet.
func (w *World) register(m Move) Outcome {
	client, code := len(w.Clients), len(w.Codes)
	newcomer := m.Newcomer
	newcomer.Active, newcomer.Own = true, code
	accounts := newcomer.Accounts
	newcomer.Accounts = nil
	w.Clients = append(w.Clients, newcomer)
	w.Codes = append(w.Codes, Code{Kind: domain.CodeReferral, Maker: client, Campaign: None})
	if m.Typed && m.Code != None && w.Codes[m.Code].Kind == domain.CodeReferral {
		w.bind(client, m.Code)
	}
	w.Clients[client].Accounts = accounts
	return Outcome{}
}

// bind says who recommended the house to a client, until that is final.
func (w *World) bind(client, code int) {
	referrer := w.Codes[code].Maker
	before := w.Clients[client].Bound
	if before != nil && (!before.ConfirmedAt.IsZero() || before.Referrer == referrer) {
		return
	}
	flags := w.Clients[client].FlagsWith(w.Clients[referrer].Likeness)
	if slices.Contains(flags, domain.FlagSameDocument) {
		return
	}
	w.Clients[client].Bound = &Referral{Referrer: referrer, Code: code, Flags: flags, Suspended: len(flags) > 0}
}

func (w *World) create(client, quote int) Outcome {
	if outcome := w.take(quote); outcome.Code != "" {
		return outcome
	}
	live := slices.ContainsFunc(w.Operations, func(o Operation) bool { return o.Client == client && o.Live() })
	if live && !w.Clients[client].Parallel {
		return refused(domain.CodeLiveOperationExists)
	}
	if outcome := w.mayReserve(client, quote); outcome.Code != "" {
		return outcome
	}
	w.Quotes[quote].Used = true
	w.Operations = append(w.Operations, Operation{Client: client, Quote: quote, USD: w.Quotes[quote].USD, Status: domain.Pending, Born: w.Now})
	w.reserve(len(w.Operations)-1, quote)
	return Outcome{}
}

// mayReserve refuses a code that is not free for a client any more. One that its own other operation has is refused by its place.
func (w *World) mayReserve(client, quote int) Outcome {
	code := w.Quotes[quote].Coupon
	if code == None {
		return Outcome{}
	}
	standing := w.Standing(code, client)
	if why := standing.Obstacle(); why != "" {
		return w.notUsable(standing, why)
	}
	if w.use(func(u Use) bool { return u.Client == client && u.State == domain.UseReserved }) == nil {
		return Outcome{}
	}
	switch of := w.Codes[code]; {
	case of.Kind == domain.CodeReward:
		return w.notUsable(standing, domain.CouponTaken)
	case of.Kind == domain.CodeReferral:
		return w.notUsable(standing, domain.CouponAnother)
	case w.used(code, None) >= w.Campaigns[of.Campaign].MaxUses:
		return w.notUsable(standing, domain.CouponExpired)
	}
	return w.notUsable(standing, domain.CouponUsed)
}

func (w *World) reserve(operation, quote int) {
	price := w.Quotes[quote]
	if price.Coupon == None {
		return
	}
	w.Uses = append(w.Uses, Use{Code: price.Coupon, Client: price.Client, Operation: operation, Pips: price.Pips, State: domain.UseReserved})
	w.Codes[price.Coupon].told = domain.CodeReserved
	if w.Codes[price.Coupon].Kind == domain.CodeReferral {
		w.bind(price.Client, price.Coupon)
	}
}

// amend gives an operation another price: the same code stays, another takes its place, and without one it is free again.
func (w *World) amend(operation, quote int) Outcome {
	of, price := &w.Operations[operation], w.Quotes[quote]
	if outcome := w.take(quote); outcome.Code != "" {
		return outcome
	}
	has := w.use(func(u Use) bool { return u.Operation == operation })
	if has == nil || has.Code != price.Coupon || has.Pips != price.Pips {
		if has != nil {
			has.State = domain.UseReleased // its place is free for what takes it
		}
		if outcome := w.mayReserve(of.Client, quote); outcome.Code != "" {
			if has != nil {
				has.State = domain.UseReserved
			}
			return outcome
		}
		if has != nil {
			w.Codes[has.Code].told = domain.CodeFree
		}
		w.reserve(operation, quote)
	}
	w.Quotes[quote].Used = true
	of.Quote, of.USD, of.Born = quote, price.USD, w.Now
	return Outcome{}
}

func (w *World) complete(operation int) {
	of := &w.Operations[operation]
	of.Status, of.CompletedAt = domain.Completed, w.Now
	if has := w.use(func(u Use) bool { return u.Operation == operation }); has != nil {
		has.State = domain.UseConsumed
		w.Codes[has.Code].told = domain.CodeConsumed
	}
	bound := w.Clients[of.Client].Bound
	if bound == nil {
		return
	}
	if bound.ConfirmedAt.IsZero() {
		bound.ConfirmedAt = w.Now
		for _, flag := range w.Clients[of.Client].FlagsWith(w.Clients[bound.Referrer].Likeness) {
			if !slices.Contains(bound.Flags, flag) {
				bound.Flags, bound.Suspended = append(bound.Flags, flag), true
			}
		}
	}
	w.earn(bound, operation)
}

// earn gives a referrer the pips of an operation, once.
func (w *World) earn(bound *Referral, operation int) {
	earned := slices.ContainsFunc(w.Movements, func(m Movement) bool { return m.Operation == operation && m.Reason == domain.RewardEarned })
	pips := w.Rules.Earned(w.Operations[operation].USD, bound.Suspended)
	if pips > 0 && !earned {
		w.Movements = append(w.Movements, Movement{Client: bound.Referrer, Operation: operation, Code: None, Pips: pips, Reason: domain.RewardEarned})
	}
}

func (w *World) end(operation int, as domain.Status) {
	w.Operations[operation].Status = as
	if has := w.use(func(u Use) bool { return u.Operation == operation }); has != nil {
		has.State = domain.UseReleased
		w.Codes[has.Code].told = domain.CodeFree
	}
}

func (w *World) lapse() {
	w.Now = w.Now.Add(lapse)
	for i := range w.Operations {
		if w.Operations[i].Live() {
			w.end(i, domain.Expired)
		}
	}
}

func (w *World) redeem(client int) Outcome {
	if refusal := w.Rules.Redemption(w.Balance(client), domain.ForClient); refusal != nil {
		return refused(refusal.Code)
	}
	code := len(w.Codes)
	w.Codes = append(w.Codes, Code{Kind: domain.CodeReward, Maker: client, Campaign: None, Pips: w.Rules.Coupon, told: domain.CodeFree})
	w.Movements = append(w.Movements, Movement{Client: client, Operation: None, Code: code, Pips: -w.Rules.Redeem, Reason: domain.RewardRedeemed})
	return Outcome{}
}

func (w *World) withdraw(by, code int) Outcome {
	of := &w.Codes[code]
	switch {
	case of.Kind != domain.CodeReward || by != None && by != of.Maker:
		return refused(domain.CodeNotFound)
	case w.StateOf(code) != domain.CodeFree:
		return refused(domain.CodeNotAllowedInStatus)
	}
	of.Withdrawn, of.told = true, domain.CodeWithdrawn
	for _, movement := range w.Movements {
		if movement.Code == code && movement.Reason == domain.RewardRedeemed {
			w.Movements = append(w.Movements, Movement{Client: of.Maker, Operation: None, Code: code, Pips: -movement.Pips, Reason: domain.RewardReversed})
		}
	}
	return Outcome{}
}

func (w *World) beginCampaign(m Move) {
	w.Campaigns = append(w.Campaigns, Campaign{Code: len(w.Codes), From: w.Now, Until: w.Now.Add(m.Wait), MaxUses: m.MaxUses})
	w.Codes = append(w.Codes, Code{Kind: domain.CodeCampaign, Maker: None, Campaign: len(w.Campaigns) - 1, Pips: m.Pips})
}

func (w *World) endCampaign(campaign int) Outcome {
	of := &w.Campaigns[campaign]
	if of.Ended || !w.Now.Before(of.Until) {
		return refused(domain.CodeNotAllowedInStatus)
	}
	of.Ended = true
	return Outcome{}
}

// decide says whether a referral earns; what waited is given when it does.
func (w *World) decide(client int, suspended bool) {
	bound := w.Clients[client].Bound
	bound.Suspended = suspended
	if suspended || bound.ConfirmedAt.IsZero() {
		return
	}
	for i, of := range w.Operations {
		if of.Client == client && of.Status == domain.Completed {
			w.earn(bound, i)
		}
	}
}
