package expo

import (
	"context"
	"time"

	"golang.org/x/sync/semaphore"
)

// pace lets so many messages go in any second. A message takes a place for a second of its own; who gives up waiting
// takes none, and a jump of the machine's clock changes nothing.
type pace struct{ places *semaphore.Weighted }

func newPace() *pace { return &pace{places: semaphore.NewWeighted(messagesPerSecond)} }

// wait answers when so many messages may go, or when the context has ended.
func (p *pace) wait(ctx context.Context, messages int) error {
	if err := p.places.Acquire(ctx, int64(messages)); err != nil {
		return err
	}
	time.AfterFunc(time.Second, func() { p.places.Release(int64(messages)) })
	return nil
}
