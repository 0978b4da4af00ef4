package testdb

import (
	"context"
	"errors"
	"os"
	"syscall"
	"testing"
	"time"

	"github.com/qoricash/qoricash/internal/postgres"
)

// Cluster is a PostgreSQL server of one test, for what a database of its own
// does not allow: crashes, restarts, restores, transactions that hold back the
// event feed of every database of the server.
type Cluster struct {
	*postgres.Cluster
	server *server
	dir    string
}

// NewCluster starts a server for the test. It is stopped and removed when the
// test is over. It takes about a second.
func NewCluster(t testing.TB) *Cluster {
	t.Helper()
	dir, err := newFolder()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Errorf("remove database server of test: %v", err)
		}
	})
	cluster := &Cluster{dir: dir}
	cluster.start(t)
	shared, err := newServer(cluster.URL("postgres", "postgres"), true)
	if err != nil {
		t.Fatal(err)
	}
	shared.ofOneTest = true
	cluster.server = shared
	t.Cleanup(func() {
		_ = shared.admin.Close() // it fails when the test killed the server
		if err := cluster.Stop(context.Background()); err != nil {
			t.Errorf("stop database server of test: %v", err)
		}
	})
	return cluster
}

// New makes a database with the schema of the program on this server.
func (c *Cluster) New(t testing.TB) *Database {
	t.Helper()
	return newMigrated(t, c.server)
}

// flushStatement commits something on which the server waits for the log. A
// throwaway server does not wait by itself, and would lose what it committed in
// its last moments.
const flushStatement = "SELECT set_config('synchronous_commit', 'on', true), pg_logical_emit_message(true, 'testdb', 'crash')"

// Crash kills all processes of the server, as when the machine runs out of
// memory. What was committed survives it.
func (c *Cluster) Crash(t testing.TB) {
	t.Helper()
	if _, err := c.server.admin.ExecContext(context.Background(), flushStatement); err != nil {
		t.Fatalf("flush the log of database server: %v", err)
	}
	// The folder of a dead server that is not young is anybody's to remove.
	if err := rejuvenate(c.dir); err != nil {
		t.Fatalf("keep the folder of database server: %v", err)
	}
	pids, err := c.processes()
	if err != nil {
		t.Fatalf("list processes of database server: %v", err)
	}
	for _, pid := range append([]int{c.PID()}, pids...) {
		if err := syscall.Kill(pid, syscall.SIGKILL); err != nil && !errors.Is(err, syscall.ESRCH) {
			t.Fatalf("kill database server: %v", err)
		}
	}
	<-c.Done()
	awaitEnd(t, pids)
}

// processes are the server's processes but the first.
func (c *Cluster) processes() ([]int, error) {
	found, err := c.server.admin.QueryContext(context.Background(), "SELECT pid FROM pg_stat_activity WHERE pid IS NOT NULL")
	if err != nil {
		return nil, err
	}
	defer func() { _ = found.Close() }()
	var pids []int
	for found.Next() {
		var pid int
		if err := found.Scan(&pid); err != nil {
			return nil, err
		}
		pids = append(pids, pid)
	}
	return pids, found.Err()
}

// awaitEnd waits until processes that are no children, and give no other sign,
// are gone.
func awaitEnd(t testing.TB, pids []int) {
	t.Helper()
	ticker := time.NewTicker(time.Millisecond)
	defer ticker.Stop()
	limit := time.After(20 * time.Second)
	for _, pid := range pids {
		for !errors.Is(syscall.Kill(pid, 0), syscall.ESRCH) {
			select {
			case <-ticker.C:
			case <-limit:
				t.Fatalf("process %d did not end", pid)
			}
		}
	}
}

// Restart starts the server again after [Cluster.Crash] or Stop, at the same
// address.
func (c *Cluster) Restart(t testing.TB) {
	t.Helper()
	c.start(t)
}

func (c *Cluster) start(t testing.TB) {
	t.Helper()
	started, err := startIn(context.Background(), c.dir, nil)
	if err != nil {
		t.Fatalf("start database server of test: %v", err)
	}
	c.Cluster = started
}
