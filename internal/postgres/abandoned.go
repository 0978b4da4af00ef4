package postgres

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
)

// Abandoned reports whether nothing uses the cluster of a data folder: no
// program starts or owns it, and its server does not run. It is for folders of
// throwaway clusters that may then be removed.
func Abandoned(dataDir string) (abandoned bool, err error) {
	root, err := filepath.Abs(filepath.Join(dataDir, "postgres"))
	if err != nil {
		return false, fmt.Errorf("locate data folder: %w", err)
	}
	files := layout{root: root}
	// Both are held to the end: an adopter takes the second while it holds the
	// first.
	for _, path := range []string{files.startLock(), files.ownerLock()} {
		held, err := tryLock(path)
		if errors.Is(err, fs.ErrNotExist) {
			return true, nil // no cluster was ever made, or it was removed
		}
		if err != nil || held == nil {
			return false, err
		}
		defer func() { err = errors.Join(err, held.release()) }()
	}
	file, err := readPIDFile(files.pidFile())
	if err != nil || file == nil || file.pid == 0 {
		return err == nil, err
	}
	state, err := examineProcess(file.pid, files.data())
	return err == nil && state != processServer, err
}
