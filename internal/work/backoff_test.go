package work

import (
	"testing"
	"time"
)

func TestTriesComeBackLaterAndLater(t *testing.T) {
	t.Parallel()
	for attempts := 1; attempts <= 40; attempts++ {
		most := min(backOffFirst<<min(attempts-1, 20), backOffMost)
		for range 50 {
			if wait := backOff(attempts); wait < time.Second || wait > time.Second+most {
				t.Fatalf("after %d tries: %v", attempts, wait)
			}
		}
	}
}

func TestTheWaitThatAPartyAsksForIsKept(t *testing.T) {
	t.Parallel()
	kind := Kind{Table: Table{Done: "SENT"}, Attempts: 2}
	if status, wait := kind.after(Item{Attempts: 1}.Failed("429", 3*time.Hour)); status != Pending || wait < 3*time.Hour {
		t.Errorf("%s after %v", status, wait)
	}
	if status, _ := kind.after(Item{Attempts: 2}.Failed("429", 3*time.Hour)); status != Dead {
		t.Errorf("after the last try: %s", status)
	}
}
