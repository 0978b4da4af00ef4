package watchlist

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/listversion"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// RefreshPublished fetches every published list that has an address, and takes what came. What fails with one list is told and does not keep
// the others from being fetched. For a job.
func (s *Service) RefreshPublished(ctx context.Context) ([]Loaded, error) {
	ctx = access.AsSystem(ctx)
	var all []Loaded
	var failed []error
	for _, rule := range domain.ListRules() {
		if !rule.Published || s.options.Publisher == nil {
			continue
		}
		loaded, err := s.refresh(ctx, rule)
		if errors.Is(err, ErrNoAddress) {
			continue
		}
		if err != nil {
			failed = append(failed, fmt.Errorf("refresh the list %s: %w", rule.Source, err))
			continue
		}
		all = append(all, loaded)
	}
	if _, err := s.tellStale(ctx); err != nil {
		failed = append(failed, err)
	}
	return all, errors.Join(failed...)
}

func (s *Service) refresh(ctx context.Context, rule domain.ListRule) (Loaded, error) {
	arrival, err := s.options.Publisher.Fetch(ctx, rule.Source)
	if errors.Is(err, ErrNoAddress) {
		return Loaded{}, err
	}
	if err != nil {
		return s.unreachable(ctx, rule, err)
	}
	arrival.Source = rule.Source
	return s.Load(ctx, arrival)
}

// unreachable writes down that a list could not be fetched, and tells of the first time.
func (s *Service) unreachable(ctx context.Context, rule domain.ListRule, cause error) (Loaded, error) {
	s.options.Logger.WarnContext(ctx, "a list could not be fetched", "source", rule.Source, "error", cause)
	command := store.Command{Action: "list.unreachable", Locks: []event.Aggregate{aggregate(rule.Source)}}
	loaded, _, err := store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (Loaded, error) {
		state, err := stateOf(ctx, tx, rule.Source)
		if err != nil {
			return Loaded{}, err
		}
		loaded := Loaded{Source: rule.Source, Fault: domain.ListUnreachable, Status: domain.ListRejected}
		loaded.Known = state.Failure != nil && *state.Failure == domain.ListUnreachable
		err = tx.ListState.UpdateOne(state).SetFailedAt(tx.Now).SetFailure(domain.ListUnreachable).ClearFailedSha256().Exec(ctx)
		if err != nil || loaded.Known {
			return loaded, wrap("write that a list could not be fetched", err)
		}
		return loaded, tx.EmitNext(ctx, event.Record{Kind: domain.EventListRejected, Aggregate: aggregate(rule.Source),
			Facts: domain.ListRejectedFacts{Source: rule.Source, Fault: domain.ListUnreachable}})
	})
	return loaded, err
}

// State is how one list stands.
type State struct {
	Rule domain.ListRule `json:"-"`
	// Active is the version in force; nil for a list that has none.
	Active *ent.ListVersion `json:"active,omitempty"`
	// CheckedAt is when it was last seen to be the publisher's, zero for never; FailedAt when the newest try failed, zero where it did not.
	CheckedAt, FailedAt time.Time
	Failure             domain.ListFault
	// Stale tells that new clients may not pass because of it.
	Stale bool
}

// States answers how every list stands, those that never came included. For the house itself.
func (s *Service) States(ctx context.Context) ([]State, error) {
	if err := requireSystem(ctx); err != nil {
		return nil, err
	}
	rows, err := s.store.Read().ListState.Query().WithActive().All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the lists: %w", err)
	}
	bySource := make(map[domain.ListSource]*ent.ListState, len(rows))
	for _, row := range rows {
		bySource[row.Source] = row
	}
	stale, err := s.StaleIn(ctx, s.store.Read())
	if err != nil {
		return nil, err
	}
	states := make([]State, 0, len(domain.ListRules()))
	for _, rule := range domain.ListRules() {
		state := State{Rule: rule, Stale: slices.Contains(stale, rule.Source)}
		if row := bySource[rule.Source]; row != nil {
			state.Active = row.Edges.Active
			if row.CheckedAt != nil {
				state.CheckedAt = *row.CheckedAt
			}
			if row.FailedAt != nil {
				state.FailedAt, state.Failure = *row.FailedAt, *row.Failure
			}
		}
		states = append(states, state)
	}
	return states, nil
}

func freshness(rows []*ent.ListState) []domain.ListFreshness {
	lists := make([]domain.ListFreshness, len(rows))
	for i, row := range rows {
		lists[i] = freshnessOf(row)
	}
	return lists
}

func freshnessOf(row *ent.ListState) domain.ListFreshness {
	list := domain.ListFreshness{Source: row.Source}
	if row.CheckedAt != nil {
		list.CheckedAt = *row.CheckedAt
	}
	return list
}

// StaleIn answers the mandatory lists of which nobody has seen for too long that they are their publishers', as a transaction finds them: while
// there is one, a new client waits for a person (fail closed).
func (s *Service) StaleIn(ctx context.Context, from *ent.Client) ([]domain.ListSource, error) {
	rows, err := from.ListState.Query().All(access.AsSystem(ctx))
	if err != nil {
		return nil, fmt.Errorf("read the lists: %w", err)
	}
	return domain.StaleLists(freshness(rows), s.options.StaleAfter, s.store.Clock().Now()), nil
}

// ActiveIn answers the active version of each list that has one, as a transaction finds them.
func (s *Service) ActiveIn(ctx context.Context, from *ent.Client) (map[domain.ListSource]uuid.UUID, error) {
	rows, err := from.ListVersion.Query().Where(listversion.StatusEQ(domain.ListActive)).Select(listversion.FieldID, listversion.FieldSource).
		All(access.AsSystem(ctx))
	if err != nil {
		return nil, fmt.Errorf("read the active versions: %w", err)
	}
	versions := make(map[domain.ListSource]uuid.UUID, len(rows))
	for _, row := range rows {
		versions[row.Source] = row.ID
	}
	return versions, nil
}

// tellStale tells of every mandatory list that became stale, once until it is fresh again, and answers of how many.
func (s *Service) tellStale(ctx context.Context) (int, error) {
	states, err := s.States(ctx)
	if err != nil {
		return 0, err
	}
	told := 0
	for _, state := range states {
		if !state.Stale {
			continue
		}
		command := store.Command{Action: "list.stale", Locks: []event.Aggregate{aggregate(state.Rule.Source)}}
		first, _, err := store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (bool, error) {
			row, err := stateOf(ctx, tx, state.Rule.Source)
			if err != nil || row.StaleToldAt != nil || !freshnessOf(row).Stale(s.options.StaleAfter, tx.Now) {
				return false, err
			}
			if err := tx.ListState.UpdateOne(row).SetStaleToldAt(tx.Now).Exec(ctx); err != nil {
				return false, fmt.Errorf("tell of a stale list: %w", err)
			}
			return true, tx.EmitNext(ctx, event.Record{Kind: domain.EventListStale, Aggregate: aggregate(row.Source),
				Facts: domain.ListStaleFacts{Source: row.Source, CheckedAt: row.CheckedAt}})
		})
		if err != nil {
			return told, err
		}
		if first {
			told++
		}
	}
	return told, nil
}
