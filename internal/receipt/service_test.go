package receipt_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/document"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/receipt"
	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/internal/testkit/pdftext"
	"github.com/qoricash/qoricash/internal/trading"
)

var update = flag.Bool("update", false, "write the texts of the papers instead of comparing them")

// house is a house whose receipts name a company with an address.
type house struct {
	*testkit.Kit
	receipts *receipt.Service
}

func open(t *testing.T) *house {
	t.Helper()
	kit := testkit.New(t)
	return &house{kit, receipt.New(kit.Store, document.Issuer{Name: "QORICASH SAC", RUC: "20615113698", Address: "Av. Brasil 2790, Pueblo Libre, Lima"})}
}

func (h *house) drawn(t *testing.T, operation uuid.UUID, masked bool) []byte {
	t.Helper()
	paper, err := h.receipts.Make(t.Context(), operation, masked)
	testkit.Must(t, err)
	content, err := paper.PDF()
	testkit.Must(t, err)
	return content
}

func TestWhatAReceiptSays(t *testing.T) {
	t.Parallel()
	h := open(t)
	operation := h.Operation(t, domain.Completed)
	for name, masked := range map[string]bool{"in_full": false, "masked": true} {
		said := pdftext.Text(t, h.drawn(t, operation, masked)) + "\n"
		golden := filepath.Join("testdata", name+".golden")
		if *update {
			testkit.Must(t, os.MkdirAll("testdata", 0o755))
			testkit.Must(t, os.WriteFile(golden, []byte(said), 0o644))
		}
		want, err := os.ReadFile(golden)
		testkit.Must(t, err)
		if said != string(want) {
			t.Errorf("it says something else than %s; run the test with -update and read the difference:\n%s", golden, said)
		}
	}
}

func TestAReceiptIsTheSameBytesEachTime(t *testing.T) {
	t.Parallel()
	h := open(t)
	operation := h.Operation(t, domain.Completed)
	first := h.drawn(t, operation, false)
	h.Clock.Advance(1000 * 24 * time.Hour)
	if !bytes.Equal(h.drawn(t, operation, false), first) {
		t.Error("the clock is in the file")
	}
}

func TestAMaskedReceiptShowsNoPersonalData(t *testing.T) {
	t.Parallel()
	h := open(t)
	operation := h.Operation(t, domain.Completed)
	row := h.Row(t, operation)
	client, err := row.QueryClient().Only(access.AsSystem(t.Context()))
	testkit.Must(t, err)
	full, masked := pdftext.Text(t, h.drawn(t, operation, false)), pdftext.Text(t, h.drawn(t, operation, true))
	for _, secret := range []string{client.FullName, client.DocumentNumber, row.SourceSnapshot.CCI, row.DestinationSnapshot.CCI,
		row.Edges.Deposits[0].BankReference, row.Edges.Payouts[0].BankReference} {
		if secret == "" || !strings.Contains(full, secret) || strings.Contains(masked, secret) {
			t.Errorf("%q is hidden from the client, or shown masked", secret)
		}
	}
}

func TestOnlyTheMoneyThatCountedIsOnAReceipt(t *testing.T) {
	t.Parallel()
	h := open(t)
	operation := h.Pending(t, testkit.Client, "200.00")
	h.ReportAs(t, testkit.Client, operation, "150.00", "PARTE-1", h.File(t, testkit.Client, domain.FileDepositProof))
	h.ReportAs(t, testkit.Client, operation, "20.00", "ERROR-2", h.File(t, testkit.Client, domain.FileDepositProof))
	h.WithdrawAs(t, testkit.Client, operation, 1)
	h.ReportAs(t, testkit.Client, operation, "50.00", "PARTE-3", h.File(t, testkit.Client, domain.FileDepositProof))
	h.Reassign(t, operation, testkit.Operator)
	h.ConfirmAs(t, testkit.Operator, operation, 0, "")
	h.ConfirmAs(t, testkit.Operator, operation, 2, "")
	h.PayAs(t, testkit.Operator, operation, "300.00", "PAGO-MALO")
	h.VoidAs(t, testkit.Master, operation, 0, domain.VoidNeverSent)
	h.Pay(t, operation)
	h.Prove(t, operation)
	_, _, err := h.Trading.Complete(h.As(t, testkit.Operator), trading.CompleteInput{Target: h.Target(t, operation),
		ProofIDs: []uuid.UUID{h.Row(t, operation).Edges.Proofs[0].ID}})
	testkit.Must(t, err)
	said := pdftext.Text(t, h.drawn(t, operation, false))
	for text, shown := range map[string]bool{"PARTE-1": true, "PARTE-3": true, "US$ 150.00": true, "US$ 50.00": true, "PAGO-EXP-1001": true,
		"ERROR-2": false, "PAGO-MALO": false} {
		if strings.Contains(said, text) != shown {
			t.Errorf("%s is shown: %t, want %t:\n%s", text, !shown, shown, said)
		}
	}
}

func TestANameInLettersThatThePaperDoesNotHaveBreaksNothing(t *testing.T) {
	t.Parallel()
	h := open(t)
	operation := h.Operation(t, domain.Completed)
	for name, want := range map[string]string{"ΑΘΗΝΑ ΠΑΠΑ": "ΑΘΗΝΑ ΠΑΠΑ", "ANA 😀 山田": "ANA □ □□"} {
		_, err := h.DB.Owner.ExecContext(t.Context(), `UPDATE clients SET full_name = $1 WHERE id = $2`, name, h.ID(testkit.Client))
		testkit.Must(t, err)
		if said := pdftext.Text(t, h.drawn(t, operation, false)); !strings.Contains(said, "\n"+want+"\n") {
			t.Errorf("%s is not shown as %s:\n%s", name, want, said)
		}
	}
}

func TestWhatIsNotCompletedHasNoReceipt(t *testing.T) {
	t.Parallel()
	h := open(t)
	for _, status := range []domain.Status{domain.Canceled, domain.Expired, domain.Pending} {
		_, err := h.receipts.Make(t.Context(), h.Operation(t, status), false)
		testkit.Refused(t, err, domain.CodeNotAllowedInStatus)
	}
	_, err := h.receipts.Make(t.Context(), uuid.New(), false)
	testkit.Refused(t, err, domain.CodeNotFound)
}
