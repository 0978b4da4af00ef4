//go:build linux

package postgres

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

func TestRowsSurviveAnOrderlyRestart(t *testing.T) {
	t.Parallel()
	dir := dataDir(t)
	first := startCluster(t, Options{DataDir: dir})
	exec1(t, superuserDB(t, first), "CREATE TABLE kept AS SELECT 7 AS n")
	if first.Adopted() {
		t.Error("a first server counts as adopted")
	}
	stopCluster(t, first)
	if err := first.Wait(); err != nil {
		t.Errorf("an orderly stop counts as a failure: %v", err)
	}

	second := startCluster(t, Options{DataDir: dir})

	if n := value[int](t, superuserDB(t, second), "SELECT n FROM kept"); n != 7 {
		t.Errorf("the row is %d", n)
	}
	if strings.Contains(serverLog(t, dir), "not properly shut down") {
		t.Error("the server had to recover")
	}
}

func TestRowThatBreaksAConstraintIsNotInTheLog(t *testing.T) {
	t.Parallel()
	dir := dataDir(t)
	db := superuserDB(t, startCluster(t, Options{DataDir: dir}))
	exec1(t, db, "CREATE TABLE people (document text UNIQUE, name text CHECK (name <> 'Ana Quispe'))")
	exec1(t, db, "INSERT INTO people VALUES ('41112223', 'Luz')")
	for _, statement := range []string{"INSERT INTO people VALUES ('40000001', 'Ana Quispe')", "INSERT INTO people VALUES ('41112223', 'Rosa')"} {
		if _, err := db.ExecContext(t.Context(), statement); err == nil {
			t.Fatalf("%s is accepted", statement)
		}
	}
	log := serverLog(t, dir)
	if strings.Count(log, "violates") != 2 {
		t.Errorf("the log does not tell of both: %s", log)
	}
	for _, personal := range []string{"Ana Quispe", "Rosa", "41112223", "40000001"} {
		if strings.Contains(log, personal) {
			t.Errorf("%s is in the log: %s", personal, log)
		}
	}
}

func TestKilledProgramTakesItsServerDownInOrder(t *testing.T) {
	t.Parallel()
	dir := dataDir(t)
	program := startProgram(t, dir, nil)

	program.kill()
	awaitEnd(t, program.server)

	log := serverLog(t, dir)
	if !strings.Contains(log, "received fast shutdown request") || !strings.Contains(log, "database system is shut down") {
		t.Errorf("the server did not shut down in order:\n%s", log)
	}
	next := startCluster(t, Options{DataDir: dir})
	if next.Adopted() {
		t.Error("the dead server was adopted")
	}
	if strings.Contains(serverLog(t, dir), "not properly shut down") {
		t.Error("the next server had to recover")
	}
}

func TestStartDuringTheShutdownOfAnotherServerWaitsForIt(t *testing.T) {
	t.Parallel()
	dir := dataDir(t)
	program := startProgram(t, dir, nil)

	program.kill() // its server shuts down while the next one starts
	next := startCluster(t, Options{DataDir: dir})

	if next.PID() == program.server && !next.Adopted() {
		t.Error("the old server counts as a new one")
	}
	select {
	case <-next.Done():
		// It answered once more before it noticed the death of its program.
		next = startCluster(t, Options{DataDir: dir})
	default:
	}
	if n := value[int](t, superuserDB(t, next), "SELECT 1"); n != 1 {
		t.Error("the server does not answer")
	}
}

func TestOrphanIsAdoptedAndStoppedByItsNewOwner(t *testing.T) {
	t.Parallel()
	dir := dataDir(t)
	program := startProgram(t, dir, asOrphanMaker)
	program.kill()

	adopter := startCluster(t, Options{DataDir: dir})

	if !adopter.Adopted() || adopter.PID() != program.server {
		t.Fatalf("process %d was not adopted: adopted %t, process %d", program.server, adopter.Adopted(), adopter.PID())
	}
	if n := value[int](t, superuserDB(t, adopter), "SELECT 1"); n != 1 {
		t.Error("the adopted server does not answer")
	}
	stopCluster(t, adopter)
	awaitEnd(t, program.server)
	if !strings.Contains(serverLog(t, dir), "received fast shutdown request") {
		t.Error("the orphan was not shut down in order")
	}
}

func TestKilledServerIsNoticedAndTheNextOneRecovers(t *testing.T) {
	t.Parallel()
	dir := dataDir(t)
	first := startCluster(t, Options{DataDir: dir})
	exec1(t, superuserDB(t, first), "CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n")

	kill(t, first.PID(), syscall.SIGKILL)
	if err := first.Wait(); err == nil {
		t.Error("a killed server counts as ended in order")
	}
	second := startCluster(t, Options{DataDir: dir})

	if second.Adopted() {
		t.Error("the dead server was adopted")
	}
	if n := value[int](t, superuserDB(t, second), "SELECT count(*) FROM kept"); n != 1000 {
		t.Errorf("%d of 1000 rows survived", n)
	}
	if !strings.Contains(serverLog(t, dir), "redo done") {
		t.Error("the server did not recover")
	}
}

func TestCommittedRowsSurviveTheDeathOfAllProcesses(t *testing.T) {
	t.Parallel()
	dir := dataDir(t)
	program := startProgram(t, dir, asOrphanMaker)
	watcher, err := Start(t.Context(), Options{DataDir: dir})
	if err != nil {
		t.Fatal(err)
	}
	exec1(t, superuserDB(t, watcher), "CREATE TABLE kept AS SELECT generate_series(1, 200000) AS n")

	for _, pid := range append([]int{program.command.Process.Pid, program.server}, children(t, program.server)...) {
		if err := syscall.Kill(pid, syscall.SIGKILL); err != nil && !goneError(err) {
			t.Fatal(err)
		}
	}
	<-watcher.Done()
	next := startCluster(t, Options{DataDir: dir})

	if n := value[int](t, superuserDB(t, next), "SELECT count(*) FROM kept"); n != 200000 {
		t.Errorf("%d of 200000 rows survived", n)
	}
}

// children are the processes that a process started.
func children(t *testing.T, parent int) []int {
	t.Helper()
	entries, err := os.ReadDir("/proc")
	if err != nil {
		t.Fatal(err)
	}
	var found []int
	for _, entry := range entries {
		pid, err := strconv.Atoi(entry.Name())
		if err != nil {
			continue
		}
		stat, err := os.ReadFile(filepath.Join("/proc", entry.Name(), "stat"))
		if err != nil {
			continue // it ended meanwhile
		}
		_, after, _ := strings.Cut(string(stat), ") ")
		if fields := strings.Fields(after); len(fields) > 1 && fields[1] == strconv.Itoa(parent) {
			found = append(found, pid)
		}
	}
	if len(found) == 0 {
		t.Fatalf("process %d has no children", parent)
	}
	return found
}

func TestUnreapedServerIsNotInTheWay(t *testing.T) {
	t.Parallel()
	dir := dataDir(t)
	program := startProgram(t, dir, nil)
	// A stopped parent reaps nobody, as a lazy process 1 in a container.
	kill(t, program.command.Process.Pid, syscall.SIGSTOP)
	awaitState(t, program.command.Process.Pid, "T")
	kill(t, program.server, syscall.SIGKILL)
	awaitEnd(t, program.server)
	state, err := examineProcess(program.server, filepath.Join(dir, "postgres", "data"))
	if err != nil || state != processZombie {
		t.Fatalf("the dead server is in state %v, %v", state, err)
	}

	next := startCluster(t, Options{DataDir: dir})

	if next.Adopted() {
		t.Error("a zombie was adopted")
	}
	if n := value[int](t, superuserDB(t, next), "SELECT 1"); n != 1 {
		t.Error("the server does not answer")
	}
}

func TestProcessFileOfAnotherProcessIsRemoved(t *testing.T) {
	t.Parallel()
	for name, content := range map[string]string{
		"number used again":      strconv.Itoa(os.Getpid()) + "\n/elsewhere\n1\n5432\n/nowhere\n",
		"number of nobody":       "4194999\n/elsewhere\n1\n5432\n/nowhere\n",
		"empty after power loss": "",
		"garbage":                "\x00\x00\x00\x00",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := dataDir(t)
			first := startCluster(t, Options{DataDir: dir, Throwaway: true})
			stopCluster(t, first)
			if err := os.WriteFile(first.layout.pidFile(), []byte(content), 0o600); err != nil {
				t.Fatal(err)
			}

			second := startCluster(t, Options{DataDir: dir, Throwaway: true})

			if n := value[int](t, superuserDB(t, second), "SELECT 1"); n != 1 {
				t.Error("the server does not answer")
			}
		})
	}
}

func TestDatabaseOfAnotherMajorVersionIsRefusedAndLeftAsItIs(t *testing.T) {
	t.Parallel()
	dir := dataDir(t)
	first := startCluster(t, Options{DataDir: dir, Throwaway: true})
	stopCluster(t, first)
	version := filepath.Join(first.layout.data(), "PG_VERSION")
	if err := os.WriteFile(version, []byte("13\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	before := tree(t, first.layout.data())

	_, err := Start(t.Context(), Options{DataDir: dir})

	var refused *VersionError
	if !errors.As(err, &refused) || refused.Data != 13 || len(refused.Installed) == 0 {
		t.Fatalf("the error is %v", err)
	}
	if !strings.Contains(err.Error(), "PostgreSQL 13") || !strings.Contains(err.Error(), "nothing was changed") {
		t.Errorf("the error does not tell the person what to do: %v", err)
	}
	if after := tree(t, first.layout.data()); !slices.Equal(before, after) {
		t.Errorf("the folder was changed:\n%v\n%v", before, after)
	}
}

// tree lists the files of a folder with their sizes.
func tree(t *testing.T, root string) []string {
	t.Helper()
	var found []string
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		found = append(found, path+" "+strconv.FormatInt(info.Size(), 10))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestFolderThatIsNoDatabaseIsRefusedAndLeftAsItIs(t *testing.T) {
	t.Parallel()
	dir := dataDir(t)
	data := filepath.Join(dir, "postgres", "data")
	if err := os.MkdirAll(data, 0o700); err != nil {
		t.Fatal(err)
	}
	precious := filepath.Join(data, "precious")
	if err := os.WriteFile(precious, nil, 0o600); err != nil {
		t.Fatal(err)
	}

	if _, err := Start(t.Context(), Options{DataDir: dir}); err == nil || !strings.Contains(err.Error(), "left alone") {
		t.Errorf("the error is %v", err)
	}
	if _, err := os.Stat(precious); err != nil {
		t.Errorf("the file is gone: %v", err)
	}
}

func TestInterruptedCreationIsRepeated(t *testing.T) {
	t.Parallel()
	dir := dataDir(t)
	program := beginProgram(t, dir, nil)
	unfinished := filepath.Join(dir, "postgres", unfinishedPrefix+"*")
	awaitFile(t, filepath.Join(unfinished, "global"))
	program.kill()
	left, err := filepath.Glob(unfinished)
	if err != nil || len(left) == 0 {
		t.Fatalf("the creation was over before it was interrupted: %v, %v", left, err)
	}

	cluster := startCluster(t, Options{DataDir: dir})

	if n := value[int](t, superuserDB(t, cluster), "SELECT 1"); n != 1 {
		t.Error("the server does not answer")
	}
	if left, err = filepath.Glob(unfinished); err != nil || len(left) > 0 {
		t.Errorf("the unfinished folder is still there: %v, %v", left, err)
	}
}

// awaitFile waits until something matches a pattern.
func awaitFile(t *testing.T, pattern string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	err := poll(ctx, func() (bool, error) {
		found, err := filepath.Glob(pattern)
		return len(found) > 0, err
	})
	if err != nil {
		t.Fatalf("%s did not appear: %v", pattern, err)
	}
}

func TestSecondProgramUsesTheServerAndDoesNotStopIt(t *testing.T) {
	t.Parallel()
	dir := dataDir(t)
	owner := startCluster(t, Options{DataDir: dir})
	program := startProgram(t, dir, nil)
	if !program.adopted || program.server != owner.PID() {
		t.Fatalf("the second program has server %d, adopted %t", program.server, program.adopted)
	}

	program.stop(t)

	if n := value[int](t, superuserDB(t, owner), "SELECT 1"); n != 1 {
		t.Error("the server does not answer any more")
	}
	stopCluster(t, owner)
}

func TestAdopterNoticesTheOwnersStopAndStartsAgain(t *testing.T) {
	t.Parallel()
	dir := dataDir(t)
	owner := startProgram(t, dir, nil)
	adopter := startCluster(t, Options{DataDir: dir})
	exec1(t, superuserDB(t, adopter), "CREATE TABLE kept AS SELECT 7 AS n")

	owner.stop(t)
	<-adopter.Done()
	again := startCluster(t, Options{DataDir: dir})

	if again.Adopted() {
		t.Error("a stopped server was adopted")
	}
	if n := value[int](t, superuserDB(t, again), "SELECT n FROM kept"); n != 7 {
		t.Errorf("the row is %d", n)
	}
}

func TestProgramsThatStartAtOnceShareOneServer(t *testing.T) {
	t.Parallel()
	dir := dataDir(t)
	const programs = 6
	clusters := make([]*Cluster, programs)
	var group sync.WaitGroup
	for i := range clusters {
		group.Go(func() {
			cluster, err := Start(t.Context(), Options{DataDir: dir, Throwaway: true})
			if err != nil {
				t.Errorf("start: %v", err)
				return
			}
			clusters[i] = cluster
		})
	}
	group.Wait()
	if t.Failed() {
		return
	}
	started := 0
	for _, cluster := range clusters {
		if cluster.PID() != clusters[0].PID() {
			t.Errorf("there are servers %d and %d", cluster.PID(), clusters[0].PID())
		}
		if !cluster.Adopted() {
			started++
		}
	}
	if started != 1 {
		t.Errorf("%d programs think that they started the server", started)
	}
	for _, cluster := range clusters {
		if cluster.Adopted() {
			stopCluster(t, cluster)
		}
	}
	for _, cluster := range clusters {
		stopCluster(t, cluster)
	}
}
