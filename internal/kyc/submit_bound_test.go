package kyc_test

import (
	"testing"
	"time"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/testkit"
)

// A paper that is replaced is kept, so sending one over and over must have an end; the house's own work has none.
func TestAClientSendsThirtyPapersADay(t *testing.T) {
	t.Parallel()
	h := open(t)
	client := h.ID(testkit.Client)
	h.Reopen(t, client)
	own := h.As(t, testkit.Client)
	for range 30 {
		h.sent(t, own, client, domain.PaperIDFront)
	}
	_, err := h.submit(t, own, client, domain.PaperIDFront)
	testkit.Refused(t, err, domain.CodeTooMany, "fileId")
	h.sent(t, h.As(t, testkit.MiddleOffice), client, domain.PaperIDBack)
	h.Clock.Advance(24*time.Hour + time.Second)
	h.sent(t, h.As(t, testkit.Client), client, domain.PaperIDFront)
}
