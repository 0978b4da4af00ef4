package notify

import (
	"testing"
	"time"
)

func TestTheWaitThatAProviderAsksForIsRead(t *testing.T) {
	t.Parallel()
	const answered = "Fri, 20 Nov 2026 21:20:00 GMT"
	for asked, want := range map[string]time.Duration{
		"": 0, "x": 0, "-5": 0, "30": 30 * time.Second, "999999": longestWait,
		"Fri, 20 Nov 2026 21:21:00 GMT": time.Minute, "Friday, 20-Nov-26 21:21:00 GMT": time.Minute, "Fri Nov 20 21:21:00 2026": time.Minute,
		"Fri, 20 Nov 2026 21:19:00 GMT": 0, "Mon, 23 Nov 2026 21:20:00 GMT": longestWait,
	} {
		if got := RetryAfter(asked, answered); got != want {
			t.Errorf("%q asks for %v, want %v", asked, got, want)
		}
	}
	if got := RetryAfter("Fri, 20 Nov 2026 21:21:00 GMT", ""); got != 0 {
		t.Errorf("a date without the answer's own asks for %v", got)
	}
}
