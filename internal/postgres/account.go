package postgres

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
)

// account says as whom the server programs run. PostgreSQL refuses to run as
// root, and its data folder must belong to whom it runs as.
type account struct {
	uid, gid int
	name     string
	// namespaced: the programs run in a user namespace in which root appears as
	// an ordinary user. Files stay root's, and folders that only root can enter
	// work (toolchain.md 2.1).
	namespaced bool
}

// switched reports whether the programs run as another user than this program.
func (a account) switched() bool { return a.uid != os.Geteuid() }

// chooseAccount decides as whom the server of a data folder runs. An ordinary
// user is himself. For root, the owner of an existing folder decides; a new
// folder gets a user namespace, or the user postgres or nobody where the kernel
// refuses namespaces.
func chooseAccount(dataDir string, programs Programs) (account, error) {
	self := account{uid: os.Geteuid(), gid: os.Getegid(), name: strconv.Itoa(os.Geteuid())}
	if self.uid != 0 {
		return self, nil
	}
	info, err := os.Stat(dataDir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return account{}, fmt.Errorf("find owner of database: %w", err)
	}
	if err == nil {
		stat, ok := info.Sys().(*syscall.Stat_t)
		if ok && stat.Uid != 0 {
			return account{uid: int(stat.Uid), gid: int(stat.Gid), name: strconv.Itoa(int(stat.Uid))}, nil
		}
	}
	if namespacesAllowed(programs) {
		self.namespaced = true
		return self, nil
	}
	return serviceAccount()
}

// serviceAccount is the unprivileged user for a server that root starts.
func serviceAccount() (account, error) {
	for _, name := range []string{"postgres", "nobody"} {
		found, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, uidErr := strconv.Atoi(found.Uid)
		gid, gidErr := strconv.Atoi(found.Gid)
		if err := errors.Join(uidErr, gidErr); err != nil {
			return account{}, fmt.Errorf("read user %s: %w", name, err)
		}
		return account{uid: uid, gid: gid, name: name}, nil
	}
	return account{}, errors.New("PostgreSQL refuses to run as root, user namespaces are refused here, " +
		"and there is neither a user postgres nor nobody: start the program as an ordinary user")
}

// own gives a file or folder to the account.
func (a account) own(path string) error {
	if !a.switched() {
		return nil
	}
	if err := os.Lchown(path, a.uid, a.gid); err != nil {
		return fmt.Errorf("give %s to user %s: %w", path, a.name, err)
	}
	return nil
}

// ownAll gives a folder and all that is in it to the account.
func (a account) ownAll(root string) error {
	if !a.switched() {
		return nil
	}
	return filepath.WalkDir(root, func(path string, _ fs.DirEntry, err error) error {
		if err != nil {
			return fmt.Errorf("walk %s: %w", root, err)
		}
		return a.own(path)
	})
}

// checkReach reports the first folder on the way to path that the account
// cannot enter.
func (a account) checkReach(path string) error {
	if !a.switched() {
		return nil
	}
	for dir := filepath.Dir(path); ; dir = filepath.Dir(dir) {
		info, err := os.Stat(dir)
		if err != nil {
			return fmt.Errorf("check way to data folder: %w", err)
		}
		if !a.mayEnter(info) {
			return &UnreachableFolderError{Folder: dir, User: a.name}
		}
		if dir == filepath.Dir(dir) {
			return nil
		}
	}
}

func (a account) mayEnter(info fs.FileInfo) bool {
	mode := info.Mode().Perm()
	stat, ok := info.Sys().(*syscall.Stat_t)
	switch {
	case !ok:
		return true
	case int(stat.Uid) == a.uid:
		return mode&0o100 != 0
	case int(stat.Gid) == a.gid:
		return mode&0o010 != 0
	default:
		return mode&0o001 != 0
	}
}
