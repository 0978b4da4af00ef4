package testkit_test

import (
	"testing"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/testkit"
)

func TestKitBringsAnOperationIntoEachState(t *testing.T) {
	t.Parallel()
	kit := testkit.New(t)
	for _, status := range domain.Statuses() {
		if got := kit.Row(t, kit.Operation(t, status)).Status; got != status {
			t.Errorf("asked for an operation in %s, got one in %s", status, got)
		}
	}
}
