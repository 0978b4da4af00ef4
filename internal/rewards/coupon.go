package rewards

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/campaign"
	"github.com/qoricash/qoricash/ent/couponuse"
	"github.com/qoricash/qoricash/ent/customer"
	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/ent/quote"
	"github.com/qoricash/qoricash/ent/referral"
	"github.com/qoricash/qoricash/ent/rewardcode"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

// Coupon is what a code gives to a price.
type Coupon struct {
	ID    uuid.UUID
	Value string
	Kind  domain.RewardCodeKind
	Pips  money.Pips
}

// Asker is who would use a code, when.
type Asker struct {
	// Client is uuid.Nil for somebody who may become one.
	Client uuid.UUID
	// Reader is who reads a refusal.
	Reader domain.Reader
	Now    time.Time
}

// Typed answers what a code gives to a client that types it. It refuses with INVALID what cannot be a code, and with COUPON_NOT_USABLE one
// that the client cannot use, in the words that it may hear. The statements are the same whatever the code is.
func (s *Service) Typed(ctx context.Context, from *ent.Client, code string, by Asker) (Coupon, error) {
	value, ok := domain.NormalizeReferralCode(code)
	if !ok {
		return Coupon{}, malformed()
	}
	row, standing, err := s.standing(ctx, from, value, by)
	if err != nil {
		return Coupon{}, err
	}
	if refusal := standing.Refusal(standing.Obstacle(), by.Reader); refusal != nil {
		return Coupon{}, refusal
	}
	return s.couponOf(row, by.Now), nil
}

func malformed() *domain.Error {
	return domain.Refuse(domain.CodeInvalid, "Un código tiene 6 letras o dígitos, sin I, O, 0 ni 1.")
}

// Standing answers what a client has without typing a code: the code that its live operation has, so that another amount keeps it, or that
// of who recommended the house to it (areas.md D16); nil for neither. A client that may have several live operations types the code of
// the one that it changes.
func (s *Service) Standing(ctx context.Context, from *ent.Client, by Asker) (*Coupon, error) {
	ctx = access.AsSystem(ctx)
	use, err := from.CouponUse.Query().Where(couponuse.ClientID(by.Client), couponuse.StateEQ(domain.UseReserved)).WithCode().WithClient().Only(ctx)
	switch {
	case err == nil && use.Edges.Client.ParallelOperations:
		return nil, nil
	case err == nil:
		coupon := s.couponOf(use.Edges.Code, by.Now)
		return &coupon, nil
	case !ent.IsNotFound(err):
		return nil, fmt.Errorf("read the code of a live operation: %w", err)
	}
	bound, err := from.Referral.Query().Where(referral.ReferredID(by.Client), referral.ConfirmedAtIsNil()).WithCode().WithReferrer().Only(ctx)
	switch {
	case ent.IsNotFound(err):
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("read a referral: %w", err)
	case bound.Edges.Referrer.Status != domain.ClientActive:
		return nil, nil
	}
	coupon := s.couponOf(bound.Edges.Code, by.Now)
	return &coupon, nil
}

// couponOf is what a code gives at an instant.
func (s *Service) couponOf(row *ent.RewardCode, now time.Time) Coupon {
	coupon := Coupon{ID: row.ID, Value: row.Value, Kind: row.Kind, Pips: s.options.Parameters(now).Rewards.Coupon}
	if row.Pips != nil {
		coupon.Pips = money.Pips(*row.Pips)
	}
	return coupon
}

// standing reads how a code stands to a client, as the system: whose it is concerns nobody. What there is not is asked for as well, by an
// id that nothing has, so that an unknown code takes the statements of another's.
func (s *Service) standing(ctx context.Context, from *ent.Client, value string, by Asker) (*ent.RewardCode, domain.CouponStanding, error) {
	ctx = access.AsSystem(ctx)
	row, err := from.RewardCode.Query().Where(rewardcode.Value(value)).Only(ctx)
	if err != nil && !ent.IsNotFound(err) {
		return nil, domain.CouponStanding{}, fmt.Errorf("read a code: %w", err)
	}
	code := row
	if code == nil {
		code = &ent.RewardCode{}
	}
	standing := domain.CouponStanding{Known: row != nil, Kind: code.Kind, Withdrawn: code.WithdrawnAt != nil,
		Expired: code.ExpiresAt != nil && !by.Now.Before(*code.ExpiresAt)}
	for _, read := range []func(context.Context, *ent.Client, *ent.RewardCode, Asker, *domain.CouponStanding) error{
		readUses, readCampaign, readMaker, readExperience,
	} {
		if err := read(ctx, from, code, by, &standing); err != nil {
			return nil, domain.CouponStanding{}, err
		}
	}
	return row, standing, nil
}

// readUses reads the operations that have the code, and whether one of the client's has another.
func readUses(ctx context.Context, from *ent.Client, code *ent.RewardCode, by Asker, standing *domain.CouponStanding) error {
	uses, err := from.CouponUse.Query().Where(couponuse.CodeID(code.ID), couponuse.StateIn(domain.UseReserved, domain.UseConsumed),
		couponuse.Or(couponuse.KindEQ(domain.CodeReward), couponuse.ClientID(by.Client))).All(ctx)
	if err != nil {
		return fmt.Errorf("read the uses of a code: %w", err)
	}
	for _, use := range uses {
		standing.Consumed = standing.Consumed || use.State == domain.UseConsumed
		standing.Reserved = standing.Reserved || use.State == domain.UseReserved && use.ClientID != by.Client
	}
	standing.Another, err = from.CouponUse.Query().
		Where(couponuse.ClientID(by.Client), couponuse.StateEQ(domain.UseReserved), couponuse.CodeIDNEQ(code.ID)).Exist(ctx)
	if err != nil {
		return fmt.Errorf("look for another code of the client: %w", err)
	}
	return nil
}

// readCampaign reads whether the campaign of a code runs, and whether there is one use left.
func readCampaign(ctx context.Context, from *ent.Client, code *ent.RewardCode, by Asker, standing *domain.CouponStanding) error {
	of := uuid.Nil
	if code.CampaignID != nil {
		of = *code.CampaignID
	}
	campaigns, err := from.Campaign.Query().Where(campaign.ID(of)).All(ctx)
	if err != nil {
		return fmt.Errorf("read a campaign: %w", err)
	}
	used, err := from.CouponUse.Query().Where(couponuse.CodeID(code.ID), couponuse.KindEQ(domain.CodeCampaign),
		couponuse.StateIn(domain.UseReserved, domain.UseConsumed), couponuse.ClientIDNEQ(by.Client)).Count(ctx)
	if err != nil {
		return fmt.Errorf("count the uses of a campaign: %w", err)
	}
	for _, row := range campaigns {
		standing.Withdrawn = standing.Withdrawn || row.EndedAt != nil
		standing.Expired = standing.Expired || by.Now.Before(row.ValidFrom) || !by.Now.Before(row.ValidUntil) || used >= row.MaxUses
	}
	return nil
}

// readMaker reads whether the maker of a code is the client, or one person with it. The code of a client that left is worth nothing.
func readMaker(ctx context.Context, from *ent.Client, code *ent.RewardCode, by Asker, standing *domain.CouponStanding) error {
	maker := uuid.Nil
	if code.ClientID != nil {
		maker = *code.ClientID
	}
	rows, err := from.Customer.Query().Where(customer.IDIn(maker, by.Client)).All(ctx)
	if err != nil {
		return fmt.Errorf("read the maker of a code: %w", err)
	}
	likeness := map[uuid.UUID]domain.Likeness{}
	for _, row := range rows {
		likeness[row.ID] = identityOf(row)
		standing.Withdrawn = standing.Withdrawn || row.ID == maker && code.Kind == domain.CodeReferral && row.Status != domain.ClientActive
	}
	client, known := likeness[by.Client]
	made, has := likeness[maker]
	standing.Self = known && has && client.SamePerson(made)
	return nil
}

// readExperience reads whether the client completed an operation, and whether it was promised a price with the code.
func readExperience(ctx context.Context, from *ent.Client, code *ent.RewardCode, by Asker, standing *domain.CouponStanding) error {
	var err error
	standing.Experienced, err = from.Operation.Query().Where(operation.ClientID(by.Client), operation.StatusEQ(domain.Completed)).Exist(ctx)
	if err != nil {
		return fmt.Errorf("look for a completed operation: %w", err)
	}
	standing.Quoted, err = from.Quote.Query().Where(quote.CouponID(code.ID), quote.ClientID(by.Client)).Exist(ctx)
	if err != nil {
		return fmt.Errorf("look for a quote with a code: %w", err)
	}
	return nil
}

// identityOf is what tells one person from another in the row of a client.
func identityOf(row *ent.Customer) domain.Likeness {
	likeness := domain.Likeness{DocumentType: row.DocumentType, DocumentNumber: row.DocumentNumber, Name: row.FullName}
	if row.ContactName != nil {
		likeness.Representative = *row.ContactName
	}
	return likeness
}
