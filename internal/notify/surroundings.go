package notify

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/accesstoken"
	"github.com/qoricash/qoricash/ent/bankaccount"
	"github.com/qoricash/qoricash/ent/customer"
	"github.com/qoricash/qoricash/ent/deposit"
	"github.com/qoricash/qoricash/ent/hold"
	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/ent/session"
	"github.com/qoricash/qoricash/ent/user"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
)

// surroundings are the rows that a batch of facts needs to be told: one statement for each type, whatever the batch holds.
type surroundings struct {
	operations map[uuid.UUID]*ent.Operation
	clients    map[uuid.UUID]*ent.Customer
	users      map[uuid.UUID]*ent.User
	sessions   map[uuid.UUID]*ent.Session
	tokens     map[uuid.UUID]*ent.AccessToken
	accounts   map[uuid.UUID]*ent.BankAccount
	// sharers are the clients of an e-mail.
	sharers map[string][]*ent.Customer
}

// ids is a set of keys.
type ids map[uuid.UUID]bool

func (s ids) add(id uuid.UUID) {
	if id != uuid.Nil {
		s[id] = true
	}
}

func (s ids) list() []uuid.UUID {
	list := make([]uuid.UUID, 0, len(s))
	for id := range s {
		list = append(list, id)
	}
	return list
}

// wanted are the keys that facts name, by the type of the aggregate.
func wanted(found []occurrence) map[domain.ObjectKind]ids {
	want := map[domain.ObjectKind]ids{}
	for _, kind := range []domain.ObjectKind{domain.ObjectOperation, domain.ObjectClient, domain.ObjectUser, domain.ObjectSession, domain.ObjectToken, domain.ObjectAccount} {
		want[kind] = ids{}
	}
	for _, o := range found {
		if set, ok := want[o.Aggregate.Type]; ok {
			set.add(o.Aggregate.ID)
		}
		if o.Aggregate.Type == domain.ObjectOperationAlert {
			want[domain.ObjectOperation].add(o.Aggregate.ID)
		}
		if o.Aggregate.Type == domain.ObjectPerson {
			want[domain.ObjectUser].add(o.Aggregate.ID)
		}
		want[domain.ObjectClient].add(o.ClientID)
		if o.Actor.Kind == string(domain.ActorStaff) {
			want[domain.ObjectUser].add(o.Actor.ID)
		}
		for _, name := range []string{"from", "to", factOperator, factFormerOperator} {
			want[domain.ObjectUser].add(o.facts.id(name))
		}
	}
	return want
}

// look reads the surroundings of facts. It reads as the system, in the dispatcher's transaction.
func look(ctx context.Context, from *ent.Client, found []occurrence) (*surroundings, error) {
	want, around := wanted(found), &surroundings{}
	for _, read := range []func(context.Context, *ent.Client, map[domain.ObjectKind]ids) error{
		around.readOperations, around.readSessions, around.readTokens, around.readAccounts, around.readClients, around.readUsers,
	} {
		if err := read(ctx, from, want); err != nil {
			return nil, fmt.Errorf("read what happened around: %w", err)
		}
	}
	return around, around.readSharers(ctx, from, found)
}

func (a *surroundings) readOperations(ctx context.Context, from *ent.Client, want map[domain.ObjectKind]ids) error {
	rows, err := keyed(ctx, want[domain.ObjectOperation], func(ctx context.Context, keys []uuid.UUID) ([]*ent.Operation, error) {
		return from.Operation.Query().Where(operation.IDIn(keys...)).
			WithDeposits(func(q *ent.DepositQuery) { q.Where(deposit.DecidedAtNotNil()) }).
			WithHolds(func(q *ent.HoldQuery) { q.Order(hold.ByID()) }).All(ctx)
	}, func(row *ent.Operation) uuid.UUID { return row.ID })
	for _, row := range rows {
		want[domain.ObjectClient].add(row.ClientID)
		want[domain.ObjectUser].add(row.TraderID)
		if row.OperatorID != nil {
			want[domain.ObjectUser].add(*row.OperatorID)
		}
	}
	a.operations = rows
	return err
}

func (a *surroundings) readSessions(ctx context.Context, from *ent.Client, want map[domain.ObjectKind]ids) (err error) {
	a.sessions, err = keyed(ctx, want[domain.ObjectSession], func(ctx context.Context, keys []uuid.UUID) ([]*ent.Session, error) {
		return from.Session.Query().Where(session.IDIn(keys...)).All(ctx)
	}, func(row *ent.Session) uuid.UUID { return row.ID })
	for _, row := range a.sessions {
		if row.UserID != nil {
			want[domain.ObjectUser].add(*row.UserID)
		}
		if row.ClientID != nil {
			want[domain.ObjectClient].add(*row.ClientID)
		}
	}
	return err
}

func (a *surroundings) readTokens(ctx context.Context, from *ent.Client, want map[domain.ObjectKind]ids) (err error) {
	a.tokens, err = keyed(ctx, want[domain.ObjectToken], func(ctx context.Context, keys []uuid.UUID) ([]*ent.AccessToken, error) {
		return from.AccessToken.Query().Where(accesstoken.IDIn(keys...)).All(ctx)
	}, func(row *ent.AccessToken) uuid.UUID { return row.ID })
	for _, row := range a.tokens {
		want[domain.ObjectUser].add(row.HolderID)
	}
	return err
}

func (a *surroundings) readAccounts(ctx context.Context, from *ent.Client, want map[domain.ObjectKind]ids) (err error) {
	a.accounts, err = keyed(ctx, want[domain.ObjectAccount], func(ctx context.Context, keys []uuid.UUID) ([]*ent.BankAccount, error) {
		return from.BankAccount.Query().Where(bankaccount.IDIn(keys...)).All(ctx)
	}, func(row *ent.BankAccount) uuid.UUID { return row.ID })
	return err
}

func (a *surroundings) readClients(ctx context.Context, from *ent.Client, want map[domain.ObjectKind]ids) (err error) {
	a.clients, err = keyed(ctx, want[domain.ObjectClient], func(ctx context.Context, keys []uuid.UUID) ([]*ent.Customer, error) {
		return from.Customer.Query().Where(customer.IDIn(keys...)).All(ctx)
	}, func(row *ent.Customer) uuid.UUID { return row.ID })
	for _, row := range a.clients {
		want[domain.ObjectUser].add(row.OwnerID)
	}
	return err
}

// readUsers reads everybody who is active, for the audiences that are roles, and those that the facts name.
func (a *surroundings) readUsers(ctx context.Context, from *ent.Client, want map[domain.ObjectKind]ids) error {
	rows, err := from.User.Query().Where(user.Or(user.StatusEQ(domain.UserActive), user.IDIn(want[domain.ObjectUser].list()...))).All(ctx)
	a.users = make(map[uuid.UUID]*ent.User, len(rows))
	for _, row := range rows {
		a.users[row.ID] = row
	}
	return err
}

func (a *surroundings) readSharers(ctx context.Context, from *ent.Client, found []occurrence) error {
	var emails []string
	for _, o := range found {
		if client := a.clients[o.ClientID]; client != nil && shared.hold(o.facts) {
			emails = append(emails, client.Email)
		}
	}
	a.sharers = map[string][]*ent.Customer{}
	if len(emails) == 0 {
		return nil
	}
	rows, err := from.Customer.Query().Where(customer.EmailIn(emails...), customer.StatusEQ(domain.ClientActive)).All(ctx)
	if err != nil {
		return fmt.Errorf("read the clients of an e-mail: %w", err)
	}
	for _, row := range rows {
		a.sharers[row.Email] = append(a.sharers[row.Email], row)
	}
	return nil
}

// keyed reads rows by their keys, and nothing where there are none.
func keyed[Row any](ctx context.Context, want ids, read func(context.Context, []uuid.UUID) ([]Row, error), key func(Row) uuid.UUID) (map[uuid.UUID]Row, error) {
	byKey := make(map[uuid.UUID]Row, len(want))
	if len(want) == 0 {
		return byKey, nil
	}
	rows, err := read(ctx, want.list())
	for _, row := range rows {
		byKey[key(row)] = row
	}
	return byKey, err
}

// occurrence is an event that somebody may have to be told of.
type occurrence struct {
	event.Event
	facts facts
	rules []Rule
	// moved is how many clients moved from one portfolio to another in the one act that this event stands for; 1 for others.
	moved int
}
