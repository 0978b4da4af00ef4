package risk_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/auditentry"
	"github.com/qoricash/qoricash/internal/approval"
	"github.com/qoricash/qoricash/internal/clients"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/risk"
	"github.com/qoricash/qoricash/internal/testkit"
)

// domain.md 19.7 (c), and 6.2: each step of a client's life is assessed, by what happened.
func TestAClientIsAssessedAsItsLifeGoesOn(t *testing.T) {
	t.Parallel()
	h := open(t)
	client, _, err := h.Clients.Register(h.As(t, testkit.Trader), clients.RegisterInput{IdempotencyKey: uuid.NewString(), DocumentType: domain.DocumentDNI,
		DocumentNumber: "12345678", Email: "eva@correo.pe", Phone: "987 654 321",
		Name: domain.ClientName{Person: &domain.PersonName{Paternal: "Rojas", Maternal: "Luna", Given: "Eva"}}})
	testkit.Must(t, err)
	h.work(t)
	h.stands(t, client, 15, domain.RiskLow, domain.DueDiligenceBasic)
	h.Identify(t, client)
	h.work(t)
	h.stands(t, client, 5, domain.RiskLow, domain.DueDiligenceBasic)
	// Given the client of the kit, which is identified, when it completes an operation of 1,000 USD.
	other := h.ID(testkit.Client)
	h.Operation(t, domain.Completed)
	h.work(t)
	h.stands(t, other, 10, domain.RiskLow, domain.DueDiligenceBasic)
	last := h.profile(t, other).Edges.Computation
	if last.Trigger != domain.RiskOnOperation || last.Facts.Completed != 1 || last.Rules != domain.DefaultRiskRules() || last.RulesVersion != domain.RiskRulesVersion {
		t.Errorf("the assessment rests on %+v of %+v by %s", last.Facts, last.Rules, last.Trigger)
	}
	told := testkit.Texts(t, h.DB, `SELECT facts ->> 'score' FROM events WHERE aggregate = 'compliance_client' AND aggregate_id = $1 ORDER BY id`, other)
	if !slices.Equal(told, []string{"5", "10"}) {
		t.Errorf("told of the scores %v", told)
	}
}

// What an instance died over is taken again: the place in the feed is behind, and nothing new comes of it.
func TestWhatIsTakenTwiceIsAssessedOnce(t *testing.T) {
	t.Parallel()
	h := open(t)
	client := h.ID(testkit.Client)
	h.Operation(t, domain.Completed)
	h.work(t)
	before := len(h.computations(t, client))
	testkit.Exec(t, h.DB, `UPDATE feed_consumers SET tx = '0', id = 0 WHERE name = 'risk'`)
	h.work(t)
	if after := len(h.computations(t, client)); after != before {
		t.Errorf("%d assessments became %d", before, after)
	}
}

// E38: what is told of a client's risk reaches neither the client nor a trader.
func TestWhatIsToldOfRiskNamesNobodyWhoWouldHearIt(t *testing.T) {
	t.Parallel()
	h := open(t)
	client := h.ID(testkit.Client)
	before := testkit.Texts(t, h.DB, `SELECT count(*)::text FROM events WHERE aggregate = 'client' AND aggregate_id = $1`, client)
	h.expose(t, client)
	after := testkit.Texts(t, h.DB, `SELECT count(*)::text FROM events WHERE aggregate = 'client' AND aggregate_id = $1`, client)
	routed := testkit.Texts(t, h.DB, `SELECT id::text FROM events WHERE aggregate = 'compliance_client' AND (client_id IS NOT NULL OR trader_id IS NOT NULL)`)
	if !slices.Equal(before, after) || len(routed) > 0 {
		t.Errorf("%v events of the client became %v; %v are routed", before, after, routed)
	}
}

func TestAPoliticalExposureReinforcesUntilYearsAfterThePost(t *testing.T) {
	t.Parallel()
	h := open(t)
	client := h.ID(testkit.Client)
	record := h.expose(t, client)
	h.stands(t, client, 35, domain.RiskMedium, domain.DueDiligenceReinforced)
	end := func(who testkit.Caller, left domain.Date) error {
		_, _, err := h.Risk.EndExposure(h.As(t, who), risk.EndExposureInput{IdempotencyKey: uuid.NewString(), RecordID: record, LeftOn: left, Reason: "El Peruano"})
		return err
	}
	// Who recorded it does not withdraw it.
	testkit.Refused(t, end(testkit.MiddleOffice, domain.Date{}), domain.CodeFourEyesRequired, "recordId")
	testkit.Refused(t, end(testkit.MiddleOffice, domain.MustDate("2027-01-01")), domain.CodeInvalid, "leftOn")
	testkit.Must(t, end(testkit.MiddleOffice, domain.MustDate("2021-12-01")))
	h.stands(t, client, 35, domain.RiskMedium, domain.DueDiligenceReinforced)
	testkit.Refused(t, end(testkit.MiddleOffice, domain.MustDate("2021-12-02")), domain.CodeNotAllowedInStatus, "leftOn")
	// When five years are over, then nobody has to do anything.
	h.Clock.Advance(8 * 24 * time.Hour)
	h.work(t)
	h.stands(t, client, 5, domain.RiskLow, domain.DueDiligenceBasic)
	if last := h.profile(t, client).Edges.Computation; last.Trigger != domain.RiskOnDue {
		t.Errorf("assessed by %s", last.Trigger)
	}
	testkit.Must(t, end(testkit.Master, domain.Date{}))
	testkit.Refused(t, end(testkit.Master, domain.Date{}), domain.CodeNotAllowedInStatus, "recordId")
}

func TestAMatchOnAListOfSanctionsProhibitsAndTakesAnotherPersonToClear(t *testing.T) {
	t.Parallel()
	h := open(t)
	client := h.ID(testkit.Client)
	testkit.Must(t, h.check(t, testkit.MiddleOffice, client, domain.RiskListClear, domain.RiskLists()...))
	h.stands(t, client, 0, domain.RiskLow, domain.DueDiligenceBasic)
	testkit.Must(t, h.check(t, testkit.MiddleOffice, client, domain.RiskListMatch, domain.RiskListUN))
	h.stands(t, client, 15, domain.RiskLow, domain.DueDiligenceProhibited)
	testkit.Refused(t, h.check(t, testkit.MiddleOffice, client, domain.RiskListClear, domain.RiskListUN), domain.CodeFourEyesRequired, "results")
	testkit.Refused(t, h.check(t, testkit.MiddleOffice, client, domain.RiskListClear, domain.RiskListOFAC), domain.CodeFourEyesRequired, "results")
	testkit.Must(t, h.check(t, testkit.Master, client, domain.RiskListClear, domain.RiskListUN))
	h.stands(t, client, 0, domain.RiskLow, domain.DueDiligenceBasic)
}

// D6: what is checked without a person counts beside what a person found.
func TestListsThatAreCheckedWithoutAPersonCount(t *testing.T) {
	t.Parallel()
	h := open(t)
	client := h.ID(testkit.Client)
	states := map[domain.RiskList]domain.RiskListState{}
	h.Risk.ListsBy(func(context.Context, *ent.Client, uuid.UUID) (map[domain.RiskList]domain.RiskListState, error) {
		return states, nil
	})
	for _, list := range domain.RiskLists() {
		states[list] = domain.RiskListClear
	}
	testkit.Must(t, h.Risk.Recalculate(testkit.System(t), client, domain.RiskOnLists))
	h.stands(t, client, 0, domain.RiskLow, domain.DueDiligenceBasic)
	states[domain.RiskListOFAC] = domain.RiskListMatch
	testkit.Must(t, h.Risk.Recalculate(testkit.System(t), client, domain.RiskOnLists))
	h.stands(t, client, 15, domain.RiskLow, domain.DueDiligenceProhibited)
}

func TestTwoPeopleGiveAndLiftARegime(t *testing.T) {
	t.Parallel()
	h := open(t)
	client, until := h.ID(testkit.Client), h.Clock.Now().Add(24*time.Hour)
	proposal, err := h.override(t, client, &domain.RiskOverride{To: domain.DueDiligenceReinforced, Ground: domain.RiskJudgement, Until: &until})
	testkit.Must(t, err)
	h.stands(t, client, 5, domain.RiskLow, domain.DueDiligenceBasic)
	_, err = h.override(t, client, &domain.RiskOverride{To: domain.DueDiligenceProhibited, Ground: domain.RiskRefused})
	testkit.Refused(t, err, domain.CodeAlreadyExists, "clientId")
	testkit.Refused(t, h.decide(t, testkit.MiddleOffice, proposal), domain.CodeFourEyesRequired, "proposalId")
	testkit.Must(t, h.decide(t, testkit.Master, proposal))
	h.stands(t, client, 5, domain.RiskLow, domain.DueDiligenceReinforced)
	// At its end it holds no more, by itself.
	h.Clock.Advance(24 * time.Hour)
	h.work(t)
	h.stands(t, client, 5, domain.RiskLow, domain.DueDiligenceBasic)
	// A refusal to be identified takes its place, and stands until two people lift it.
	proposal, err = h.override(t, client, &domain.RiskOverride{To: domain.DueDiligenceProhibited, Ground: domain.RiskRefused})
	testkit.Must(t, err)
	testkit.Must(t, h.decide(t, testkit.Master, proposal))
	h.stands(t, client, 5, domain.RiskLow, domain.DueDiligenceProhibited)
	proposal, err = h.override(t, client, nil)
	testkit.Must(t, err)
	testkit.Must(t, h.decide(t, testkit.Master, proposal))
	h.stands(t, client, 5, domain.RiskLow, domain.DueDiligenceBasic)
	_, err = h.override(t, client, nil)
	testkit.Refused(t, err, domain.CodeInvalid, "dueDiligence")
	report, err := approval.Verify(t.Context(), h.DB.App, h.Store.Keys())
	testkit.Must(t, err)
	if len(report.Findings) > 0 {
		t.Errorf("the decisions are %+v", report)
	}
}

func TestAPersonAssessesOneClientOrAll(t *testing.T) {
	t.Parallel()
	h := open(t)
	client := h.ID(testkit.Client)
	first := h.profile(t, client)
	ask := func(who testkit.Caller, client uuid.UUID, reason string) (int, error) {
		count, _, err := h.Risk.RecalculateAsked(h.As(t, who), risk.RecalculateInput{IdempotencyKey: uuid.NewString(), ClientID: client, Reason: reason})
		return count, err
	}
	_, err := ask(testkit.MiddleOffice, client, " ")
	testkit.Refused(t, err, domain.CodeRequired, "reason")
	_, err = ask(testkit.MiddleOffice, uuid.New(), "Revisión")
	testkit.Refused(t, err, domain.CodeNotFound, "clientId")
	h.Clock.Advance(time.Hour)
	_, err = ask(testkit.MiddleOffice, client, "Revisión anual")
	testkit.Must(t, err)
	last := h.profile(t, client)
	if made := last.Edges.Computation; made.Reason == nil || *made.Reason != "Revisión anual" || *made.AskedBy != h.ID(testkit.MiddleOffice) {
		t.Errorf("the assessment is %+v", made)
	}
	if !last.NextReviewAt.After(first.NextReviewAt) {
		t.Errorf("the next review stays at %s", last.NextReviewAt)
	}
	count, err := ask(testkit.Master, uuid.Nil, "Cambió la norma")
	testkit.Must(t, err)
	h.work(t)
	waiting := testkit.Texts(t, h.DB, `SELECT id::text FROM risk_profiles WHERE recheck_for IS NOT NULL`)
	if count != 2 || len(waiting) > 0 {
		t.Errorf("%d clients were asked for, %d wait", count, len(waiting))
	}
	for _, caller := range testkit.Callers() {
		_, err := ask(caller, client, "Revisión")
		if allowed := caller == testkit.Master || caller == testkit.MiddleOffice; (err == nil) != allowed {
			t.Errorf("%v: %v", caller, err)
		}
	}
}

// Other bands are another level, from the next assessment on.
func TestTheBandsOfTheHouseAreAsked(t *testing.T) {
	t.Parallel()
	h := begin(t, testkit.New(t, testkit.WithParameters(func(p *domain.Parameters) { p.Risk.MediumFrom, p.Risk.SimplifiedAllowed = 10, true })))
	client := h.ID(testkit.Client)
	h.stands(t, client, 5, domain.RiskLow, domain.DueDiligenceSimplified)
	h.Operation(t, domain.Completed)
	h.work(t)
	h.stands(t, client, 10, domain.RiskMedium, domain.DueDiligenceSimplified)
}

func TestAReviewThatIsDueIsToldOnce(t *testing.T) {
	t.Parallel()
	h := open(t)
	client := h.ID(testkit.Client)
	due := func() int {
		t.Helper()
		count, err := h.Risk.ReviewDue(testkit.System(t))
		testkit.Must(t, err)
		return count
	}
	h.Clock.Advance(364 * 24 * time.Hour)
	if got := due(); got != 0 {
		t.Errorf("%d are due before their year is over", got)
	}
	h.Clock.Advance(24 * time.Hour)
	if got := due(); got != 2 {
		t.Errorf("%d are due, want both clients", got)
	}
	if got := due(); got != 0 {
		t.Errorf("%d are told twice", got)
	}
	testkit.Must(t, h.check(t, testkit.MiddleOffice, client, domain.RiskListClear, domain.RiskListUN))
	if got := h.profile(t, client); got.ReviewToldAt != nil || !got.NextReviewAt.Equal(h.Clock.Now().AddDate(1, 0, 0)) {
		t.Errorf("after a check the next review is at %s, told %v", got.NextReviewAt, got.ReviewToldAt)
	}
}

// Clients of before there were assessments have one after the daily look.
func TestClientsWithoutAProfileGetOne(t *testing.T) {
	t.Parallel()
	h := house{testkit.New(t)}
	_, err := h.Risk.ReviewDue(testkit.System(t))
	testkit.Must(t, err)
	h.stands(t, h.ID(testkit.Client), 5, domain.RiskLow, domain.DueDiligenceBasic)
	h.stands(t, h.ID(testkit.OtherClient), 5, domain.RiskLow, domain.DueDiligenceBasic)
}

func TestRelatedPersonsAreNamedOnceAndOwnNoMoreThanTheWhole(t *testing.T) {
	t.Parallel()
	h := open(t)
	company := h.Newcomer(t, domain.DocumentRUC)
	add := func(person domain.RelatedPerson) (uuid.UUID, error) {
		id, _, err := h.Risk.AddPerson(h.As(t, testkit.MiddleOffice), risk.AddPersonInput{IdempotencyKey: uuid.NewString(), ClientID: company, Person: person})
		return id, err
	}
	owner := domain.RelatedPerson{Kind: domain.RelatedOwner, Name: "Ana Quispe", DocumentType: domain.DocumentDNI, DocumentNumber: "40000017", Share: 60_00}
	ana, err := add(owner)
	testkit.Must(t, err)
	other := owner
	other.DocumentNumber, other.Share = "40000025", 40_01
	_, err = add(other)
	testkit.Refused(t, err, domain.CodeInvalid, "share")
	again := owner
	again.Share = 30_00
	_, err = add(again)
	testkit.Refused(t, err, domain.CodeAlreadyExists, "documentNumber")
	remove := func() error {
		_, _, err := h.Risk.RemovePerson(h.As(t, testkit.Master), risk.RemovePersonInput{IdempotencyKey: uuid.NewString(), PersonID: ana, Reason: "Vendió"})
		return err
	}
	testkit.Must(t, remove())
	testkit.Refused(t, remove(), domain.CodeNotAllowedInStatus, "personId")
	_, err = add(other)
	testkit.Must(t, err)
}

// E39: over a portfolio a risk is without lists, records and decisions, and its twin has the same.
func TestATraderKnowsWhatBetraysNothing(t *testing.T) {
	t.Parallel()
	h := open(t)
	client := h.ID(testkit.Client)
	read := func(who testkit.Caller) *risk.Picture {
		t.Helper()
		picture, err := h.riskOf(t, who, client)
		testkit.Must(t, err)
		return picture
	}
	before := read(testkit.Trader)
	h.expose(t, client)
	testkit.Must(t, h.check(t, testkit.MiddleOffice, client, domain.RiskListMatch, domain.RiskListOFAC))
	after := read(testkit.Trader)
	if after.Whole != nil || after.Level != before.Level || after.DueDiligence != before.DueDiligence || !slices.Equal(after.Missing, before.Missing) {
		t.Errorf("the trader knew %+v and knows %+v", before, after)
	}
	if len(after.Missing) == 0 {
		t.Error("the trader does not hear what is missing")
	}
	if got := read(testkit.OtherTrader); got != nil {
		t.Errorf("another trader knows %+v", got)
	}
	for _, who := range []testkit.Caller{testkit.Master, testkit.Operator, testkit.MiddleOffice} {
		whole := read(who)
		if whole.DueDiligence != domain.DueDiligenceProhibited || whole.Whole == nil || len(whole.Whole.Exposures) != 1 || len(whole.Whole.Checks) != 1 ||
			len(whole.Whole.History) != 3 {
			t.Errorf("%v knows %+v", who, whole)
		}
	}
	for _, who := range []testkit.Caller{testkit.Client, testkit.Analyst, testkit.Anonymous} {
		if picture, err := h.riskOf(t, who, client); err == nil {
			t.Errorf("%v knows %+v", who, picture)
		}
	}
}

func TestEachAssessmentLeavesItsTrail(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.expose(t, h.ID(testkit.Client))
	rows := h.Store.Read().AuditEntry.Query().Where(auditentry.Action("pep.set"), auditentry.ObjectKind(string(domain.ObjectComplianceClient))).AllX(testkit.System(t))
	if len(rows) != 2 {
		t.Errorf("the record and its assessment left %d rows", len(rows))
	}
}
