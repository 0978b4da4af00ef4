package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"runtime/pprof"
	"sync"
	"time"

	"github.com/qoricash/qoricash/internal/config"
)

// partVariable tells a process of this program which part it plays.
const partVariable = "QORICASH_BENCH_PART"

// partKind is what a process serves.
type partKind string

const (
	// wholeHouse is the program as it is deployed.
	wholeHouse partKind = "house"
	// defaultTransport is gqlgen's own websocket transport over the same schema, with a hub.
	defaultTransport partKind = "gqlgen"
	// byHand is a list without GraphQL.
	byHand partKind = "by-hand"
	// commands is the areas without a listener.
	commands partKind = "commands"
)

// part is what a process is told.
type part struct {
	Kind                           partKind
	DatabaseURL, OwnerURL, DataDir string
}

// addresses are where a part serves, and where it takes orders.
type addresses struct{ Served, Control string }

type usageOrder struct{ Settled bool }

// profileOrder begins a processor profile, or writes one of the heap; without a path it ends the one of the processor.
type profileOrder struct {
	Path string
	Heap bool
}

// opened is a part that runs.
type opened struct {
	served string
	orders map[string]http.Handler
	close  func(context.Context) error
}

// servePart plays a part until standard input ends, which it does with the process that holds it.
func servePart(text string) error {
	var p part
	if err := json.Unmarshal([]byte(text), &p); err != nil {
		return fmt.Errorf("read the part: %w", err)
	}
	ctx := context.Background()
	open := map[partKind]func(context.Context, part) (*opened, error){
		wholeHouse: openHouse, defaultTransport: openDefaultTransport, byHand: openByHand, commands: openCommands,
	}[p.Kind]
	if open == nil {
		return fmt.Errorf("there is no part %q", p.Kind)
	}
	running, err := open(ctx, p)
	if err != nil {
		return err
	}
	control, err := listen(ctx, running.control())
	if err != nil {
		return errors.Join(err, running.close(ctx))
	}
	if err := json.NewEncoder(os.Stdout).Encode(addresses{Served: running.served, Control: control.address}); err != nil {
		return errors.Join(err, control.close(ctx), running.close(ctx))
	}
	_, err = io.Copy(io.Discard, os.Stdin)
	return errors.Join(err, control.close(ctx), running.close(ctx))
}

func (o *opened) control() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/usage", order(func(_ context.Context, asked usageOrder) (usage, error) { return measureUsage(asked.Settled) }))
	mux.Handle("/profile", order((&profiler{}).take))
	for name, handler := range o.orders {
		mux.Handle("/"+name, handler)
	}
	return mux
}

// order makes a handler of a function of JSON.
func order[Asked, Answer any](do func(context.Context, Asked) (Answer, error)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var asked Asked
		if err := json.NewDecoder(r.Body).Decode(&asked); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		answer, err := do(r.Context(), asked)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		// Who asked finds out by reading.
		_ = json.NewEncoder(w).Encode(answer)
	})
}

// profiler writes profiles, one of the processor at a time.
type profiler struct {
	mu   sync.Mutex
	file *os.File
}

func (p *profiler) take(_ context.Context, asked profileOrder) (struct{}, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.file != nil {
		pprof.StopCPUProfile()
		err := p.file.Close()
		p.file = nil
		if err != nil {
			return struct{}{}, err
		}
	}
	if asked.Path == "" {
		return struct{}{}, nil
	}
	file, err := os.Create(asked.Path)
	if err != nil {
		return struct{}{}, err
	}
	if asked.Heap {
		return struct{}{}, errors.Join(pprof.WriteHeapProfile(file), file.Close())
	}
	if err := pprof.StartCPUProfile(file); err != nil {
		return struct{}{}, errors.Join(err, file.Close())
	}
	p.file = file
	return struct{}{}, nil
}

// listener serves one handler on an address of its own.
type listener struct {
	address string
	server  *http.Server
	ended   chan error
}

func listen(ctx context.Context, handler http.Handler) (*listener, error) {
	socket, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("listen: %w", err)
	}
	l := &listener{address: socket.Addr().String(), ended: make(chan error, 1),
		server: &http.Server{Handler: handler, ReadHeaderTimeout: 5 * time.Second}}
	go func() { l.ended <- l.server.Serve(socket) }()
	return l, nil
}

func (l *listener) close(context.Context) error {
	err := l.server.Close()
	if served := <-l.ended; !errors.Is(served, http.ErrServerClosed) {
		err = errors.Join(err, served)
	}
	return err
}

// settings are those of every part: the program's own, but for where it is.
func (p part) settings() (config.Config, error) {
	return config.Load(config.Sources{Command: map[string]string{
		"ADDR": "127.0.0.1:0", "DATA_DIR": p.DataDir, "DATABASE_URL": p.DatabaseURL, "MIGRATE_DATABASE_URL": p.OwnerURL,
		"SECRET_KEY": "a secret of the benchmark, which guards nothing at all", "ROUND_THE_CLOCK": "true", "TOTP_ROLES": "none", "RATELIMIT_ENABLED": "false",
		"APP_ENV": "development", "METRICS_ADDR": "",
		// The sockets of a crowd come from addresses of their own, as behind a proxy.
		"TRUSTED_PROXIES": "127.0.0.0/8",
	}})
}

// newLogger writes the log of production to nowhere: making the lines is part of serving.
func newLogger() *slog.Logger {
	//nolint:sloglint // the discarding handler would make no lines
	return slog.New(slog.NewJSONHandler(io.Discard, &slog.HandlerOptions{Level: slog.LevelInfo}))
}
