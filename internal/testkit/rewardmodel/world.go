// Package rewardmodel is what the rewards of a house come to, without a house: clients, codes, promised prices, operations and pips in
// memory, moved by the rules of package domain. Random histories run on it by themselves, by the hundred thousand, and beside the services
// on a real database, which must come to the same.
package rewardmodel

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

// None is an index that names nothing.
const None = -1

// World is a house, as far as rewards go. Things are named by their places in the lists.
type World struct {
	Rules domain.RewardRules
	// Public is the pair in force; all amounts are dollars that a client sells.
	Public domain.RatePair
	// QuoteTTL is how long a promise holds.
	QuoteTTL time.Duration
	Now      time.Time

	Clients    []Client
	Codes      []Code
	Uses       []Use
	Quotes     []Quote
	Operations []Operation
	Campaigns  []Campaign
	Movements  []Movement
}

// New is an empty house with the usual rules and the rates of the golden examples (domain.md 19.1).
func New(now time.Time) *World {
	agreed := domain.DefaultParameters()
	return &World{Rules: agreed.Rewards, QuoteTTL: agreed.QuoteTTL, Now: now,
		Public: domain.RatePair{Buy: money.MustRate("3.718"), Sell: money.MustRate("3.728")}}
}

// Client is somebody who may refer, be referred and operate.
type Client struct {
	domain.Likeness
	Active, Parallel bool
	// Own is its own code.
	Own int
	// Bound is who recommended the house to it; nil for nobody.
	Bound *Referral
}

// Referral is how a client came to the house.
type Referral struct {
	Referrer, Code int
	Flags          []domain.ReferralFlag
	Suspended      bool
	ConfirmedAt    time.Time
	Place          int
}

// Code is a code of any kind.
type Code struct {
	Kind domain.RewardCodeKind
	// Maker is the client of a referral or a reward; Campaign that of a campaign.
	Maker, Campaign int
	// Pips is zero for what the rules give.
	Pips      money.Pips
	Withdrawn bool
	// told is how a reward stands by the acts on it, written down as they happen.
	told domain.RewardCodeState
}

// Use is how an operation has a code.
type Use struct {
	Code, Client, Operation int
	Pips                    money.Pips
	State                   domain.CouponUseState
}

// Quote is a promised price.
type Quote struct {
	Client  int
	USD     money.Amount
	Coupon  int
	Pips    money.Pips
	Used    bool
	Expires time.Time
}

// Operation is one of a client's.
type Operation struct {
	Client, Quote int
	USD           money.Amount
	Status        domain.Status
	// Born is when its price was agreed last.
	Born, CompletedAt time.Time
}

// Campaign is a code for everybody.
type Campaign struct {
	Code        int
	From, Until time.Time
	MaxUses     int
	Ended       bool
}

// Movement is pips that a client gets or gives.
type Movement struct {
	Client, Operation, Code int
	Pips                    money.Pips
	Reason                  domain.RewardReason
}

// Live tells whether an operation waits for its end.
func (o Operation) Live() bool { return o.Status == domain.Pending }

// Balance sums the movements of a client.
func (w *World) Balance(client int) money.Pips {
	var sum money.Pips
	for _, movement := range w.Movements {
		if movement.Client == client {
			sum += movement.Pips
		}
	}
	return sum
}

// use answers the live use that fits, nil for none.
func (w *World) use(fits func(Use) bool) *Use {
	for i := range w.Uses {
		if w.Uses[i].State != domain.UseReleased && fits(w.Uses[i]) {
			return &w.Uses[i]
		}
	}
	return nil
}

// StateOf derives how a code stands, as the services do.
func (w *World) StateOf(code int) domain.RewardCodeState {
	var withdrawn *time.Time
	if w.Codes[code].Withdrawn {
		withdrawn = &w.Now
	}
	var state domain.CouponUseState
	if live := w.use(func(u Use) bool { return u.Code == code }); live != nil {
		state = live.State
	}
	return domain.StateOf(state, nil, withdrawn, w.Now)
}

// Lines are all that a database has of this world, in words, sorted.
func (w *World) Lines() []string {
	var lines []string
	for i, client := range w.Clients {
		lines = append(lines, fmt.Sprintf("client %d has %d pips", i, w.Balance(i)))
		if bound := client.Bound; bound != nil {
			lines = append(lines, CameBy(i, bound.Referrer, !bound.ConfirmedAt.IsZero(), bound.Suspended, bound.Flags))
		}
	}
	for i, code := range w.Codes {
		if code.Kind == domain.CodeReward {
			lines = append(lines, fmt.Sprintf("code %d of %d is %s", i, code.Maker, w.StateOf(i)))
		}
	}
	for _, use := range w.Uses {
		lines = append(lines, fmt.Sprintf("operation %d of %d has code %d, %s, %d pips", use.Operation, use.Client, use.Code, use.State, use.Pips))
	}
	for i, operation := range w.Operations {
		lines = append(lines, fmt.Sprintf("operation %d is %s", i, Standing(operation.Status)))
	}
	for _, movement := range w.Movements {
		lines = append(lines, fmt.Sprintf("client %d %s %d by operation %d, code %d", movement.Client, movement.Reason, movement.Pips, movement.Operation,
			movement.Code))
	}
	slices.Sort(lines)
	return lines
}

// CameBy is the line of a referral.
func CameBy(client, referrer int, final, suspended bool, flags []domain.ReferralFlag) string {
	common := make([]string, len(flags))
	for i, flag := range flags {
		common[i] = string(flag)
	}
	slices.Sort(common)
	return fmt.Sprintf("client %d came by %d, final %t, suspended %t, in common %s", client, referrer, final, suspended, strings.Join(common, " "))
}

// Standing is how the line of an operation says its state: it waits, is completed, or ended otherwise, by a person or by the clock.
func Standing(status domain.Status) domain.Status {
	switch {
	case status.Live():
		return domain.Pending
	case status == domain.Expired:
		return domain.Canceled
	}
	return status
}
