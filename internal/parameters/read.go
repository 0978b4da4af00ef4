package parameters

import (
	"context"
	"fmt"
	"slices"
	"time"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/parametersetting"
	"github.com/qoricash/qoricash/ent/predicate"
	"github.com/qoricash/qoricash/ent/proposal"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
)

// State is how a parameter stands.
type State struct {
	domain.Parameter
	// First is the value before anybody set one, Value the one in force.
	First, Value domain.ParameterValue
	// Setting is the row of the value in force, with who set it; nil while that is the first one.
	Setting *ent.ParameterSetting
	// Coming are the settings that hold later, in that order.
	Coming []*ent.ParameterSetting
	// Proposal waits for a second person; nil for nothing, and for whoever does not decide it.
	Proposal *ent.Proposal
}

// States answers how the parameters of some keys stand, of all without a key; those that the caller does not read are not there. For the
// people of the house. It reads the settings in force and those to come, however many there were before.
func (s *Service) States(ctx context.Context, keys ...domain.ParameterKey) ([]State, error) {
	actor := access.Current(ctx)
	if !actor.IsStaff() || actor.TokenID != uuid.Nil {
		return nil, access.Denied(actor)
	}
	keys = readOf(actor, keys)
	now := s.store.Clock().Now()
	rows, err := s.standing(ctx, now, keys)
	if err != nil {
		return nil, err
	}
	open, err := s.open(ctx)
	if err != nil {
		return nil, err
	}
	settings := sorted(rows)
	first := s.firstAt(now)
	values := first.At(now, settings)
	held, coming := domain.SettingsBy(now, settings)
	states := make([]State, 0, len(keys))
	for _, key := range keys {
		row, known := domain.ParameterOf(key)
		if !known {
			continue
		}
		state := State{Parameter: row, First: row.Of(first), Value: row.Of(values), Coming: rowsOf(rows, key, coming), Proposal: open[domain.ParameterID(key)]}
		if set := rowsOf(rows, key, held); len(set) > 0 {
			state.Setting = set[len(set)-1]
		}
		states = append(states, state)
	}
	return states, nil
}

// readOf are those of some keys, or of all without one, that an actor reads.
func readOf(actor access.Actor, keys []domain.ParameterKey) []domain.ParameterKey {
	read := domain.ParametersReadBy(actor.Can)
	if len(keys) == 0 {
		return read
	}
	return slices.DeleteFunc(slices.Clone(keys), func(key domain.ParameterKey) bool { return !slices.Contains(read, key) })
}

// standing reads the settings of parameters that hold at an instant or come to hold later, not what was before. Where one of a newer program
// holds, which this one cannot read, what it stands in for is before it, and all are read.
func (s *Service) standing(ctx context.Context, at time.Time, keys []domain.ParameterKey) ([]*ent.ParameterSetting, error) {
	of := s.store.Read().ParameterSetting.Query().Where(parametersetting.KeyIn(keys...)).WithSetter().
		WithProposal(func(of *ent.ProposalQuery) { of.WithDecider() }).Order(parametersetting.ByID())
	rows, err := of.Clone().Where(notReplacedBy(at)).All(ctx)
	unreadable := func(row *ent.ParameterSetting) bool {
		parameter, known := domain.ParameterOf(row.Key)
		return !known || parameter.Check(row.Value) != nil
	}
	if err == nil && slices.ContainsFunc(rows, unreadable) {
		rows, err = of.All(ctx)
	}
	if err != nil {
		return nil, fmt.Errorf("read the parameters: %w", err)
	}
	return rows, nil
}

// notReplacedBy takes the settings in whose place no other has come by an instant, in the order of domain.SortSettings.
func notReplacedBy(at time.Time) predicate.ParameterSetting {
	return func(s *sql.Selector) {
		s.Where(sql.P(func(b *sql.Builder) {
			b.WriteString(`NOT EXISTS (SELECT FROM parameters AS later WHERE later.key = parameters.key AND later.valid_from <= `).Arg(at).
				WriteString(` AND (later.valid_from, later.created_at, later.id) > (parameters.valid_from, parameters.created_at, parameters.id))`)
		}))
	}
}

// rowsOf are the rows of the settings of a parameter, in the order of those.
func rowsOf(rows []*ent.ParameterSetting, key domain.ParameterKey, settings []domain.ParameterSetting) []*ent.ParameterSetting {
	var found []*ent.ParameterSetting
	for _, setting := range settings {
		if setting.Key != key {
			continue
		}
		at := slices.IndexFunc(rows, func(row *ent.ParameterSetting) bool { return row.ID == setting.ID })
		found = append(found, rows[at])
	}
	return found
}

// open are the proposals about parameters that wait and that the caller decides, by parameter.
func (s *Service) open(ctx context.Context) (map[uuid.UUID]*ent.Proposal, error) {
	rows, err := s.store.Read().Proposal.Query().Where(proposal.KindEQ(domain.ProposalParameterSet), proposal.DecisionIsNil()).
		WithProposer().All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the proposals about parameters: %w", err)
	}
	open := make(map[uuid.UUID]*ent.Proposal, len(rows))
	for _, row := range rows {
		open[row.ObjectID] = row
	}
	return open, nil
}
