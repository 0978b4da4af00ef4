package kyc_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/kyc"
	"github.com/qoricash/qoricash/internal/testkit"
)

// review gives a verdict as MiddleOffice: without a reason it accepts.
func (h *house) review(t *testing.T, paper uuid.UUID, reason domain.KYCReason) error {
	t.Helper()
	_, _, err := h.KYC.ReviewDocument(h.As(t, testkit.MiddleOffice), kyc.ReviewInput{DocumentID: paper, Accept: reason == "", Reason: reason})
	return err
}

func TestVerdictsAreKeptWithTheirReasonAndTold(t *testing.T) {
	t.Parallel()
	h := open(t)
	client := h.Newcomer(t, domain.DocumentDNI)
	h.Submit(t, client)
	front, back := h.paper(t, client, domain.PaperIDFront), h.paper(t, client, domain.PaperIDBack)
	_, _, err := h.KYC.ReviewDocument(h.As(t, testkit.MiddleOffice), kyc.ReviewInput{DocumentID: front.ID, Reason: domain.KYCUnreadable, Note: "  Borrosa  "})
	testkit.Must(t, err)
	testkit.Must(t, h.review(t, back.ID, ""))
	front, back = h.paper(t, client, domain.PaperIDFront), h.paper(t, client, domain.PaperIDBack)
	if front.Status != domain.DocumentRejected || *front.Reason != domain.KYCUnreadable || *front.Note != "Borrosa" || *front.ReviewedBy != h.ID(testkit.MiddleOffice) {
		t.Errorf("the rejected paper is %+v", front)
	}
	if back.Status != domain.DocumentAccepted || back.Reason != nil || back.ReviewedAt == nil {
		t.Errorf("the accepted paper is %+v", back)
	}
	told := h.told(t, client)
	want := []string{`DOCUMENT_REJECTED {"kind":"ID_FRONT","reason":"UNREADABLE"}`, `DOCUMENT_ACCEPTED {"kind":"ID_BACK"}`}
	if got := told[len(told)-2:]; !slices.Equal(got, want) {
		t.Errorf("told %q", got)
	}
	// The client sends it again, and it is looked at anew.
	h.sent(t, testkit.ClientContext(t, client), client, domain.PaperIDFront)
	if again := h.paper(t, client, domain.PaperIDFront); again.Status != domain.DocumentSubmitted || again.Reason != nil {
		t.Errorf("the paper that was sent again is %+v", again)
	}
	h.wantStatus(t, client, domain.KYCInReview)
}

func TestVerdictsThatMayNotBeGivenAreRefused(t *testing.T) {
	t.Parallel()
	h := open(t)
	client := h.Newcomer(t, domain.DocumentDNI)
	middle := h.As(t, testkit.MiddleOffice)
	replaced := h.sent(t, middle, client, domain.PaperIDFront)
	own := h.sent(t, middle, client, domain.PaperIDFront)
	testkit.Refused(t, h.review(t, replaced, ""), domain.CodeNotAllowedInStatus, "documentId")
	testkit.Refused(t, h.review(t, own, ""), domain.CodeFourEyesRequired, "documentId")
	testkit.Must(t, h.review(t, own, domain.KYCExpired)) // what one sent oneself one may reject
	testkit.Refused(t, h.review(t, own, domain.KYCExpired), domain.CodeNotAllowedInStatus, "documentId")
	testkit.Refused(t, h.review(t, uuid.New(), ""), domain.CodeNotFound, "documentId")
	_, _, err := h.KYC.ReviewDocument(h.As(t, testkit.Master), kyc.ReviewInput{DocumentID: own, Accept: true})
	testkit.Must(t, err) // the verdict of somebody else, while nothing rests on it

	for field, in := range map[string]kyc.ReviewInput{
		"reason": {DocumentID: own}, "note": {DocumentID: own, Accept: true, Note: strings.Repeat("ñ", 501)},
	} {
		_, _, err := h.KYC.ReviewDocument(middle, in)
		code := domain.CodeRequired
		if field == "note" {
			code = domain.CodeInvalid
		}
		testkit.Refused(t, err, code, field)
	}
	_, _, err = h.KYC.ReviewDocument(middle, kyc.ReviewInput{DocumentID: own, Accept: true, Reason: domain.KYCExpired})
	testkit.Refused(t, err, domain.CodeInvalid, "reason")
	_, _, err = h.KYC.ReviewDocument(middle, kyc.ReviewInput{DocumentID: own, Reason: "BECAUSE"})
	testkit.Refused(t, err, domain.CodeInvalid, "reason")
	_, _, err = h.KYC.ReviewDocument(middle, kyc.ReviewInput{DocumentID: own, Accept: true, Note: "a\x00b"})
	testkit.Refused(t, err, domain.CodeInvalid, "note")
}

func TestAVerdictThatSomethingRestsOnStays(t *testing.T) {
	t.Parallel()
	h := open(t)
	client := h.Newcomer(t, domain.DocumentDNI)
	h.Review(t, client)
	front := h.paper(t, client, domain.PaperIDFront).ID
	proposal := h.propose(t, client, true, "")
	testkit.Refused(t, h.review(t, front, domain.KYCExpired), domain.CodeNotAllowedInStatus, "documentId")
	testkit.Must(t, h.decide(t, testkit.Master, proposal, domain.ProposalConfirmed))
	testkit.Refused(t, h.review(t, front, domain.KYCExpired), domain.CodeNotAllowedInStatus, "documentId")
	_, _, err := h.KYC.Reopen(h.As(t, testkit.MiddleOffice), kyc.ReopenInput{ClientID: client, Reason: "Documento vencido"})
	testkit.Must(t, err)
	testkit.Must(t, h.review(t, front, domain.KYCExpired))
	h.wantStatus(t, client, domain.KYCInReview)
}

func TestAHouseWithoutFourEyesAcceptsWhatItSentItself(t *testing.T) {
	t.Parallel()
	h := open(t, withoutFourEyes)
	client := h.Newcomer(t, domain.DocumentDNI)
	testkit.Must(t, h.review(t, h.sent(t, h.As(t, testkit.MiddleOffice), client, domain.PaperIDFront), ""))
}
