//go:build unix

package wsproto

import (
	"errors"
	"fmt"
	"syscall"
)

// rawWriter writes to sockets what the kernel takes at once. Each worker has its own: the callback that
// [syscall.RawConn] wants is made once and not for every write.
type rawWriter struct {
	pending []byte
	taken   int
	err     error
	attempt func(fd uintptr) bool
}

func newRawWriter() *rawWriter {
	w := &rawWriter{}
	w.attempt = func(fd uintptr) bool {
		w.taken, w.err = writeOnce(int(fd), w.pending)
		// True also when the kernel took nothing: waiting is what a worker must not do.
		return true
	}
	return w
}

// write returns how much of p the kernel took, which may be nothing; an error means that the socket is broken.
func (w *rawWriter) write(conn syscall.RawConn, p []byte) (int, error) {
	w.pending, w.taken, w.err = p, 0, nil
	err := conn.Write(w.attempt)
	w.pending = nil
	if err == nil {
		err = w.err
	}
	if err != nil {
		return w.taken, fmt.Errorf("write to socket: %w", err)
	}
	return w.taken, nil
}

func writeOnce(fd int, p []byte) (int, error) {
	for {
		n, err := syscall.Write(fd, p)
		switch {
		case err == nil:
			return n, nil
		case errors.Is(err, syscall.EINTR):
		case errors.Is(err, syscall.EAGAIN):
			return 0, nil
		default:
			return 0, err
		}
	}
}
