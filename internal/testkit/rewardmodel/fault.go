package rewardmodel

import (
	"fmt"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

// Fault is what is wrong with a world; empty for nothing. It is said by the rows alone, not by the rules that led to them.
func (w *World) Fault() string {
	for _, look := range []func() string{w.faultOfUses, w.faultOfCampaigns, w.faultOfPips, w.faultOfCodes, w.faultOfReferrals} {
		if fault := look(); fault != "" {
			return fault
		}
	}
	return ""
}

// faultOfUses: a reward is had once, a client has one code at a time, nobody has a code of its own, and a use goes with its operation.
func (w *World) faultOfUses() string {
	rewards, reserved, referrals, of := map[int]int{}, map[int]int{}, map[int]int{}, map[int]int{}
	for _, use := range w.Uses {
		code, operation := w.Codes[use.Code], w.Operations[use.Operation]
		want := map[domain.Status]domain.CouponUseState{domain.Pending: domain.UseReserved, domain.Completed: domain.UseConsumed}[operation.Status]
		switch {
		case use.State == domain.UseReleased:
			continue
		case use.State != want:
			return fmt.Sprintf("operation %d is %s, and its code %d %s", use.Operation, operation.Status, use.Code, use.State)
		case w.Quotes[operation.Quote].Coupon != use.Code || w.Quotes[operation.Quote].Pips != use.Pips:
			return fmt.Sprintf("operation %d has another code than its price", use.Operation)
		case code.Maker != None && w.Clients[use.Client].SamePerson(w.Clients[code.Maker].Likeness):
			return fmt.Sprintf("client %d has a code of its own", use.Client)
		}
		of[use.Operation]++
		if code.Kind == domain.CodeReward {
			rewards[use.Code]++
		}
		if use.State == domain.UseReserved {
			reserved[use.Client]++
		}
		if code.Kind == domain.CodeReferral && use.State == domain.UseConsumed {
			referrals[use.Client]++
		}
	}
	for what, counts := range map[string]map[int]int{"code %d is had twice": rewards, "client %d has two codes at a time": reserved,
		"client %d used two referrals": referrals, "operation %d has two codes": of} {
		for which, count := range counts {
			if count > 1 {
				return fmt.Sprintf(what, which)
			}
		}
	}
	for i, operation := range w.Operations {
		lives := operation.Live() || operation.Status == domain.Completed
		if lives && (w.Quotes[operation.Quote].Coupon != None) != (of[i] == 1) {
			return fmt.Sprintf("operation %d has %d codes", i, of[i])
		}
	}
	return ""
}

func (w *World) faultOfCampaigns() string {
	type place struct{ code, client int }
	once, all := map[place]int{}, map[int]int{}
	for _, use := range w.Uses {
		if w.Codes[use.Code].Campaign == None || use.State == domain.UseReleased {
			continue
		}
		once[place{use.Code, use.Client}]++
		all[use.Code]++
		if once[place{use.Code, use.Client}] > 1 {
			return fmt.Sprintf("client %d has campaign code %d twice", use.Client, use.Code)
		}
	}
	for _, campaign := range w.Campaigns {
		if all[campaign.Code] > campaign.MaxUses {
			return fmt.Sprintf("campaign code %d is used %d times of %d", campaign.Code, all[campaign.Code], campaign.MaxUses)
		}
	}
	return ""
}

// faultOfPips: what was earned is what is left and what codes were made of; nobody has less than nothing; an operation earns once, and all
// that may earn has.
func (w *World) faultOfPips() string {
	var earned, kept, inCodes money.Pips
	by := map[int]Movement{}
	paid := map[int]money.Pips{}
	for _, movement := range w.Movements {
		kept += movement.Pips
		if movement.Code != None {
			paid[movement.Code] -= movement.Pips
		}
		if movement.Reason != domain.RewardEarned {
			continue
		}
		earned += movement.Pips
		if _, twice := by[movement.Operation]; twice || movement.Pips <= 0 {
			return fmt.Sprintf("operation %d earns twice, or nothing", movement.Operation)
		}
		by[movement.Operation] = movement
	}
	for code, pips := range paid {
		inCodes += pips
		if gone := w.Codes[code].Withdrawn; pips < 0 || gone != (pips == 0) {
			return fmt.Sprintf("code %d was made of %d pips, withdrawn %t", code, pips, gone)
		}
	}
	if earned != kept+inCodes {
		return fmt.Sprintf("%d pips were earned, %d are left and %d in codes", earned, kept, inCodes)
	}
	for i := range w.Clients {
		if balance := w.Balance(i); balance < 0 {
			return fmt.Sprintf("client %d has %d pips", i, balance)
		}
	}
	for i, operation := range w.Operations {
		if fault := w.faultOfEarning(i, operation, by[i]); fault != "" {
			return fault
		}
	}
	return ""
}

func (w *World) faultOfEarning(i int, operation Operation, earned Movement) string {
	bound := w.Clients[operation.Client].Bound
	final := bound != nil && !bound.ConfirmedAt.IsZero()
	due := operation.Status == domain.Completed && final && operation.USD.Cmp(w.Rules.Minimum) >= 0
	switch {
	case earned.Pips > 0 && (!due || earned.Client != bound.Referrer):
		return fmt.Sprintf("operation %d earns for %d, and should not", i, earned.Client)
	case earned.Pips == 0 && due && !bound.Suspended:
		return fmt.Sprintf("operation %d earned nothing", i)
	case operation.Status == domain.Completed && bound != nil && !final:
		return fmt.Sprintf("operation %d is completed, and its client's referral not final", i)
	}
	return ""
}

// faultOfCodes: how a reward stands is what happened to it.
func (w *World) faultOfCodes() string {
	for i, code := range w.Codes {
		if code.Kind == domain.CodeReward && w.StateOf(i) != code.told {
			return fmt.Sprintf("code %d is %s, and was made %s", i, w.StateOf(i), code.told)
		}
	}
	return ""
}

func (w *World) faultOfReferrals() string {
	for i, client := range w.Clients {
		if client.Bound == nil {
			continue
		}
		referrer := w.Clients[client.Bound.Referrer]
		if client.SamePerson(referrer.Likeness) || w.Codes[client.Bound.Code].Maker != client.Bound.Referrer {
			return fmt.Sprintf("client %d came by %d", i, client.Bound.Referrer)
		}
	}
	return ""
}
