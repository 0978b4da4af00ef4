//go:build linux

package postgres

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestPathTooLongForASocket(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(dataDir(t), strings.Repeat("long", 30))
	first := startCluster(t, Options{DataDir: dir})
	if len(socketPath(first.socketDir)) > longestSocketPath {
		t.Fatalf("the socket is in %s", first.socketDir)
	}
	if info, err := os.Stat(first.socketDir); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("the socket folder is %v, %v", info, err)
	}
	second := startCluster(t, Options{DataDir: dir})
	if !second.Adopted() || second.socketDir != first.socketDir {
		t.Errorf("the second program found %q, adopted %t", second.socketDir, second.Adopted())
	}
	stopCluster(t, second)
	stopCluster(t, first)

	third := startCluster(t, Options{DataDir: dir})
	if third.socketDir != first.socketDir {
		t.Errorf("the noted folder was not used again: %s", third.socketDir)
	}
	stopCluster(t, third)

	if err := os.RemoveAll(first.socketDir); err != nil { // as a cleaner of /tmp does
		t.Fatal(err)
	}
	fourth := startCluster(t, Options{DataDir: dir})
	if n := value[int](t, superuserDB(t, fourth), "SELECT 1"); n != 1 {
		t.Error("the server does not answer")
	}
	t.Cleanup(func() { _ = os.RemoveAll(fourth.socketDir) })
}

func TestSocketFolderOfAThrowawayClusterGoesWithIt(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(dataDir(t), strings.Repeat("long", 30))
	cluster := startCluster(t, Options{DataDir: dir, Throwaway: true})
	stopCluster(t, cluster)
	if _, err := os.Stat(cluster.socketDir); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("%s is still there: %v", cluster.socketDir, err)
	}
}

func TestLongestPathForASocketIsUsed(t *testing.T) {
	t.Parallel()
	base, err := os.MkdirTemp("/tmp", "p")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(base); err != nil {
			t.Error(err)
		}
	})
	fill := longestSocketPath - len(socketPath(filepath.Join(base, "x", "postgres", "socket"))) + 1
	dir := filepath.Join(base, strings.Repeat("x", fill))

	cluster := startCluster(t, Options{DataDir: dir, Throwaway: true})

	if got := len(socketPath(cluster.socketDir)); got != longestSocketPath {
		t.Errorf("the socket %s has %d bytes", cluster.socketDir, got)
	}
	if n := value[int](t, superuserDB(t, cluster), "SELECT 1"); n != 1 {
		t.Error("the server does not answer")
	}
}

func TestNotedSocketFolderThatIsNotOursIsNotUsed(t *testing.T) {
	t.Parallel()
	owner := account{uid: os.Geteuid(), gid: os.Getegid()}
	dir := dataDir(t)
	if err := os.Chmod(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if !ownedAndClosed(dir, owner) {
		t.Error("our own closed folder is refused")
	}
	if ownedAndClosed(dir, account{uid: owner.uid + 1}) {
		t.Error("the folder of another user is taken")
	}
	link := filepath.Join(dir, "link")
	if err := os.Symlink(dir, link); err != nil {
		t.Fatal(err)
	}
	if ownedAndClosed(link, owner) {
		t.Error("a link is taken")
	}
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if ownedAndClosed(dir, owner) {
		t.Error("an open folder is taken")
	}
}

func TestFolderOfTheClusterIsClosedToOthers(t *testing.T) {
	t.Parallel()
	dir := dataDir(t)
	if err := os.Mkdir(filepath.Join(dir, "postgres"), 0o755); err != nil {
		t.Fatal(err)
	}
	files, err := newLayout(dir)
	if err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(files.root); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("the folder is %v, %v", info, err)
	}
}

func TestAbandonedCluster(t *testing.T) {
	t.Parallel()
	dir := dataDir(t)
	expect := func(want bool, when string) {
		t.Helper()
		if got, err := Abandoned(dir); err != nil || got != want {
			t.Errorf("%s it counts as abandoned: %t, %v", when, got, err)
		}
	}
	expect(true, "before it is made")
	program := startProgram(t, dir, asOrphanMaker)
	expect(false, "while its program runs")
	program.kill()
	expect(false, "while its server runs")
	cluster := startCluster(t, Options{DataDir: dir})
	expect(false, "after its adoption")
	stopCluster(t, cluster)
	expect(true, "after its end")
}
