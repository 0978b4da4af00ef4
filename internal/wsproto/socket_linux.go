package wsproto

import (
	"errors"
	"fmt"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// unsentBytes is what the kernel may hold for a peer that does not read. Without it a stalled peer costs megabytes of
// kernel memory before anybody notices that it is stalled.
const unsentBytes = 128 << 10

// tuneSocket bounds what a dead or stalled peer costs.
func tuneSocket(conn syscall.RawConn, userTimeout time.Duration) error {
	var timeoutErr, unsentErr error
	err := conn.Control(func(fd uintptr) {
		timeoutErr = unix.SetsockoptInt(int(fd), unix.IPPROTO_TCP, unix.TCP_USER_TIMEOUT, int(userTimeout.Milliseconds()))
		unsentErr = unix.SetsockoptInt(int(fd), unix.IPPROTO_TCP, unix.TCP_NOTSENT_LOWAT, unsentBytes)
	})
	if err := errors.Join(err, timeoutErr, unsentErr); err != nil {
		return fmt.Errorf("set socket options: %w", err)
	}
	return nil
}
