package demo

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

// sdl is the schema that the house serves.
func sdl(t *testing.T) *ast.Schema {
	t.Helper()
	paths, err := filepath.Glob("../../graph/schema/*.graphqls")
	if err != nil || len(paths) == 0 {
		t.Fatalf("the schema: %d files, %v", len(paths), err)
	}
	var sources []*ast.Source
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		sources = append(sources, &ast.Source{Name: path, Input: string(text)})
	}
	schema, err := gqlparser.LoadSchema(sources...)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func TestEveryDocumentOfTheBotsIsValid(t *testing.T) {
	t.Parallel()
	schema := sdl(t)
	for _, document := range []string{signInDocument, liveDocument, inProcessDocument, ownAccountsDocument, portfolioDocument, ratesDocument,
		houseAccountsDocument, quoteLockDocument, createDocument, reportDocument, cancelDocument, takeDocument, confirmDocument,
		rejectDocument, returnDocument, payoutDocument, proofDocument, completeDocument, uploadRequestDocument, uploadConfirmDocument,
		publishBaseDocument} {
		if _, err := gqlparser.LoadQueryWithRules(schema, document, rules.NewDefaultRules()); err != nil {
			t.Errorf("%s\n%v", document, err)
		}
	}
}

// door stands where the server's address is: it keeps what comes in and answers what the test says.
type door struct {
	*httptest.Server
	mu       sync.Mutex
	requests []sent
}

// sent is one request as it came in.
type sent struct {
	name, token string
	input       map[string]any
}

func newDoor(t *testing.T, answer func(sent, http.ResponseWriter)) *door {
	t.Helper()
	d := &door{}
	d.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var body struct {
			Query     string
			Variables struct{ Input map[string]any }
		}
		if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
			t.Errorf("decode a request: %v", err)
		}
		name := strings.FieldsFunc(body.Query, func(r rune) bool { return r == ' ' || r == '(' })[1]
		one := sent{name: name, token: strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer "), input: body.Variables.Input}
		d.mu.Lock()
		d.requests = append(d.requests, one)
		d.mu.Unlock()
		w.Header().Set("Content-Type", "application/json")
		answer(one, w)
	}))
	t.Cleanup(d.Close)
	return d
}

func (d *door) all() []sent {
	d.mu.Lock()
	defer d.mu.Unlock()
	return append([]sent(nil), d.requests...)
}

func (d *door) caller() *caller {
	return &caller{http: d.Client(), url: d.URL, who: staffCredentials("bot@demo.pe", "secret"), token: "first"}
}

func say(w http.ResponseWriter, text string) { _, _ = w.Write([]byte(text)) }

const (
	done    = `{"data": {"payload": {"userErrors": []}}}`
	renewed = `{"data": {"payload": {"userErrors": [], "token": "second"}}}`
	over    = `{"errors": [{"message": "Inicia sesión.", "extensions": {"code": "UNAUTHENTICATED"}}]}`
	stale   = `{"data": {"payload": {"userErrors": [{"code": "STALE_VERSION", "message": "Otra persona cambió la operación primero."}]}}}`
)

func TestABotWhoseSessionIsOverSignsInAndRepeatsTheRequest(t *testing.T) {
	t.Parallel()
	d := newDoor(t, func(s sent, w http.ResponseWriter) {
		switch {
		case s.name == "SignIn":
			say(w, renewed)
		case s.token == "first":
			say(w, over)
		default:
			say(w, done)
		}
	})

	err := d.caller().mutate(t.Context(), takeDocument, map[string]any{"operationId": "op_1"}, nil)

	if err != nil {
		t.Fatal(err)
	}
	got := d.all()
	if len(got) != 3 || got[1].name != "SignIn" || got[2].token != "second" {
		t.Fatalf("requests: %+v", got)
	}
	if got[0].input["idempotencyKey"] != got[2].input["idempotencyKey"] {
		t.Error("the repeated request has another key")
	}
}

func TestALostAnswerIsAskedForAgainWithTheSameKey(t *testing.T) {
	t.Parallel()
	var lost sync.Once
	d := newDoor(t, func(_ sent, w http.ResponseWriter) {
		answered := true
		lost.Do(func() {
			answered = false
			connection, _, err := http.NewResponseController(w).Hijack()
			if err != nil {
				t.Error(err)
				return
			}
			_ = connection.Close()
		})
		if answered {
			say(w, done)
		}
	})

	err := d.caller().mutate(t.Context(), takeDocument, map[string]any{"operationId": "op_1"}, nil)

	got := d.all()
	if err != nil || len(got) != 2 || got[0].input["idempotencyKey"] != got[1].input["idempotencyKey"] {
		t.Errorf("%v; requests: %+v", err, got)
	}
}

func TestAnOperationThatOthersChangedFirstIsLeftForTheNextLook(t *testing.T) {
	t.Parallel()
	d := newDoor(t, func(_ sent, w http.ResponseWriter) { say(w, stale) })

	err := d.caller().mutate(t.Context(), takeDocument, map[string]any{"operationId": "op_1"}, nil)

	var no *refusal
	if !errors.As(err, &no) || no.code != "STALE_VERSION" || isAway(err) || len(d.all()) != 1 {
		t.Errorf("%v after %d requests", err, len(d.all()))
	}
}

func TestAnErrorOfTheNetTellsNoAddress(t *testing.T) {
	t.Parallel()
	d := newDoor(t, func(sent, http.ResponseWriter) {})
	c := d.caller()
	d.Close()
	err := c.post(t.Context(), takeDocument, nil, nil)
	if !isAway(err) || strings.Contains(err.Error(), "http://") {
		t.Errorf("the error is %v", err)
	}
}

func TestAnOperatorDoesTheNextStepThatTheHouseAllows(t *testing.T) {
	t.Parallel()
	hundred := money.MustAmount("100.00")
	base := seen{ID: "op_1", Version: 5, Status: domain.InProcess, Side: domain.HouseBuysUSD, Pay: money.Dollars(hundred),
		Receive: money.Soles(money.MustAmount("371.00"))}
	reported := []seenDeposit{{ID: "dep_1", Status: domain.DepositReported, Money: amount{hundred}}}
	confirmed := []seenDeposit{{ID: "dep_1", Status: domain.DepositConfirmed, Money: amount{hundred}}}
	rejected := []seenDeposit{{ID: "dep_1", Status: domain.DepositRejected, Money: amount{hundred}}}
	for _, c := range []struct {
		name string
		set  func(*seen)
		acts []domain.Act
		want string
	}{
		{"takes what nobody holds", func(*seen) {}, []domain.Act{domain.ActTake}, "Take"},
		{"confirms a deposit", func(o *seen) { o.Deposits = reported; o.Code = coded("operator", 7, 100) }, []domain.Act{domain.ActConfirmDeposit}, "Confirm"},
		{"rejects some", func(o *seen) { o.Deposits = reported; o.Code = coded("operator", 4, 7) }, []domain.Act{domain.ActConfirmDeposit}, "Reject"},
		{"hands some back", func(o *seen) { o.Deposits = reported; o.Code = coded("operator", 0, 4) }, []domain.Act{domain.ActConfirmDeposit}, "Return"},
		{"finds a second deposit", func(o *seen) { o.Deposits = append(rejected, reported...); o.Code = coded("operator", 0, 4) },
			[]domain.Act{domain.ActConfirmDeposit}, "Confirm"},
		{"hands back what was rejected", func(o *seen) { o.Deposits = rejected }, []domain.Act{domain.ActReturn}, "Return"},
		{"proves a payment", func(o *seen) { o.Deposits = confirmed; o.Payouts = paid(o.Receive.Amount) }, []domain.Act{domain.ActAddProof}, "Upload"},
		{"completes", func(o *seen) {
			o.Deposits, o.Payouts, o.Proofs = confirmed, paid(o.Receive.Amount), []struct{ ID string }{{"prf_1"}}
		}, []domain.Act{domain.ActAddProof, domain.ActComplete}, "Complete"},
		{"leaves what it may not touch", func(o *seen) { o.Deposits = reported }, nil, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d := newDoor(t, func(s sent, w http.ResponseWriter) {
				if s.name == "Upload" {
					say(w, stale)
					return
				}
				say(w, done)
			})
			o := base
			o.Deposits = nil
			c.set(&o)
			for _, act := range c.acts {
				o.AvailableActions = append(o.AvailableActions, struct {
					Action  domain.Act
					Allowed bool
				}{act, true})
			}

			_ = (&operatorBot{caller: d.caller(), seed: 1}).next(t.Context(), o)

			got := ""
			for _, s := range d.all() {
				got += s.name
			}
			if got != c.want {
				t.Errorf("sent %q, want %q", got, c.want)
			}
		})
	}
}

func paid(sum money.Amount) []struct{ Money amount } { return []struct{ Money amount }{{amount{sum}}} }

// coded answers a code of an operation whose fate with a bot lies from low up to high.
func coded(kind string, low, high int) string {
	for n := 1001; ; n++ {
		o := seen{Code: "EXP-" + time.Unix(int64(n), 0).UTC().Format("150405")}
		if roll := o.fate(1, kind).IntN(100); roll >= low && roll < high {
			return o.Code
		}
	}
}

func TestTheBotsEndWithTheirContextAlsoWhenTheHouseIsAway(t *testing.T) {
	t.Parallel()
	asked := make(chan struct{}, 1)
	d := newDoor(t, func(_ sent, w http.ResponseWriter) {
		w.WriteHeader(http.StatusServiceUnavailable)
		select {
		case asked <- struct{}{}:
		default:
		}
	})
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() {
		ended <- RunBots(ctx, BotOptions{URL: d.URL, Password: "secret", Cast: botsOf(newCast(1, 0, 1)), Seed: 1, PerMinute: 6_000, HTTP: d.Client()})
	}()
	<-asked
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

func TestBotsWithoutAHouseAreRefused(t *testing.T) {
	t.Parallel()
	if err := RunBots(t.Context(), BotOptions{}); err == nil {
		t.Error("bots run without an address")
	}
}

func TestABotRestsLongerWhileTheHouseIsAwayAndNeverForLong(t *testing.T) {
	t.Parallel()
	p := newPace(newDice(1, "pace"), 100*time.Millisecond)
	_ = p.pause()
	if usual := p.pause(); usual < 50*time.Millisecond || usual > 150*time.Millisecond {
		t.Errorf("the usual pause is %s", usual)
	}
	last := time.Duration(0)
	for range 10 {
		p.slower()
		pause := p.pause()
		if pause < last || pause > longestPause {
			t.Errorf("a pause of %s after one of %s", pause, last)
		}
		last = pause
	}
	p.usual()
	if pause := p.pause(); pause > 150*time.Millisecond {
		t.Errorf("the pause after an answer is %s", pause)
	}
}
