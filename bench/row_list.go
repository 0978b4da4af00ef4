package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"sync"
	"time"
)

const (
	listDocument = `{ operations(first: 20) { pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
		nodes { id code status side base { amount currency } counter { amount currency } rate createdAt
			client { id fullName } trader { id name } } } }`
	// statusDocument is the list that an operator works from.
	statusDocument = `{ operations(first: 20, filter: {status: [IN_PROCESS]}) { pageInfo { hasNextPage endCursor }
		nodes { id code status base { amount currency } createdAt client { id fullName } trader { id name } } } }`
)

// callers is how many requests are under way at once.
const callers = 16

const listNote = "List: ours is the whole program by HTTP (session, rights, document limits, GraphQL, log); the baseline is " +
	"net/http, database/sql, three prepared statements and JSON by hand, with none of these. The two answers are compared first."

// load is what one turn of requests measured.
type load struct {
	rate      float64
	latencies []float64
	processor time.Duration
	requests  int
	// reads is how many statements one request sends.
	reads int
}

func (l load) cost() float64 { return microseconds(l.processor) / float64(l.requests) }

// listRows measure a list of 20 operations with client, trader and pageInfo.
func listRows(ctx context.Context, b *bench) (rows []row, err error) {
	d, err := b.small(ctx)
	if err != nil {
		return nil, err
	}
	house, err := b.start(ctx, wholeHouse, d)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, house.stop()) }()
	hand, err := b.start(ctx, byHand, d)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, hand.stop()) }()
	if err := compareAnswers(ctx, house, hand); err != nil {
		return nil, err
	}
	side := func(at *child, name string) func() (load, error) {
		return func() (load, error) {
			turn, err := request(ctx, at, name, listDocument, b.scale.seconds)
			if err != nil {
				return load{}, err
			}
			turn.reads, err = readsOfOne(ctx, d, at)
			return turn, err
		}
	}
	ours, theirs, err := alternate(b.scale.turns, side(house, "list-house"), side(hand, "list-by-hand"))
	if err != nil {
		return nil, err
	}
	rate := func(l load) float64 { return l.rate }
	reads := func(l load) float64 { return float64(l.reads) }
	a, z := median(each(ours, rate)), median(each(theirs, rate))
	cost, costTheirs := median(each(ours, load.cost)), median(each(theirs, load.cost))
	one, other := median(each(ours, reads)), median(each(theirs, reads))
	return []row{
		{what: fmt.Sprintf("list of 20 with client, trader, pageInfo; %d callers", callers), ours: fmt.Sprintf("%.0f /s", a),
			baseline: fmt.Sprintf("%.0f /s", z), ratio: fmt.Sprintf("%.2f", a/z), goal: "≥ 0.3", met: judge(a/z >= 0.3), note: listNote},
		{what: "CPU per list", ours: fmt.Sprintf("%.0f µs", cost), baseline: fmt.Sprintf("%.0f µs", costTheirs),
			ratio: fmt.Sprintf("%.2f", cost/costTheirs), goal: "–", met: noGoal},
		{what: "SQL statements per list", ours: fmt.Sprintf("%.0f", one), baseline: fmt.Sprintf("%.0f", other),
			ratio: fmt.Sprintf("%.2f", one/other), goal: "≤ 4", met: judge(one <= 4)},
	}, nil
}

// sizeRows measure how the list depends on how many operations there are.
func sizeRows(ctx context.Context, b *bench) (rows []row, err error) {
	var parts []*child
	defer func() {
		for _, at := range parts {
			err = errors.Join(err, at.stop())
		}
	}()
	for _, filled := range []func(context.Context) (*database, error){b.large, b.small} {
		d, err := filled(ctx)
		if err != nil {
			return nil, err
		}
		at, err := b.start(ctx, wholeHouse, d)
		if err != nil {
			return nil, err
		}
		parts = append(parts, at)
	}
	note := fmt.Sprintf("Size: both sides are ours, over %d and over %d operations; the ratio is that of the median latencies.",
		b.scale.large, b.scale.small)
	for _, list := range []struct{ what, name, document string }{
		{"newest first", "list", listDocument}, {"one status, newest first", "status", statusDocument},
	} {
		side := func(at *child, name string) func() (load, error) {
			return func() (load, error) { return request(ctx, at, name, list.document, b.scale.seconds) }
		}
		large, small, err := alternate(b.scale.turns, side(parts[0], "size-large-"+list.name), side(parts[1], "size-small-"+list.name))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", list.what, err)
		}
		middle := func(l load) float64 { return percentile(l.latencies, 0.5) }
		a, z := median(each(large, middle)), median(each(small, middle))
		rate := func(l load) float64 { return l.rate }
		rows = append(rows, row{what: fmt.Sprintf("list of 20 at %d against %d operations, %s", b.scale.large, b.scale.small, list.what),
			ours:     fmt.Sprintf("%.2f ms, %.0f /s", a, median(each(large, rate))),
			baseline: fmt.Sprintf("%.2f ms, %.0f /s", z, median(each(small, rate))), ratio: fmt.Sprintf("%.2f", a/z), goal: "≤ 1.3",
			met: judge(a/z <= 1.3), note: note})
	}
	return rows, nil
}

// readsOfOne counts the statements of one request to a part that has served before.
func readsOfOne(ctx context.Context, d *database, at *child) (int, error) {
	body, err := quoted(listDocument)
	if err != nil {
		return 0, err
	}
	if err := d.resetReads(ctx); err != nil {
		return 0, err
	}
	if err := call(ctx, http.DefaultClient, at.Served, body, io.Discard); err != nil {
		return 0, err
	}
	return d.reads(ctx)
}

// request loads a part by several callers, each with one request at a time, after a second of warm-up.
func request(ctx context.Context, at *child, name, document string, seconds int) (load, error) {
	body, err := quoted(document)
	if err != nil {
		return load{}, err
	}
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: callers}}
	defer client.CloseIdleConnections()
	if _, err := callAll(ctx, client, at.Served, body, time.Second); err != nil {
		return load{}, err
	}
	var turn load
	spent, took, err := at.processorOf(ctx, name, func() (err error) {
		turn.latencies, err = callAll(ctx, client, at.Served, body, time.Duration(seconds)*time.Second)
		return err
	})
	if err != nil {
		return load{}, err
	}
	turn.processor, turn.requests = spent, len(turn.latencies)
	turn.rate = float64(turn.requests) / took.Seconds()
	return turn, nil
}

// callAll calls for a while and answers the latency of each call, in milliseconds.
func callAll(ctx context.Context, client *http.Client, address string, body []byte, while time.Duration) ([]float64, error) {
	until := time.Now().Add(while)
	latencies, faults := make([][]float64, callers), make([]error, callers)
	var working sync.WaitGroup
	for caller := range callers {
		working.Go(func() {
			for time.Now().Before(until) && faults[caller] == nil {
				began := time.Now()
				faults[caller] = call(ctx, client, address, body, io.Discard)
				latencies[caller] = append(latencies[caller], milliseconds(time.Since(began)))
			}
		})
	}
	working.Wait()
	var all []float64
	for _, list := range latencies {
		all = append(all, list...)
	}
	return all, errors.Join(faults...)
}

func call(ctx context.Context, client *http.Client, address string, body []byte, into io.Writer) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+address+"/graphql", bytes.NewReader(body))
	if err != nil {
		return fmt.Errorf("make a request: %w", err)
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Authorization", "Bearer "+token(1))
	response, err := client.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("answered %s", response.Status)
	}
	_, err = io.Copy(into, response.Body)
	return err
}

// compareAnswers refuses to compare lists that do not say the same. Only the cursors may differ: each side has its own.
func compareAnswers(ctx context.Context, house, hand *child) error {
	body, err := quoted(listDocument)
	if err != nil {
		return err
	}
	var answers [2]struct {
		Data struct {
			Operations struct {
				PageInfo map[string]any
				Nodes    []map[string]any
			}
		}
	}
	for i, at := range []*child{house, hand} {
		var text bytes.Buffer
		if err := call(ctx, http.DefaultClient, at.Served, body, &text); err != nil {
			return err
		}
		if err := json.Unmarshal(text.Bytes(), &answers[i]); err != nil {
			return fmt.Errorf("read an answer: %w", err)
		}
		if len(answers[i].Data.Operations.Nodes) != 20 {
			return fmt.Errorf("an answer has %d operations: %.300s", len(answers[i].Data.Operations.Nodes), text.String())
		}
		for _, cursor := range []string{"startCursor", "endCursor"} {
			if text, ok := answers[i].Data.Operations.PageInfo[cursor].(string); !ok || text == "" {
				return fmt.Errorf("an answer has no %s", cursor)
			}
			delete(answers[i].Data.Operations.PageInfo, cursor)
		}
	}
	if !reflect.DeepEqual(answers[0], answers[1]) {
		return fmt.Errorf("the answers differ:\n%v\n%v", answers[0], answers[1])
	}
	return nil
}
