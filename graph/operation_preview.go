package graph

import (
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/graph/ids"
	"github.com/qoricash/qoricash/graph/model"
	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/notify"
	"github.com/qoricash/qoricash/internal/trading"
)

// previewOperation shows what an act on an operation would come to.
func (r *Resolver) previewOperation(ctx context.Context, input model.OperationPreviewInput) (*model.OperationPreview, error) {
	if err := onlyOnce(ctx); err != nil {
		return nil, err
	}
	var in ids.Input
	asked := previewInput(&in, input)
	seen, err := run(ctx, r, &in, asked, unkeyed(r.Trading.Foresee))
	shown := &model.OperationPreview{Entries: []*model.PreviewEntry{}, Messages: []*model.PreviewMessage{}}
	if shown.Blockers, err = refusals(err); err != nil {
		return nil, err
	}
	if shown.Operation, err = r.shownOperation(ctx, "OperationPreview.operation", asked.OperationID); err != nil || len(shown.Blockers) > 0 {
		return shown, err
	}
	shown.Status = &seen.Status
	if shown.Operator, err = r.operatorAfter(ctx, seen.Operator); err != nil {
		return nil, err
	}
	if other := seen.Counterpart; other != nil {
		shown.CounterpartStatus = &other.Status
		if shown.Counterpart, err = r.shownOperation(ctx, "OperationPreview.counterpart", other.ID); err != nil {
			return nil, err
		}
	}
	if shown.Entries, err = r.previewEntries(ctx, seen.Entries); err != nil {
		return nil, err
	}
	shown.Messages = previewMessages(seen.Told)
	shown.Warnings, err = r.previewWarnings(ctx, asked.OperationID, seen.Payment)
	return shown, err
}

func previewInput(in *ids.Input, input model.OperationPreviewInput) trading.ForeseeInput {
	asked := trading.ForeseeInput{
		OperationID: in.Required(ent.OperationIDPrefix, input.OperationID, "operationId"), Act: input.Action,
		DepositID:        in.Optional(ent.DepositIDPrefix, input.DepositID, "depositId"),
		PayoutID:         in.Optional(ent.PayoutIDPrefix, input.PayoutID, "payoutId"),
		RejectDepositIDs: in.List(ent.DepositIDPrefix, input.RejectDepositIds, "rejectDepositIds"),
		ToOperationID:    in.Optional(ent.OperationIDPrefix, input.ToOperationID, "toOperationId"),
		HouseAccountID:   in.Optional(ent.HouseAccountIDPrefix, input.HouseAccountID, "houseAccountId"),
		Overrides:        input.OverridesReference, VoidReason: text(input.VoidReason), Cause: text(input.Cause),
		OperatorID: in.Optional(ent.UserIDPrefix, input.OperatorID, "operatorId"),
		ProofIDs:   in.List(ent.ProofIDPrefix, input.ProofIds, "proofIds"),
	}
	if input.ExpectedVersion != nil {
		asked.ExpectedVersion = *input.ExpectedVersion
	}
	if input.Amount != nil {
		asked.Amount = *input.Amount
	}
	return asked
}

// operatorAfter shows who would hold an operation; nil for nobody.
func (r *Resolver) operatorAfter(ctx context.Context, id *uuid.UUID) (*view.StaffMember, error) {
	if id == nil {
		return nil, nil
	}
	lens := r.look(ctx)
	if err := r.addPeople(ctx, lens, "OperationPreview.operator", []uuid.UUID{*id}); err != nil {
		return nil, err
	}
	row, found := lens.People[*id]
	if !found {
		return nil, nil
	}
	return view.NewStaffMember(lens, row), nil
}

// previewEntries shows entries of the books that would be made, with the names of their accounts.
func (r *Resolver) previewEntries(ctx context.Context, entries []trading.ForeseenEntry) ([]*model.PreviewEntry, error) {
	shown := make([]*model.PreviewEntry, len(entries))
	for i, entry := range entries {
		names, err := r.Ledger.Names(ctx, entry.Lines)
		if err != nil {
			return nil, err
		}
		shown[i] = &model.PreviewEntry{Kind: entry.Kind, Postings: make([]*model.PreviewPosting, len(entry.Lines))}
		for j, line := range entry.Lines {
			shown[i].Postings[j] = &model.PreviewPosting{Kind: line.Account.Kind, Account: names[j].Name, PcgeCode: names[j].PCGE,
				Money: &money.Money{Amount: line.Amount, Currency: line.Account.Currency}}
		}
	}
	return shown, nil
}

// previewMessages shows what would be told of events, each message once, those to the client first.
func previewMessages(told []trading.ForeseenEvent) []*model.PreviewMessage {
	shown := []*model.PreviewMessage{}
	for _, toClient := range []bool{true, false} {
		for _, event := range told {
			for _, rule := range notify.RulesOf(event.Object, event.Kind, event.Facts) {
				known := func(message *model.PreviewMessage) bool { return message.Kind == rule.Say }
				if slices.Contains(rule.To, notify.ToClient) == toClient && !slices.ContainsFunc(shown, known) {
					shown = append(shown, &model.PreviewMessage{Kind: rule.Say, ToClient: toClient, Channels: rule.Over})
				}
			}
		}
	}
	return shown
}

// previewWarnings warns of money that would leave an account which does not hold it, for callers who may see balances.
func (r *Resolver) previewWarnings(ctx context.Context, operation uuid.UUID, leaves *domain.Leg) ([]*domain.Warning, error) {
	if leaves == nil || !access.Current(ctx).Can(domain.BalancesRead) {
		return nil, nil
	}
	held, _, err := r.Ledger.FundsBehind(ctx, operation, leaves.HouseAccount, money.Amount{})
	if err != nil {
		return nil, fmt.Errorf("look at what an account holds: %w", err)
	}
	return r.warnIfShort(ctx, held, leaves.HouseAccount, leaves.Amount)
}
