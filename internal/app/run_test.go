package app_test

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"github.com/qoricash/qoricash/internal/app"
	"github.com/qoricash/qoricash/internal/testdb"
	"github.com/qoricash/qoricash/internal/testkit"
)

// It runs before the tests that run side by side, whose goroutines it would see.
func TestAnInstanceThatStopsLeavesNoGoroutineAndNoPostgreSQL(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	h := houseIn(t, folder(t))
	i := serve(t, h)
	served := h.postmaster(t)
	if !alive(served) {
		t.Fatal("the private PostgreSQL does not run")
	}
	c := caller{url: i.url}
	var answer struct{ PublicRate *struct{} }
	testkit.Must(t, c.ask(t.Context(), `{ publicRate { id } }`, nil, &answer))
	i.stop()
	if alive(served) || h.postmaster(t) != 0 {
		t.Errorf("PostgreSQL (process %d) goes on", served)
	}
	if status := statusOf(t, i.url+"/healthz"); status != 0 {
		t.Errorf("somebody still answers with %d", status)
	}
}

func TestAnInstanceThatDoesNotStartLeavesNothing(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	taken, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	testkit.Must(t, err)
	defer taken.Close()
	h := houseIn(t, folder(t))
	_, err = app.New(t.Context(), h.load(t, "ADDR="+taken.Addr().String()), logger(t))
	if err == nil || !strings.Contains(err.Error(), "listen on "+taken.Addr().String()) || !strings.Contains(err.Error(), "in use") {
		t.Errorf("an address in use: %v", err)
	}
	if h.postmaster(t) != 0 {
		t.Error("PostgreSQL goes on")
	}
}

func TestASchemaThatIsBehindIsRefusedWhereNobodySaidHowToMigrate(t *testing.T) {
	t.Parallel()
	db := testdb.New(t)
	if _, err := db.Owner.ExecContext(t.Context(), `DELETE FROM goose_db_version WHERE version_id = (SELECT max(version_id) FROM goose_db_version)`); err != nil {
		t.Fatal(err)
	}
	h := houseIn(t, folder(t), "DATABASE_URL="+db.URL)
	_, err := app.New(t.Context(), h.load(t), logger(t))
	if err == nil || !strings.Contains(err.Error(), "lacks 1 migrations") || !strings.Contains(err.Error(), "qoricash migrate up") {
		t.Errorf("a schema that is behind: %v", err)
	}
}

func TestWhoConnectsBeforeAnInstanceServesIsServedThen(t *testing.T) {
	t.Parallel()
	opened := open(t, sharedHouse(t))
	answered := make(chan int, 1)
	go func() { answered <- statusOf(t, "http://"+opened.Address()+"/healthz") }()
	running, leave := context.WithCancel(t.Context())
	defer leave()
	ended := make(chan error, 1)
	go func() { ended <- opened.Run(running) }()
	if status := <-answered; status != http.StatusOK {
		t.Errorf("answered with %d", status)
	}
	leave()
	testkit.Must(t, <-ended)
	testkit.Must(t, opened.Close(context.WithoutCancel(t.Context())))
	testkit.Must(t, opened.Close(context.WithoutCancel(t.Context())))
}

func TestTheKeyThatDemoKeepsIsMadeOnceForItsOwnerAlone(t *testing.T) {
	t.Parallel()
	h := houseIn(t, filepath.Join(folder(t), "new"))
	settings := h.load(t)
	settings.SecretKey = ""
	if found, err := app.WithKeptSecret(settings); err != nil || found.SecretKey != "" {
		t.Fatalf("a key out of nothing: %v", err)
	}
	made, err := app.KeepSecret(settings)
	testkit.Must(t, err)
	again, err := app.KeepSecret(settings)
	testkit.Must(t, err)
	info, err := os.Stat(filepath.Join(settings.DataDir, "secret.key"))
	testkit.Must(t, err)
	if made.SecretKey == "" || made.SecretKey != again.SecretKey || info.Mode().Perm() != 0o600 {
		t.Errorf("keys %d and %d bytes long, mode %v", len(made.SecretKey), len(again.SecretKey), info.Mode())
	}
	if own, err := app.KeepSecret(h.load(t)); err != nil || own.SecretKey == made.SecretKey {
		t.Errorf("a given key does not stand above the kept one: %v", err)
	}
}

func TestAnInstanceTellsWhetherItRunsTheJobs(t *testing.T) {
	t.Parallel()
	db := testdb.New(t)
	leader := serve(t, houseIn(t, folder(t), "DATABASE_URL="+db.URL))
	follower := serve(t, houseIn(t, folder(t), "DATABASE_URL="+db.URL))
	for i, want := range map[*instance]string{leader: "\nqoricash_jobs_leads 1\n", follower: "\nqoricash_jobs_leads 0\n"} {
		said := read(t, i.metrics())
		if !strings.Contains(said, want) || !strings.Contains(said, "\nqoricash_clock_drift_seconds ") {
			t.Errorf("the metrics do not say %q and how the clock stands", want)
		}
	}
}

// What an instance counts is not for whoever reaches the API, and an address that is taken is no reason not to serve.
func TestMetricsHaveAListenerOfTheirOwn(t *testing.T) {
	t.Parallel()
	db := testdb.New(t)
	first := serve(t, houseIn(t, folder(t), "DATABASE_URL="+db.URL))
	var said bytes.Buffer
	second, err := app.New(t.Context(), houseIn(t, folder(t), "DATABASE_URL="+db.URL).load(t, "METRICS_ADDR="+first.MetricsAddress()),
		slog.New(slog.NewTextHandler(&said, nil)))
	testkit.Must(t, err)
	off, err := app.New(t.Context(), houseIn(t, folder(t), "DATABASE_URL="+db.URL).load(t, "METRICS_ADDR="), logger(t))
	testkit.Must(t, err)
	for _, opened := range []*app.App{second, off} {
		running, leave := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() { ended <- opened.Run(running) }()
		awaitStatus(t, "http://"+opened.Address()+"/readyz", http.StatusOK)
		if opened.MetricsAddress() != "" {
			t.Errorf("it answers scrapes at %s", opened.MetricsAddress())
		}
		leave()
		testkit.Must(t, <-ended)
		testkit.Must(t, opened.Close(context.WithoutCancel(t.Context())))
	}
	if strings.Count(said.String(), "level=WARN") != 1 || !strings.Contains(said.String(), "METRICS_ADDR") || !strings.Contains(said.String(), first.MetricsAddress()) {
		t.Errorf("an address that is taken: %s", said.String())
	}
	if status := statusOf(t, first.url+"/metrics"); status != http.StatusNotFound {
		t.Errorf("the API answers scrapes with %d", status)
	}
	scraped := read(t, first.metrics())
	if !strings.Contains(scraped, "\nqoricash_live_sockets ") || !strings.Contains(scraped, "\nqoricash_reward_codes_guessed 0\n") {
		t.Error("the metrics say nothing of sockets")
	}
	_, err = app.New(t.Context(), houseIn(t, folder(t), "DATABASE_URL="+db.URL).load(t, "METRICS_ADDR=192.0.2.1:9464"), logger(t))
	if err == nil || !strings.Contains(err.Error(), "listen for metrics on 192.0.2.1:9464") {
		t.Errorf("an address that this machine does not have: %v", err)
	}
}

// read answers what lies at an address.
func read(t *testing.T, url string) string {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	testkit.Must(t, err)
	response, err := http.DefaultClient.Do(request)
	testkit.Must(t, err)
	defer response.Body.Close()
	said, err := io.ReadAll(response.Body)
	testkit.Must(t, err)
	return string(said)
}
