package kyc_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/testkit"
)

func (h *house) reject(t *testing.T, client uuid.UUID, reason domain.KYCReason) {
	t.Helper()
	testkit.Must(t, h.Decide(h.As(t, testkit.Master), h.Propose(t, client, reason), domain.ProposalConfirmed))
}

func TestWhyAClientWasRejectedStandsUntilAPersonLiftsIt(t *testing.T) {
	t.Parallel()
	h := open(t)
	client := h.Newcomer(t, domain.DocumentDNI)
	want := func(reason domain.KYCReason, after string) {
		t.Helper()
		got := domain.KYCReason("")
		if row := h.row(t, client); row.KycRejection != nil {
			got = *row.KycRejection
		}
		if got != reason {
			t.Errorf("%s: rejected for %q, want %q", after, got, reason)
		}
	}
	want("", "a newcomer")
	h.Submit(t, client)
	want("", "papers")
	h.reject(t, client, domain.KYCNotAccepted)
	want(domain.KYCNotAccepted, "a rejection")
	h.Submit(t, client)
	want(domain.KYCNotAccepted, "new papers")
	h.reject(t, client, domain.KYCExpired)
	want(domain.KYCExpired, "another rejection")
	h.Reopen(t, client)
	want("", "a reopening")
	h.reject(t, client, domain.KYCDataMismatch)
	h.Identify(t, client)
	want("", "an approval")
}

func TestTheServingRoleCannotLiftTheBar(t *testing.T) {
	t.Parallel()
	h := open(t)
	client := h.Newcomer(t, domain.DocumentDNI)
	h.Submit(t, client)
	h.reject(t, client, domain.KYCNotAccepted)
	for _, statement := range []string{
		`UPDATE clients SET kyc_rejection = NULL WHERE id = $1`,
		`UPDATE clients SET kyc_rejection = 'UNREADABLE' WHERE id = $1`,
		`UPDATE clients SET kyc_status = 'IN_REVIEW', kyc_rejection = 'EXPIRED' WHERE id = $1`,
	} {
		if _, err := h.DB.App.ExecContext(t.Context(), statement, client); err == nil || !strings.Contains(err.Error(), "decided by nobody") {
			t.Errorf("%s: %v", statement, err)
		}
	}
	if row := h.row(t, client); row.KycRejection == nil || *row.KycRejection != domain.KYCNotAccepted {
		t.Errorf("rejected for %s", fmt.Sprint(row.KycRejection))
	}
}
