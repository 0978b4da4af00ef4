package trading_test

import (
	"flag"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"testing"
)

// TestMain runs the tests, or is the process that the crash test kills.
//
// A test and its database wait for each other half of the time, so that twice as many as there are processors run at once, unless
// somebody says -parallel. What they keep is little and what they leave behind is much: to collect it as often as a server does
// would take a tenth of their time.
func TestMain(m *testing.M) {
	if url := os.Getenv(victimVariable); url != "" {
		os.Exit(completeAll(url, os.Stdin, os.Stdout))
	}
	if err := flag.Set("test.parallel", strconv.Itoa(2*runtime.GOMAXPROCS(0))); err != nil {
		panic(err)
	}
	debug.SetGCPercent(400)
	os.Exit(m.Run())
}
