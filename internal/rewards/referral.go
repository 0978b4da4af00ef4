package rewards

import (
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/referral"
	"github.com/qoricash/qoricash/ent/rewardcode"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// Refer binds a client that registers to who recommended the house to it, by the code that it typed, in the transaction of the
// registration. A code that is no client's, and one of its own, are kept where the registration keeps them and bind nobody: nobody
// learns by registering which codes there are.
func (s *Service) Refer(ctx context.Context, tx *store.Tx, client uuid.UUID, value string) error {
	if value == "" {
		return nil
	}
	code, err := tx.RewardCode.Query().Where(rewardcode.Value(value), rewardcode.KindEQ(domain.CodeReferral)).Only(access.AsSystem(ctx))
	if ent.IsNotFound(err) {
		return s.bindNobody(ctx, tx, client)
	}
	if err != nil {
		return fmt.Errorf("read a code: %w", err)
	}
	return s.bind(ctx, tx, client, code, domain.ReferredAtRegistration)
}

// bindNobody reads what [Service.bind] reads, so that a code that is no client's takes as long as one that is: all but the row that is written.
func (s *Service) bindNobody(ctx context.Context, tx *store.Tx, client uuid.UUID) error {
	if _, err := tx.Referral.Query().Where(referral.ReferredID(client), store.ForUpdate).Only(access.AsSystem(ctx)); err != nil && !ent.IsNotFound(err) {
		return fmt.Errorf("read a referral: %w", err)
	}
	_, err := compare(ctx, tx, client, uuid.Nil)
	return err
}

// bind says who recommended the house to a client, or says it otherwise until that is confirmed. What both have in common suspends the
// earnings until a person decides (RULE-REF-4); one person under two names is bound to nobody.
func (s *Service) bind(ctx context.Context, tx *store.Tx, client uuid.UUID, code *ent.RewardCode, origin domain.ReferralOrigin) error {
	system := access.AsSystem(ctx)
	before, err := tx.Referral.Query().Where(referral.ReferredID(client), store.ForUpdate).Only(system)
	if err != nil && !ent.IsNotFound(err) {
		return fmt.Errorf("read a referral: %w", err)
	}
	if before != nil && (before.ConfirmedAt != nil || before.ReferrerID == *code.ClientID) {
		return nil
	}
	flags, err := compare(ctx, tx, client, *code.ClientID)
	if err != nil {
		return err
	}
	if slices.Contains(flags, domain.FlagSameDocument) {
		return nil
	}
	if flags == nil {
		flags = []domain.ReferralFlag{}
	}
	var id uuid.UUID
	flagged := len(flags) > 0
	if before == nil {
		row, err := tx.Referral.Create().SetCreatedAt(tx.Now).SetReferredID(client).SetReferrerID(*code.ClientID).SetCodeID(code.ID).
			SetOrigin(origin).SetBoundAt(tx.Now).SetFlags(flags).SetFlagged(flagged).SetSuspended(flagged).Save(system)
		if err != nil {
			return fmt.Errorf("bind a referral: %w", err)
		}
		id = row.ID
	} else {
		id = before.ID
		err := tx.Referral.UpdateOneID(id).SetReferrerID(*code.ClientID).SetCodeID(code.ID).SetOrigin(origin).SetBoundAt(tx.Now).SetFlags(flags).
			SetFlagged(flagged).SetSuspended(flagged).ClearDecidedAt().ClearDecidedBy().ClearDecisionReason().Exec(system)
		if err != nil {
			return fmt.Errorf("bind a referral anew: %w", err)
		}
	}
	tx.Audit(audit.Entry{Action: "referral.bind", ObjectKind: domain.ObjectReferral, ObjectID: id,
		After: map[string]any{"referred": client, "referrer": *code.ClientID, "code": code.ID, "origin": origin, "flags": flags}})
	if !flagged {
		return nil
	}
	return tellReferral(ctx, tx, id, domain.EventReferralFlagged, domain.ReferralFacts{Flags: flags, Suspended: true})
}

// confirm makes a referral, which the transaction holds, final at the client's first completed operation. What both have in common is looked at once more: accounts and
// devices come after the registration.
func (s *Service) confirm(ctx context.Context, tx *store.Tx, bound *ent.Referral, of *ent.Operation) (*ent.Referral, error) {
	found, err := compare(ctx, tx, bound.ReferredID, bound.ReferrerID)
	if err != nil {
		return nil, err
	}
	flags, fresh := bound.Flags, false
	for _, flag := range found {
		if !slices.Contains(flags, flag) {
			flags, fresh = append(flags, flag), true
		}
	}
	row, err := tx.Referral.UpdateOneID(bound.ID).SetConfirmedAt(tx.Now).SetConfirmedBy(of.ID).SetFlags(flags).SetFlagged(len(flags) > 0).
		SetSuspended(bound.Suspended || fresh).Save(access.AsSystem(ctx))
	if err != nil {
		return nil, fmt.Errorf("confirm a referral: %w", err)
	}
	if !fresh {
		return row, nil
	}
	return row, tellReferral(ctx, tx, bound.ID, domain.EventReferralFlagged, domain.ReferralFacts{Flags: flags, Suspended: true})
}

// tellReferral tells of a referral whose row the transaction has written, so that its events stand in order. They are routed to nobody's
// stream: neither client hears what the house makes of them.
func tellReferral(ctx context.Context, tx *store.Tx, id uuid.UUID, kind domain.EventKind, facts domain.ReferralFacts) error {
	return tx.EmitNext(ctx, event.Record{Kind: kind, Aggregate: referralLock(id), Facts: facts})
}

func referralLock(id uuid.UUID) event.Aggregate {
	return event.Aggregate{Type: domain.ObjectReferral, ID: id}
}
