package testdb

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/qoricash/qoricash/internal/postgres"
)

const (
	// folderPrefix begins the names of the folders of throwaway servers.
	folderPrefix = "qoricash-testdb-"
	// memoryFolder is a file system in memory on Linux. Making a database means
	// making a few hundred files, which there takes a tenth of the time.
	memoryFolder = "/dev/shm"
	// enoughMemory is the room a test run may need: a database of a test is
	// 9 MB. Containers give 64 MB by default, which is too little.
	enoughMemory = 2 << 30
	// young is the age up to which a folder is not judged: one that was just
	// made has no server yet.
	young = time.Minute
)

// newFolder makes the folder of a throwaway server, and removes those of dead
// processes.
func newFolder() (string, error) {
	parents := []string{os.TempDir()}
	if freeBytes(memoryFolder) >= enoughMemory {
		parents = []string{memoryFolder, os.TempDir()}
	}
	for _, parent := range parents {
		if err := removeAbandoned(parent, time.Now()); err != nil {
			return "", err
		}
	}
	dir, err := os.MkdirTemp(parents[0], folderPrefix)
	if err != nil {
		return "", fmt.Errorf("make folder for database server: %w", err)
	}
	// The user that a server of root may have to run as must be able to pass.
	if err := os.Chmod(dir, 0o711); err != nil {
		return "", fmt.Errorf("open folder for database server: %w", err)
	}
	return dir, nil
}

// rejuvenate keeps a folder from being judged for a while.
func rejuvenate(folder string) error {
	now := time.Now()
	return os.Chtimes(folder, now, now)
}

// removeAbandoned removes the folders of throwaway servers whose processes are
// dead.
func removeAbandoned(parent string, now time.Time) error {
	folders, err := filepath.Glob(filepath.Join(parent, folderPrefix+"*"))
	if err != nil {
		return fmt.Errorf("look for folders of dead test servers: %w", err)
	}
	for _, folder := range folders {
		if err := removeIfAbandoned(folder, now); err != nil {
			return err
		}
	}
	return nil
}

// removeIfAbandoned removes the folder of a throwaway server whose processes
// are dead, unless it is young at this time or another user's.
func removeIfAbandoned(folder string, now time.Time) error {
	info, err := os.Stat(folder)
	if errors.Is(err, fs.ErrNotExist) || err == nil && now.Sub(info.ModTime()) < young {
		return nil
	}
	abandoned, err := postgres.Abandoned(folder)
	if errors.Is(err, fs.ErrPermission) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("examine folder of test server: %w", err)
	}
	if !abandoned {
		return nil
	}
	if err := os.RemoveAll(folder); err != nil {
		return fmt.Errorf("remove folder of dead test server: %w", err)
	}
	return nil
}
