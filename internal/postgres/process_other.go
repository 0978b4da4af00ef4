//go:build unix && !linux

package postgres

import (
	"errors"
	"os"
	"syscall"
	"time"
)

// attributes makes a server program run as the account. There is no signal at
// the death of the parent here: an orphan is adopted by the next start.
func (a account) attributes(syscall.Signal) *syscall.SysProcAttr {
	attributes := &syscall.SysProcAttr{Setpgid: true}
	if a.switched() {
		attributes.Credential = &syscall.Credential{Uid: uint32(a.uid), Gid: uint32(a.gid)}
	}
	return attributes
}

func namespacesAllowed(Programs) bool { return false }

// processState is what the process with a given number is to a data folder.
type processState int

const (
	processGone    processState = iota // there is no such process
	processZombie                      // not told apart here
	processForeign                     // not told apart here
	processServer                      // alive
)

// examineProcess takes any living process for the server: PostgreSQL does the
// same.
func examineProcess(pid int, _ string) (processState, error) {
	if err := syscall.Kill(pid, 0); errors.Is(err, syscall.ESRCH) {
		return processGone, nil
	}
	return processServer, nil
}

// watchExit closes the returned channel when the process ends. Closing the file
// gives the watch up.
func watchExit(pid int) (<-chan struct{}, *os.File, error) {
	reader, writer, err := os.Pipe()
	if err != nil {
		return nil, nil, err
	}
	closed := make(chan struct{})
	go func() {
		defer close(closed)
		_, _ = reader.Read(make([]byte, 1))
		_ = reader.Close()
	}()
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		ticker := time.NewTicker(250 * time.Millisecond)
		defer ticker.Stop()
		for !errors.Is(syscall.Kill(pid, 0), syscall.ESRCH) {
			select {
			case <-closed:
				return
			case <-ticker.C:
			}
		}
	}()
	return ended, writer, nil
}
