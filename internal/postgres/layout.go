package postgres

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

const (
	// socketPort only names the socket file; there is no network port.
	socketPort = 5432
	// longestSocketPath is sun_path less its final zero byte.
	longestSocketPath = 107
	// unfinishedPrefix begins the name of a folder that initdb works on. A
	// complete one is renamed to data, which is atomic, so that a data folder
	// is always complete.
	unfinishedPrefix = "data.initdb-"
	// logLimit is the size at which the log of the last runs is set aside.
	logLimit = 8 << 20
)

// layout is where the files of a private cluster are.
//
//	postgres/            0700
//	  data/              the database
//	  data.initdb-*/     unfinished, removed at the next start
//	  socket/            0700, unless its path is too long for a socket
//	  socket.path        then: where the socket folder is
//	  start.lock         held while a program decides and starts
//	  owner.lock         held by the program that has to stop the server
//	  server.log
type layout struct {
	root string // absolute
}

// newLayout makes the folder of the cluster inside dataDir if it is missing and
// closes it to other users.
func newLayout(dataDir string) (layout, error) {
	root, err := filepath.Abs(filepath.Join(dataDir, "postgres"))
	if err != nil {
		return layout{}, fmt.Errorf("locate data folder: %w", err)
	}
	// The user that a server of root may have to run as must be able to pass.
	if err := os.MkdirAll(filepath.Dir(root), 0o711); err != nil {
		return layout{}, fmt.Errorf("make data folder: %w", err)
	}
	if err := os.Mkdir(root, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return layout{}, fmt.Errorf("make data folder: %w", err)
	}
	if err := os.Chmod(root, 0o700); err != nil {
		return layout{}, fmt.Errorf("close data folder to other users: %w", err)
	}
	return layout{root: root}, nil
}

func (l layout) data() string       { return filepath.Join(l.root, "data") }
func (l layout) pidFile() string    { return filepath.Join(l.data(), "postmaster.pid") }
func (l layout) startLock() string  { return filepath.Join(l.root, "start.lock") }
func (l layout) ownerLock() string  { return filepath.Join(l.root, "owner.lock") }
func (l layout) logFile() string    { return filepath.Join(l.root, "server.log") }
func (l layout) socketNote() string { return filepath.Join(l.root, "socket.path") }

// major is the major version of the data folder, 0 when there is none yet. A
// data folder that is not a database is refused: it is not ours to remove.
func (l layout) major() (int, error) {
	content, err := os.ReadFile(filepath.Join(l.data(), "PG_VERSION"))
	if err == nil {
		major, err := strconv.Atoi(strings.TrimSpace(string(content)))
		if err != nil {
			return 0, fmt.Errorf("read version of database in %s: %w", l.data(), err)
		}
		return major, nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return 0, fmt.Errorf("read version of database: %w", err)
	}
	if err := os.Remove(l.data()); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return 0, fmt.Errorf("%s is neither a database nor empty, so it is left alone: %w", l.data(), err)
	}
	return 0, nil
}

// socketDir is the folder for the socket of a server that runs as the given
// user, made if missing.
func (l layout) socketDir(owner account) (string, error) {
	dir := filepath.Join(l.root, "socket")
	if len(socketPath(dir)) <= longestSocketPath {
		if err := os.Mkdir(dir, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
			return "", fmt.Errorf("make socket folder: %w", err)
		}
	} else {
		noted, err := os.ReadFile(l.socketNote())
		if err == nil && ownedAndClosed(string(noted), owner) {
			return string(noted), nil
		}
		if dir, err = l.temporarySocketDir(); err != nil {
			return "", err
		}
	}
	if err := owner.own(dir); err != nil {
		return "", err
	}
	return dir, nil
}

// temporarySocketDir makes a socket folder with a short path and notes where it
// is, for the programs that come later.
func (l layout) temporarySocketDir() (string, error) {
	for _, parent := range []string{os.TempDir(), "/tmp"} {
		dir, err := os.MkdirTemp(parent, "qoricash-")
		if err != nil {
			return "", fmt.Errorf("make socket folder: %w", err)
		}
		if len(socketPath(dir)) > longestSocketPath {
			if err := os.Remove(dir); err != nil {
				return "", fmt.Errorf("remove socket folder: %w", err)
			}
			continue
		}
		if err := os.WriteFile(l.socketNote(), []byte(dir), 0o600); err != nil {
			return "", fmt.Errorf("note socket folder: %w", err)
		}
		return dir, nil
	}
	return "", fmt.Errorf("no folder is short enough for a socket path of %d bytes", longestSocketPath)
}

// ownedAndClosed guards against a folder that another user put at a noted path
// after a cleaner emptied the temporary folder.
func ownedAndClosed(dir string, owner account) bool {
	info, err := os.Lstat(dir)
	if err != nil || !info.IsDir() || info.Mode().Perm() != 0o700 {
		return false
	}
	stat, ok := info.Sys().(*syscall.Stat_t)
	return ok && int(stat.Uid) == owner.uid
}

func socketPath(dir string) string {
	return filepath.Join(dir, ".s.PGSQL."+strconv.Itoa(socketPort))
}

// removeSocket removes the socket of a dead server from our own folder. Like the
// process file, its lock holds the number of a process, which PostgreSQL would
// take for a living server if it belongs to any process.
func removeSocket(dir string) error {
	for _, path := range []string{socketPath(dir), socketPath(dir) + ".lock"} {
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("remove socket of dead server: %w", err)
		}
	}
	return nil
}

// openLog opens the server's log for appending and sets a large one aside.
func (l layout) openLog() (*os.File, error) {
	if info, err := os.Stat(l.logFile()); err == nil && info.Size() > logLimit {
		if err := os.Rename(l.logFile(), l.logFile()+".1"); err != nil {
			return nil, fmt.Errorf("set server log aside: %w", err)
		}
	}
	file, err := os.OpenFile(l.logFile(), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open server log: %w", err)
	}
	return file, nil
}
