package rewards

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/campaign"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/store"
)

// oneCodeOfAValue is the index that keeps a value to one code.
const oneCodeOfAValue = "rewardcode_value"

// CampaignInput begins a campaign.
type CampaignInput struct {
	IdempotencyKey string `json:"-"`
	domain.CampaignTerms
}

// CreateCampaign makes a code of the house's own, for everybody, and answers the campaign's id. For the holders of campaigns.manage. It
// refuses with all faults of the terms at once, and with ALREADY_EXISTS a code that is another's.
func (s *Service) CreateCampaign(ctx context.Context, in CampaignInput) (uuid.UUID, store.Replay, error) {
	if _, err := access.Require(ctx, domain.CampaignsManage); err != nil {
		return uuid.Nil, false, err
	}
	command := store.Command{Action: "campaign.create", Key: in.IdempotencyKey, Input: in}
	id, replayed, err := store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (uuid.UUID, error) {
		terms, err := in.Check(tx.Now, s.options.Parameters(tx.Now).Rewards.Cap)
		if err != nil {
			return uuid.Nil, err
		}
		row, err := tx.Campaign.Create().SetCreatedAt(tx.Now).SetName(terms.Name).SetValidFrom(terms.From).SetValidUntil(terms.Until).
			SetMaxUses(terms.MaxUses).SetCreatedBy(tx.Actor.ID).Save(ctx)
		if err != nil {
			return uuid.Nil, fmt.Errorf("write a campaign: %w", err)
		}
		_, err = writeCode(ctx, tx, func(create *ent.RewardCodeCreate) {
			create.SetKind(domain.CodeCampaign).SetCampaignID(row.ID).SetPips(int(terms.Pips)).SetExpiresAt(terms.Until)
			if terms.Code != "" {
				create.SetValue(terms.Code)
			}
		})
		if err != nil {
			return uuid.Nil, err
		}
		tx.Audit(audit.Entry{ObjectKind: domain.ObjectCampaign, ObjectID: row.ID, After: map[string]any{"name": terms.Name, "pips": terms.Pips,
			"validFrom": terms.From, "validUntil": terms.Until, "maxUses": terms.MaxUses}})
		return row.ID, tellCampaign(ctx, tx, row.ID, domain.EventCampaignCreated)
	})
	if in.Code != "" && store.IsUniqueViolation(err, oneCodeOfAValue) {
		return uuid.Nil, false, domain.Refuse(domain.CodeAlreadyExists, "Ese código ya existe. Elige otro, o deja que se genere uno.").At("code")
	}
	return id, replayed, err
}

// EndCampaignInput ends a campaign before its time.
type EndCampaignInput struct {
	IdempotencyKey string    `json:"-"`
	CampaignID     uuid.UUID `json:"campaignId"`
	Reason         string    `json:"reason"`
}

// EndCampaign ends a campaign. Operations that have its code keep it. For the holders of campaigns.manage.
func (s *Service) EndCampaign(ctx context.Context, in EndCampaignInput) (uuid.UUID, store.Replay, error) {
	if _, err := access.Require(ctx, domain.CampaignsManage); err != nil {
		return uuid.Nil, false, err
	}
	reason, refusal := domain.Reason("Indica por qué termina la campaña.").Read(in.Reason)
	if refusal != nil {
		return uuid.Nil, false, refusal.At("reason")
	}
	in.Reason = reason
	command := store.Command{Action: "campaign.end", Key: in.IdempotencyKey, Input: in,
		Locks: []event.Aggregate{{Type: domain.ObjectCampaign, ID: in.CampaignID}}}
	return store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (uuid.UUID, error) {
		row, err := tx.Campaign.Query().Where(campaign.ID(in.CampaignID)).Only(ctx)
		if ent.IsNotFound(err) {
			return uuid.Nil, domain.Refuse(domain.CodeNotFound, "No existe esa campaña.").At("campaignId")
		}
		if err != nil {
			return uuid.Nil, fmt.Errorf("read a campaign: %w", err)
		}
		if row.EndedAt != nil || !tx.Now.Before(row.ValidUntil) {
			return uuid.Nil, domain.Refuse(domain.CodeNotAllowedInStatus, "Esa campaña ya terminó.").At("campaignId")
		}
		if err := tx.Campaign.UpdateOneID(row.ID).SetEndedAt(tx.Now).SetEndedBy(tx.Actor.ID).Exec(ctx); err != nil {
			return uuid.Nil, fmt.Errorf("end a campaign: %w", err)
		}
		tx.Audit(audit.Entry{ObjectKind: domain.ObjectCampaign, ObjectID: row.ID, After: map[string]any{"ended": true, "reason": reason}})
		return row.ID, tellCampaign(ctx, tx, row.ID, domain.EventCampaignEnded)
	})
}

func tellCampaign(ctx context.Context, tx *store.Tx, id uuid.UUID, kind domain.EventKind) error {
	return tx.EmitNext(ctx, event.Record{Kind: kind, Aggregate: event.Aggregate{Type: domain.ObjectCampaign, ID: id}})
}

// CampaignState is a campaign as it stands.
type CampaignState struct {
	*ent.Campaign
	Code string
	Pips money.Pips
	// Used counts the operations that have its code or had it to the end.
	Used  int
	State domain.RewardCodeState
}

// campaignState derives how a campaign stands.
func campaignState(row *ent.Campaign, used int, now time.Time) domain.RewardCodeState {
	switch {
	case row.EndedAt != nil:
		return domain.CodeWithdrawn
	case !now.Before(row.ValidUntil):
		return domain.CodeExpired
	case used >= row.MaxUses:
		return domain.CodeConsumed
	}
	return domain.CodeFree
}
