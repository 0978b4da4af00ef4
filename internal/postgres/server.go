package postgres

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
	"time"
)

const (
	// fastShutdown is how long a server may take to end its sessions and write
	// its checkpoint before it is told to leave at once.
	fastShutdown = 10 * time.Second
	// immediateShutdown is twice what the server itself waits before it kills
	// its own processes.
	immediateShutdown = 10 * time.Second
)

// server is a running server process: a child of this program, or one that was
// found running.
type server struct {
	process *os.Process
	ended   <-chan struct{} // closed when it ended
	cause   func() error    // after ended: how it ended; nil means well
	watch   io.Closer       // of a found one: ends the watch
}

// run starts a program and waits for it in the background. The thread that
// started it is held until it ends: the signal at the parent's death is really
// one at the death of that thread.
func run(command *exec.Cmd) (*server, error) {
	started := make(chan error)
	ended := make(chan struct{})
	var cause error
	go func() {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		err := command.Start()
		started <- err
		if err != nil {
			return
		}
		cause = command.Wait()
		close(ended)
	}()
	if err := <-started; err != nil {
		return nil, fmt.Errorf("start %s: %w", command.Path, err)
	}
	return &server{process: command.Process, ended: ended, cause: func() error { return cause }}, nil
}

// found takes hold of a server that another program started. It returns nil
// when the process is no longer the server of the folder.
func found(pid int, dataDir string) (*server, error) {
	process, err := os.FindProcess(pid)
	if err != nil {
		return nil, fmt.Errorf("find process %d: %w", pid, err)
	}
	ended, watch, err := watchExit(pid)
	if errors.Is(err, syscall.ESRCH) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	// Both handles name one process from here on. It is the server only if it
	// still is after they were made.
	state, err := examineProcess(pid, dataDir)
	if err != nil || state != processServer {
		return nil, errors.Join(err, watch.Close())
	}
	return &server{process: process, ended: ended, cause: func() error { return nil }, watch: watch}, nil
}

// stop ends the server: sessions are ended and a checkpoint is written within
// ten seconds, else it leaves at once and recovers at the next start. A server
// whose data will be thrown away leaves at once. When ctx ends first, the server
// is told to leave at once.
func (s *server) stop(ctx context.Context, throwaway bool) error {
	if !throwaway {
		done, err := s.end(ctx, syscall.SIGINT, fastShutdown)
		if done || err != nil {
			return err
		}
	}
	done, err := s.end(context.WithoutCancel(ctx), syscall.SIGQUIT, immediateShutdown)
	if err == nil && !done {
		err = fmt.Errorf("PostgreSQL (process %d) did not stop", s.process.Pid)
	}
	return err
}

// end sends a signal and reports whether the server ended in the given time.
func (s *server) end(ctx context.Context, signal syscall.Signal, limit time.Duration) (bool, error) {
	if err := s.process.Signal(signal); err != nil && !errors.Is(err, os.ErrProcessDone) && !errors.Is(err, syscall.ESRCH) {
		return false, fmt.Errorf("signal PostgreSQL: %w", err)
	}
	timer := time.NewTimer(limit)
	defer timer.Stop()
	select {
	case <-s.ended:
		return true, nil
	case <-ctx.Done():
	case <-timer.C:
	}
	return false, nil
}

// hasEnded reports whether the server ended.
func (s *server) hasEnded() bool {
	select {
	case <-s.ended:
		return true
	default:
		return false
	}
}

// tail is the last lines of a log.
func tail(path string, from int64) string {
	const most = 4 << 10
	file, err := os.Open(path)
	if err != nil {
		return ""
	}
	defer func() { _ = file.Close() }()
	info, err := file.Stat()
	if err != nil {
		return ""
	}
	content := make([]byte, most)
	n, err := file.ReadAt(content, max(from, info.Size()-most))
	if err != nil && !errors.Is(err, io.EOF) {
		return ""
	}
	return strings.TrimSpace(string(content[:n]))
}
