package trading

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/bankaccount"
	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/clients"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/pricing"
)

// order is what an operation is asked for, whatever accounts it will name.
type order struct {
	actor    access.Actor
	now      time.Time
	client   *ent.Customer
	usd      money.Amount
	calendar domain.Calendar
}

// obstacles answers all that refuses an operation to a client who may operate, in the order in which they are told. It is what Create
// asks, in its transaction, and what is told before; nothing else decides. The client's limit comes with it.
func (s *Service) obstacles(ctx context.Context, from *ent.Client, asked order) ([]*domain.Error, clients.Limit, error) {
	found := s.outsideSelfService(asked)
	live, err := s.secondAtATime(ctx, from, asked.client, asked.actor.Reader())
	if err != nil {
		return nil, clients.Limit{}, err
	}
	limit, over, err := s.overLimit(ctx, from, asked.client, asked.usd, asked.actor.Reader())
	if err != nil {
		return nil, clients.Limit{}, err
	}
	return slices.DeleteFunc(append(found, live, over), func(e *domain.Error) bool { return e == nil }), limit, nil
}

// outsideSelfService refuses what only a client without the desk is asked: the amount and the moment. For an access token a person
// of the house answers, so its amounts and hours are those of the desk.
func (s *Service) outsideSelfService(asked order) []*domain.Error {
	if !asked.actor.IsClient() {
		return nil
	}
	amount := s.policy.SelfService.Check(asked.usd)
	if amount != nil {
		amount = amount.At("quoteId")
	}
	return []*domain.Error{amount, asked.calendar.Refusal(asked.now)}
}

// secondAtATime refuses another operation to a client who has one and may not have two.
func (s *Service) secondAtATime(ctx context.Context, from *ent.Client, client *ent.Customer, reader domain.Reader) (*domain.Error, error) {
	if client.ParallelOperations {
		return nil, nil
	}
	first, err := from.Operation.Query().Where(operation.ClientID(client.ID), operation.StatusIn(domain.Pending, domain.InProcess)).
		First(access.AsSystem(ctx))
	if ent.IsNotFound(err) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("look for a live operation: %w", err)
	}
	return reader.Refuse(domain.CodeLiveOperationExists, "Ya tienes la operación %s en curso. Termínala o cancélala antes de iniciar otra.",
		"El cliente ya tiene la operación %s en curso. Termínala o cancélala antes de iniciar otra.", first.Code).
		With("code", first.Code).With("id", first.GlobalID()), nil
}

// overLimit refuses what the client's limit leaves no room for, and answers that limit. Operations in except do not count: the one that
// is being amended.
func (s *Service) overLimit(ctx context.Context, from *ent.Client, client *ent.Customer, usd money.Amount, reader domain.Reader,
	except ...uuid.UUID) (clients.Limit, *domain.Error, error) {
	limit, err := s.clients.LimitFor(ctx, from, client, except...)
	if err != nil {
		return clients.Limit{}, nil, err
	}
	refusal := limit.Refusal(usd, reader)
	if refusal != nil {
		refusal = refusal.At("quoteId")
	}
	return limit, refusal, nil
}

// Obstacles answers all that Create would refuse of a quote to the caller now, whatever accounts are named; a draft of the desk, whose
// client nobody knows yet, is asked for itself alone, and one whose time is over has nothing else to tell. Nothing is held: Create asks again.
func (s *Service) Obstacles(ctx context.Context, quote *ent.Quote) ([]*domain.Error, error) {
	actor, err := access.Require(ctx, domain.OperationsCreate)
	if err != nil {
		return refusedAlone(nil, err)
	}
	now := s.store.Clock().Now()
	if spent := pricing.Spent(quote, now); spent != nil {
		return refusedAlone(nil, spent)
	}
	if quote.ClientID == nil {
		return nil, nil
	}
	return s.obstaclesOf(ctx, actor, now, *quote.ClientID, quote.Side, quote.Usd)
}

// obstaclesOf answers all that refuses an operation of a client, with what it lacks to make one.
func (s *Service) obstaclesOf(ctx context.Context, actor access.Actor, now time.Time, clientID uuid.UUID, side domain.Side, usd money.Amount) ([]*domain.Error, error) {
	from := s.store.Read()
	client, err := s.operatingClient(ctx, from, actor, clientID)
	if err != nil {
		return refusedAlone(nil, err)
	}
	calendar, err := s.policy.Calendar(ctx)
	if err != nil {
		return nil, err
	}
	found, _, err := s.obstacles(ctx, from, order{actor: actor, now: now, client: client, usd: usd, calendar: calendar})
	if err != nil {
		return nil, err
	}
	lacking, err := s.lackingAccounts(ctx, from, client, side, actor.Reader())
	return append(found, lacking...), err
}

// lackingAccounts refuses an operation to a client without an account in one of its currencies: any that it names does not exist.
func (s *Service) lackingAccounts(ctx context.Context, from *ent.Client, client *ent.Customer, side domain.Side, reader domain.Reader) ([]*domain.Error, error) {
	rows, err := from.BankAccount.Query().Where(bankaccount.ClientID(client.ID), bankaccount.RemovedAtIsNil()).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the accounts of a client: %w", err)
	}
	var lacking []*domain.Error
	for _, end := range []struct {
		currency money.Currency
		field    string
	}{{side.Terms().Deposit, "sourceAccountId"}, {side.Terms().Payout, "destinationAccountId"}} {
		if !slices.ContainsFunc(rows, func(row *ent.BankAccount) bool { return row.Currency == end.currency }) {
			lacking = append(lacking, noSuchAccount(end.currency, end.field, reader))
		}
	}
	return lacking, nil
}

// refusedAlone answers the refusals inside an error, and the error that is none.
func refusedAlone(found []*domain.Error, err error) ([]*domain.Error, error) {
	if list := domain.Refusals(err); len(list) > 0 {
		return append(found, list...), nil
	}
	return nil, err
}
