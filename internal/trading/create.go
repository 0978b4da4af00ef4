package trading

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/bankaccount"
	"github.com/qoricash/qoricash/ent/customer"
	"github.com/qoricash/qoricash/ent/quote"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/clientele"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/rewards"
	"github.com/qoricash/qoricash/internal/store"
)

// CreateInput asks for an operation from a quote.
type CreateInput struct {
	IdempotencyKey       string    `json:"-"`
	QuoteID              uuid.UUID `json:"quoteId"`
	SourceAccountID      uuid.UUID `json:"sourceAccountId"`
	DestinationAccountID uuid.UUID `json:"destinationAccountId"`
	// ClientID serves the desk with a draft quote; uuid.Nil otherwise.
	ClientID uuid.UUID `json:"clientId"`
	// OperatorID is who shall pay, named by the desk; uuid.Nil lets the least loaded operator do it.
	OperatorID uuid.UUID      `json:"operatorId"`
	Channel    domain.Channel `json:"channel"`
	// DepositID is money of the client that waits in another operation: the new one is for exactly that amount and begins with it.
	// uuid.Nil for an operation whose money is still to come.
	DepositID uuid.UUID `json:"depositId"`
}

// oneLivePerClient is the index that keeps one live operation per client, whatever races.
const oneLivePerClient = "operations_one_live_per_client"

// Create makes an operation: the client itself from its own quote, or the desk for a client (RULE-OP-2: all channels, the
// same checks). Every refusal carries its figures and the next step; QUOTE_EXPIRED lets the caller offer a fresh quote.
func (s *Service) Create(ctx context.Context, in CreateInput) (uuid.UUID, store.Replay, error) {
	actor, err := access.Require(ctx, domain.OperationsCreate)
	if err != nil {
		return uuid.Nil, false, err
	}
	clientID, err := s.clientOf(ctx, actor, in)
	if err != nil {
		return uuid.Nil, false, err
	}
	calendar, err := s.policy.Calendar(ctx)
	if err != nil {
		return uuid.Nil, false, err
	}
	locks, err := s.lockOfDeposit(ctx, in.DepositID)
	if err != nil {
		return uuid.Nil, false, err
	}
	trader, err := s.exposed(ctx, actor, clientID)
	if err != nil {
		return uuid.Nil, false, err
	}
	if trader != uuid.Nil {
		locks = append(locks, lockOfExposure(trader))
	}
	command := store.Command{Action: "operation.create", Key: in.IdempotencyKey, Input: in, Locks: append(locks, clientele.Lock(clientID))}
	// Money that the operation begins with brings it to an operator at once.
	if in.OperatorID != uuid.Nil || in.DepositID != uuid.Nil {
		command.Roster = store.RosterStands
	}
	id, replayed, err := store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (uuid.UUID, error) {
		return s.create(ctx, tx, clientID, trader, in, calendar)
	})
	if store.IsUniqueViolation(err, oneLivePerClient) {
		return uuid.Nil, false, actor.Reader().Refuse(domain.CodeLiveOperationExists, "Ya tienes una operación en curso.", "El cliente ya tiene una operación en curso.")
	}
	return id, replayed, s.monitoring.AfterRefusal(ctx, rewards.InWords(err, actor.Reader()))
}

// clientOf answers whose operation it will be: the client itself, the client of the quote, or the one that the desk names.
func (s *Service) clientOf(ctx context.Context, actor access.Actor, in CreateInput) (uuid.UUID, error) {
	if actor.IsClient() {
		return actor.ID, nil
	}
	row, err := s.store.Read().Quote.Query().Where(quote.ID(in.QuoteID)).Only(ctx)
	if ent.IsNotFound(err) {
		return uuid.Nil, domain.Refuse(domain.CodeNotFound, "No existe esa cotización.").At("quoteId")
	}
	if err != nil {
		return uuid.Nil, fmt.Errorf("read the quote: %w", err)
	}
	switch {
	case row.ClientID == nil && in.ClientID == uuid.Nil:
		return uuid.Nil, domain.Refuse(domain.CodeRequired, "La cotización es un borrador de mesa: indica para qué cliente es.").At("clientId")
	case row.ClientID == nil:
		return in.ClientID, nil
	case in.ClientID != uuid.Nil && in.ClientID != *row.ClientID:
		return uuid.Nil, domain.Refuse(domain.CodeInvalid, "La cotización pertenece a otro cliente.").At("clientId")
	}
	return *row.ClientID, nil
}

func (s *Service) create(ctx context.Context, tx *store.Tx, clientID, trader uuid.UUID, in CreateInput, calendar domain.Calendar) (uuid.UUID, error) {
	client, err := s.operatingClient(ctx, tx.Client(), tx.Actor, clientID, tx.Now)
	if err != nil {
		return uuid.Nil, err
	}
	if err := s.stillExposed(tx, client, trader); err != nil {
		return uuid.Nil, err
	}
	price, err := s.pricing.Take(ctx, tx, in.QuoteID, clientID)
	if err != nil {
		return uuid.Nil, err
	}
	// The locks of the client and of the exposure are held, so that of two operations at once not both pass.
	asked := order{actor: tx.Actor, now: tx.Now, client: client, usd: price.Usd, calendar: calendar}
	at, err := s.standingOf(ctx, tx.Client(), tx.Actor, client, tx.Now)
	if err != nil {
		return uuid.Nil, err
	}
	if obstacles := s.obstacles(asked, at); len(obstacles) > 0 {
		return uuid.Nil, obstacles[0]
	}
	accounts, err := s.accountsFor(ctx, tx, client, price.Side, in)
	if err != nil {
		return uuid.Nil, err
	}
	operator, err := s.namedOperator(ctx, tx, in.OperatorID)
	if err != nil {
		return uuid.Nil, err
	}
	rules := s.policy.Parameters(tx.Now).Deadlines(calendar)
	row, err := s.insert(ctx, tx, client, price, accounts, operator, in.Channel, rules)
	if err != nil {
		return uuid.Nil, err
	}
	if err := s.monitoring.Accept(ctx, tx, row); err != nil {
		return uuid.Nil, err
	}
	if err := s.rewards.Reserve(ctx, tx, row, price); err != nil {
		return uuid.Nil, err
	}
	if err := s.monitoring.Count(ctx, tx, row); err != nil {
		return uuid.Nil, err
	}
	tx.Emit(eventOf(row, domain.EventCreated, domain.OperationFacts{To: domain.Pending, USD: &row.Usd, PEN: &row.Pen,
		Rate: &row.Rate, Limit: at.limit.After(row.Usd, money.Amount{}), Sealed: s.sealedBirth(row)}))
	tx.Audit(audit.Entry{ObjectKind: domain.ObjectOperation, ObjectID: row.ID, After: map[string]any{"code": row.Code, "clientId": clientID,
		"quoteId": in.QuoteID, "side": row.Side, "usd": row.Usd, "pen": row.Pen, "rate": row.Rate, "status": row.Status}})
	if in.DepositID == uuid.Nil {
		return row.ID, nil
	}
	return row.ID, s.beginWith(ctx, &change{service: s, tx: tx, reads: tx.Client(), log: tx, rules: rules, row: row}, in.DepositID)
}

// sealedBirth is what an operation is for good.
func (s *Service) sealedBirth(row *ent.Operation) *domain.SealedFacts {
	return &domain.SealedFacts{Quote: &row.QuoteID, Price: priceOf(row), HouseAccount: &row.DepositAccountID, Operator: row.NamedOperatorID,
		Birth: &domain.SealedBirth{Code: row.Code, Side: row.Side, Channel: row.Channel, Exclusive: row.Exclusive, SourceAccount: row.SourceAccountID,
			DestinationAccount: row.DestinationAccountID, Instructions: s.keyedHash(AccountFields(row.ID, row.DepositSnapshot))},
		Source: s.keyedHash(AccountFields(row.ID, row.SourceSnapshot)), Destination: s.keyedHash(AccountFields(row.ID, row.DestinationSnapshot))}
}

// operatingClient answers the client when the caller may operate for it and it may operate at all.
func (s *Service) operatingClient(ctx context.Context, from *ent.Client, by access.Actor, clientID uuid.UUID, now time.Time) (*ent.Customer, error) {
	client, err := from.Customer.Query().Where(customer.ID(clientID)).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, domain.Refuse(domain.CodeNotFound, "No existe ese cliente.").At("clientId")
	}
	if err != nil {
		return nil, fmt.Errorf("read the client: %w", err)
	}
	if by.Reach(domain.OperationsCreate) == domain.ReachPortfolio && client.OwnerID != by.ID {
		return nil, domain.Refuse(domain.CodeForbidden, "El cliente ya no está en tu cartera.").At("clientId")
	}
	if err := s.mayOperate(ctx, from, client, by, now, domain.ClientOperates); err != nil {
		return nil, err
	}
	return client, nil
}

// mayOperate refuses a client who may not bind the house to a price, whether by a new operation or by a new amount of one.
func (s *Service) mayOperate(ctx context.Context, from *ent.Client, client *ent.Customer, by access.Actor, now time.Time, act domain.ClientAct) error {
	if client.Status != domain.ClientActive {
		return by.Reader().Refuse(domain.CodeClientInactive, "Tu cuenta no está activa y no puedes operar. Completa tu registro o comunícate con la casa.",
			"El cliente no está activo y no puede operar. Debe completar su registro o comunicarse con la casa.").With("status", client.Status)
	}
	if refusal := domain.AdmitsTrading(client.KycStatus, client.KycRejection, by.Reader()); refusal != nil {
		return refusal
	}
	if err := s.restriction.Admit(ctx, from, client.ID, act, by.Reader()); err != nil {
		return err
	}
	if s.policy.Parameters(now).KYCStrict && client.KycStatus != domain.KYCApproved {
		return by.Reader().Refuse(domain.CodeKYCIncomplete, "Falta aprobar tu identificación. Sube los documentos pendientes para operar.",
			"Falta aprobar la identificación del cliente. Sube los documentos pendientes para operar.").With("kycStatus", client.KycStatus)
	}
	return nil
}

// accounts are the three ends of an operation's money.
type accounts struct {
	source, destination *ent.BankAccount
	deposit             *ent.HouseAccount
}

func (s *Service) accountsFor(ctx context.Context, tx *store.Tx, client *ent.Customer, side domain.Side, in CreateInput) (accounts, error) {
	var faults domain.Faults
	var found accounts
	terms := side.Terms()
	var err error
	if found.source, err = s.clientAccount(ctx, tx, client, in.SourceAccountID, terms.Deposit, "sourceAccountId", &faults); err != nil {
		return accounts{}, err
	}
	if found.destination, err = s.clientAccount(ctx, tx, client, in.DestinationAccountID, terms.Payout, "destinationAccountId", &faults); err != nil {
		return accounts{}, err
	}
	if err := faults.Err(); err != nil {
		return accounts{}, err
	}
	deposit, err := s.treasury.DepositAccountFor(ctx, tx, terms.Deposit, found.source.Bank)
	found.deposit = deposit.Account
	return found, err
}

func (s *Service) clientAccount(ctx context.Context, tx *store.Tx, client *ent.Customer, id uuid.UUID, currency money.Currency, field string,
	faults *domain.Faults) (*ent.BankAccount, error) {
	row, err := tx.BankAccount.Query().Where(bankaccount.ID(id), bankaccount.RemovedAtIsNil()).Only(ctx)
	switch {
	case ent.IsNotFound(err):
		faults.Add(noSuchAccount(currency, field, tx.Actor.Reader()))
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("read the bank account: %w", err)
	case row.ClientID != client.ID:
		faults.Add(tx.Actor.Reader().Refuse(domain.CodeAccountNotOwned, "La cuenta no es tuya. Usa una cuenta a tu nombre.",
			"La cuenta no pertenece al cliente. Usa una cuenta a su nombre.").At(field))
	case row.Currency != currency:
		faults.Add(domain.Refuse(domain.CodeInvalid, "La cuenta debe estar en %s.", currency.Symbol()).At(field).With("currency", currency))
	}
	return row, nil
}

func noSuchAccount(currency money.Currency, field string, reader domain.Reader) *domain.Error {
	return reader.Refuse(domain.CodeNotFound, "No existe esa cuenta bancaria. Agrega una cuenta en %s a tu nombre.",
		"No existe esa cuenta bancaria. Agrega una cuenta en %s a nombre del cliente.", currency.Symbol()).
		At(field).With("currency", currency)
}

func (s *Service) namedOperator(ctx context.Context, tx *store.Tx, id uuid.UUID) (*uuid.UUID, error) {
	if id == uuid.Nil {
		return nil, nil
	}
	if !tx.Actor.IsStaff() {
		return nil, domain.Refuse(domain.CodeForbidden, "El operador lo asigna la casa.").At("operatorId")
	}
	if err := activeOperator(ctx, tx.Client(), id, "operatorId"); err != nil {
		return nil, err
	}
	return &id, nil
}

func (s *Service) insert(ctx context.Context, tx *store.Tx, client *ent.Customer, price *ent.Quote, accounts accounts, operator *uuid.UUID,
	channel domain.Channel, rules domain.DeadlineRules) (*ent.Operation, error) {
	number, err := nextNumber(ctx, tx)
	if err != nil {
		return nil, err
	}
	create := tx.Operation.Create().SetCreatedAt(tx.Now).SetUpdatedAt(tx.Now).SetNumber(number).SetCode(fmt.Sprintf("EXP-%d", number)).
		SetVersion(1).SetStatus(domain.Pending).SetSide(price.Side).SetChannel(channel).SetFixedCurrency(price.FixedCurrency).
		SetUsd(price.Usd).SetPen(price.Pen).SetRate(price.Rate).SetPublicRate(price.PublicRate).SetNillableBaseRate(price.BaseRate).
		SetDiscountPips(price.DiscountPips).SetNegotiated(price.Negotiated).SetQuoteID(price.ID).
		SetClientID(client.ID).SetTraderID(client.OwnerID).SetNillableNamedOperatorID(operator).
		SetCreatedByKind(tx.Actor.Kind).SetCreatedBy(tx.Actor.ID).SetExclusive(!client.ParallelOperations).
		SetSourceAccountID(accounts.source.ID).SetSourceSnapshot(snapshot(accounts.source)).
		SetDestinationAccountID(accounts.destination.ID).SetDestinationSnapshot(snapshot(accounts.destination)).
		SetDepositAccountID(accounts.deposit.ID).SetDepositSnapshot(houseSnapshot(accounts.deposit))
	if first := rules.FirstDeadline(channel, tx.Now); !first.Ends.IsZero() {
		create.SetWindowEndsAt(first.Ends).SetExpiresAt(first.Ends)
	}
	row, err := create.Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("insert the operation: %w", err)
	}
	return row, nil
}

func nextNumber(ctx context.Context, tx *store.Tx) (int64, error) {
	rows, err := tx.QueryContext(ctx, `SELECT nextval('operation_numbers')`)
	if err != nil {
		return 0, fmt.Errorf("number the operation: %w", err)
	}
	defer rows.Close()
	var number int64
	for rows.Next() {
		if err := rows.Scan(&number); err != nil {
			return 0, fmt.Errorf("number the operation: %w", err)
		}
	}
	return number, rows.Err()
}

func snapshot(a *ent.BankAccount) domain.AccountSnapshot {
	return domain.AccountSnapshot{Bank: a.Bank, Currency: a.Currency, Kind: a.Kind, Number: a.Number, CCI: a.Cci}
}

func houseSnapshot(a *ent.HouseAccount) domain.AccountSnapshot {
	return domain.AccountSnapshot{Bank: a.Bank, Currency: a.Currency, Number: a.Number, CCI: a.Cci, Holder: a.Holder}
}
