//go:build !unix

package wsproto

import "syscall"

// rawWriter has no way to write without waiting on this system: everything is left to the connection's goroutine.
type rawWriter struct{}

func newRawWriter() *rawWriter { return &rawWriter{} }

func (*rawWriter) write(syscall.RawConn, []byte) (int, error) { return 0, nil }
