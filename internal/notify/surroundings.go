package notify

import (
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/customer"
	"github.com/qoricash/qoricash/ent/user"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
)

// surroundings are the rows that a batch of facts needs to be told: one statement for each type, whatever the batch holds. Clients and
// people are read here, the rest by the chapters.
type surroundings struct {
	clients map[uuid.UUID]*ent.Customer
	users   map[uuid.UUID]*ent.User
	// sharers are the clients of an e-mail.
	sharers map[string][]*ent.Customer
	// rows are those of the chapters, by their keys.
	rows map[uuid.UUID]any
	// documented are the operations that asked for an electronic document, files the PDFs of documents, and replaced the numbers of those that
	// they replace.
	documented ids
	files      map[uuid.UUID]uuid.UUID
	replaced   map[uuid.UUID]string
	// The clients, people, operations and documents that are still to be read.
	wantedClients, wantedUsers, wantedDocuments, wantedFiles ids
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

// keep keeps a row of a chapter.
func (a *surroundings) keep(id uuid.UUID, row any) { a.rows[id] = row }

// rowOf answers a row that a chapter kept, of the type that it kept it with; zero for none.
func rowOf[Row any](a *surroundings, id uuid.UUID) Row {
	row, _ := a.rows[id].(Row)
	return row
}

// wantUsers has people of the house read; it passes over uuid.Nil.
func (a *surroundings) wantUsers(people ...uuid.UUID) {
	for _, id := range people {
		a.wantedUsers.add(id)
	}
}

// wantOwner has the person of a row read that belongs to one.
func (a *surroundings) wantOwner(user, client *uuid.UUID) {
	if user != nil {
		a.wantedUsers.add(*user)
	}
	if client != nil {
		a.wantedClients.add(*client)
	}
}

// aggregates are the things that facts are about, of those types, or of all.
func aggregates(found []*occurrence, types ...domain.ObjectKind) ids {
	keys := ids{}
	for _, o := range found {
		if len(types) == 0 || slices.Contains(types, o.Aggregate.Type) {
			keys.add(o.Aggregate.ID)
		}
	}
	return keys
}

// look reads the surroundings of facts: each chapter what its own need, then the clients and people that they name. It reads as the
// system, in the dispatcher's transaction.
func look(ctx context.Context, from *ent.Client, found []*occurrence) (*surroundings, error) {
	around := &surroundings{rows: map[uuid.UUID]any{}, wantedClients: ids{}, wantedUsers: ids{}, wantedDocuments: ids{}, wantedFiles: ids{}}
	byChapter := map[*chapter][]*occurrence{}
	for _, o := range found {
		if of := o.chapter(); of.read != nil {
			byChapter[of] = append(byChapter[of], o)
		}
	}
	for of, facts := range byChapter {
		if err := of.read(ctx, from, facts, around); err != nil {
			return nil, fmt.Errorf("read what happened around %s: %w", of.folder, err)
		}
	}
	for _, o := range found {
		around.wantedClients.add(o.ClientID)
		if o.Actor.Kind == string(domain.ActorStaff) {
			around.wantedUsers.add(o.Actor.ID)
		}
	}
	for _, read := range []func() error{
		func() error { return around.readClients(ctx, from) },
		func() error { return around.readUsers(ctx, from) },
		func() error { return around.readSharers(ctx, from, found) },
		func() error { return around.readDocuments(ctx, from) },
	} {
		if err := read(); err != nil {
			return nil, fmt.Errorf("read what happened around: %w", err)
		}
	}
	return around, nil
}

func (a *surroundings) readClients(ctx context.Context, from *ent.Client) (err error) {
	a.clients, err = keyed(ctx, a.wantedClients, func(ctx context.Context, keys []uuid.UUID) ([]*ent.Customer, error) {
		return from.Customer.Query().Where(customer.IDIn(keys...)).All(ctx)
	}, func(row *ent.Customer) uuid.UUID { return row.ID })
	for _, row := range a.clients {
		a.wantedUsers.add(row.OwnerID)
	}
	return err
}

// readUsers reads everybody who is active, for the audiences that are roles, and those that the facts name.
func (a *surroundings) readUsers(ctx context.Context, from *ent.Client) error {
	rows, err := from.User.Query().Where(user.Or(user.StatusEQ(domain.UserActive), user.IDIn(a.wantedUsers.list()...))).All(ctx)
	a.users = make(map[uuid.UUID]*ent.User, len(rows))
	for _, row := range rows {
		a.users[row.ID] = row
	}
	return err
}

func (a *surroundings) readSharers(ctx context.Context, from *ent.Client, found []*occurrence) error {
	var emails []string
	for _, o := range found {
		if client := a.clients[o.ClientID]; client != nil && o.speaksTo(ToSharers) {
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

// occurrence is an event that somebody may have to be told of. Its facts are read once.
type occurrence struct {
	event.Event
	facts any
	// rules are those of the fact whose conditions hold, all of one chapter.
	rules []Rule
	// moved is how many clients moved from one portfolio to another in the one act that this event stands for; 1 for others.
	moved int
	// gone tells that what it is about is not there any more: nobody is told.
	gone bool
}

func (o *occurrence) chapter() *chapter { return o.rules[0].chapter }

func (o *occurrence) speaksTo(to Audience) bool {
	return o.any(func(rule Rule) bool { return slices.Contains(rule.To, to) })
}

// any tells whether one of its rules is such a one.
func (o *occurrence) any(such func(Rule) bool) bool { return slices.ContainsFunc(o.rules, such) }
