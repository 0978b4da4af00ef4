//go:build linux

package postgres

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

func TestStopGivesUpOnAServerThatCannotShutDownInOrder(t *testing.T) {
	t.Parallel()
	cluster := startCluster(t, Options{DataDir: dataDir(t)})
	db := superuserDB(t, cluster)
	conn, err := db.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	// A stopped session cannot end, and the server waits for it.
	kill(t, value[int](t, conn, "SELECT pg_backend_pid()"), syscall.SIGSTOP)
	patience, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()

	if err := cluster.Stop(patience); err != nil {
		t.Fatalf("stop: %v", err)
	}
	<-cluster.Done()
	if conn.PingContext(t.Context()) == nil {
		t.Error("the session still answers")
	}
	_ = conn.Close()
	if !strings.Contains(serverLog(t, filepath.Dir(cluster.Dir())), "received immediate shutdown request") {
		t.Error("the server was not told to leave at once")
	}
}

func TestServerIsNotGivenTheProgramsEnvironment(t *testing.T) {
	t.Parallel()
	program := startProgram(t, dataDir(t), func(command *exec.Cmd) {
		command.Env = append(command.Env, "SECRET_KEY=do-not-pass-on")
	})
	environment, err := os.ReadFile("/proc/" + strconv.Itoa(program.server) + "/environ")
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(environment), "SECRET_KEY") {
		t.Errorf("the server was given %q", environment)
	}
	program.stop(t)
}

func TestSettingsOfTheServer(t *testing.T) {
	t.Parallel()
	kept := superuserDB(t, startCluster(t, Options{DataDir: dataDir(t), Settings: map[string]string{"work_mem": "8MB"}}))
	for name, want := range map[string]string{
		"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on", "data_checksums": "on",
		"max_connections": "200", "listen_addresses": "", "unix_socket_permissions": "0700",
		"TimeZone": "UTC", "lc_collate": "C", "server_encoding": "UTF8", "jit": "off", "work_mem": "8MB",
	} {
		if got := value[string](t, kept, "SELECT current_setting($1)", name); got != want {
			t.Errorf("%s is %q, not %q", name, got, want)
		}
	}
	thrownAway := superuserDB(t, startCluster(t, Options{DataDir: dataDir(t), Throwaway: true}))
	if got := value[string](t, thrownAway, "SELECT current_setting('fsync')"); got != "off" {
		t.Errorf("fsync of a throwaway cluster is %s", got)
	}
}

func TestLargeLogIsSetAside(t *testing.T) {
	t.Parallel()
	dir := dataDir(t)
	first := startCluster(t, Options{DataDir: dir, Throwaway: true})
	stopCluster(t, first)
	if err := os.Truncate(first.layout.logFile(), logLimit+1); err != nil {
		t.Fatal(err)
	}

	startCluster(t, Options{DataDir: dir, Throwaway: true})

	if info, err := os.Stat(first.layout.logFile() + ".1"); err != nil || info.Size() != logLimit+1 {
		t.Errorf("the old log is %v, %v", info, err)
	}
	if info, err := os.Stat(first.layout.logFile()); err != nil || info.Size() > logLimit {
		t.Errorf("the new log is %v, %v", info, err)
	}
}

func TestFailureToStartQuotesTheServersLog(t *testing.T) {
	t.Parallel()
	_, err := Start(t.Context(), Options{
		DataDir: dataDir(t), Throwaway: true, Settings: map[string]string{"shared_buffers": "nonsense"},
	})
	var failed *StartError
	if !errors.As(err, &failed) || !strings.Contains(err.Error(), "shared_buffers") {
		t.Errorf("the error is %v", err)
	}
}

func TestStartEndsWithItsContext(t *testing.T) {
	t.Parallel()
	dir := dataDir(t)
	holder := startCluster(t, Options{DataDir: dir, Throwaway: true})
	held, err := lock(t.Context(), holder.layout.startLock())
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()

	if _, err := Start(ctx, Options{DataDir: dir}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("the error is %v", err)
	}
	if err := held.release(); err != nil {
		t.Error(err)
	}
}
