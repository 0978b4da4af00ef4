package trading_test

import (
	"os"
	"testing"
)

// TestMain runs the tests, or is the process that the crash test kills.
func TestMain(m *testing.M) {
	if url := os.Getenv(victimVariable); url != "" {
		os.Exit(completeAll(url, os.Stdin, os.Stdout))
	}
	os.Exit(m.Run())
}
