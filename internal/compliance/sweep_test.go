package compliance_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent/screeninghit"
	"github.com/qoricash/qoricash/ent/screeningsubject"
	"github.com/qoricash/qoricash/internal/compliance"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/testkit"
)

// The words that random names are made of: few, so that they meet.
var (
	surnames = []string{"Rojas", "Luna", "Quispe", "Cáceres", "Tello", "Vega"}
	givens   = []string{"Eva María", "Hugo Ramón", "Iris", "Juan Carlos"}
)

// random is a draw that comes out the same each time.
type random struct{ *rand.Rand }

func (r random) of(words []string) string { return words[r.IntN(len(words))] }

func (r random) row(id int) string {
	born := ""
	if r.IntN(3) == 0 {
		born = fmt.Sprintf("%d-01-02", 1950+r.IntN(40))
	}
	document := ""
	if r.IntN(6) == 0 {
		document = fmt.Sprintf("DNI %08d", 46_100_001+r.IntN(12))
	}
	return fmt.Sprintf("%d;%s %s %s;%s;%s", id, r.of(surnames), r.of(surnames), r.of(givens), document, born)
}

// counting are the hits that count, as the pairs of whom and which entry.
func (h *house) counting(t *testing.T) []string {
	t.Helper()
	var pairs []string
	for _, hit := range h.Store.Read().ScreeningHit.Query().Where(screeninghit.StateIn(domain.HitOpen)).WithSubject().WithEntry().AllX(testkit.System(t)) {
		pairs = append(pairs, fmt.Sprintf("%s %s %d", hit.Edges.Subject.RefID, hit.Edges.Entry.ExternalID, hit.Score))
	}
	slices.Sort(pairs)
	return pairs
}

// Another version of a list, compared with everybody by what it changed, says what a comparison of everybody with everything does.
func TestADeltaFindsWhatAWholeRunFinds(t *testing.T) {
	t.Parallel()
	for seed := range uint64(3) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			h, draw := open(t), random{rand.New(rand.NewPCG(seed, 11))}
			rows := map[int]string{}
			change := func() {
				for range 1 + draw.IntN(4) {
					rows[draw.IntN(8)] = draw.row(0)
				}
				if len(rows) > 3 {
					delete(rows, slices.Sorted(maps.Keys(rows))[draw.IntN(len(rows))])
				}
				var all []string
				for _, id := range slices.Sorted(maps.Keys(rows)) {
					all = append(all, fmt.Sprintf("%d%s", id, rows[id][1:]))
				}
				h.load(t, domain.ListUIF, all...)
			}
			change()
			h.work(t)
			for range 12 {
				h.register(t, draw.of(surnames), draw.of(surnames), draw.of(givens))
			}
			for round := range 6 {
				change()
				h.work(t)
				byDelta := h.counting(t)
				covered, unexpected, err := h.Compliance.ScreenAll(testkit.System(t))
				testkit.Must(t, err)
				if unexpected != 0 || covered < 12 {
					t.Errorf("round %d: of %d subjects the whole run found %d otherwise", round, covered, unexpected)
				}
				if whole := h.counting(t); !slices.Equal(byDelta, whole) {
					t.Fatalf("round %d: the delta found\n%v\nand the whole run\n%v", round, byDelta, whole)
				}
				// An instance that remembers no former version compares with everything.
				other := &house{Kit: h.Instance(t)}
				other.work(t)
				if again := other.counting(t); !slices.Equal(byDelta, again) {
					t.Fatalf("round %d: another instance found\n%v", round, again)
				}
			}
		})
	}
}

// due are the subjects that were not compared with the lists as they are.
func (h *house) due(t *testing.T) int {
	t.Helper()
	newest := testkit.Texts(t, h.DB, `SELECT coverage FROM screening_runs WHERE coverage IS NOT NULL ORDER BY id DESC LIMIT 1`)[0]
	return h.Store.Read().ScreeningSubject.Query().Where(screeningsubject.Or(screeningsubject.CoverageIsNil(), screeningsubject.CoverageNEQ(newest))).
		CountX(testkit.System(t))
}

// An instance that dies among the subjects leaves none unscreened: another goes on, and finds each hit once.
func TestADeltaThatIsCutGoesOnElsewhere(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.load(t, domain.ListUIF, "1;PERSONA UNA")
	h.work(t)
	var listed []uuid.UUID
	rows := []string{"1;PERSONA UNA"}
	for i := range 8 {
		client := h.register(t, "Rojas", "Luna", "Eva María")
		listed = append(listed, client)
		rows = append(rows, fmt.Sprintf("%d;OTRO NOMBRE;DNI %s", 2+i, h.document(t, client)))
	}
	h.load(t, domain.ListUIF, rows...)
	// Given an instance that dies in the fourth of them, whatever it did of it.
	died, seen := errors.New("the instance died"), 0
	h.Compliance.RestrictBy(func(context.Context, *store.Tx, compliance.Ground) error {
		if seen++; seen > 3 {
			return died
		}
		return nil
	})
	if err := h.Compliance.Work(testkit.System(t)); !errors.Is(err, died) {
		t.Fatalf("it ended with %v", err)
	}
	if left := h.due(t); left < 5 {
		t.Fatalf("%d are left", left)
	}
	other := &house{Kit: h.Instance(t)}
	other.work(t)
	if left := other.due(t); left != 0 {
		t.Errorf("%d are left", left)
	}
	for _, client := range listed {
		other.states(t, client, domain.HitOpen)
	}
}

func TestTwoInstancesCompareEverybodyOnce(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.load(t, domain.ListUIF, "1;PERSONA UNA")
	h.work(t)
	var all []uuid.UUID
	for range 6 {
		all = append(all, h.register(t, "Rojas", "Luna", "Eva María"), h.register(t, "Vega", "Paz", "Iris"))
	}
	h.load(t, domain.ListUIF, "1;PERSONA UNA", "2;ROJAS LUNA EVA MARIA")
	other := &house{Kit: h.Instance(t)}
	var both sync.WaitGroup
	for range 3 {
		both.Go(func() { _ = h.Compliance.Work(testkit.System(t)) })
		both.Go(func() { _ = other.Compliance.Work(testkit.System(t)) })
	}
	both.Wait()
	h.work(t)
	if left := h.due(t); left != 0 {
		t.Errorf("%d are left", left)
	}
	for i, client := range all {
		if i%2 == 0 {
			h.states(t, client, domain.HitOpen)
		} else {
			h.states(t, client)
		}
	}
	results := testkit.Texts(t, h.DB, `SELECT count(*)::text FROM screening_results s JOIN screening_runs r ON r.id = s.run_id WHERE r.trigger = 'LIST_DELTA'`)
	if !slices.Equal(results, []string{"6"}) {
		t.Errorf("%v results say something new", results)
	}
}
