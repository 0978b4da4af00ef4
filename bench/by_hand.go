package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"github.com/qoricash/qoricash/internal/globalid"
	"github.com/qoricash/qoricash/internal/postgres"
)

// handList answers the list of listDocument without GraphQL, records, rights or limits: three prepared statements, and JSON
// put together by hand. It is as fast as this list gets with database/sql.
type handList struct{ operations, clients, users *sql.Stmt }

// The statements begin with a comment, so that counting finds them.
const (
	handOperations = `-- by hand
SELECT id, code, status, side, usd, pen, rate, created_at, client_id, trader_id
FROM operations ORDER BY created_at DESC, id DESC LIMIT 21`
	handClients = `-- by hand
SELECT id, full_name FROM clients WHERE id = ANY($1)`
	handUsers = `-- by hand
SELECT id, name FROM users WHERE id = ANY($1)`
)

func openByHand(ctx context.Context, p part) (*opened, error) {
	settings, err := p.settings()
	if err != nil {
		return nil, err
	}
	pool, err := postgres.Open(p.DatabaseURL, postgres.PoolOptions{MaxConnections: settings.DatabasePool, CachedStatements: -1})
	if err != nil {
		return nil, err
	}
	list := &handList{}
	for _, prepared := range []struct {
		into **sql.Stmt
		text string
	}{{&list.operations, handOperations}, {&list.clients, handClients}, {&list.users, handUsers}} {
		//nolint:sqlclosecheck // they live as long as their pool
		if *prepared.into, err = pool.PrepareContext(ctx, prepared.text); err != nil {
			return nil, errors.Join(fmt.Errorf("prepare: %w", err), pool.Close())
		}
	}
	served, err := listen(ctx, list)
	if err != nil {
		return nil, errors.Join(err, pool.Close())
	}
	return &opened{served: served.address, close: func(ctx context.Context) error {
		return errors.Join(served.close(ctx), pool.Close())
	}}, nil
}

// handRow is one operation of the list.
type handRow struct {
	id, client, trader                   uuid.UUID
	code, status, side, usd, pen, stated string
	createdAt                            time.Time
}

// ServeHTTP implements http.Handler.
func (l *handList) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	rows, err := l.read(r.Context())
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	more := len(rows) > 20
	rows = rows[:min(20, len(rows))]
	clientKeys, traderKeys := make([]uuid.UUID, len(rows)), make([]uuid.UUID, len(rows))
	for i, row := range rows {
		clientKeys[i], traderKeys[i] = row.client, row.trader
	}
	clientNames, err := namesOf(r.Context(), l.clients, clientKeys)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	traderNames, err := namesOf(r.Context(), l.users, traderKeys)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	// A peer that left does not read its answer.
	_, _ = w.Write(appendList(make([]byte, 0, 16<<10), rows, more, clientNames, traderNames))
}

func (l *handList) read(ctx context.Context) ([]handRow, error) {
	found, err := l.operations.QueryContext(ctx)
	if err != nil {
		return nil, err
	}
	defer found.Close()
	rows := make([]handRow, 0, 21)
	for found.Next() {
		var o handRow
		if err := found.Scan(&o.id, &o.code, &o.status, &o.side, &o.usd, &o.pen, &o.stated, &o.createdAt, &o.client, &o.trader); err != nil {
			return nil, err
		}
		rows = append(rows, o)
	}
	return rows, found.Err()
}

func namesOf(ctx context.Context, statement *sql.Stmt, keys []uuid.UUID) (map[uuid.UUID]string, error) {
	found, err := statement.QueryContext(ctx, pq.Array(keys))
	if err != nil {
		return nil, err
	}
	defer found.Close()
	list := make(map[uuid.UUID]string, len(keys))
	for found.Next() {
		var id uuid.UUID
		var name string
		if err := found.Scan(&id, &name); err != nil {
			return nil, err
		}
		list[id] = name
	}
	return list, found.Err()
}

func appendList(text []byte, rows []handRow, more bool, clients, traders map[uuid.UUID]string) []byte {
	text = append(text, `{"data":{"operations":{"pageInfo":{"hasNextPage":`...)
	text = strconv.AppendBool(text, more)
	text = append(text, `,"hasPreviousPage":false,"startCursor":`...)
	text = appendCursor(text, rows, 0)
	text = append(text, `,"endCursor":`...)
	text = appendCursor(text, rows, len(rows)-1)
	text = append(text, `},"nodes":[`...)
	for i, o := range rows {
		if i > 0 {
			text = append(text, ',')
		}
		text = appendOperation(text, o, clients[o.client], traders[o.trader])
	}
	return append(text, `]}}}`...)
}

func appendCursor(text []byte, rows []handRow, i int) []byte {
	if i < 0 || i >= len(rows) {
		return append(text, `null`...)
	}
	return strconv.AppendQuote(text, strconv.FormatInt(rows[i].createdAt.UnixMicro(), 36)+"."+rows[i].id.String())
}

func appendOperation(text []byte, o handRow, client, trader string) []byte {
	pair := func(name, value string) {
		text = append(append(append(append(append(text, '"'), name...), `":"`...), value...), `",`...)
	}
	text = append(text, '{')
	pair("id", globalid.Encode("op", o.id))
	pair("code", o.code)
	pair("status", o.status)
	pair("side", o.side)
	text = append(append(append(text, `"base":{"amount":"`...), o.usd...), `","currency":"USD"},`...)
	text = append(append(append(text, `"counter":{"amount":"`...), o.pen...), `","currency":"PEN"},`...)
	pair("rate", o.stated)
	pair("createdAt", o.createdAt.UTC().Format("2006-01-02T15:04:05.000Z"))
	text = append(append(append(text, `"client":{"id":"`...), globalid.Encode("cli", o.client)...), `","fullName":`...)
	text = strconv.AppendQuote(text, client)
	text = append(append(append(text, `},"trader":{"id":"`...), globalid.Encode("usr", o.trader)...), `","name":`...)
	text = strconv.AppendQuote(text, trader)
	return append(text, `}}`...)
}
