package graph_test

import (
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/kyc"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/internal/trading"
)

// door is a way by which a file becomes part of something.
type door struct {
	uploader testkit.Caller
	purpose  domain.FilePurpose
	attach   func(k *testkit.Kit, file uuid.UUID) error
}

func doors(t *testing.T, k *testkit.Kit) map[string]door {
	t.Helper()
	reported, paid := k.Pending(t, testkit.OtherClient, "200.00"), k.Operation(t, domain.InProcess)
	return map[string]door{
		"the proof of a deposit": {testkit.OtherClient, domain.FileDepositProof, func(k *testkit.Kit, file uuid.UUID) error {
			_, _, err := k.Trading.ReportDeposit(k.As(t, testkit.OtherClient), trading.ReportDepositInput{Target: k.Target(t, reported),
				Amount: money.MustAmount("200.00"), BankReference: "00482913", FileID: file})
			return err
		}},
		"the proof of a payment": {testkit.Operator, domain.FilePayoutProof, func(k *testkit.Kit, file uuid.UUID) error {
			_, _, err := k.Trading.AddProof(k.As(t, testkit.Operator), trading.AddProofInput{Target: k.Target(t, paid), FileID: file})
			return err
		}},
		"a paper": {testkit.OtherClient, domain.FileClientDocument, func(k *testkit.Kit, file uuid.UUID) error {
			_, _, err := k.KYC.SubmitDocument(k.As(t, testkit.OtherClient), kyc.SubmitInput{Kind: domain.PaperOther, FileID: file})
			return err
		}},
	}
}

func giveUp(t *testing.T, k *testkit.Kit) int {
	t.Helper()
	count, err := k.Files.SweepUnattached(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return count
}

func TestWhatSomethingNamesStaysForEver(t *testing.T) {
	t.Parallel()
	k := testkit.New(t)
	for name, door := range doors(t, k) {
		if err := door.attach(k, k.File(t, door.uploader, door.purpose)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	giveUp(t, k)
	k.Clock.Advance(365 * 24 * time.Hour)
	if n := giveUp(t, k); n != 0 {
		t.Errorf("%d were removed", n)
	}
}

func TestWhatWasRemovedIsAttachedByNoDoor(t *testing.T) {
	t.Parallel()
	k := testkit.New(t)
	late := map[string]uuid.UUID{}
	all := doors(t, k)
	now := k.Clock.Now()
	k.Clock.Set(now.Add(-domain.UnattachedKeptFor - time.Second))
	for name, door := range all {
		late[name] = k.File(t, door.uploader, door.purpose)
	}
	k.Clock.Set(now)
	if n := giveUp(t, k); n != len(all) {
		t.Fatalf("%d were removed, want %d", n, len(all))
	}
	for name, door := range all {
		if err := door.attach(k, late[name]); domain.CodeOf(err) != domain.CodeNotFound {
			t.Errorf("%s: %v", name, err)
		}
	}
}
