package app_test

import (
	"bufio"
	"context"
	"errors"
	"log/slog"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/qoricash/qoricash/internal/app"
	"github.com/qoricash/qoricash/internal/testkit"
)

// logger shows what an instance says when its test fails.
func logger(t *testing.T) *slog.Logger {
	return slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelWarn}))
}

// instance is one instance in this process.
type instance struct {
	*app.App
	url string
	// leave tells it to stop, ended gives what came of it; stop does both and fails the test on an error.
	leave context.CancelFunc
	ended <-chan error
	stop  func()
}

// open opens an instance that does not serve yet.
func open(t *testing.T, h house, more ...string) *app.App {
	t.Helper()
	opened, err := app.New(t.Context(), h.load(t, more...), logger(t))
	testkit.Must(t, err)
	return opened
}

// serve opens an instance and lets it serve until the test is over.
func serve(t *testing.T, h house, more ...string) *instance {
	t.Helper()
	opened := open(t, h, more...)
	// The test's own context ends before its cleanups; an instance leaves in order.
	running, leave := context.WithCancel(context.WithoutCancel(t.Context()))
	ended := make(chan error, 1)
	go func() { ended <- errors.Join(opened.Run(running), opened.Close(context.WithoutCancel(running))) }()
	i := &instance{App: opened, url: "http://" + opened.Address(), leave: leave, ended: ended}
	i.stop = sync.OnceFunc(func() {
		leave()
		testkit.Must(t, <-ended)
	})
	t.Cleanup(i.stop)
	awaitStatus(t, i.url+"/readyz", http.StatusOK)
	return i
}

// metrics is where the instance answers scrapes.
func (i *instance) metrics() string { return "http://" + i.MetricsAddress() + "/metrics" }

// process is one instance in a process of its own.
type process struct {
	*exec.Cmd
	url string
}

// spawn starts an instance in a process of its own and waits until it listens.
func spawn(t *testing.T, h house) (*process, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	command := exec.CommandContext(t.Context(), self)
	command.Env = append(append(os.Environ(), h.settings...), processVariable+"=1")
	command.Stderr = t.Output()
	said, err := command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := command.Start(); err != nil {
		return nil, err
	}
	lines := bufio.NewScanner(said)
	if !lines.Scan() {
		return nil, errors.Join(errors.New("the instance did not start"), command.Wait())
	}
	return &process{command, "http://" + lines.Text()}, nil
}

// kill kills the process at once and waits until it is gone.
func (p *process) kill(t *testing.T) {
	t.Helper()
	testkit.Must(t, p.Process.Kill())
	var exit *exec.ExitError
	if err := p.Wait(); !errors.As(err, &exit) {
		t.Fatalf("the killed process ended with %v", err)
	}
}

// postmaster is the number of the process of a house's private PostgreSQL; 0 when there is none.
func (h house) postmaster(t *testing.T) int {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(h.dataDir, "postgres", "*", "postmaster.pid"))
	testkit.Must(t, err)
	for _, file := range files {
		text, err := os.ReadFile(file)
		if errors.Is(err, os.ErrNotExist) {
			continue
		}
		testkit.Must(t, err)
		first, _, _ := strings.Cut(string(text), "\n")
		if pid, err := strconv.Atoi(first); err == nil {
			return pid
		}
	}
	return 0
}

func alive(pid int) bool { return pid != 0 && !errors.Is(syscall.Kill(pid, 0), syscall.ESRCH) }

// await waits until something is so. It is for what gives no signal: another process, or an answer over the network.
func await(t *testing.T, what string, so func() bool) {
	t.Helper()
	ticker := time.NewTicker(5 * time.Millisecond)
	defer ticker.Stop()
	limit := time.After(patience)
	for !so() {
		select {
		case <-ticker.C:
		case <-limit:
			t.Fatalf("it never came that %s", what)
		}
	}
}

// awaitStatus waits until an address answers with a status.
func awaitStatus(t *testing.T, url string, status int) {
	t.Helper()
	await(t, url+" answers "+strconv.Itoa(status), func() bool { return statusOf(t, url) == status })
}

// statusOf asks an address on a connection of its own; 0 means that nobody answered.
func statusOf(t *testing.T, url string) int {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	testkit.Must(t, err)
	request.Close = true
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return 0
	}
	testkit.Must(t, response.Body.Close())
	return response.StatusCode
}
