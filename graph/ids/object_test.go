package ids_test

import (
	"slices"
	"testing"

	"github.com/qoricash/qoricash/graph/ids"
	"github.com/qoricash/qoricash/internal/domain"
)

// Whatever the trail names has a global id, or is known to have none: a new kind of row must not show a bare key by forgetting.
func TestWhatTheTrailNamesHasAGlobalID(t *testing.T) {
	t.Parallel()
	bare := []domain.ObjectKind{domain.ObjectEventEpoch, domain.ObjectHouse, domain.ObjectNotificationSetting, domain.ObjectQuery, domain.ObjectRegistrationDraft,
		domain.ObjectInvoiceSeries, domain.ObjectComplianceClient, domain.ObjectInvoiceQueue, domain.ObjectRegister}
	for _, kind := range domain.ObjectKinds(domain.AuditedAs) {
		prefix, known := ids.ObjectPrefix(kind)
		if known == slices.Contains(bare, kind) {
			t.Errorf("%s has the prefix %q", kind, prefix)
		}
		if of, found := ids.ObjectOf(prefix); known && (!found || of != kind) {
			t.Errorf("ids of %s are taken for those of %q", kind, of)
		}
	}
}
