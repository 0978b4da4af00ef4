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

// standing is what of a client decides whether it may have another operation, whatever the price.
type standing struct {
	// live is an operation beside which the client may have no other; nil for none.
	live  *ent.Operation
	limit clients.Limit
	// exposure is what bounds the desk; the zero value bounds nobody.
	exposure domain.TraderExposure
}

// standingOf reads how a client stands: in the transaction of a command that holds its lock, or for a look before.
func (s *Service) standingOf(ctx context.Context, from *ent.Client, by access.Actor, client *ent.Customer, now time.Time) (at standing, err error) {
	if at.limit, err = s.clients.LimitFor(ctx, from, client, now); err != nil {
		return standing{}, err
	}
	if !by.IsClient() {
		if at.exposure, err = s.exposureOf(ctx, from, client.OwnerID, now); err != nil {
			return standing{}, err
		}
	}
	if client.ParallelOperations {
		return at, nil
	}
	live, err := from.Operation.Query().Where(operation.ClientID(client.ID), operation.StatusIn(domain.Pending, domain.InProcess)).First(access.AsSystem(ctx))
	if err != nil && !ent.IsNotFound(err) {
		return standing{}, fmt.Errorf("look for a live operation: %w", err)
	}
	at.live = live
	return at, nil
}

// obstacles answers all that refuses an operation to a client who may operate, in the order in which they are told. It is what Create
// asks, in its transaction, and what is told before; nothing else decides.
func (s *Service) obstacles(asked order, at standing) []*domain.Error {
	found := append(s.outsideSelfService(asked), secondAtATime(at.live, asked.actor.Reader()), overLimit(at.limit, asked.usd, asked.actor.Reader()),
		at.exposure.Refusal(asked.usd))
	return slices.DeleteFunc(found, func(e *domain.Error) bool { return e == nil })
}

// outsideSelfService refuses what only a client without the desk is asked: the amount and the moment. For an access token a person
// of the house answers, so its amounts and hours are those of the desk.
func (s *Service) outsideSelfService(asked order) []*domain.Error {
	if !asked.actor.IsClient() {
		return nil
	}
	amount := s.policy.Parameters(asked.now).SelfService.Check(asked.usd)
	if amount != nil {
		amount = amount.At("quoteId")
	}
	return []*domain.Error{amount, asked.calendar.Refusal(asked.now)}
}

// secondAtATime refuses another operation to a client who has one and may not have two.
func secondAtATime(live *ent.Operation, reader domain.Reader) *domain.Error {
	if live == nil {
		return nil
	}
	return reader.Refuse(domain.CodeLiveOperationExists, "Ya tienes la operación %s en curso. Termínala o cancélala antes de iniciar otra.",
		"El cliente ya tiene la operación %s en curso. Termínala o cancélala antes de iniciar otra.", live.Code).
		With("code", live.Code).With("id", live.GlobalID())
}

// overLimit refuses what the client's limit leaves no room for.
func overLimit(limit clients.Limit, usd money.Amount, reader domain.Reader) *domain.Error {
	refusal := limit.Refusal(usd, reader)
	if refusal != nil {
		refusal = refusal.At("quoteId")
	}
	return refusal
}

// Obstacles answers, by quote, all that Create would refuse of quotes to the caller now, whatever accounts are named; a draft of the desk,
// whose client nobody knows yet, is asked for itself alone, and one whose time is over has nothing else to tell. Nothing is held: Create
// asks again. However many quotes of a client there are, the client is read once.
func (s *Service) Obstacles(ctx context.Context, quotes ...*ent.Quote) (map[uuid.UUID][]*domain.Error, error) {
	now, found, known := s.store.Clock().Now(), make(map[uuid.UUID][]*domain.Error, len(quotes)), map[uuid.UUID]prospect{}
	actor, denied := access.Require(ctx, domain.OperationsCreate)
	for _, quote := range quotes {
		refused := denied
		if spent := pricing.Spent(quote, now); refused == nil && spent != nil {
			refused = spent
		}
		var err error
		switch {
		case refused != nil:
			found[quote.ID], err = refusedAlone(refused)
		case quote.ClientID != nil:
			of, read := known[*quote.ClientID]
			if !read {
				if of, err = s.prospect(ctx, actor, *quote.ClientID); err != nil {
					return nil, err
				}
				known[*quote.ClientID] = of
			}
			found[quote.ID] = s.obstaclesOf(of, order{actor: actor, now: now, usd: quote.Usd}, quote.Side)
		}
		if err != nil {
			return nil, err
		}
	}
	return found, nil
}

// prospect is a client who would have an operation.
type prospect struct {
	// refusals are why it may have none, whatever it asks for; nothing else is known of it then.
	refusals []*domain.Error
	client   *ent.Customer
	standing standing
	accounts []*ent.BankAccount
	calendar domain.Calendar
}

// prospect reads all of a client that decides on its operations.
func (s *Service) prospect(ctx context.Context, actor access.Actor, clientID uuid.UUID) (of prospect, err error) {
	from, now := s.store.Read(), s.store.Clock().Now()
	if of.client, err = s.operatingClient(ctx, from, actor, clientID, now); err != nil {
		of.refusals, err = refusedAlone(err)
		return of, err
	}
	if of.calendar, err = s.policy.Calendar(ctx); err != nil {
		return of, err
	}
	if of.standing, err = s.standingOf(ctx, from, actor, of.client, now); err != nil {
		return of, err
	}
	if of.accounts, err = from.BankAccount.Query().Where(bankaccount.ClientID(clientID), bankaccount.RemovedAtIsNil()).All(ctx); err != nil {
		return of, fmt.Errorf("read the accounts of a client: %w", err)
	}
	return of, nil
}

// obstaclesOf answers all that refuses what is asked to a client, with what it lacks to make an operation.
func (s *Service) obstaclesOf(of prospect, asked order, side domain.Side) []*domain.Error {
	if len(of.refusals) > 0 {
		return of.refusals
	}
	asked.client, asked.calendar = of.client, of.calendar
	return append(s.obstacles(asked, of.standing), lackingAccounts(of.accounts, side, asked.actor.Reader())...)
}

// lackingAccounts refuses an operation to a client without an account in one of its currencies: any that it names does not exist.
func lackingAccounts(accounts []*ent.BankAccount, side domain.Side, reader domain.Reader) []*domain.Error {
	var lacking []*domain.Error
	for _, end := range []struct {
		currency money.Currency
		field    string
	}{{side.Terms().Deposit, "sourceAccountId"}, {side.Terms().Payout, "destinationAccountId"}} {
		if !slices.ContainsFunc(accounts, func(row *ent.BankAccount) bool { return row.Currency == end.currency }) {
			lacking = append(lacking, noSuchAccount(end.currency, end.field, reader))
		}
	}
	return lacking
}

// refusedAlone answers the refusals inside an error, and the error that is none.
func refusedAlone(err error) ([]*domain.Error, error) {
	if list := domain.Refusals(err); len(list) > 0 {
		return list, nil
	}
	return nil, err
}
