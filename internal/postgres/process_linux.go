package postgres

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"strconv"
	"syscall"

	"golang.org/x/sys/unix"
)

// attributes makes a server program run as the account, in a process group of
// its own (so that ^C in a terminal reaches this program first), and get signal
// when the thread that started it dies.
func (a account) attributes(signal syscall.Signal) *syscall.SysProcAttr {
	attributes := &syscall.SysProcAttr{Setpgid: true, Pdeathsig: signal}
	switch {
	case a.namespaced:
		enterNamespace(attributes)
	case a.switched():
		attributes.Credential = &syscall.Credential{Uid: uint32(a.uid), Gid: uint32(a.gid)}
	}
	return attributes
}

// enterNamespace shows the program's own user as user 1000, which is all that
// PostgreSQL's check against root looks at.
func enterNamespace(attributes *syscall.SysProcAttr) {
	const shown = 1000
	attributes.Cloneflags = syscall.CLONE_NEWUSER
	attributes.UidMappings = []syscall.SysProcIDMap{{ContainerID: shown, HostID: os.Geteuid(), Size: 1}}
	attributes.GidMappings = []syscall.SysProcIDMap{{ContainerID: shown, HostID: os.Getegid(), Size: 1}}
}

// namespacesAllowed tries it: kernels, containers and seccomp filters refuse in
// different ways and for different reasons.
func namespacesAllowed(programs Programs) bool {
	probe := exec.Command(programs.path("postgres"), "--version")
	probe.SysProcAttr = &syscall.SysProcAttr{}
	enterNamespace(probe.SysProcAttr)
	return probe.Run() == nil
}

// processState is what the process with a given number is to a data folder.
type processState int

const (
	processGone    processState = iota // there is no such process
	processZombie                      // dead, and its parent has not noticed
	processForeign                     // alive, another program: the number was used again
	processServer                      // alive, the server of the folder
)

// examineProcess tells a running server from a number in an old pid file. A
// server's working directory is its data folder. Where that may not be read (a
// container without CAP_SYS_PTRACE), its arguments name the folder.
func examineProcess(pid int, dataDir string) (processState, error) {
	dir := "/proc/" + strconv.Itoa(pid)
	stat, err := os.ReadFile(dir + "/stat")
	if goneError(err) {
		return processGone, nil
	}
	if err != nil {
		return 0, fmt.Errorf("examine process %d: %w", pid, err)
	}
	// The state follows the name, which is in parentheses and may hold any
	// character.
	if after := bytes.LastIndexByte(stat, ')'); after >= 0 && after+2 < len(stat) &&
		(stat[after+2] == 'Z' || stat[after+2] == 'X') {
		return processZombie, nil
	}
	working, err := os.Stat(dir + "/cwd")
	switch {
	case goneError(err):
		return processGone, nil
	case errors.Is(err, fs.ErrPermission):
		return examineArguments(dir, dataDir)
	case err != nil:
		return 0, fmt.Errorf("examine process %d: %w", pid, err)
	}
	data, err := os.Stat(dataDir)
	if err != nil {
		return 0, fmt.Errorf("examine data folder: %w", err)
	}
	if os.SameFile(working, data) {
		return processServer, nil
	}
	return processForeign, nil
}

func examineArguments(dir, dataDir string) (processState, error) {
	arguments, err := os.ReadFile(dir + "/cmdline")
	if goneError(err) {
		return processGone, nil
	}
	if err != nil {
		return 0, fmt.Errorf("examine process: %w", err)
	}
	if bytes.Contains(arguments, []byte("\x00-D\x00"+dataDir+"\x00")) {
		return processServer, nil
	}
	return processForeign, nil
}

func goneError(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ESRCH)
}

// watchExit closes the returned channel when the process, which need not be a
// child, ends. The file must be closed to give the watch up early.
func watchExit(pid int) (<-chan struct{}, *os.File, error) {
	fd, err := unix.PidfdOpen(pid, unix.PIDFD_NONBLOCK)
	if err != nil {
		return nil, nil, fmt.Errorf("watch process %d: %w", pid, err)
	}
	file := os.NewFile(uintptr(fd), "pidfd")
	raw, err := file.SyscallConn()
	if err != nil {
		return nil, nil, fmt.Errorf("watch process %d: %w", pid, errors.Join(err, file.Close()))
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		// The descriptor of a process becomes readable when it ends. A closed
		// file ends the wait too.
		_ = raw.Read(func(fd uintptr) bool {
			ready, err := unix.Poll([]unix.PollFd{{Fd: int32(fd), Events: unix.POLLIN}}, 0)
			return err == nil && ready > 0
		})
	}()
	return ended, file, nil
}
