package compliance_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/screeninghit"
	"github.com/qoricash/qoricash/ent/screeningsubject"
	"github.com/qoricash/qoricash/internal/approval"
	"github.com/qoricash/qoricash/internal/clients"
	"github.com/qoricash/qoricash/internal/compliance"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/internal/watchlist"
)

// house is a house whose mandatory lists are fresh.
type house struct {
	*testkit.Kit
	registered int
}

func open(t *testing.T, options ...testkit.Option) *house {
	t.Helper()
	h := &house{Kit: testkit.New(t, options...)}
	h.fresh(t)
	return h
}

// fresh makes the mandatory lists those of their publishers, without an entry.
func (h *house) fresh(t *testing.T) {
	t.Helper()
	for _, source := range []domain.ListSource{domain.ListOFAC, domain.ListUN} {
		testkit.Exec(t, h.DB, `INSERT INTO list_states (id, created_at, source, checked_at) VALUES ($1, $2, $3, $2)
			ON CONFLICT (source) DO UPDATE SET checked_at = excluded.checked_at`, domain.ListID(source), h.Clock.Now(), source)
	}
}

// load makes rows the active version of a list of the house: id, name, documents, date of birth.
func (h *house) load(t *testing.T, source domain.ListSource, rows ...string) {
	t.Helper()
	content := "id;nombre;documentos;fecha_nacimiento\n"
	for _, row := range rows {
		content += row + strings.Repeat(";", 3-strings.Count(row, ";")) + "\n"
	}
	loaded, err := h.Watchlist.Load(testkit.System(t), watchlist.Arrival{Source: source, Origin: "list.csv",
		Files: []watchlist.File{{Name: "list.csv", Content: []byte(content)}}})
	testkit.Must(t, err)
	if loaded.Status == domain.ListStaged {
		loaded, err = h.Watchlist.Activate(testkit.System(t), loaded.VersionID)
		testkit.Must(t, err)
	}
	if loaded.Status != domain.ListActive {
		t.Fatalf("the list is %+v", loaded)
	}
}

// work compares whoever is due.
func (h *house) work(t *testing.T) {
	t.Helper()
	testkit.Must(t, h.Compliance.Work(testkit.System(t)))
}

func nameOf(paternal, maternal, given string) domain.ClientName {
	return domain.ClientName{Person: &domain.PersonName{Paternal: paternal, Maternal: maternal, Given: given}}
}

// register registers somebody at the desk.
func (h *house) register(t *testing.T, paternal, maternal, given string) uuid.UUID {
	t.Helper()
	h.registered++
	id, _, err := h.Clients.Register(h.As(t, testkit.Trader), clients.RegisterInput{IdempotencyKey: uuid.NewString(), DocumentType: domain.DocumentDNI,
		DocumentNumber: fmt.Sprintf("%08d", 46_100_000+h.registered), Email: fmt.Sprintf("p%d@correo.pe", h.registered), Phone: "987 654 321",
		Name: nameOf(paternal, maternal, given)})
	testkit.Must(t, err)
	return id
}

// document is the number of somebody who was registered.
func (h *house) document(t *testing.T, client uuid.UUID) string {
	t.Helper()
	return h.Store.Read().Customer.GetX(testkit.System(t), client).DocumentNumber
}

// outcome is how a client itself stands.
func (h *house) outcome(t *testing.T, client uuid.UUID) domain.ScreeningOutcome {
	t.Helper()
	return h.Store.Read().ScreeningSubject.Query().Where(screeningsubject.RefID(client)).OnlyX(testkit.System(t)).Outcome
}

// hits are all hits of a client, the first opened first.
func (h *house) hits(t *testing.T, client uuid.UUID) []*ent.ScreeningHit {
	t.Helper()
	return h.Store.Read().ScreeningHit.Query().Where(screeninghit.ClientID(client)).WithEntry().WithResult().Order(screeninghit.ByID()).AllX(testkit.System(t))
}

// states are how they stand.
func (h *house) states(t *testing.T, client uuid.UUID, want ...domain.HitState) {
	t.Helper()
	var got []domain.HitState
	for _, hit := range h.hits(t, client) {
		got = append(got, hit.State)
	}
	if !slices.Equal(got, want) {
		t.Errorf("the hits are %v, want %v", got, want)
	}
}

func (h *house) propose(t *testing.T, who testkit.Caller, hit uuid.UUID, verdict domain.HitVerdict) (uuid.UUID, error) {
	t.Helper()
	reason := domain.ReasonOtherBirthDate
	if verdict == domain.VerdictTrueMatch {
		reason = domain.ReasonSameDocument
	}
	id, _, err := h.Compliance.Propose(h.As(t, who), compliance.ProposeInput{IdempotencyKey: uuid.NewString(), HitID: hit,
		Judgement: domain.HitJudgement{Verdict: verdict, Reasons: []domain.HitReason{reason}, Note: "Visto en su ficha"}})
	return id, err
}

func (h *house) decide(t *testing.T, who testkit.Caller, proposal uuid.UUID, decision domain.ProposalDecision) error {
	t.Helper()
	_, _, err := h.Approval.Decide(h.As(t, who), approval.DecideInput{IdempotencyKey: uuid.NewString(), ProposalID: proposal, Decision: decision, Note: "Visto"})
	return err
}

// decided has two people say what a hit is.
func (h *house) decided(t *testing.T, hit uuid.UUID, verdict domain.HitVerdict) {
	t.Helper()
	proposal, err := h.propose(t, testkit.MiddleOffice, hit, verdict)
	testkit.Must(t, err)
	testkit.Must(t, h.decide(t, testkit.Master, proposal, domain.ProposalConfirmed))
}
