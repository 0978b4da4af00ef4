package compliance_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/screeningsubject"
	"github.com/qoricash/qoricash/internal/clients"
	"github.com/qoricash/qoricash/internal/compliance"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/risk"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/testkit"
)

// D5: who registers is compared at once, whatever comes out, and nobody beside those who review hears of it.
func TestARegistrationIsComparedInItsTransaction(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.load(t, domain.ListUIF, "1;ROJAS LUNA EVA MARIA")
	h.work(t)
	listed, other := h.register(t, "Rojas", "Luna", "Eva María"), h.register(t, "Vega", "Paz", "Iris")
	if got := h.outcome(t, listed); got != domain.OutcomeReview {
		t.Errorf("somebody who stands on a list is %s", got)
	}
	if got := h.outcome(t, other); got != domain.OutcomeClear {
		t.Errorf("somebody else is %s", got)
	}
	h.states(t, listed, domain.HitOpen)
	h.states(t, other)
	told := testkit.Texts(t, h.DB, `SELECT kind FROM events WHERE aggregate_id = $1 AND aggregate = 'compliance_client' AND kind <> 'RISK_CHANGED' ORDER BY id`, listed)
	if !slices.Equal(told, []string{"HIT_OPENED", "SCREENED"}) {
		t.Errorf("told %v", told)
	}
	if routed := testkit.Texts(t, h.DB, `SELECT kind FROM events WHERE aggregate = 'compliance_client' AND (client_id IS NOT NULL OR trader_id IS NOT NULL)`); len(routed) > 0 {
		t.Errorf("%v are routed to somebody", routed)
	}
	same := testkit.Texts(t, h.DB, `SELECT count(*)::text FROM events WHERE aggregate = 'client' AND aggregate_id IN ($1, $2) GROUP BY aggregate_id`, listed, other)
	if !slices.Equal(same, []string{"1", "1"}) {
		t.Errorf("the events of both clients are %v", same)
	}
}

func TestWhoCouldNotBeComparedIsNotCheckedUntilItCan(t *testing.T) {
	t.Parallel()
	h := &house{Kit: testkit.New(t)}
	h.load(t, domain.ListUIF, "1;ROJAS LUNA EVA MARIA")
	// Given an instance that has no list in memory yet.
	listed, other := h.register(t, "Rojas", "Luna", "Eva María"), h.register(t, "Vega", "Paz", "Iris")
	for _, client := range []uuid.UUID{listed, other} {
		if got := h.outcome(t, client); got != domain.OutcomeNotChecked {
			t.Errorf("without lists somebody is %s", got)
		}
	}
	// When there are lists, but nobody has seen the mandatory ones, then a hit is a hit, and nobody is clear.
	h.work(t)
	if a, b := h.outcome(t, listed), h.outcome(t, other); a != domain.OutcomeReview || b != domain.OutcomeNotChecked {
		t.Errorf("with stale lists they are %s and %s", a, b)
	}
	runs := func() int { return h.Store.Read().ScreeningRun.Query().CountX(testkit.System(t)) }
	before := runs()
	h.work(t)
	if after := runs(); after != before {
		t.Errorf("who waits for a list was compared again: %d runs became %d", before, after)
	}
	h.fresh(t)
	h.work(t)
	if a, b := h.outcome(t, listed), h.outcome(t, other); a != domain.OutcomeReview || b != domain.OutcomeClear {
		t.Errorf("with fresh lists they are %s and %s", a, b)
	}
	h.states(t, listed, domain.HitOpen)
}

func TestAnotherNameAndAnotherPersonInTheFileAreCompared(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.load(t, domain.ListUIF, "1;ROJAS LUNA EVA MARIA", "2;CACERES TELLO HUGO RAMON;;1970-02-01")
	h.work(t)
	client := h.register(t, "Vega", "Paz", "Iris")
	rename := func(name domain.ClientName) {
		_, _, err := h.Clients.Update(h.As(t, testkit.MiddleOffice), clients.UpdateInput{IdempotencyKey: uuid.NewString(), ClientID: client, Name: &name, Reason: "Su documento"})
		testkit.Must(t, err)
	}
	rename(nameOf("Rojas", "Luna", "Eva María"))
	h.states(t, client, domain.HitOpen)
	rename(nameOf("Vega", "Paz", "Iris"))
	h.states(t, client, domain.HitSuperseded)
	if got := h.outcome(t, client); got != domain.OutcomeClear {
		t.Errorf("with its own name it is %s", got)
	}
	person, _, err := h.Risk.AddPerson(h.As(t, testkit.MiddleOffice), risk.AddPersonInput{IdempotencyKey: uuid.NewString(), ClientID: client,
		Person: domain.RelatedPerson{Kind: domain.RelatedAttorney, Name: "Cáceres Tello Hugo Ramón", DocumentType: domain.DocumentDNI, DocumentNumber: "40000017"}})
	testkit.Must(t, err)
	h.states(t, client, domain.HitSuperseded, domain.HitOpen)
	_, _, err = h.Risk.RemovePerson(h.As(t, testkit.MiddleOffice), risk.RemovePersonInput{IdempotencyKey: uuid.NewString(), PersonID: person, Reason: "Revocado"})
	testkit.Must(t, err)
	h.states(t, client, domain.HitSuperseded, domain.HitSuperseded)
	if left := h.Store.Read().ScreeningSubject.Query().Where(screeningsubject.ClientID(client), screeningsubject.RetiredAtIsNil()).CountX(testkit.System(t)); left != 1 {
		t.Errorf("%d subjects are left", left)
	}
}

func TestAnotherVersionOfAListIsComparedWithEverybody(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.load(t, domain.ListUIF, "1;PERSONA UNA")
	h.work(t)
	client := h.register(t, "Rojas", "Luna", "Eva María")
	h.load(t, domain.ListUIF, "1;PERSONA UNA", "2;ROJAS LUNA EVA MARIA")
	h.work(t)
	h.states(t, client, domain.HitOpen)
	h.load(t, domain.ListUIF, "1;PERSONA UNA", "2;ROJAS LUNA EVA MARIA;;1980-01-01")
	h.work(t)
	h.states(t, client, domain.HitSuperseded, domain.HitOpen)
	h.load(t, domain.ListUIF, "1;PERSONA UNA", "3;PERSONA OTRA")
	h.work(t)
	h.states(t, client, domain.HitSuperseded, domain.HitSuperseded)
	if got := h.outcome(t, client); got != domain.OutcomeClear {
		t.Errorf("off the list it is %s", got)
	}
	triggers := testkit.Texts(t, h.DB, `SELECT r.trigger || ' ' || s.outcome FROM screening_results s JOIN screening_runs r ON r.id = s.run_id
		JOIN screening_subjects u ON u.id = s.subject_id WHERE u.client_id = $1 ORDER BY s.id`, client)
	if want := []string{"CHANGE CLEAR", "LIST_DELTA REVIEW", "LIST_DELTA REVIEW", "LIST_DELTA CLEAR"}; !slices.Equal(triggers, want) {
		t.Errorf("the results are %v, want %v", triggers, want)
	}
}

// D6: what was screened counts for the score, and changes it without anybody's doing.
func TestTheScoreKnowsWhatWasCompared(t *testing.T) {
	t.Parallel()
	h := open(t, testkit.WithCompliance(func(o *compliance.Options) { o.Officer = everybodyIs }))
	h.load(t, domain.ListUIF, "1;ROJAS LUNA EVA MARIA")
	h.work(t)
	client, other := h.register(t, "Rojas", "Luna", "Eva María"), h.register(t, "Vega", "Paz", "Iris")
	states := func(of uuid.UUID) domain.RiskListState {
		states, err := h.Compliance.ListStates(testkit.System(t), h.Store.Read(), of)
		testkit.Must(t, err)
		if states[domain.RiskListOFAC] != domain.RiskListNotChecked {
			t.Errorf("a list that nobody loaded is %s", states[domain.RiskListOFAC])
		}
		return states[domain.RiskListUIF]
	}
	if a, b := states(client), states(other); a != domain.RiskListNotChecked || b != domain.RiskListClear {
		t.Errorf("they stand at %s and %s", a, b)
	}
	h.decided(t, h.hits(t, client)[0].ID, domain.VerdictTrueMatch)
	if got := states(client); got != domain.RiskListMatch {
		t.Errorf("confirmed it stands at %s", got)
	}
	h.Settle(t)
	testkit.Must(t, h.Risk.Work(testkit.System(t)))
	matched := testkit.Texts(t, h.DB, `SELECT count(*)::text FROM risk_computations WHERE client_id = $1 AND facts::text LIKE '%CHECKED_MATCH%'`, client)
	if !slices.Equal(matched, []string{"1"}) {
		t.Errorf("%v assessments know the match", matched)
	}
}

func everybodyIs(context.Context, *ent.Client, uuid.UUID) (bool, error) { return true, nil }

// E36: an exact document stops all business before anybody looked, a confirmed match does again; a namesake does not.
func TestWhatMayNotWaitForPeopleStopsAllBusiness(t *testing.T) {
	t.Parallel()
	h := open(t, testkit.WithCompliance(func(o *compliance.Options) { o.Officer = everybodyIs }))
	var grounds []compliance.Ground
	h.Compliance.RestrictBy(func(_ context.Context, _ *store.Tx, ground compliance.Ground) error {
		grounds = append(grounds, ground)
		return nil
	})
	h.load(t, domain.ListUIF, "1;ROJAS LUNA EVA MARIA", "2;OTRO NOMBRE CUALQUIERA;DNI 46100002")
	h.work(t)
	namesake, exact := h.register(t, "Rojas", "Luna", "Eva María"), h.register(t, "Vega", "Paz", "Iris")
	if got := h.outcome(t, exact); got != domain.OutcomeExact || len(grounds) != 1 || grounds[0].ClientID != exact || grounds[0].Confirmed {
		t.Errorf("it is %s, and stopped are %+v", got, grounds)
	}
	h.decided(t, h.hits(t, namesake)[0].ID, domain.VerdictTrueMatch)
	if len(grounds) != 2 || grounds[1].ClientID != namesake || !grounds[1].Confirmed {
		t.Errorf("stopped are %+v", grounds)
	}
}

func TestAClearedPairComesBackWhenASideChangesOrAYearIsOver(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.load(t, domain.ListUIF, "1;ROJAS LUNA EVA MARIA")
	h.work(t)
	client := h.register(t, "Rojas", "Luna", "Eva María")
	h.decided(t, h.hits(t, client)[0].ID, domain.VerdictFalsePositive)
	if got := h.outcome(t, client); got != domain.OutcomeClear {
		t.Errorf("cleared it is %s", got)
	}
	again := func() {
		_, _, err := h.Compliance.ScreenAgain(h.As(t, testkit.MiddleOffice), compliance.AgainInput{IdempotencyKey: uuid.NewString(), ClientID: client})
		testkit.Must(t, err)
	}
	again()
	h.states(t, client, domain.HitFalsePositive)
	// When the list says something else of that person.
	h.load(t, domain.ListUIF, "1;ROJAS LUNA EVA MARIA;;1980-01-01")
	h.work(t)
	h.states(t, client, domain.HitFalsePositive, domain.HitOpen)
	h.decided(t, h.hits(t, client)[1].ID, domain.VerdictFalsePositive)
	// When the house learns something else of the client.
	born := domain.MustDate("1980-03-01")
	_, _, err := h.Clients.UpdateProfile(h.As(t, testkit.MiddleOffice), clients.UpdateProfileInput{IdempotencyKey: uuid.NewString(), ClientID: client, BirthDate: &born})
	testkit.Must(t, err)
	h.states(t, client, domain.HitFalsePositive, domain.HitFalsePositive, domain.HitOpen)
	h.decided(t, h.hits(t, client)[2].ID, domain.VerdictFalsePositive)
	// When a year is over.
	h.Clock.Advance(366 * 24 * time.Hour)
	h.fresh(t)
	if ended, err := h.Compliance.ExpireCleared(testkit.System(t)); err != nil || ended != 1 {
		t.Errorf("%d pairs ended: %v", ended, err)
	}
	h.states(t, client, domain.HitFalsePositive, domain.HitFalsePositive, domain.HitFalsePositive, domain.HitOpen)
	if ended, err := h.Compliance.ExpireCleared(testkit.System(t)); err != nil || ended != 0 {
		t.Errorf("%d pairs ended twice: %v", ended, err)
	}
}
