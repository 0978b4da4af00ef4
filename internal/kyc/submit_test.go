package kyc_test

import (
	"slices"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/kyc"
	"github.com/qoricash/qoricash/internal/testkit"
)

func TestTheReviewBeginsWithTheLastMissingPaper(t *testing.T) {
	t.Parallel()
	h := open(t)
	person, company := h.Newcomer(t, domain.DocumentDNI), h.Newcomer(t, domain.DocumentRUC)
	ctx := testkit.ClientContext(t, person)

	h.sent(t, ctx, uuid.Nil, domain.PaperIDFront)
	h.wantStatus(t, person, domain.KYCPending)
	h.sent(t, ctx, uuid.Nil, domain.PaperOther)
	h.wantStatus(t, person, domain.KYCPending)
	h.sent(t, ctx, person, domain.PaperIDBack)
	h.wantStatus(t, person, domain.KYCInReview)
	want := []string{`DOCUMENT_SUBMITTED {"complete":false,"kind":"ID_FRONT"}`, `DOCUMENT_SUBMITTED {"complete":false,"kind":"OTHER"}`,
		`DOCUMENT_SUBMITTED {"complete":true,"kind":"ID_BACK"}`, `REVIEW_STARTED {}`}
	if got := h.told(t, person); !slices.Equal(got, want) {
		t.Errorf("told %q", got)
	}

	h.sent(t, h.As(t, testkit.Trader), company, domain.PaperRUCSheet)
	h.wantStatus(t, company, domain.KYCInReview)
}

func TestANewerPaperTakesThePlaceOfTheOlder(t *testing.T) {
	t.Parallel()
	h := open(t)
	client := h.Newcomer(t, domain.DocumentDNI)
	ctx := testkit.ClientContext(t, client)
	first := h.sent(t, ctx, client, domain.PaperIDFront)
	second := h.sent(t, ctx, client, domain.PaperIDFront)
	older, err := h.Store.Read().ClientDocument.Get(testkit.System(t), first)
	testkit.Must(t, err)
	if older.Status != domain.DocumentReplaced || h.paper(t, client, domain.PaperIDFront).ID != second {
		t.Errorf("the older paper is %s", older.Status)
	}
	// Papers of kind OTHER stand beside each other, up to a number.
	for range 10 {
		h.sent(t, ctx, client, domain.PaperOther)
	}
	_, err = h.submit(t, ctx, client, domain.PaperOther)
	if testkit.Refused(t, err, domain.CodeTooMany, "kind"); testkit.Param(err, "maximum") != "10" {
		t.Errorf("the refusal carries %v", err)
	}
}

// The live system lifted the limit when the last paper arrived, before anybody had looked (domain.md 5.4, DEFECT).
func TestUploadingLiftsNoLimitAndTakesNoneAway(t *testing.T) {
	t.Parallel()
	h := open(t)
	waiting, rejected, approved := h.Newcomer(t, domain.DocumentDNI), h.Newcomer(t, domain.DocumentDNI), h.Newcomer(t, domain.DocumentDNI)
	h.Submit(t, waiting)
	h.wantStatus(t, waiting, domain.KYCInReview)
	h.Submit(t, waiting)
	h.wantStatus(t, waiting, domain.KYCInReview)

	h.Review(t, rejected)
	testkit.Must(t, h.decide(t, testkit.Master, h.propose(t, rejected, false, domain.KYCExpired), domain.ProposalConfirmed))
	h.wantStatus(t, rejected, domain.KYCRejected)
	h.sent(t, testkit.ClientContext(t, rejected), rejected, domain.PaperIDFront)
	h.wantStatus(t, rejected, domain.KYCInReview)

	h.Identify(t, approved)
	h.sent(t, testkit.ClientContext(t, approved), approved, domain.PaperIDFront)
	h.wantStatus(t, approved, domain.KYCApproved)
}

func TestPapersThatMayNotBeSentAreRefused(t *testing.T) {
	t.Parallel()
	h := open(t)
	person, company := h.Newcomer(t, domain.DocumentDNI), h.Newcomer(t, domain.DocumentRUC)
	middle, trader := h.As(t, testkit.MiddleOffice), h.As(t, testkit.Trader)

	_, err := h.submit(t, testkit.ClientContext(t, person), person, domain.PaperRUCSheet)
	testkit.Refused(t, err, domain.CodeInvalid, "kind")
	_, err = h.submit(t, middle, company, domain.PaperIDFront)
	testkit.Refused(t, err, domain.CodeInvalid, "kind")
	_, err = h.submit(t, middle, person, "SELFIE")
	testkit.Refused(t, err, domain.CodeInvalid, "kind")
	_, err = h.submit(t, testkit.ClientContext(t, person), person, domain.PaperComplianceValidation)
	testkit.Refused(t, err, domain.CodeForbidden, "kind")
	_, err = h.submit(t, trader, person, domain.PaperComplianceValidation)
	testkit.Refused(t, err, domain.CodeForbidden, "kind")
	h.sent(t, middle, person, domain.PaperComplianceValidation)
	_, err = h.submit(t, middle, uuid.New(), domain.PaperIDFront)
	testkit.Refused(t, err, domain.CodeNotFound, "clientId")
	_, err = h.submit(t, middle, uuid.Nil, domain.PaperIDFront)
	testkit.Refused(t, err, domain.CodeNotFound, "clientId")

	// Files of others, of another purpose, of nobody, and one that is a paper already.
	used := h.FileOf(t, middle, domain.FileClientDocument)
	for name, c := range map[string]struct {
		file uuid.UUID
		code domain.Code
	}{
		"another's":          {h.FileOf(t, trader, domain.FileClientDocument), domain.CodeNotFound},
		"of another purpose": {h.FileOf(t, middle, domain.FilePayoutProof), domain.CodeNotFound},
		"of nobody":          {uuid.New(), domain.CodeNotFound},
		"used":               {used, domain.CodeAlreadyExists},
	} {
		if name == "used" {
			_, _, err := h.KYC.SubmitDocument(middle, kyc.SubmitInput{ClientID: person, Kind: domain.PaperOther, FileID: used})
			testkit.Must(t, err)
		}
		_, _, err := h.KYC.SubmitDocument(middle, kyc.SubmitInput{ClientID: person, Kind: domain.PaperOther, FileID: c.file})
		testkit.Refused(t, err, c.code, "fileId")
	}

	for _, status := range []domain.ClientStatus{domain.ClientPendingVerification, domain.ClientDeactivated} {
		testkit.Must(t, h.Store.Read().Customer.UpdateOneID(person).SetStatus(status).Exec(testkit.System(t)))
		_, err = h.submit(t, middle, person, domain.PaperIDFront)
		if testkit.Refused(t, err, domain.CodeClientInactive, ""); testkit.Param(err, "status") != string(status) {
			t.Errorf("the refusal carries %v", err)
		}
	}
}

func TestAPaperSentTwiceWithOneKeyIsOnePaper(t *testing.T) {
	t.Parallel()
	h := open(t)
	client := h.Newcomer(t, domain.DocumentDNI)
	ctx := testkit.ClientContext(t, client)
	in := kyc.SubmitInput{IdempotencyKey: uuid.NewString(), Kind: domain.PaperIDFront, FileID: h.FileOf(t, ctx, domain.FileClientDocument)}
	first, replayed, err := h.KYC.SubmitDocument(ctx, in)
	testkit.Must(t, err)
	again, replayedAgain, err := h.KYC.SubmitDocument(ctx, in)
	testkit.Must(t, err)
	if first != again || bool(replayed) || !bool(replayedAgain) {
		t.Errorf("papers %s and %s, replayed %v and %v", first, again, replayed, replayedAgain)
	}
	in.Kind = domain.PaperIDBack
	_, _, err = h.KYC.SubmitDocument(ctx, in)
	testkit.Refused(t, err, domain.CodeIdempotencyKeyReused, "idempotencyKey")
}
