package rewards

import (
	"context"
	"fmt"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/campaign"
	"github.com/qoricash/qoricash/ent/couponuse"
	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/ent/predicate"
	"github.com/qoricash/qoricash/ent/referral"
	"github.com/qoricash/qoricash/ent/rewardcode"
	"github.com/qoricash/qoricash/ent/rewardmovement"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

// newest is how many rows of each kind a summary shows.
const newest = 50

// Summary is what a client has of its recommendations.
type Summary struct {
	// Code is the client's own.
	Code string
	// Available is the balance; Earned all that was ever earned; Needed what a code takes.
	Available, Earned, Needed money.Pips
	// Referred counts whom it recommended the house to, Completed the operations of theirs that earned.
	Referred, Completed int
	// Movements, Referrals and Codes are the newest of each.
	Movements []*ent.RewardMovement
	Referrals []ReferredClient
	Codes     []CodeState
}

// ReferredClient is somebody whom a client recommended the house to, as that one may know it.
type ReferredClient struct {
	*ent.Referral
	MaskedName string
	// First is how the first operation stands; empty for none.
	First domain.Status
}

// CodeState is a code with how it stands.
type CodeState struct {
	*ent.RewardCode
	State domain.RewardCodeState
}

// paidBy are the movements by which a code was made.
func paidBy(code uuid.UUID) predicate.RewardMovement {
	return rewardmovement.And(rewardmovement.CodeID(code), rewardmovement.ReasonEQ(domain.RewardRedeemed))
}

// Of answers what a client has; nil for one whose rewards the caller may not see.
func (s *Service) Of(ctx context.Context, client uuid.UUID) (*Summary, error) {
	actor := access.Current(ctx)
	if !actor.Can(domain.RewardsRead) {
		return nil, nil
	}
	codes, err := s.store.Read().RewardCode.Query().Where(rewardcode.ClientID(client)).
		Order(rewardcode.ByCreatedAt(sql.OrderDesc()), rewardcode.ByID(sql.OrderDesc())).Limit(newest + 1).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the codes of a client: %w", err)
	}
	own, err := s.store.Read().RewardCode.Query().Where(rewardcode.ClientID(client), rewardcode.KindEQ(domain.CodeReferral)).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the own code of a client: %w", err)
	}
	told := &Summary{Code: own.Value, Needed: s.options.Parameters(s.store.Clock().Now()).Rewards.Redeem}
	if told.Codes, err = s.States(ctx, codes); err != nil {
		return nil, err
	}
	if err := s.addMovements(ctx, told, client); err != nil {
		return nil, err
	}
	return told, s.addReferrals(ctx, told, client)
}

// States derives how codes stand: by all uses of them, whoever's.
func (s *Service) States(ctx context.Context, rows []*ent.RewardCode) ([]CodeState, error) {
	ids := make([]uuid.UUID, len(rows))
	for i, row := range rows {
		ids[i] = row.ID
	}
	uses, err := s.store.Read().CouponUse.Query().Where(couponuse.CodeIDIn(ids...), couponuse.KindEQ(domain.CodeReward),
		couponuse.StateIn(domain.UseReserved, domain.UseConsumed)).All(access.AsSystem(ctx))
	if err != nil {
		return nil, fmt.Errorf("read the uses of codes: %w", err)
	}
	live := map[uuid.UUID]domain.CouponUseState{}
	for _, use := range uses {
		live[use.CodeID] = use.State
	}
	now, states := s.store.Clock().Now(), []CodeState{}
	for _, row := range rows {
		if row.Kind == domain.CodeReward {
			states = append(states, CodeState{RewardCode: row, State: domain.StateOf(live[row.ID], row.ExpiresAt, row.WithdrawnAt, now)})
		}
	}
	return states, nil
}

func (s *Service) addMovements(ctx context.Context, told *Summary, client uuid.UUID) error {
	var sums []struct {
		Reason domain.RewardReason `json:"reason"`
		Sum    int                 `json:"sum"`
		Count  int                 `json:"count"`
	}
	err := s.store.Read().RewardMovement.Query().Where(rewardmovement.ClientID(client)).GroupBy(rewardmovement.FieldReason).
		Aggregate(ent.Sum(rewardmovement.FieldPips), ent.Count()).Scan(access.AsSystem(ctx), &sums)
	if err != nil {
		return fmt.Errorf("sum the pips of a client: %w", err)
	}
	for _, of := range sums {
		told.Available += pipsOf(of.Sum)
		if of.Reason == domain.RewardEarned {
			told.Earned, told.Completed = pipsOf(of.Sum), of.Count
		}
	}
	told.Movements, err = s.store.Read().RewardMovement.Query().Where(rewardmovement.ClientID(client)).
		Order(rewardmovement.ByID(sql.OrderDesc())).Limit(newest).All(ctx)
	if err != nil {
		return fmt.Errorf("read the movements of a client: %w", err)
	}
	return nil
}

// addReferrals adds whom a client referred. Of others a client reads a masked name and how their first operation stands, which it waits
// for, and nothing else: hence as the system.
func (s *Service) addReferrals(ctx context.Context, told *Summary, client uuid.UUID) error {
	system := access.AsSystem(ctx)
	query := s.store.Read().Referral.Query().Where(referral.ReferrerID(client))
	var err error
	if told.Referred, err = query.Clone().Count(system); err != nil {
		return fmt.Errorf("count whom a client referred: %w", err)
	}
	rows, err := query.WithReferred().Order(referral.ByCreatedAt(sql.OrderDesc()), referral.ByID(sql.OrderDesc())).Limit(newest).All(system)
	if err != nil {
		return fmt.Errorf("read whom a client referred: %w", err)
	}
	ids := make([]uuid.UUID, len(rows))
	for i, row := range rows {
		ids[i] = row.ReferredID
	}
	operations, err := s.store.Read().Operation.Query().Where(operation.ClientIDIn(ids...)).Order(ent.Desc(operation.FieldCreatedAt, operation.FieldID)).
		Select(operation.FieldClientID, operation.FieldStatus).All(system)
	if err != nil {
		return fmt.Errorf("read the operations of whom a client referred: %w", err)
	}
	first := map[uuid.UUID]domain.Status{}
	for _, row := range operations {
		first[row.ClientID] = row.Status
	}
	for _, row := range rows {
		told.Referrals = append(told.Referrals, ReferredClient{Referral: row, MaskedName: access.MaskName(row.Edges.Referred.FullName), First: first[row.ReferredID]})
	}
	return nil
}

// Campaigns answers the campaigns of the house, the newest first. For the holders of campaigns.manage.
func (s *Service) Campaigns(ctx context.Context) ([]CampaignState, error) {
	if _, err := access.Require(ctx, domain.CampaignsManage); err != nil {
		return nil, err
	}
	rows, err := s.store.Read().Campaign.Query().WithCodes().Order(campaign.ByCreatedAt(sql.OrderDesc()), campaign.ByID(sql.OrderDesc())).
		Limit(2 * newest).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the campaigns: %w", err)
	}
	var codes []uuid.UUID
	for _, row := range rows {
		for _, code := range row.Edges.Codes {
			codes = append(codes, code.ID)
		}
	}
	var counts []struct {
		Code  uuid.UUID `json:"code_id"`
		Count int       `json:"count"`
	}
	err = s.store.Read().CouponUse.Query().Where(couponuse.CodeIDIn(codes...), couponuse.StateIn(domain.UseReserved, domain.UseConsumed)).
		GroupBy(couponuse.FieldCodeID).Aggregate(ent.Count()).Scan(access.AsSystem(ctx), &counts)
	if err != nil {
		return nil, fmt.Errorf("count the uses of campaigns: %w", err)
	}
	used := map[uuid.UUID]int{}
	for _, count := range counts {
		used[count.Code] = count.Count
	}
	now, states := s.store.Clock().Now(), make([]CampaignState, len(rows))
	for i, row := range rows {
		states[i] = CampaignState{Campaign: row}
		for _, code := range row.Edges.Codes {
			states[i].Code, states[i].Pips, states[i].Used = code.Value, pipsOf(*code.Pips), used[code.ID]
		}
		states[i].State = campaignState(row, states[i].Used, now)
	}
	return states, nil
}

// Checked is what a code would give to the caller now.
type Checked struct {
	// Coupon is nil where Refusal says why not.
	Coupon  *Coupon
	Refusal *domain.Error
}

// Check answers what a code would give to the client that asks, for nothing is reserved by it. Each question is counted ([Service.CountTry]).
func (s *Service) Check(ctx context.Context, code string) (Checked, error) {
	if err := s.CountTry(ctx); err != nil {
		return Checked{}, err
	}
	actor := access.Current(ctx)
	by := Asker{Reader: actor.Reader(), Now: s.store.Clock().Now()}
	if actor.IsClient() {
		by.Client = actor.ID
	}
	coupon, err := s.Typed(ctx, s.store.Read(), code, by)
	s.Tried(ctx, err)
	if refusals := domain.Refusals(err); len(refusals) > 0 {
		return Checked{Refusal: refusals[0].At("code")}, nil
	}
	if err != nil {
		return Checked{}, err
	}
	return Checked{Coupon: &coupon}, nil
}
