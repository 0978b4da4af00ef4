//go:build linux

package postgres

import (
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// publicBinary is a copy of the test binary that every user may execute.
func publicBinary(t *testing.T) string {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	source, err := os.Open(self)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(publicDir(t), "program")
	target, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY, 0o755)
	if err != nil {
		t.Fatal(err)
	}
	_, err = io.Copy(target, source)
	if err := errors.Join(err, source.Close(), target.Close()); err != nil {
		t.Fatal(err)
	}
	return path
}

// publicDir is a folder that every user may enter.
func publicDir(t *testing.T) string {
	t.Helper()
	dir := dataDir(t)
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	return dir
}

func ownerOf(t *testing.T, path string) int {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	return int(info.Sys().(*syscall.Stat_t).Uid)
}

// effectiveUser is the user a process runs as, as the machine sees it.
func effectiveUser(t *testing.T, pid int) int {
	t.Helper()
	return ownerOf(t, "/proc/"+strconv.Itoa(pid))
}

// refusing makes a program run where the kernel refuses user namespaces: in one
// that may have none below it, and in which all users are as outside.
func refusing(command *exec.Cmd) {
	command.Env = append(command.Env, refusedVariable+"=1")
	all := []syscall.SysProcIDMap{{Size: 1 << 16}}
	command.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags: syscall.CLONE_NEWUSER, UidMappings: all, GidMappings: all, GidMappingsEnableSetgroups: true,
	}
}

func TestRootRunsTheServerInAUserNamespaceAndKeepsItsFiles(t *testing.T) {
	t.Parallel()
	closed := filepath.Join(dataDir(t), "closed")
	if err := os.Mkdir(closed, 0o700); err != nil {
		t.Fatal(err)
	}

	cluster := startCluster(t, Options{DataDir: closed, Throwaway: true})

	if owner := ownerOf(t, cluster.layout.data()); owner != os.Geteuid() {
		t.Errorf("the files belong to user %d", owner)
	}
	if running := effectiveUser(t, cluster.PID()); running != os.Geteuid() {
		t.Errorf("the server runs as user %d", running)
	}
	if os.Geteuid() != 0 {
		return // an ordinary user needs no namespace
	}
	inside, err := os.Readlink("/proc/" + strconv.Itoa(cluster.PID()) + "/ns/user")
	if err != nil {
		t.Fatal(err)
	}
	if outside, err := os.Readlink("/proc/self/ns/user"); err != nil || inside == outside {
		t.Errorf("the server is in the namespace of the program: %s, %v", inside, err)
	}
}

func TestOrdinaryUserRunsTheServerAsHimself(t *testing.T) {
	t.Parallel()
	dir := publicDir(t)
	ordinary := os.Geteuid()
	var asOrdinary func(*exec.Cmd)
	if ordinary == 0 {
		ordinary = 65534
		if err := os.Chown(dir, ordinary, ordinary); err != nil {
			t.Fatal(err)
		}
		binary := publicBinary(t)
		asOrdinary = func(command *exec.Cmd) {
			command.Path = binary
			command.Dir = "/"
			command.SysProcAttr = &syscall.SysProcAttr{
				Credential: &syscall.Credential{Uid: uint32(ordinary), Gid: uint32(ordinary)},
			}
		}
	}

	first := startProgram(t, dir, asOrdinary)
	if running := effectiveUser(t, first.server); running != ordinary {
		t.Errorf("the server runs as user %d", running)
	}
	second := startProgram(t, dir, asOrdinary)
	if !second.adopted {
		t.Error("the second program did not adopt the server")
	}
	second.stop(t)
	first.stop(t)
	if owner := ownerOf(t, filepath.Join(dir, "postgres", "data")); owner != ordinary {
		t.Errorf("the files belong to user %d", owner)
	}
	third := startProgram(t, dir, asOrdinary)
	third.kill() // its server shuts down with it
	awaitEnd(t, third.server)
	if !strings.Contains(serverLog(t, dir), "received fast shutdown request") {
		t.Error("the server did not shut down in order")
	}
}

func TestRootFallsBackToAServiceUserWhereNamespacesAreRefused(t *testing.T) {
	t.Parallel()
	if os.Geteuid() != 0 {
		// Only root can build such a place. An ordinary user has no fallback to
		// take: he is himself everywhere.
		self, err := chooseAccount(t.TempDir(), Programs{})
		if err != nil || self.namespaced || self.switched() {
			t.Errorf("an ordinary user runs the server as %+v, %v", self, err)
		}
		return
	}
	service, err := serviceAccount()
	if err != nil {
		t.Fatal(err)
	}
	dir := publicDir(t)
	data := filepath.Join(dir, "postgres", "data")
	// Given a database that was made in a namespace.
	before := startCluster(t, Options{DataDir: dir})
	exec1(t, superuserDB(t, before), "CREATE TABLE kept AS SELECT 7 AS n")
	stopCluster(t, before)

	refused := startProgram(t, dir, refusing)

	if running := effectiveUser(t, refused.server); running != service.uid {
		t.Errorf("the server runs as user %d, not %s", running, service.name)
	}
	if owner := ownerOf(t, data); owner != service.uid {
		t.Errorf("the files belong to user %d, not %s", owner, service.name)
	}
	second := startProgram(t, dir, refusing)
	if !second.adopted {
		t.Error("the second program did not adopt the server")
	}
	second.stop(t)
	refused.kill() // its server shuts down with it
	awaitEnd(t, refused.server)
	if !strings.Contains(serverLog(t, dir), "received fast shutdown request") {
		t.Error("the server did not shut down in order")
	}
	// The owner of the files decides from now on, with namespaces or without.
	after := startCluster(t, Options{DataDir: dir})
	if running := effectiveUser(t, after.PID()); running != service.uid {
		t.Errorf("the server runs as user %d, not %s", running, service.name)
	}
	if n := value[int](t, superuserDB(t, after), "SELECT n FROM kept"); n != 7 {
		t.Errorf("the row is %d", n)
	}
}

func TestNewDatabaseWhereNamespacesAreRefused(t *testing.T) {
	t.Parallel()
	dir := publicDir(t)
	var change func(*exec.Cmd)
	if os.Geteuid() == 0 {
		change = refusing
	}
	program := startProgram(t, filepath.Join(dir, "made", "by", "the", "program"), change)
	program.stop(t)
}

func TestFolderThatTheServiceUserCannotEnterIsNamed(t *testing.T) {
	t.Parallel()
	closed := filepath.Join(publicDir(t), "closed")
	if err := os.Mkdir(closed, 0o700); err != nil {
		t.Fatal(err)
	}
	other := account{uid: os.Geteuid() + 1, gid: os.Getegid() + 1, name: "other"}

	err := other.checkReach(filepath.Join(closed, "postgres"))

	var unreachable *UnreachableFolderError
	if !errors.As(err, &unreachable) || unreachable.Folder != closed || !strings.Contains(err.Error(), "user other") {
		t.Errorf("the error is %v", err)
	}
	self := account{uid: os.Geteuid(), gid: os.Getegid()}
	if err := self.checkReach(filepath.Join(closed, "postgres")); err != nil {
		t.Errorf("the user himself is refused: %v", err)
	}
}
