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
func (a *surroundings) audience(o *occurrence, rule Rule) []person {
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

// members answers who an audience means: those that are the same for every fact here, the others by the fact's chapter.
func (a *surroundings) members(o *occurrence, to Audience) []person {
	switch to {
	case ToClient:
		return a.client(o.ClientID)
	case ToSharers:
		return a.othersWithEmail(o.ClientID)
	case ToOwner:
		if client := a.clients[o.ClientID]; client != nil {
			return a.staff(client.OwnerID)
		}
		return nil
	case ToMasters:
		return a.role(domain.RoleMaster)
	case ToOperators:
		return a.role(domain.RoleOperator)
	case ToMiddleOffice:
		return a.role(domain.RoleMiddleOffice)
	}
	if of := o.chapter(); of.members != nil {
		return of.members(a, o, to)
	}
	return nil
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
