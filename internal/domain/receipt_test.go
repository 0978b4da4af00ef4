package domain_test

import (
	"strings"
	"testing"

	"github.com/qoricash/qoricash/internal/domain"
)

func TestACompletedOperationAloneHasAReceipt(t *testing.T) {
	t.Parallel()
	for _, status := range domain.Statuses() {
		for _, reader := range []domain.Reader{domain.ForClient, domain.ForHouse} {
			refusal := domain.CheckReceipt(status, reader)
			if (refusal == nil) != (status == domain.Completed) {
				t.Errorf("%s: %v", status, refusal)
			}
			if refusal != nil && (refusal.Code != domain.CodeNotAllowedInStatus || !strings.Contains(refusal.Message, status.Label())) {
				t.Errorf("%s is refused with %v", status, refusal)
			}
		}
	}
}
