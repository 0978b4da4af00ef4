package graph

import (
	entsql "entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/hold"
	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/ent/predicate"
	"github.com/qoricash/qoricash/graph/ids"
	"github.com/qoricash/qoricash/graph/model"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/trading"
)

// operationsWhere turns a filter into conditions: fields mean AND, lists OR.
func operationsWhere(viewer access.Actor, filter *model.OperationFilter) ([]predicate.Operation, error) {
	if filter == nil {
		return nil, nil
	}
	where := operationsWhen(filter)
	if len(filter.Status) > 0 {
		where = append(where, operation.StatusIn(filter.Status...))
	}
	if filter.Side != nil {
		where = append(where, operation.SideEQ(*filter.Side))
	}
	if len(filter.Channel) > 0 {
		where = append(where, operation.ChannelIn(filter.Channel...))
	}
	if filter.AssignedToMe != nil {
		where = append(where, heldBy(viewer, *filter.AssignedToMe))
	}
	for _, more := range []func(access.Actor, *model.OperationFilter) ([]predicate.Operation, error){whoseOperations, worklists, throughBank} {
		conditions, err := more(viewer, filter)
		if err != nil {
			return nil, err
		}
		where = append(where, conditions...)
	}
	if filter.Search != nil {
		found, err := searchOperations(viewer, *filter.Search)
		if err != nil {
			return nil, err
		}
		where = append(where, found)
	}
	return where, nil
}

// operationsWhen are the conditions on spans.
func operationsWhen(filter *model.OperationFilter) []predicate.Operation {
	var where []predicate.Operation
	if made := filter.CreatedAt; made != nil {
		if made.From != nil {
			where = append(where, operation.CreatedAtGTE(*made.From))
		}
		if made.Until != nil {
			where = append(where, operation.CreatedAtLT(*made.Until))
		}
	}
	if filter.BusinessDate != nil {
		where = append(where, operation.BusinessDate(*filter.BusinessDate))
	}
	if usd := filter.Usd; usd != nil {
		if usd.Min != nil {
			where = append(where, operation.UsdGTE(*usd.Min))
		}
		if usd.Max != nil {
			where = append(where, operation.UsdLTE(*usd.Max))
		}
	}
	return where
}

func heldBy(viewer access.Actor, held bool) predicate.Operation {
	if held {
		return operation.OperatorID(viewer.ID)
	}
	return operation.Or(operation.OperatorIDIsNil(), operation.OperatorIDNEQ(viewer.ID))
}

// worklists are the filters of who looks after operations, and after money that went astray; to a client its own operations say the same.
func worklists(viewer access.Actor, filter *model.OperationFilter) ([]predicate.Operation, error) {
	var where []predicate.Operation
	for _, list := range []struct {
		name  string
		asked *bool
		takes predicate.Operation
	}{
		{"unappliedMoney", filter.UnappliedMoney, trading.WithUnappliedMoney()},
		{"moneyOut", filter.MoneyOut, trading.WithMoneyOut()},
		{"unassigned", filter.Unassigned, operation.OperatorIDIsNil()},
		{"held", filter.Held, operation.HasHoldsWith(hold.ReleasedAtIsNil())},
	} {
		switch {
		case list.asked == nil:
		case !viewer.IsStaff():
			return nil, houseFilter(list.name)
		case *list.asked:
			where = append(where, list.takes)
		default:
			where = append(where, operation.Not(list.takes))
		}
	}
	return where, nil
}

// whoseOperations are the conditions on the people of an operation. Of those of the house only the house asks.
func whoseOperations(viewer access.Actor, filter *model.OperationFilter) ([]predicate.Operation, error) {
	var where []predicate.Operation
	for _, person := range []struct {
		name, prefix, wrong string
		asked               *string
		ofHouse             bool
		is                  func(uuid.UUID) predicate.Operation
	}{
		{"clientId", ent.CustomerIDPrefix, "El identificador no es de un cliente.", filter.ClientID, false, operation.ClientID},
		{"operatorId", ent.UserIDPrefix, "El identificador no es de una persona de la casa.", filter.OperatorID, true, operation.OperatorID},
		{"traderId", ent.UserIDPrefix, "El identificador no es de una persona de la casa.", filter.TraderID, true, operation.TraderID},
	} {
		if person.asked == nil {
			continue
		}
		if person.ofHouse && !viewer.IsStaff() {
			return nil, houseFilter(person.name)
		}
		id, ok := ids.Decode(person.prefix, *person.asked)
		if !ok {
			return nil, badFilter("filter."+person.name, person.wrong)
		}
		where = append(where, person.is(id))
	}
	return where, nil
}

// throughBank is the condition on the bank: that which the client pays from or into, or is paid at.
func throughBank(_ access.Actor, filter *model.OperationFilter) ([]predicate.Operation, error) {
	if filter.Bank == nil {
		return nil, nil
	}
	bank, known := domain.BankByKey(*filter.Bank)
	if !known {
		return nil, badFilter("filter.bank", "No existe ese banco en el catálogo.")
	}
	return []predicate.Operation{func(s *entsql.Selector) {
		s.Where(entsql.P(func(b *entsql.Builder) {
			b.Arg(bank.Key).WriteString(" IN (")
			for i, column := range []string{operation.FieldSourceSnapshot, operation.FieldDestinationSnapshot, operation.FieldDepositSnapshot} {
				if i > 0 {
					b.WriteString(", ")
				}
				b.Ident(s.C(column)).WriteString(" ->> 'bank'")
			}
			b.WriteString(")")
		}))
	}}, nil
}

func houseFilter(name string) error {
	return badFilter("filter."+name, "Este filtro es solo para el personal de la casa.")
}
