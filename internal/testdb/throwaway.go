package testdb

import (
	"context"
	"errors"
	"log/slog"
	"os"

	"github.com/qoricash/qoricash/internal/postgres"
)

// Server is a throwaway server for a whole test run.
type Server struct {
	cluster *postgres.Cluster
	dir     string
}

// StartServer starts one; it installs PostgreSQL first when the machine has
// none, and tells standard error so. Errors are those of [postgres.Install] and
// [postgres.Start].
func StartServer(ctx context.Context, log *slog.Logger) (*Server, error) {
	if err := postgres.Install(ctx, os.Stderr); err != nil {
		return nil, err
	}
	return startThrowaway(ctx, log)
}

// Environment are the variables by which test processes find the server.
func (s *Server) Environment() []string {
	return []string{
		URLVariable + "=" + s.cluster.URL("postgres", "postgres"),
		TransientVariable + "=1",
	}
}

// Close stops the server and removes its folder.
func (s *Server) Close(ctx context.Context) error {
	return errors.Join(s.cluster.Stop(ctx), os.RemoveAll(s.dir))
}

// startThrowaway starts a server in a folder of its own. If nobody closes it, it
// ends with the process, and its folder is removed by a later one.
func startThrowaway(ctx context.Context, log *slog.Logger) (*Server, error) {
	dir, err := newFolder()
	if err != nil {
		return nil, err
	}
	cluster, err := startIn(ctx, dir, log)
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	return &Server{cluster: cluster, dir: dir}, nil
}

// startIn starts a server whose settings leave room for packages and tests that
// run side by side, and keep its log of changes small.
func startIn(ctx context.Context, dir string, log *slog.Logger) (*postgres.Cluster, error) {
	return postgres.Start(ctx, postgres.Options{
		DataDir:   dir,
		Logger:    log,
		Throwaway: true,
		Settings: map[string]string{
			"max_connections": "500",
			"max_wal_size":    "128MB",
			"min_wal_size":    "32MB",
		},
	})
}
