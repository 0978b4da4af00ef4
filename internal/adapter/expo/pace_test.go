package expo

import (
	"context"
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

func TestNoSecondHoldsMoreThanTheBound(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		begin, limited := time.Now(), newPace()
		var (
			mu   sync.Mutex
			at   []time.Duration
			size []int
			all  sync.WaitGroup
		)
		for i := range 200 {
			all.Go(func() {
				messages := 1 + (i*37)%mostMessages
				if err := limited.wait(t.Context(), messages); err != nil {
					t.Error(err)
				}
				mu.Lock()
				defer mu.Unlock()
				at, size = append(at, time.Since(begin)), append(size, messages)
			})
		}
		all.Wait()
		total := 0
		for i := range at {
			inSecond := 0
			for j := i; j < len(at) && at[j] < at[i]+time.Second; j++ {
				inSecond += size[j]
			}
			if inSecond > messagesPerSecond {
				t.Errorf("%d messages in the second after %s", inSecond, at[i])
			}
			total += size[i]
		}
		// No more than a batch of each second stays unused.
		if last, slowest := at[len(at)-1], time.Duration(1+total/(messagesPerSecond-mostMessages))*time.Second; last > slowest {
			t.Errorf("%d messages took %s", total, last)
		}
	})
}

func TestFullBatchesGoSixASecond(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		begin, limited := time.Now(), newPace()
		for i := range 13 {
			if err := limited.wait(t.Context(), mostMessages); err != nil {
				t.Fatal(err)
			}
			if passed, want := time.Since(begin), time.Duration(i/6)*time.Second; passed != want {
				t.Errorf("batch %d went after %s, want %s", i, passed, want)
			}
		}
	})
}

func TestWhoGivesUpTakesNoPlace(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		begin, limited := time.Now(), newPace()
		if err := limited.wait(t.Context(), messagesPerSecond); err != nil {
			t.Fatal(err)
		}
		ctx, giveUp := context.WithCancel(t.Context())
		giveUp()
		for range 50 {
			if err := limited.wait(ctx, mostMessages); !errors.Is(err, context.Canceled) {
				t.Fatalf("got %v", err)
			}
		}
		if err := limited.wait(t.Context(), messagesPerSecond); err != nil || time.Since(begin) != time.Second {
			t.Errorf("went after %s, %v", time.Since(begin), err)
		}
	})
}
