package postgres

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"time"
)

const (
	// retryLimit is how long a start is repeated that failed on what a dead
	// server left (toolchain.md 2.3).
	retryLimit = 5 * time.Second
	retryPause = 100 * time.Millisecond
	// ownershipLimit is how long the previous owner may take to notice that its
	// server has ended.
	ownershipLimit = time.Second
	// patience is after how long a start that still goes on is reported.
	patience = 10 * time.Second
)

// adopt takes hold of a running server. It waits for one that starts or stops,
// and reports false, with stale files removed, when none runs.
func (c *Cluster) adopt(ctx context.Context) (bool, error) {
	adopted := false
	waiting := c.waiting()
	err := poll(ctx, func() (bool, error) {
		file, err := readPIDFile(c.layout.pidFile())
		if err != nil || file == nil {
			return true, err
		}
		state := processGone
		if file.pid != 0 {
			if state, err = examineProcess(file.pid, c.layout.data()); err != nil {
				return true, err
			}
		}
		if state != processServer {
			return true, c.removeStale(file, state)
		}
		adopted, err = c.adoptAnswering(ctx, file, waiting)
		return adopted, err
	})
	if err != nil {
		return false, fmt.Errorf("look for a running server: %w", waiting.explain(err))
	}
	return adopted, nil
}

// removeStale leaves the file of a process that is gone to PostgreSQL, which
// checks more than we do before it starts.
func (c *Cluster) removeStale(file *pidFile, state processState) error {
	if file.pid != 0 && state == processGone {
		return nil
	}
	c.log.Warn("removing the process file of a dead PostgreSQL", "dir", c.layout.root, "pid", file.pid, "zombie", state == processZombie)
	if err := os.Remove(c.layout.pidFile()); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("remove process file: %w", err)
	}
	return nil
}

// adoptAnswering reports false for a server that starts or stops: look again.
func (c *Cluster) adoptAnswering(ctx context.Context, file *pidFile, waiting *wait) (bool, error) {
	if file.socketDir == "" || !c.answers(ctx, file.socketDir, waiting) {
		return false, nil
	}
	var err error
	c.server, err = found(file.pid, c.layout.data())
	if err != nil || c.server == nil {
		return false, err
	}
	c.socketDir = file.socketDir
	return true, nil
}

// launch makes the database if there is none and starts the server.
func (c *Cluster) launch(ctx context.Context, options Options) error {
	major, err := c.layout.major()
	if err != nil {
		return err
	}
	programs, err := programsFor(ctx, c.layout.data(), major)
	if err != nil {
		return err
	}
	owner, err := chooseAccount(c.layout.data(), programs)
	if err != nil {
		return err
	}
	if major == 0 {
		c.log.Info("making the database", "dir", c.layout.root, "version", programs.Version)
		err = c.layout.create(ctx, programs, owner, options.Throwaway)
	} else {
		err = c.layout.handOver(owner)
	}
	if err != nil {
		return err
	}
	if c.socketDir, err = c.layout.socketDir(owner); err != nil {
		return err
	}
	if err := removeSocket(c.socketDir); err != nil {
		return err
	}
	return c.run(ctx, programs, owner, options)
}

// handOver gives an existing database to the account; it matters when user
// namespaces were allowed when it was made and are not any more.
func (l layout) handOver(owner account) error {
	if err := l.removeUnfinished(); err != nil {
		return err
	}
	if !owner.switched() {
		return nil
	}
	if err := owner.own(l.root); err != nil {
		return err
	}
	if err := owner.checkReach(l.root); err != nil {
		return err
	}
	return owner.ownAll(l.data())
}

// leftover reports a start that failed on what a dead server left.
func (e *StartError) leftover() bool {
	return strings.Contains(e.Log, "pre-existing shared memory block") ||
		strings.Contains(e.Log, `lock file "`)
}

// run starts the server and waits until it answers.
func (c *Cluster) run(ctx context.Context, programs Programs, owner account, options Options) error {
	log, err := c.layout.openLog()
	if err != nil {
		return err
	}
	info, err := log.Stat()
	if err != nil {
		return fmt.Errorf("open server log: %w", errors.Join(err, log.Close()))
	}
	arguments := append([]string{"-D", c.layout.data()}, settings(c.socketDir, options.Throwaway, options.Settings)...)
	command := exec.Command(programs.path("postgres"), arguments...)
	command.Dir = c.layout.data()
	command.Env = environment(os.Getenv("PATH"))
	command.Stdout, command.Stderr = log, log
	command.SysProcAttr = owner.attributes(options.parentDeathSignal())
	started, err := run(command)
	err = errors.Join(err, log.Close())
	if err != nil {
		return err
	}
	c.server = started
	return c.waitReady(ctx, info.Size())
}

// parentDeathSignal is what the server gets when this program dies: the order
// to shut down in order, or to leave at once when its data is thrown away.
func (o Options) parentDeathSignal() syscall.Signal {
	switch {
	case o.orphans:
		return 0
	case o.Throwaway:
		return syscall.SIGQUIT
	default:
		return syscall.SIGINT
	}
}

// waitReady waits until the server answers. What it writes to its log from the
// given position on explains a failure.
func (c *Cluster) waitReady(ctx context.Context, logged int64) error {
	waiting := c.waiting()
	err := poll(ctx, func() (bool, error) {
		if c.server.hasEnded() {
			cause := c.server.cause()
			if cause == nil {
				cause = errors.New("it ended before it was ready")
			}
			return true, &StartError{LogFile: c.layout.logFile(), Log: tail(c.layout.logFile(), logged), Cause: cause}
		}
		return c.answers(ctx, c.socketDir, waiting), nil
	})
	if err != nil && ctx.Err() != nil {
		return fmt.Errorf("wait for PostgreSQL: %w", waiting.explain(err))
	}
	return err
}

// answers reports whether the server of this folder takes connections.
func (c *Cluster) answers(ctx context.Context, socketDir string, waiting *wait) bool {
	dir, err := probe(ctx, socketDir)
	if err == nil && !sameFolder(dir, c.layout.data()) {
		err = fmt.Errorf("the server of %s answers instead", dir)
	}
	if err != nil && ctx.Err() == nil {
		waiting.failed(err)
	}
	return err == nil
}

// wait is a wait for a server, which may be long: recovery after a crash takes
// minutes when much was written.
type wait struct {
	cluster *Cluster
	last    error
	report  time.Time
}

func (c *Cluster) waiting() *wait {
	return &wait{cluster: c, report: time.Now().Add(patience)}
}

// failed notes why the server does not answer, and says so now and then.
func (w *wait) failed(err error) {
	w.last = err
	if now := time.Now(); now.After(w.report) {
		w.report = now.Add(patience)
		w.cluster.log.Info("waiting for PostgreSQL", "answer", err, "log", w.cluster.layout.logFile())
	}
}

// explain adds the server's last answer to the error that ended the wait.
func (w *wait) explain(err error) error {
	if w.last == nil {
		return err
	}
	return fmt.Errorf("%w; the last answer was: %w", err, w.last)
}
