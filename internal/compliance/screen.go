package compliance

import (
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/clearedpair"
	"github.com/qoricash/qoricash/ent/predicate"
	"github.com/qoricash/qoricash/ent/screeninghit"
	"github.com/qoricash/qoricash/ent/screeningsubject"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/store"
)

// Screen compares everybody in the file of a client with the lists, in a command that changed the file and holds the lock of what the house thinks
// of the client (the thing compliance_client). What is found refuses nothing.
func (s *Service) Screen(ctx context.Context, tx *store.Tx, client uuid.UUID) error {
	return s.screen(ctx, tx, client, asked{trigger: domain.ScreeningOnChange})
}

// asked is why somebody is compared.
type asked struct {
	trigger domain.ScreeningTrigger
	// again compares also whom nothing new is known of.
	again bool
	// by is who asked for it; uuid.Nil for nobody.
	by uuid.UUID
	// unexpected tells that the nightly run found what no other did.
	unexpected bool
}

// screen compares the file of a client, and writes what came out.
func (s *Service) screen(ctx context.Context, tx *store.Tx, client uuid.UUID, why asked) error {
	ctx = access.AsSystem(ctx)
	began := s.store.Clock().Now()
	people, err := file(ctx, tx.Client(), client)
	if err != nil {
		return err
	}
	stored, err := standingOf(ctx, tx.Client(), screeningsubject.ClientID(client))
	if err != nil {
		return err
	}
	if err := s.retire(ctx, tx, people, stored); err != nil {
		return err
	}
	st := s.current.Load()
	stale, err := s.lists.StaleIn(ctx, tx.Client())
	if err != nil {
		return err
	}
	var plans []plan
	for _, of := range people {
		before := stored[of.ref]
		if !why.again && before.row != nil && before.row.SnapshotSha == of.sha && st.covers(before.row) {
			continue
		}
		plans = append(plans, planOf(of, before, st.look(of.subject), len(stale) > 0, tx.Now))
	}
	if len(plans) == 0 {
		return nil
	}
	return s.write(ctx, tx, client, plans, st, why, began)
}

// covers tells whether a subject was compared with the lists as they are.
func (st *state) covers(row *ent.ScreeningSubject) bool {
	return st != nil && row.Coverage != nil && *row.Coverage == st.coverage
}

// standingOf reads what is stored of subjects that are something to their client, by what they are to it: the client itself, or a related person.
func standingOf(ctx context.Context, from *ent.Client, of ...predicate.ScreeningSubject) (map[uuid.UUID]standing, error) {
	rows, err := from.ScreeningSubject.Query().Where(of...).Where(screeningsubject.RetiredAtIsNil()).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read subjects: %w", err)
	}
	stored, refs, ids := make(map[uuid.UUID]standing, len(rows)), make(map[uuid.UUID]uuid.UUID, len(rows)), make([]uuid.UUID, len(rows))
	for i, row := range rows {
		stored[row.RefID], refs[row.ID], ids[i] = standing{row: row}, row.RefID, row.ID
	}
	if len(ids) == 0 {
		return stored, nil
	}
	hits, err := from.ScreeningHit.Query().Where(screeninghit.SubjectIDIn(ids...), screeninghit.StateIn(domain.HitStatesWhich(domain.HitState.Counts)...)).
		Order(screeninghit.ByID()).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read hits: %w", err)
	}
	for _, hit := range hits {
		one := stored[refs[hit.SubjectID]]
		one.hits = append(one.hits, hit)
		stored[refs[hit.SubjectID]] = one
	}
	pairs, err := from.ClearedPair.Query().Where(clearedpair.SubjectIDIn(ids...), clearedpair.EndedAtIsNil()).Order(clearedpair.ByID()).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read cleared pairs: %w", err)
	}
	for _, pair := range pairs {
		one := stored[refs[pair.SubjectID]]
		one.pairs = append(one.pairs, pair)
		stored[refs[pair.SubjectID]] = one
	}
	return stored, nil
}

// retire ends subjects that are nothing to the client any more, with what waits of them.
func (s *Service) retire(ctx context.Context, tx *store.Tx, people []known, stored map[uuid.UUID]standing) error {
	for ref, one := range stored {
		if slices.ContainsFunc(people, func(of known) bool { return of.ref == ref }) {
			continue
		}
		if err := tx.ScreeningSubject.UpdateOneID(one.row.ID).SetRetiredAt(tx.Now).Exec(ctx); err != nil {
			return fmt.Errorf("retire a subject: %w", err)
		}
		waiting := slices.DeleteFunc(one.hits, func(hit *ent.ScreeningHit) bool { return !hit.State.Waits() })
		if err := supersede(ctx, tx, waiting); err != nil {
			return err
		}
	}
	return nil
}

// supersede closes hits of which one side says something else now.
func supersede(ctx context.Context, tx *store.Tx, over []*ent.ScreeningHit) error {
	for _, hit := range over {
		if err := tx.ScreeningHit.UpdateOneID(hit.ID).SetState(domain.HitSuperseded).SetClosedAt(tx.Now).Exec(ctx); err != nil {
			return fmt.Errorf("supersede a hit: %w", err)
		}
	}
	return nil
}
