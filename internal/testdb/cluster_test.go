package testdb

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestClusterSurvivesACrash(t *testing.T) {
	t.Parallel()
	cluster := NewCluster(t)
	db := newDatabase(t, cluster.server, tinySchema("crash"))
	if _, err := db.App.Exec("INSERT INTO notes VALUES ($1)", 7); err != nil {
		t.Fatal(err)
	}

	cluster.Crash(t)
	if err := db.App.Ping(); err == nil {
		t.Error("the killed server answers")
	}
	cluster.Restart(t)

	if n := count(t, db.App, "SELECT n FROM notes"); n != 7 {
		t.Errorf("the row is %d", n)
	}
}

func TestClusterIsApartFromTheSharedServer(t *testing.T) {
	t.Parallel()
	cluster := NewCluster(t)
	own := cluster.New(t)
	if n := count(t, testServer(t).admin, "SELECT count(*) FROM pg_database WHERE datname = $1", own.Name); n != 0 {
		t.Error("the database is on the shared server")
	}
}

func TestServerEndsWithItsProcessAndItsFolderIsRemoved(t *testing.T) {
	t.Parallel()
	command := process(t, "server", URLVariable+"=")
	input, err := command.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	output, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	var pid int
	var data string
	line, err := bufio.NewReader(output).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	if _, err := fmt.Sscan(line, &pid, &data); err != nil {
		t.Fatalf("the process said %q: %v", line, err)
	}
	folder := filepath.Dir(filepath.Dir(data))
	later := time.Now().Add(time.Hour)
	if err := removeIfAbandoned(folder, later); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(data); err != nil {
		t.Fatalf("the folder of a living server was removed: %v", err)
	}

	if err := command.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = command.Wait()
	_ = input.(io.Closer).Close()
	awaitEnd(t, []int{pid})

	if err := removeIfAbandoned(folder, time.Now()); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(data); err != nil {
		t.Errorf("a young folder was removed: %v", err)
	}
	if err := removeIfAbandoned(folder, later); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(folder); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the folder is still there: %v", err)
	}
}
