package kyc_test

import (
	"context"
	"encoding/json"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/clientdocument"
	"github.com/qoricash/qoricash/internal/approval"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/kyc"
	"github.com/qoricash/qoricash/internal/testkit"
)

// house is a house that works with four eyes.
type house struct{ *testkit.Kit }

func open(t *testing.T, options ...testkit.Option) *house { return &house{testkit.New(t, options...)} }

// withoutFourEyes is a house where one person decides.
var withoutFourEyes = testkit.WithParameters(func(p *domain.Parameters) { p.KYCFourEyes = false })

func (h *house) row(t *testing.T, id uuid.UUID) *ent.Customer {
	t.Helper()
	row, err := h.Store.Read().Customer.Get(testkit.System(t), id)
	testkit.Must(t, err)
	return row
}

// wantStatus holds a client's identification to a state, and its limit to that state: it is lifted by APPROVED alone.
func (h *house) wantStatus(t *testing.T, client uuid.UUID, want domain.KYCStatus) {
	t.Helper()
	row := h.row(t, client)
	if row.KycStatus != want {
		t.Errorf("the identification is %s, want %s", row.KycStatus, want)
	}
	limit, err := h.Clients.Limit(testkit.System(t), client)
	testkit.Must(t, err)
	if limit.Applies == (want == domain.KYCApproved) {
		t.Errorf("%s: the limit applies: %v", want, limit.Applies)
	}
	if waits := row.ReviewStartedAt != nil; waits != (want == domain.KYCInReview) {
		t.Errorf("%s: waits for a review since %v", want, row.ReviewStartedAt)
	}
	if decided := row.KycDecidedAt != nil; decided != (want == domain.KYCApproved || want == domain.KYCRejected) {
		t.Errorf("%s: decided at %v", want, row.KycDecidedAt)
	}
}

// paper is a paper of a client by its kind, the one that counts.
func (h *house) paper(t *testing.T, client uuid.UUID, kind domain.DocumentKind) *ent.ClientDocument {
	t.Helper()
	row, err := h.Store.Read().ClientDocument.Query().Where(clientdocument.ClientID(client), clientdocument.KindEQ(kind),
		clientdocument.StatusNEQ(domain.DocumentReplaced)).Only(testkit.System(t))
	testkit.Must(t, err)
	return row
}

// submit sends a paper as somebody, with a file of their own.
func (h *house) submit(t *testing.T, ctx context.Context, client uuid.UUID, kind domain.DocumentKind) (uuid.UUID, error) {
	t.Helper()
	id, _, err := h.KYC.SubmitDocument(ctx, kyc.SubmitInput{ClientID: client, Kind: kind, FileID: h.FileOf(t, ctx, domain.FileClientDocument)})
	return id, err
}

func (h *house) sent(t *testing.T, ctx context.Context, client uuid.UUID, kind domain.DocumentKind) uuid.UUID {
	t.Helper()
	id, err := h.submit(t, ctx, client, kind)
	testkit.Must(t, err)
	return id
}

// told lists the newest events of a client as "KIND {facts}", oldest first.
func (h *house) told(t *testing.T, client uuid.UUID) []string {
	t.Helper()
	rows, err := h.DB.Owner.QueryContext(t.Context(), `SELECT kind, facts, aggregate_version FROM events WHERE aggregate = 'client' AND aggregate_id = $1
		ORDER BY aggregate_version`, client)
	testkit.Must(t, err)
	defer rows.Close()
	var list []string
	for rows.Next() {
		var kind string
		var facts []byte
		var version int
		testkit.Must(t, rows.Scan(&kind, &facts, &version))
		var read map[string]any
		testkit.Must(t, json.Unmarshal(facts, &read))
		written, err := json.Marshal(read)
		testkit.Must(t, err)
		if list = append(list, kind+" "+string(written)); version != len(list) {
			t.Errorf("event %d has version %d", len(list), version)
		}
	}
	testkit.Must(t, rows.Err())
	return list
}

// propose has MiddleOffice propose to end an identification.
func (h *house) propose(t *testing.T, client uuid.UUID, approve bool, reason domain.KYCReason) uuid.UUID {
	t.Helper()
	id, _, err := h.KYC.Propose(h.As(t, testkit.MiddleOffice), kyc.ProposeInput{ClientID: client, Approve: approve, Reason: reason})
	testkit.Must(t, err)
	return id
}

func (h *house) decide(t *testing.T, caller testkit.Caller, proposal uuid.UUID, decision domain.ProposalDecision) error {
	t.Helper()
	note := ""
	if decision == domain.ProposalDeclined {
		note = "Falta verificar la foto"
	}
	_, _, err := h.Approval.Decide(h.As(t, caller), approval.DecideInput{ProposalID: proposal, Decision: decision, Note: note})
	return err
}
