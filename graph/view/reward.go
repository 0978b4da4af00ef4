package view

import (
	"time"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/rewards"
)

// RewardCode is a code of six characters.
type RewardCode struct{ rewards.CodeState }

// ID is the global id.
func (c *RewardCode) ID() string { return c.GlobalID() }

// Rewards are what a client has of its recommendations.
type Rewards struct {
	told  *rewards.Summary
	share string
}

// NewRewards shows what a client has; share is where its own code leads.
func NewRewards(told *rewards.Summary, share string) *Rewards { return &Rewards{told, share} }

// Code is the client's own.
func (r *Rewards) Code() string { return r.told.Code }

// ShareURL is where the client sends people to.
func (r *Rewards) ShareURL() string { return r.share }

// PipsAvailable is the balance.
func (r *Rewards) PipsAvailable() int { return int(r.told.Available) }

// PipsEarned is what the client ever earned.
func (r *Rewards) PipsEarned() int { return int(r.told.Earned) }

// PipsForCode is what a code takes.
func (r *Rewards) PipsForCode() int { return int(r.told.Needed) }

// ReferredCount counts whom the client recommended the house to.
func (r *Rewards) ReferredCount() int { return r.told.Referred }

// CompletedCount counts the operations of theirs that earned.
func (r *Rewards) CompletedCount() int { return r.told.Completed }

// Movements are the newest.
func (r *Rewards) Movements() []RewardMovement {
	views := make([]RewardMovement, len(r.told.Movements))
	for i, row := range r.told.Movements {
		views[i] = RewardMovement{At: row.CreatedAt, BusinessDate: row.BusinessDate, Pips: row.Pips, Reason: row.Reason}
	}
	return views
}

// Referred are the newest.
func (r *Rewards) Referred() []ReferredClient {
	views := make([]ReferredClient, len(r.told.Referrals))
	for i, row := range r.told.Referrals {
		views[i] = ReferredClient{MaskedName: row.MaskedName, Since: row.BoundAt}
		if row.First != "" {
			views[i].FirstOperationStatus = &row.First
		}
	}
	return views
}

// Codes are the newest that the client made.
func (r *Rewards) Codes() []*RewardCode {
	views := make([]*RewardCode, len(r.told.Codes))
	for i, state := range r.told.Codes {
		views[i] = &RewardCode{state}
	}
	return views
}

// RewardMovement is pips that a client got or gave.
type RewardMovement struct {
	At           time.Time
	BusinessDate domain.Date
	Pips         int
	Reason       domain.RewardReason
}

// ReferredClient is somebody whom a client recommended the house to.
type ReferredClient struct {
	MaskedName           string
	Since                time.Time
	FirstOperationStatus *domain.Status
}

// Referral is who recommended the house to a client.
type Referral struct {
	*ent.Referral
	lens *Lens
}

// NewReferral shows a referral.
func NewReferral(lens *Lens, row *ent.Referral) *Referral { return &Referral{row, lens} }

// ID is the global id.
func (r *Referral) ID() string { return r.GlobalID() }

// Referred is the client.
func (r *Referral) Referred() *Client { return NewClient(r.lens, r.Edges.Referred) }

// Referrer is who recommended the house to it.
func (r *Referral) Referrer() *Client { return NewClient(r.lens, r.Edges.Referrer) }

// Campaign is a discount that the house gives to everybody for a while.
type Campaign struct {
	rewards.CampaignState
}

// ID is the global id.
func (c *Campaign) ID() string { return c.GlobalID() }

// Code is the campaign's.
func (c *Campaign) Code() string { return c.CampaignState.Code }

// Pips are what the code takes off a price.
func (c *Campaign) Pips() int { return int(c.CampaignState.Pips) }
