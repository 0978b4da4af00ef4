package clients_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"time"

	"github.com/qoricash/qoricash/internal/clients"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/testkit"
)

// registry knows one person and one company, and counts how often it is asked.
type registry struct {
	asked  atomic.Int64
	broken atomic.Bool
}

func (r *registry) Source() domain.LookupSource { return domain.SourceRENIEC }

func (r *registry) PersonByDNI(_ context.Context, dni string) (domain.PersonName, bool, error) {
	r.asked.Add(1)
	if r.broken.Load() {
		return domain.PersonName{}, false, errors.New("503")
	}
	return domain.PersonName{Paternal: "ROJAS", Maternal: "LUNA", Given: "EVA"}, dni == "12345678", nil
}

func (r *registry) CompanyByRUC(_ context.Context, ruc string) (domain.TaxpayerRecord, bool, error) {
	r.asked.Add(1)
	return domain.TaxpayerRecord{LegalName: "SUNAT", State: "ACTIVO"}, ruc == "20131312955", nil
}

func TestRegisterSuggestsNamesOnceADay(t *testing.T) {
	t.Parallel()
	h := open(t)
	register := &registry{}
	h.wire(clients.Options{Register: register})
	for range 3 {
		found, ok, err := h.LookUp(anonymous(t), domain.DocumentDNI, "12345678-1")
		if err != nil || !ok || found.Person.Given != "EVA" || found.Company != nil || found.Source != "RENIEC" || !found.At.Equal(h.Clock.Now()) {
			t.Errorf("found %+v, %t, %v", found, ok, err)
		}
		if _, ok, err := h.LookUp(anonymous(t), domain.DocumentDNI, "10117410"); ok || err != nil {
			t.Errorf("an unknown document: %t, %v", ok, err)
		}
	}
	if asked := register.asked.Load(); asked != 2 {
		t.Errorf("asked %d times", asked)
	}
	h.Clock.Advance(24 * time.Hour)
	if _, _, err := h.LookUp(anonymous(t), domain.DocumentDNI, "12345678"); err != nil || register.asked.Load() != 3 {
		t.Errorf("a day later: asked %d times, %v", register.asked.Load(), err)
	}
	if found, ok, err := h.LookUp(anonymous(t), domain.DocumentRUC, "20131312955"); err != nil || !ok || found.Company.LegalName != "SUNAT" || found.Person != nil {
		t.Errorf("found %+v, %t, %v", found, ok, err)
	}
	for kind, number := range map[domain.DocumentType]string{domain.DocumentCE: "123456789", domain.DocumentPassport: "AB12345"} {
		if _, ok, err := h.LookUp(anonymous(t), kind, number); ok || err != nil {
			t.Errorf("%s: %t, %v", kind, ok, err)
		}
	}
}

func TestRegisterThatDoesNotAnswerIsUnavailableAndAskedAgain(t *testing.T) {
	t.Parallel()
	h := open(t)
	register := &registry{}
	h.wire(clients.Options{Register: register})
	register.broken.Store(true)
	_, _, err := h.LookUp(anonymous(t), domain.DocumentDNI, "12345678")
	testkit.Refused(t, err, domain.CodeUnavailable, "")
	register.broken.Store(false)
	if _, ok, err := h.LookUp(anonymous(t), domain.DocumentDNI, "12345678"); !ok || err != nil {
		t.Errorf("%t, %v", ok, err)
	}
}

func TestLookUpsAreTenAMinute(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.wire(clients.Options{Register: &registry{}, RateLimits: testkit.RateLimits(h.DB.App, h.Clock)})
	for try := range 11 {
		_, _, err := h.LookUp(anonymous(t), domain.DocumentDNI, "12345678")
		if !admitted(err, try < 10) {
			t.Errorf("try %d: %v", try, err)
		}
	}
	_, _, err := h.LookUp(anonymousFrom(t, "190.7.7.7"), domain.DocumentDNI, "123")
	testkit.Refused(t, err, domain.CodeInvalid, "documentNumber")
}
