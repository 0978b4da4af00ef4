package postgres

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/lib/pq"
)

// pidFile is what a server writes into postmaster.pid.
type pidFile struct {
	pid       int
	socketDir string // empty until the server got that far
}

// readPIDFile returns nil when there is none.
func readPIDFile(path string) (*pidFile, error) {
	content, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read process file of server: %w", err)
	}
	lines := strings.Split(string(content), "\n")
	// A killed machine can leave it empty: 0 is no process, so the file counts
	// as stale.
	pid, err := strconv.Atoi(strings.TrimSpace(lines[0]))
	if err != nil || pid <= 0 {
		return &pidFile{}, nil
	}
	found := &pidFile{pid: pid}
	if len(lines) > 4 {
		found.socketDir = lines[4]
	}
	return found, nil
}

// probeLimit bounds one attempt to connect: a socket of a stopped (SIGSTOP)
// server accepts and says nothing.
const probeLimit = 2 * time.Second

// probe connects once and returns the data folder of the server that answers.
func probe(ctx context.Context, socketDir string) (string, error) {
	config, err := pq.NewConfig(socketURL(socketDir, "postgres", superuser))
	if err != nil {
		return "", fmt.Errorf("address of server: %w", err)
	}
	config.ConnectTimeout = probeLimit
	connector, err := pq.NewConnectorConfig(config)
	if err != nil {
		return "", fmt.Errorf("address of server: %w", err)
	}
	db := sql.OpenDB(connector)
	defer func() { _ = db.Close() }()
	ctx, cancel := context.WithTimeout(ctx, probeLimit)
	defer cancel()
	var dir string
	if err := db.QueryRowContext(ctx, "SELECT current_setting('data_directory')").Scan(&dir); err != nil {
		return "", err
	}
	return dir, nil
}
