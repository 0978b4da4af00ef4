package clients

import (
	"maps"
	"reflect"
	"slices"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
)

// changes are what an update of a client changes: in the row, and in the words of the audit trail.
type changes struct {
	update        *ent.CustomerUpdateOne
	before, after map[string]any
}

func newChanges(update *ent.CustomerUpdateOne) *changes {
	return &changes{update: update, before: map[string]any{}, after: map[string]any{}}
}

// differs notes a field whose value is another now, and tells whether it is.
func (c *changes) differs(field string, before, after any) bool {
	if reflect.DeepEqual(before, after) {
		return false
	}
	c.before[field], c.after[field] = before, after
	return true
}

func (c *changes) has(field string) bool { return c.after[field] != nil }

func (c *changes) none() bool { return len(c.after) == 0 }

func (c *changes) fields() []string { return slices.Sorted(maps.Keys(c.after)) }

// entry is the row of the audit trail.
func (c *changes) entry(client uuid.UUID, reason string) audit.Entry {
	after := maps.Clone(c.after)
	if reason != "" {
		after["reason"] = reason
	}
	return audit.Entry{ObjectKind: domain.ObjectClient, ObjectID: client, Before: c.before, After: after}
}

// nameOf is the name of a client as it is stored.
func nameOf(client *ent.Customer) domain.ClientName {
	if client.DocumentType == domain.DocumentRUC {
		return domain.ClientName{Company: &domain.CompanyName{Legal: client.FullName, Contact: textOf(client.ContactName),
			Position: textOf(client.ContactPosition)}}
	}
	return domain.ClientName{Person: &domain.PersonName{Paternal: textOf(client.PaternalSurname), Maternal: textOf(client.MaternalSurname),
		Given: textOf(client.GivenNames), SingleSurname: client.SingleSurname}}
}

// addressOf is where a client is, as it is stored.
func addressOf(client *ent.Customer) domain.Address {
	return domain.Address{Line: textOf(client.Address), District: textOf(client.District), Province: textOf(client.Province),
		Department: textOf(client.Department)}
}

func setAddress(m *ent.CustomerMutation, address domain.Address) {
	setOrClear(address.Line, m.SetAddress, m.ClearAddress)
	setOrClear(address.District, m.SetDistrict, m.ClearDistrict)
	setOrClear(address.Province, m.SetProvince, m.ClearProvince)
	setOrClear(address.Department, m.SetDepartment, m.ClearDepartment)
}

// setName writes the parts of a name and the full name that follows from them.
func setName(m *ent.CustomerMutation, name domain.ClientName) {
	var person domain.PersonName
	if name.Person != nil {
		person = *name.Person
	}
	var company domain.CompanyName
	if name.Company != nil {
		company = *name.Company
	}
	m.SetFullName(name.Full())
	setOrClear(person.Paternal, m.SetPaternalSurname, m.ClearPaternalSurname)
	setOrClear(person.Maternal, m.SetMaternalSurname, m.ClearMaternalSurname)
	setOrClear(person.Given, m.SetGivenNames, m.ClearGivenNames)
	m.SetSingleSurname(person.SingleSurname)
	setOrClear(company.Contact, m.SetContactName, m.ClearContactName)
	setOrClear(company.Position, m.SetContactPosition, m.ClearContactPosition)
}

func setOrClear[T comparable](value T, set func(T), empty func()) {
	var none T
	if value == none {
		empty()
		return
	}
	set(value)
}

func textOf(optional *string) string {
	if optional == nil {
		return ""
	}
	return *optional
}
