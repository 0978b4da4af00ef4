package notify

import (
	"slices"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/domain"
)

// person is somebody who hears of a fact.
type person struct {
	user   *ent.User
	client *ent.Customer
}

func (p person) recipient() Recipient {
	if p.user != nil {
		return Recipient{Kind: domain.ActorStaff, ID: p.user.ID}
	}
	return Recipient{Kind: domain.ActorClient, ID: p.client.ID}
}

func (p person) email() string {
	if p.user != nil {
		return p.user.Email
	}
	return p.client.Email
}

// name is how a message greets.
func (p person) name() string {
	if p.user != nil {
		return unlinked(p.user.Name)
	}
	return greetingName(p.client)
}

// unlinked is a name for a greeting, empty where programs that read mail would make a link of it: letters go to addresses that nobody
// proved, and whoever registers chooses both.
func unlinked(name string) string {
	if domain.HasLink(name) {
		return ""
	}
	return name
}

// greetingName is how a letter greets a client: by the given names, or the whole name of who has none; a company by its contact or its
// name.
func greetingName(client *ent.Customer) string {
	for _, name := range []*string{client.GivenNames, client.ContactName} {
		if name != nil && *name != "" {
			return unlinked(domain.SpokenName(*name))
		}
	}
	if client.DocumentType != domain.DocumentRUC {
		return unlinked(domain.SpokenName(client.FullName))
	}
	return unlinked(client.FullName)
}

// audience answers who hears of an occurrence by a rule, each person once.
func (a *surroundings) audience(o occurrence, rule Rule) []person {
	var people []person
	for _, to := range rule.To {
		for _, p := range a.members(o, to) {
			if to.ofTheHouse() && p.user != nil && p.user.ID == o.Actor.ID {
				continue
			}
			if !slices.ContainsFunc(people, func(other person) bool { return other.recipient() == p.recipient() }) {
				people = append(people, p)
			}
		}
	}
	return people
}

func (a *surroundings) members(o occurrence, to Audience) []person {
	switch to {
	case ToClient:
		return a.client(a.clientOf(o))
	case ToPerson:
		return a.self(o)
	case ToSharers:
		return a.othersWithEmail(a.clientOf(o))
	case ToMasters:
		return a.role(domain.RoleMaster)
	case ToOperators:
		return a.role(domain.RoleOperator)
	case ToMiddleOffice:
		return a.role(domain.RoleMiddleOffice)
	case ToWhoeverPays:
		if holder := a.staff(a.named(o, ToOperator)); len(holder) > 0 {
			return holder
		}
		return a.role(domain.RoleOperator)
	}
	return a.staff(a.named(o, to))
}

// named answers the one person of the house that an audience means; uuid.Nil for nobody.
func (a *surroundings) named(o occurrence, to Audience) uuid.UUID {
	operation, client, token := a.operations[o.Aggregate.ID], a.clients[a.clientOf(o)], a.tokens[o.Aggregate.ID]
	switch {
	case to == ToTrader && operation != nil:
		return operation.TraderID
	case to == ToOperator && operation != nil && operation.OperatorID != nil:
		return *operation.OperatorID
	case to == ToNamedOperator:
		return o.facts.id(factOperator)
	case to == ToFormerOperator:
		return o.facts.id(factFormerOperator)
	case to == ToOwner && client != nil:
		return client.OwnerID
	case to == ToNewOwner:
		return o.facts.id("to")
	case to == ToFormerOwner:
		return o.facts.id("from")
	case to == ToHolder && token != nil:
		return token.HolderID
	}
	return uuid.Nil
}

// clientOf answers the client that an occurrence is about; uuid.Nil for none.
func (a *surroundings) clientOf(o occurrence) uuid.UUID {
	if operation := a.operations[o.Aggregate.ID]; operation != nil {
		return operation.ClientID
	}
	return o.ClientID
}

// self answers the person whose own access an occurrence is about.
func (a *surroundings) self(o occurrence) []person {
	switch row := a.sessions[o.Aggregate.ID]; {
	case row != nil && row.UserID != nil:
		return a.staff(*row.UserID)
	case row != nil && row.ClientID != nil:
		return a.client(*row.ClientID)
	case o.ClientID != uuid.Nil:
		return a.client(o.ClientID)
	}
	return a.staff(o.Aggregate.ID)
}

func (a *surroundings) client(id uuid.UUID) []person {
	if row := a.clients[id]; row != nil {
		return []person{{client: row}}
	}
	return nil
}

// staff answers somebody who works here: neither the house itself nor who left.
func (a *surroundings) staff(id uuid.UUID) []person {
	if row := a.users[id]; row != nil && works(row) {
		return []person{{user: row}}
	}
	return nil
}

func works(row *ent.User) bool { return row.Status == domain.UserActive && !row.IsHouse }

func (a *surroundings) role(role domain.Role) []person {
	var people []person
	for _, row := range a.users {
		if row.Role == role && works(row) {
			people = append(people, person{user: row})
		}
	}
	return people
}

func (a *surroundings) othersWithEmail(client uuid.UUID) []person {
	row := a.clients[client]
	if row == nil {
		return nil
	}
	var people []person
	for _, other := range a.sharers[row.Email] {
		if other.ID != client {
			people = append(people, person{client: other})
		}
	}
	return people
}
