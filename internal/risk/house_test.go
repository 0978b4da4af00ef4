package risk_test

import (
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/riskcomputation"
	"github.com/qoricash/qoricash/ent/riskprofile"
	"github.com/qoricash/qoricash/internal/approval"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/risk"
	"github.com/qoricash/qoricash/internal/testkit"
)

// house is a house whose clients are assessed.
type house struct{ *testkit.Kit }

func open(t *testing.T) house {
	t.Helper()
	return begin(t, testkit.New(t))
}

// begin assesses the clients of a house, whose past has no events.
func begin(t *testing.T, kit *testkit.Kit) house {
	t.Helper()
	h := house{kit}
	h.work(t)
	return h
}

// work takes all that happened so far.
func (h house) work(t *testing.T) {
	t.Helper()
	h.Settle(t)
	testkit.Must(t, h.Risk.Work(testkit.System(t)))
}

func (h house) profile(t *testing.T, client uuid.UUID) *ent.RiskProfile {
	t.Helper()
	return h.Store.Read().RiskProfile.Query().Where(riskprofile.ClientID(client)).WithComputation().OnlyX(testkit.System(t))
}

func (h house) computations(t *testing.T, client uuid.UUID) []*ent.RiskComputation {
	t.Helper()
	return h.Store.Read().RiskComputation.Query().Where(riskcomputation.ClientID(client)).Order(riskcomputation.ByID()).AllX(testkit.System(t))
}

func (h house) check(t *testing.T, who testkit.Caller, client uuid.UUID, state domain.RiskListState, lists ...domain.RiskList) error {
	t.Helper()
	check := domain.RiskListCheck{}
	for _, list := range lists {
		result := domain.RiskListResult{List: list, State: state}
		if state == domain.RiskListMatch {
			result.Details = "Mismo nombre y fecha de nacimiento"
		}
		check.Results = append(check.Results, result)
	}
	_, _, err := h.Risk.CheckLists(h.As(t, who), risk.CheckListsInput{IdempotencyKey: uuid.NewString(), ClientID: client, Check: check})
	return err
}

func (h house) expose(t *testing.T, client uuid.UUID) uuid.UUID {
	t.Helper()
	id, _, err := h.Risk.SetExposure(h.As(t, testkit.MiddleOffice), risk.SetExposureInput{IdempotencyKey: uuid.NewString(), ClientID: client,
		Exposure: domain.Exposure{Kind: domain.ExposureRelative, Position: "Alcaldesa", Entity: "Municipalidad de Lince"}})
	testkit.Must(t, err)
	return id
}

func (h house) override(t *testing.T, client uuid.UUID, wanted *domain.RiskOverride) (uuid.UUID, error) {
	t.Helper()
	id, _, err := h.Risk.Override(h.As(t, testkit.MiddleOffice), risk.OverrideInput{IdempotencyKey: uuid.NewString(), ClientID: client, Override: wanted,
		Note: "Visita a su oficina"})
	return id, err
}

func (h house) decide(t *testing.T, who testkit.Caller, proposal uuid.UUID) error {
	t.Helper()
	_, _, err := h.Approval.Decide(h.As(t, who), approval.DecideInput{IdempotencyKey: uuid.NewString(), ProposalID: proposal,
		Decision: domain.ProposalConfirmed, Note: "Visto"})
	return err
}

// stands tells where a client stands otherwise than it should.
func (h house) stands(t *testing.T, client uuid.UUID, score int, level domain.RiskLevel, regime domain.DueDiligence) {
	t.Helper()
	if got := h.profile(t, client); got.Score != score || got.Level != level || got.DueDiligence != regime {
		t.Errorf("stands at %d, %s, %s; want %d, %s, %s", got.Score, got.Level, got.DueDiligence, score, level, regime)
	}
}

// riskOf is a client's risk with all its parts, as a caller may know it; nil for one that it does not see.
func (h house) riskOf(t *testing.T, who testkit.Caller, client uuid.UUID) (*risk.Picture, error) {
	t.Helper()
	rows := h.Store.Read().Customer.Query().AllX(testkit.System(t))
	pictures, err := h.Risk.Of(h.As(t, who), risk.Asked{History: true, Override: true, Exposures: true, Checks: true}, rows...)
	return pictures[client], err
}
