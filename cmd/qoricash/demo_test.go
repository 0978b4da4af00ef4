package main

import (
	"net/http"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/qoricash/qoricash/internal/config"
)

func TestADemoKeepsItsHouseWhateverIsKilled(t *testing.T) {
	t.Parallel()
	p := newPlace(t, "ADDR=127.0.0.1:0")
	first := p.demo(t, "--no-bots")
	first.get(t, "/readyz", http.StatusOK, nil)
	rate := struct {
		Data struct{ Compra, Venta string }
	}{}
	first.get(t, "/api/v1/rates", http.StatusOK, &rate)
	if rate.Data.Compra == "" || rate.Data.Venta == "" {
		t.Errorf("the demo's rate is %+v", rate)
	}
	visitors := struct {
		Password string
		Clients  []struct{ DocumentType, DocumentNumber, Name, KYCStatus string }
	}{}
	first.get(t, "/try/visitors.json", http.StatusOK, &visitors)
	if visitors.Password == "" || len(visitors.Clients) == 0 {
		t.Errorf("the demo's visitors are %+v", visitors)
	}
	if got := first.leadsTo(t, "/r/ABC234"); got != "/try/r/ABC234" {
		t.Errorf("the link of a client that recommends the house leads to %q", got)
	}
	books := p.books(t)
	if !books.Whole || books.Completed == 0 || first.lines[0] == "" {
		t.Errorf("the demo's books: %+v", books)
	}
	var prices struct {
		Quotes    int64
		Differing []any
	}
	if got := p.read(t, &prices, "quotes", "replay"); got.code != 0 || prices.Quotes < books.Completed || len(prices.Differing) > 0 {
		t.Errorf("the demo's prices: %+v, %+v", prices, got)
	}

	// Given that the program and its PostgreSQL are killed at once.
	postmaster := p.postmaster(t)
	first.kill(t)
	if err := syscall.Kill(postmaster, syscall.SIGKILL); err != nil && p.postmaster(t) != 0 {
		t.Fatal(err)
	}

	second := p.demo(t, "--no-bots")
	second.get(t, "/readyz", http.StatusOK, nil)
	if again := p.books(t); !again.Whole || again.Entries != books.Entries || again.Completed != books.Completed {
		t.Errorf("the books were %+v and are %+v", books, again)
	}
	if strings.Contains(strings.Join(second.lines, "\n"), "seeding") {
		t.Error("the second start seeded again")
	}
	second.stop(t)
}

func TestTheBotsOfADemoMakeProgress(t *testing.T) {
	t.Parallel()
	p := newPlace(t, "ADDR=127.0.0.1:0")
	demo := p.demo(t)
	before := p.books(t)
	limit := time.After(patience)
	for after := before; after.Completed <= before.Completed; after = p.books(t) {
		select {
		case <-limit:
			t.Fatalf("nothing was completed: %+v", after)
		default: // looking takes its time
		}
		if !after.Whole {
			t.Fatalf("the books while the bots work: %+v", after)
		}
	}
	demo.stop(t)
}

// books proves the books beside whatever runs.
func (p place) books(t *testing.T) verdict {
	t.Helper()
	var books verdict
	if got := p.read(t, &books, "ledger", "verify"); got.code != 0 {
		t.Fatalf("ledger verify: %+v", got)
	}
	return books
}

func TestLinksOfADemosMessagesLeadToItUnlessItIsToldOfASite(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		environment []string
		site, desk  string
	}{
		"as it comes":               {nil, "http://127.0.0.1:8080", "http://127.0.0.1:8080"},
		"on every network":          {[]string{"ADDR=:9000"}, "http://127.0.0.1:9000", "http://127.0.0.1:9000"},
		"with a site":               {[]string{"SITE_URL=http://localhost:3000"}, "http://localhost:3000", "http://127.0.0.1:8080"},
		"on a port that is unknown": {[]string{"ADDR=127.0.0.1:0"}, "https://qoricash.pe", "https://app.qoricash.pe"},
	} {
		loaded, err := loadDemo(func(command map[string]string) (config.Config, error) {
			return config.Load(config.Sources{Command: command, Environ: c.environment})
		})
		if err != nil || loaded.SiteURL != c.site || loaded.DeskURL != c.desk {
			t.Errorf("%s: links lead to %q and %q, %v", name, loaded.SiteURL, loaded.DeskURL, err)
		}
	}
}

func TestAnAddressOfEveryNetworkIsReachedOnThisMachine(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{
		"[::]:8080": "127.0.0.1:8080", "0.0.0.0:8080": "127.0.0.1:8080", "127.0.0.1:8080": "127.0.0.1:8080", "[::1]:80": "[::1]:80", ":8080": "127.0.0.1:8080",
	} {
		if got := reachable(address); got != want {
			t.Errorf("%s is reached at %s, want %s", address, got, want)
		}
	}
}
