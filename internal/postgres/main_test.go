//go:build linux

package postgres

import (
	"bufio"
	"context"
	"database/sql"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"go.uber.org/goleak"
)

// Programs that have to die are this test binary, started again.
const (
	programVariable = "POSTGRES_TEST_PROGRAM" // data folder of a program that is to run
	orphansVariable = "POSTGRES_TEST_ORPHANS"
	refusedVariable = "POSTGRES_TEST_REFUSE_NAMESPACES"
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(programVariable); dir != "" {
		if err := programMain(dir); err != nil {
			fmt.Println("failed:", err)
			os.Exit(1)
		}
		return
	}
	code := m.Run()
	if err := stopShared(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	if err := goleak.Find(); err != nil && code == 0 {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

// programMain starts the cluster, says so, and stops it when it is told to.
func programMain(dir string) error {
	if os.Getenv(refusedVariable) != "" {
		// It holds for the user namespace this program runs in.
		if err := os.WriteFile("/proc/sys/user/max_user_namespaces", []byte("0"), 0); err != nil {
			return err
		}
	}
	cluster, err := Start(context.Background(), Options{DataDir: dir, orphans: os.Getenv(orphansVariable) != ""})
	if err != nil {
		return err
	}
	fmt.Println("ready", cluster.PID(), cluster.Adopted())
	input, err := io.ReadAll(os.Stdin)
	if err != nil || string(input) != "stop" {
		return err
	}
	if err := cluster.Stop(context.Background()); err != nil {
		return err
	}
	fmt.Println("stopped")
	return nil
}

// dataDir is a folder for the clusters of a test, closed to other users; in
// memory where there is room, because making a database means making a thousand
// files.
func dataDir(t testing.TB) string {
	t.Helper()
	dir, err := makeDataDir()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Errorf("remove data folder: %v", err)
		}
	})
	return dir
}

func makeDataDir() (string, error) {
	const memory, enough = "/dev/shm", 4 << 30
	var stat syscall.Statfs_t
	if syscall.Statfs(memory, &stat) == nil && stat.Bavail*uint64(stat.Bsize) > enough {
		return os.MkdirTemp(memory, "postgres-test-")
	}
	return os.MkdirTemp("", "postgres-test-")
}

// program is another program over a data folder.
type program struct {
	command *exec.Cmd
	input   io.WriteCloser
	output  *bufio.Scanner
	server  int // process number of its server
	adopted bool
}

// startProgram runs another program; change may alter how.
func startProgram(t *testing.T, dir string, change func(*exec.Cmd)) *program {
	t.Helper()
	p := beginProgram(t, dir, change)
	line := p.line(t)
	if _, err := fmt.Sscanf(line, "ready %d %t", &p.server, &p.adopted); err != nil {
		t.Fatalf("the program said %q", line)
	}
	t.Cleanup(func() { awaitEnd(t, p.server) })
	return p
}

func beginProgram(t *testing.T, dir string, change func(*exec.Cmd)) *program {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	command := exec.Command(self)
	command.Env = append(os.Environ(), programVariable+"="+dir)
	command.Stderr = os.Stderr
	if change != nil {
		change(command)
	}
	p := &program{command: command}
	if p.input, err = command.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	output, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	p.output = bufio.NewScanner(output)
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.kill() })
	return p
}

func (p *program) line(t *testing.T) string {
	t.Helper()
	if !p.output.Scan() {
		t.Fatalf("the program ended: %v, %v", p.output.Err(), p.command.Wait())
	}
	return p.output.Text()
}

// kill ends the program as the kernel does when memory runs out.
func (p *program) kill() {
	_ = p.command.Process.Kill()
	_ = p.command.Wait()
}

// stop ends the program in order.
func (p *program) stop(t *testing.T) {
	t.Helper()
	if _, err := io.WriteString(p.input, "stop"); err != nil {
		t.Fatal(err)
	}
	if err := p.input.Close(); err != nil {
		t.Fatal(err)
	}
	if line := p.line(t); line != "stopped" {
		t.Fatalf("the program said %q", line)
	}
}

func asOrphanMaker(command *exec.Cmd) {
	command.Env = append(command.Env, orphansVariable+"=1")
}

// startCluster starts a cluster that is stopped at the end of the test.
func startCluster(t *testing.T, options Options) *Cluster {
	t.Helper()
	cluster, err := Start(t.Context(), options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { stopCluster(t, cluster) })
	return cluster
}

func stopCluster(t *testing.T, cluster *Cluster) {
	t.Helper()
	if err := cluster.Stop(context.Background()); err != nil {
		t.Errorf("stop cluster: %v", err)
	}
}

// open opens a database that is closed at the end of the test. Closing fails
// when the test killed the server; that is no finding.
func open(t testing.TB, address string, options PoolOptions) *sql.DB {
	t.Helper()
	db, err := Open(address, options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func superuserDB(t testing.TB, cluster *Cluster) *sql.DB {
	t.Helper()
	return open(t, cluster.URL("postgres", superuser), PoolOptions{})
}

func exec1(t testing.TB, db interface {
	ExecContext(context.Context, string, ...any) (sql.Result, error)
}, query string, args ...any) {
	t.Helper()
	if _, err := db.ExecContext(context.Background(), query, args...); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
}

func value[T any](t testing.TB, db interface {
	QueryRowContext(context.Context, string, ...any) *sql.Row
}, query string, args ...any) T {
	t.Helper()
	var found T
	if err := db.QueryRowContext(context.Background(), query, args...).Scan(&found); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return found
}

// awaitEnd waits until a process is dead, reaped or not.
func awaitEnd(t testing.TB, pid int) {
	t.Helper()
	awaitState(t, pid, "Z")
}

// awaitState waits until a process is in a state of proc(5), or gone.
func awaitState(t testing.TB, pid int, wanted string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	err := poll(ctx, func() (bool, error) {
		stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
		if err != nil {
			return goneError(err), nil
		}
		_, state, _ := strings.Cut(string(stat), ") ")
		return strings.HasPrefix(state, wanted), nil
	})
	if err != nil {
		t.Errorf("process %d did not get into state %s: %v", pid, wanted, err)
	}
}

func kill(t testing.TB, pid int, signal syscall.Signal) {
	t.Helper()
	if err := syscall.Kill(pid, signal); err != nil {
		t.Fatalf("signal process %d: %v", pid, err)
	}
}

// serverLog is what the server of a data folder wrote.
func serverLog(t *testing.T, dir string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(dir, "postgres", "server.log"))
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// sharedCluster serves the tests that need a database and leave the server as it
// is.
var sharedCluster = sync.OnceValues(func() (*Cluster, error) {
	dir, err := makeDataDir()
	if err != nil {
		return nil, err
	}
	return Start(context.Background(), Options{DataDir: dir, Throwaway: true})
})

func stopShared() error {
	cluster, err := sharedCluster()
	if err != nil {
		return err
	}
	if err := cluster.Stop(context.Background()); err != nil {
		return err
	}
	return os.RemoveAll(filepath.Dir(cluster.Dir()))
}

// newDatabase makes a database on the shared cluster and returns its address
// for a superuser.
func newDatabase(t testing.TB) string {
	t.Helper()
	cluster, err := sharedCluster()
	if err != nil {
		t.Fatal(err)
	}
	name := "test_" + strings.ToLower(fmt.Sprintf("%x", time.Now().UnixNano()))
	admin := superuserDB(t, cluster)
	exec1(t, admin, "CREATE DATABASE "+name)
	t.Cleanup(func() { exec1(t, admin, "DROP DATABASE "+name+" WITH (FORCE)") })
	return cluster.URL(name, superuser)
}
