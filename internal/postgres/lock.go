package postgres

import (
	"context"
	"errors"
	"fmt"
	"os"
	"syscall"
	"time"
)

// fileLock is an advisory lock on a file. The kernel drops it when its holder
// dies, however that happens, so it cannot be left behind.
type fileLock struct {
	file *os.File
}

// tryLock takes the lock at path, or returns nil when somebody else has it.
func tryLock(path string) (*fileLock, error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open lock: %w", err)
	}
	err = syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if err == nil {
		return &fileLock{file: file}, nil
	}
	closeErr := file.Close()
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return nil, closeErr
	}
	return nil, fmt.Errorf("lock %s: %w", path, errors.Join(err, closeErr))
}

// lock waits for the lock at path.
func lock(ctx context.Context, path string) (*fileLock, error) {
	var held *fileLock
	err := poll(ctx, func() (bool, error) {
		var err error
		held, err = tryLock(path)
		return held != nil, err
	})
	if err != nil {
		return nil, fmt.Errorf("wait for %s: %w", path, err)
	}
	return held, nil
}

// release gives the lock up. Closing the file is what unlocks it.
func (l *fileLock) release() error {
	if l == nil {
		return nil
	}
	return l.file.Close()
}

// pollInterval is short against the 55 ms of a warm start (toolchain.md 2.1).
const pollInterval = 5 * time.Millisecond

// poll calls done until it is true, fails, or ctx ends. It is for conditions
// that other processes bring about and that send no signal.
func poll(ctx context.Context, done func() (bool, error)) error {
	ticker := time.NewTicker(pollInterval)
	defer ticker.Stop()
	for {
		ok, err := done()
		if ok || err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-ticker.C:
		}
	}
}
