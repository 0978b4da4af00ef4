package compliance

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/screening"
	"github.com/qoricash/qoricash/internal/watchlist"
)

// state are the active versions of all lists, ready to be searched. It is made whole and never changed.
type state struct {
	// coverage is the digest of the engine and of the versions.
	coverage string
	versions map[domain.ListSource]uuid.UUID
	index    *screening.Index
	entries  []screening.Entry
	rows     map[screening.EntryReference]watchlist.Row
	// standing are the rows of the active versions.
	standing map[uuid.UUID]bool
	// before are states that this instance had lately, the newest first: against them a list is told by its difference.
	before []past
}

// past is what is remembered of an earlier state.
type past struct {
	coverage string
	standing map[uuid.UUID]bool
}

// remembered is how many earlier states are.
const remembered = 4

// Refresh makes the active versions of the lists those that are searched. It does nothing where they are.
func (s *Service) Refresh(ctx context.Context) error {
	s.building.Lock()
	defer s.building.Unlock()
	if err := s.lists.Refresh(ctx); err != nil {
		return err
	}
	held, err := s.lists.Entries(ctx)
	if err != nil {
		return err
	}
	last := s.current.Load()
	if last != nil && maps.Equal(last.versions, held.Versions) {
		return nil
	}
	s.current.Store(s.stateOf(held, last))
	return nil
}

func (s *Service) stateOf(held *watchlist.Held, last *state) *state {
	made := &state{coverage: s.coverage(held.Versions), versions: held.Versions, index: s.engine.Index(held.Entries), entries: held.Entries,
		rows: make(map[screening.EntryReference]watchlist.Row, len(held.Rows)), standing: make(map[uuid.UUID]bool, len(held.Rows))}
	for i, row := range held.Rows {
		made.rows[referenceOf(held.Entries[i])] = row
		made.standing[row.ID] = true
	}
	if last != nil {
		made.before = append([]past{{coverage: last.coverage, standing: last.standing}}, last.before...)
		made.before = made.before[:min(remembered, len(made.before))]
	}
	return made
}

// coverage is the digest of what somebody is compared with.
func (s *Service) coverage(versions map[domain.ListSource]uuid.UUID) string {
	sum := sha256.New()
	fmt.Fprintf(sum, "%s\n%s\n", screening.Version, s.engine.Sum())
	for _, source := range slices.Sorted(maps.Keys(versions)) {
		fmt.Fprintf(sum, "%s %s\n", source, versions[source])
	}
	return hex.EncodeToString(sum.Sum(nil))
}

func referenceOf(entry screening.Entry) screening.EntryReference {
	return screening.EntryReference{Source: entry.Source, ID: entry.ID}
}

// changedSince answers the entries that an earlier state did not have with their content; false where nobody remembers that state.
func (st *state) changedSince(coverage string) ([]screening.Entry, bool) {
	at := slices.IndexFunc(st.before, func(p past) bool { return p.coverage == coverage })
	if at < 0 {
		return nil, false
	}
	var changed []screening.Entry
	for _, entry := range st.entries {
		if !st.before[at].standing[st.rows[referenceOf(entry)].ID] {
			changed = append(changed, entry)
		}
	}
	return changed, true
}

// Index answers the active lists to be searched; they are read first where nothing is in memory.
func (s *Service) Index(ctx context.Context) (*screening.Index, error) {
	if s.current.Load() == nil {
		if err := s.Refresh(ctx); err != nil {
			return nil, err
		}
	}
	return s.current.Load().index, nil
}

// hear wakes the loop by what happens to the lists.
func (s *Service) hear(_ context.Context, batch event.Batch) error {
	activated := func(e event.Event) bool {
		return e.Aggregate.Type == domain.ObjectList && e.Kind == domain.EventListActivated
	}
	if batch.Resync || slices.ContainsFunc(batch.Events, activated) {
		s.loop.Wake()
	}
	return nil
}
