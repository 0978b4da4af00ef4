package sandbox_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/qoricash/qoricash/internal/adapter/sandbox"
	"github.com/qoricash/qoricash/internal/clients"
	"github.com/qoricash/qoricash/internal/domain"
)

var _ clients.Register = sandbox.Register{}

func TestWhatIsInventedIsSoundAndTheSameForEver(t *testing.T) {
	t.Parallel()
	register, unknown := sandbox.Register{}, 0
	for i := range 1_000 {
		dni := fmt.Sprintf("%08d", 40_000_000+i)
		name, ok, err := register.PersonByDNI(t.Context(), dni)
		if again, sameOK, _ := register.PersonByDNI(t.Context(), dni); err != nil || again != name || sameOK != ok {
			t.Fatalf("%s is %v, then %v (%v)", dni, name, again, err)
		}
		if !ok {
			unknown++
			continue
		}
		var faults domain.Faults
		if domain.CheckClientName(&faults, domain.DocumentDNI, domain.ClientName{Person: &name}, true, "name"); faults.Err() != nil {
			t.Errorf("%v: %v", name, faults.Err())
		}
		record, known, err := register.CompanyByRUC(t.Context(), "20"+dni+"1")
		if err != nil || known && (record.LegalName == "" || record.Address.Line == "" || record.State == "") {
			t.Errorf("a company is %+v, %v", record, err)
		}
	}
	if unknown < 50 || unknown > 200 {
		t.Errorf("%d of 1,000 are unknown", unknown)
	}
}

func TestWhoDoesNotWaitGetsNoAnswer(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, ok, err := (sandbox.Register{}).PersonByDNI(ctx, "12345678"); ok || err == nil {
		t.Errorf("%t, %v", ok, err)
	}
}
