package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"net/http"
	"sync"
	"time"

	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/evidence"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/notify"
	"github.com/qoricash/qoricash/internal/postgres"
	"github.com/qoricash/qoricash/internal/store"
)

const signInNote = "Sign-in: the whole program by HTTP, its limits of attempts off. Known and unknown names are asked for in an order of chance, one at a time, " +
	"all with a wrong password; p is Welch's. The flood is that many sign-ins at once, while four callers read a list every 20 ms; the baseline is the same list without it."

const signInDocument = `mutation($input: SessionCreateInput!) { sessionCreate(input: $input) { userErrors { code } } }`

// The figures of realtime.md 4.2, rows 10 and 11.
const (
	flooded       = 500
	mostMemory    = 200 // MB
	mostDelay     = 2.0
	mostApart     = 1.0 // ms
	leastChance   = 0.01
	readEvery     = 20 * time.Millisecond
	readers       = 4
	sampledEvery  = 20 * time.Millisecond
	signInAnswers = "INVALID_CREDENTIALS"
)

// signInRows measure what a refused sign-in tells by its time, and what a flood of them costs everybody else.
func signInRows(ctx context.Context, b *bench) (rows []row, err error) {
	d, err := b.small(ctx)
	if err != nil {
		return nil, err
	}
	if err := givePasswords(ctx, d); err != nil {
		return nil, err
	}
	house, err := b.start(ctx, wholeHouse, d)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, house.stop()) }()
	told, err := timingRow(ctx, b, house)
	if err != nil {
		return nil, err
	}
	costs, err := floodRows(ctx, b, house)
	return append([]row{told}, costs...), err
}

// givePasswords gives the people of the house a password, of today's costs.
func givePasswords(ctx context.Context, d *database) error {
	pool, err := postgres.Open(d.url, postgres.PoolOptions{MaxConnections: 2})
	if err != nil {
		return err
	}
	keys, err := evidence.NewKeys([]byte("a secret of the benchmark, which guards nothing at all"), nil)
	if err != nil {
		return errors.Join(err, pool.Close())
	}
	over := store.New(pool, store.Options{Clock: clock.System{}, Keys: keys})
	messages, err := notify.New(over, notify.Options{SealKeys: [][]byte{[]byte("a secret of the benchmark, 32 B.")}, SiteURL: "https://qoricash.pe",
		DeskURL: "https://app.qoricash.pe"})
	if err != nil {
		return errors.Join(err, pool.Close())
	}
	hash, err := identity.New(over, messages, identity.Options{}).HashPassword(ctx, "Una-clave-2026")
	if err == nil {
		_, err = d.super.ExecContext(ctx, `UPDATE users SET password_hash = $1 WHERE NOT is_house`, hash)
	}
	return errors.Join(err, pool.Close())
}

// timingRow compares refused sign-ins of known and unknown names, one after the other in an order of chance: in turns every
// second one would meet the collector of what the one before left.
func timingRow(ctx context.Context, b *bench, house *child) (row, error) {
	var known, unknown []float64
	for trial := range b.scale.signIns + 2 {
		login, into := fmt.Sprintf("persona.%d@qoricash.pe", masters+1+trial%traders), &known
		if rand.IntN(2) == 0 {
			login, into = fmt.Sprintf("nadie.%d@qoricash.pe", trial%traders), &unknown
		}
		began := time.Now()
		answered, err := signInAs(ctx, http.DefaultClient, house.Served, login)
		if err != nil {
			return row{}, err
		}
		if answered != signInAnswers {
			return row{}, fmt.Errorf("sign in: answered %q", answered)
		}
		if trial > 1 { // the first open connections and plan statements
			*into = append(*into, milliseconds(time.Since(began)))
		}
	}
	a, z := median(known), median(unknown)
	chance := welch(known, unknown)
	return row{what: fmt.Sprintf("refused sign-in of a known against an unknown name, %d trials", len(known)+len(unknown)),
		ours: fmt.Sprintf("%.2f ms", a), baseline: fmt.Sprintf("%.2f ms", z), ratio: fmt.Sprintf("%.3f (p = %.2f)", a/z, chance),
		goal: fmt.Sprintf("medians < %.0f ms apart, p > %.2f", mostApart, leastChance),
		met:  judge(math.Abs(a-z) < mostApart && chance > leastChance), note: signInNote}, nil
}

// welch is the chance to see means as far apart in two samples of one distribution, for samples of some size.
func welch(a, b []float64) float64 {
	meanA, varianceA := moments(a)
	meanB, varianceB := moments(b)
	spread := math.Sqrt(varianceA/float64(len(a)) + varianceB/float64(len(b)))
	return math.Erfc(math.Abs(meanA-meanB) / spread / math.Sqrt2)
}

func moments(values []float64) (mean, variance float64) {
	for _, value := range values {
		mean += value / float64(len(values))
	}
	for _, value := range values {
		variance += (value - mean) * (value - mean) / float64(len(values)-1)
	}
	return mean, variance
}

// flood is what one turn measured: how long the others waited, and what the server held at most beyond what it held before.
type flood struct {
	p99 float64
	// growth is in bytes.
	growth int64
}

// floodRows measure sign-ins that come all at once.
func floodRows(ctx context.Context, b *bench, house *child) ([]row, error) {
	var lasts time.Duration
	ours := func() (flood, error) {
		began := time.Now()
		turn, err := underFlood(ctx, house)
		lasts = time.Since(began)
		return turn, err
	}
	calm := func() (flood, error) {
		done := make(chan struct{})
		time.AfterFunc(max(lasts, time.Second), func() { close(done) })
		p99, err := readUntil(ctx, house, done)
		return flood{p99: p99}, err
	}
	floods, calms, err := alternate(b.scale.turns, ours, calm)
	if err != nil {
		return nil, err
	}
	waited := func(f flood) float64 { return f.p99 }
	a, z := median(each(floods, waited)), median(each(calms, waited))
	grown := median(each(floods, func(f flood) float64 { return float64(f.growth) / 1e6 }))
	return []row{
		{what: fmt.Sprintf("p99 of a list while %d sign in at once", flooded), ours: fmt.Sprintf("%.1f ms", a), baseline: fmt.Sprintf("%.1f ms", z),
			ratio: fmt.Sprintf("%.2f", a/z), goal: fmt.Sprintf("≤ %.0f", mostDelay), met: judge(a/z <= mostDelay), note: signInNote},
		{what: fmt.Sprintf("memory for %d sign-ins at once", flooded), ours: fmt.Sprintf("%.0f MB", grown), baseline: fmt.Sprintf("%d MB unbounded", flooded*19),
			ratio: fmt.Sprintf("%.3f", grown/(flooded*19)), goal: fmt.Sprintf("≤ %d MB", mostMemory), met: judge(grown <= mostMemory), note: signInNote},
	}, nil
}

// underFlood reads a list until every sign-in of the flood is answered, and watches the memory meanwhile.
func underFlood(ctx context.Context, house *child) (turn flood, err error) {
	before, err := house.usage(ctx, true)
	if err != nil {
		return flood{}, err
	}
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: flooded}}
	defer client.CloseIdleConnections()
	done := make(chan struct{})
	faults := make([]error, flooded)
	var arriving, watching sync.WaitGroup
	for n := range flooded {
		arriving.Go(func() {
			_, faults[n] = signInAs(ctx, client, house.Served, fmt.Sprintf("persona.%d@qoricash.pe", masters+1+n%traders))
		})
	}
	var watched error
	watching.Go(func() { turn.growth, watched = mostOf(ctx, house, before.Resident, done) })
	var read error
	watching.Go(func() { turn.p99, read = readUntil(ctx, house, done) })
	arriving.Wait()
	close(done)
	watching.Wait()
	return turn, errors.Join(errors.Join(faults...), watched, read)
}

// mostOf samples the memory of a part until done, and answers the most that it held beyond before.
func mostOf(ctx context.Context, house *child, before int64, done <-chan struct{}) (most int64, err error) {
	sample := time.NewTicker(sampledEvery)
	defer sample.Stop()
	for {
		now, err := house.usage(ctx, false)
		if err != nil {
			return 0, err
		}
		most = max(most, now.Resident-before)
		select {
		case <-done:
			return most, nil
		case <-sample.C:
		}
	}
}

// readUntil reads a list by a few callers at a steady pace until done, and answers the p99 in milliseconds.
func readUntil(ctx context.Context, house *child, done <-chan struct{}) (float64, error) {
	body, err := quoted(listDocument)
	if err != nil {
		return 0, err
	}
	latencies, faults := make([][]float64, readers), make([]error, readers)
	var working sync.WaitGroup
	for n := range readers {
		working.Go(func() {
			pace := time.NewTicker(readEvery)
			defer pace.Stop()
			for {
				select {
				case <-done:
					return
				case <-pace.C:
				}
				began := time.Now()
				if faults[n] = call(ctx, http.DefaultClient, house.Served, body, io.Discard); faults[n] != nil {
					return
				}
				latencies[n] = append(latencies[n], milliseconds(time.Since(began)))
			}
		})
	}
	working.Wait()
	var all []float64
	for _, list := range latencies {
		all = append(all, list...)
	}
	return percentile(all, 0.99), errors.Join(faults...)
}

// wrongPassword is nobody's.
const wrongPassword = "Otra-clave-1!" //nolint:gosec // it opens nothing

// signInAs tries to sign in with a wrong password and answers the code of the refusal.
func signInAs(ctx context.Context, client *http.Client, address, login string) (string, error) {
	body, err := json.Marshal(map[string]any{"query": signInDocument, "variables": map[string]any{"input": map[string]any{
		"credentials": map[string]any{"staff": map[string]any{"login": login, "password": wrongPassword}}}}})
	if err != nil {
		return "", fmt.Errorf("encode a sign-in: %w", err)
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+address+"/graphql", bytes.NewReader(body))
	if err != nil {
		return "", fmt.Errorf("make a sign-in: %w", err)
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := client.Do(request)
	if err != nil {
		return "", fmt.Errorf("sign in: %w", err)
	}
	defer response.Body.Close()
	var answer struct {
		Data struct {
			SessionCreate struct{ UserErrors []struct{ Code string } }
		}
		Errors []struct{ Extensions struct{ Code string } }
	}
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil {
		return "", fmt.Errorf("read the answer to a sign-in (%s): %w", response.Status, err)
	}
	switch refused := answer.Data.SessionCreate.UserErrors; {
	case len(refused) > 0:
		return refused[0].Code, nil
	case len(answer.Errors) > 0:
		return answer.Errors[0].Extensions.Code, nil
	}
	return "", nil
}
