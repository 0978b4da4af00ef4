package postgres

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// Options say which private cluster to run and how.
type Options struct {
	// DataDir is the program's data folder; the cluster is in postgres below it.
	DataDir string
	// Logger gets the supervisor's own messages; nil discards them. The server's
	// are in server.log of the cluster's folder.
	Logger *slog.Logger
	// Settings are server settings above the defaults, for example
	// shared_buffers.
	Settings map[string]string
	// Throwaway makes a cluster for tests: it starts and stops faster and loses
	// data when the machine fails.
	Throwaway bool

	// orphans lets the server outlive the program, as on systems without a
	// signal at the parent's death.
	orphans bool
}

// Cluster is a running private server. Its methods may be called from several
// goroutines.
type Cluster struct {
	layout    layout
	socketDir string
	server    *server
	owner     *fileLock // nil when another program has to stop the server
	adopted   bool
	throwaway bool
	log       *slog.Logger

	stopOnce sync.Once
	stopErr  error
	done     chan struct{}
}

// Start returns the cluster of a data folder, running. It makes the database
// when there is none, starts the server when none runs, and adopts a running one
// (see [Cluster.Adopted]). ctx bounds the start alone, recovery after a crash
// included, which can take minutes after heavy writing.
//
// Errors: *[MissingError] without server programs, *[VersionError] for a data
// folder of another major version, *[StartError] when the server ends before it
// is ready, *[UnreachableFolderError].
func Start(ctx context.Context, options Options) (*Cluster, error) {
	log := options.Logger
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	files, err := newLayout(options.DataDir)
	if err != nil {
		return nil, err
	}
	// Two programs that start at once must not both make the database or both
	// judge a process file stale.
	starting, err := lock(ctx, files.startLock())
	if err != nil {
		return nil, err
	}
	cluster := &Cluster{layout: files, throwaway: options.Throwaway, log: log, done: make(chan struct{})}
	err = errors.Join(cluster.start(ctx, options), starting.release())
	if err != nil {
		return nil, errors.Join(err, cluster.abandon())
	}
	go cluster.watch()
	return cluster, nil
}

// start adopts the running server or starts one. A start that failed on what a
// dead server left is repeated: its last processes still hold its memory for a
// moment, and it may have become a zombie, or its number another program, since
// its files were judged.
func (c *Cluster) start(ctx context.Context, options Options) error {
	deadline := time.Now().Add(retryLimit)
	for {
		adopted, err := c.adopt(ctx)
		if err != nil {
			return err
		}
		if adopted {
			return c.join()
		}
		err = c.launch(ctx, options)
		if err == nil {
			return c.own(ctx)
		}
		var failed *StartError
		if !errors.As(err, &failed) || !failed.leftover() || time.Now().After(deadline) {
			return err
		}
		c.log.Warn("a dead PostgreSQL is still in the way; trying again", "dir", c.layout.root)
		select {
		case <-ctx.Done():
			return err
		case <-time.After(retryPause):
		}
	}
}

// join settles who owns an adopted server: its owner, or this program when that
// one is dead.
func (c *Cluster) join() error {
	c.adopted = true
	var err error
	c.owner, err = tryLock(c.layout.ownerLock())
	c.log.Info("using the running PostgreSQL", "dir", c.layout.root, "pid", c.server.process.Pid, "owner", c.owner != nil)
	return err
}

// own takes the owner's lock for a server that this program started. The
// previous owner gives it up when it notices that its server has ended; if it
// does not (it is stopped in a debugger), the new server is owned all the same,
// only the next program will take it for an orphan.
func (c *Cluster) own(ctx context.Context) error {
	c.log.Info("PostgreSQL is ready", "dir", c.layout.root, "pid", c.server.process.Pid)
	ctx, cancel := context.WithTimeout(ctx, ownershipLimit)
	defer cancel()
	var err error
	c.owner, err = lock(ctx, c.layout.ownerLock())
	if errors.Is(err, context.DeadlineExceeded) {
		return nil
	}
	return err
}

// watch ends with the server. Ownership is given up at once, so that the program
// that starts the next server can take it.
func (c *Cluster) watch() {
	<-c.server.ended
	if err := c.owner.release(); err != nil {
		c.log.Error("give up ownership of PostgreSQL", "error", err)
	}
	c.log.Info("PostgreSQL has ended", "dir", c.layout.root, "pid", c.server.process.Pid)
	close(c.done)
}

// abandon stops a server whose start did not succeed.
func (c *Cluster) abandon() error {
	if c.server == nil {
		return c.owner.release()
	}
	err := c.end(context.Background())
	return errors.Join(err, c.owner.release())
}

// Stop stops the server if this program owns it: sessions are ended, a
// checkpoint is written; after ten seconds, or when ctx ends, it is told to leave
// at once, which loses nothing but makes the next start recover. If another
// program owns it, Stop only lets go of it. Only the first call acts; Done is
// closed when Stop returns without error.
func (c *Cluster) Stop(ctx context.Context) error {
	c.stopOnce.Do(func() {
		c.stopErr = c.end(ctx)
		if c.stopErr == nil {
			<-c.done
		}
	})
	return c.stopErr
}

// end stops the server or lets go of it.
func (c *Cluster) end(ctx context.Context) error {
	var err error
	if c.owner != nil || !c.adopted {
		err = c.server.stop(ctx, c.throwaway)
		if c.throwaway && err == nil && filepath.Dir(c.socketDir) != c.layout.root {
			err = os.RemoveAll(c.socketDir)
		}
	}
	if c.server.watch != nil {
		err = errors.Join(err, c.server.watch.Close())
	}
	return err
}

// Done is closed when the server has ended, by Stop, by itself, or by its owner,
// or when Stop let go of an adopted one. A program that finds it closed without
// having called Stop may call [Start] again: it then becomes the owner.
func (c *Cluster) Done() <-chan struct{} { return c.done }

// Wait waits for Done and returns how a server that this program started ended:
// nil after an orderly shutdown.
func (c *Cluster) Wait() error {
	<-c.done
	if err := c.server.cause(); err != nil {
		return fmt.Errorf("PostgreSQL ended: %w", err)
	}
	return nil
}

// Adopted reports whether the server was running already.
func (c *Cluster) Adopted() bool { return c.adopted }

// Dir is the cluster's folder.
func (c *Cluster) Dir() string { return c.layout.root }

// PID is the number of the server's first process.
func (c *Cluster) PID() int { return c.server.process.Pid }

// URL is the address of a database for a role. The roles need no password: who
// can enter the socket's folder is trusted.
func (c *Cluster) URL(database, role string) string {
	return socketURL(c.socketDir, database, role)
}

// Bootstrap makes the program's roles and the database, where they are missing;
// see the function [Bootstrap].
func (c *Cluster) Bootstrap(ctx context.Context, database string) error {
	return Bootstrap(ctx, c.URL("postgres", superuser), database)
}

func socketURL(socketDir, database, role string) string {
	query := url.Values{}
	query.Set("host", socketDir)
	query.Set("port", fmt.Sprint(socketPort))
	query.Set("sslmode", "disable")
	address := url.URL{Scheme: "postgres", User: url.User(role), Path: "/" + database, RawQuery: query.Encode()}
	return address.String()
}

// sameFolder reports whether two paths name one folder.
func sameFolder(a, b string) bool {
	first, firstErr := os.Stat(a)
	second, secondErr := os.Stat(b)
	return firstErr == nil && secondErr == nil && os.SameFile(first, second)
}
