//go:build !linux

package wsproto

import (
	"syscall"
	"time"
)

// tuneSocket does nothing where the system has no such options; the write timeout holds everywhere.
func tuneSocket(syscall.RawConn, time.Duration) error { return nil }
