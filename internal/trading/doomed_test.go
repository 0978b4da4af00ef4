package trading_test

import (
	"context"
	"database/sql/driver"
	"fmt"
	"net/url"
	"os"
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/testkit"
)

// doom kills its process, as kill -9 does, at a step of what it is armed for. Steps are statements before they are sent, and commits before
// they are sent and after they are answered.
type doom struct {
	at    int64
	armed atomic.Bool
	steps atomic.Int64
}

func (d *doom) arm() { d.armed.Store(true) }

func (d *doom) disarm() { d.armed.Store(false) }

func (d *doom) step() {
	if d.at > 0 && d.armed.Load() && d.steps.Add(1) == d.at {
		_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
		select {}
	}
}

// doomedConnector opens connections of a driver that count the steps of a doom.
type doomedConnector struct {
	driver driver.Driver
	url    string
	doom   *doom
}

// Connect implements driver.Connector.
func (c *doomedConnector) Connect(context.Context) (driver.Conn, error) {
	address, err := url.Parse(c.url)
	if err != nil {
		return nil, err
	}
	query := address.Query()
	query.Set("application_name", victimName)
	address.RawQuery = query.Encode()
	opened, err := c.driver.Open(address.String())
	if err != nil {
		return nil, err
	}
	able, ok := opened.(ableConn)
	if !ok {
		return nil, fmt.Errorf("a connection of type %T has no steps", opened)
	}
	return &doomedConn{able, c.doom}, nil
}

// Driver implements driver.Connector.
func (c *doomedConnector) Driver() driver.Driver { return c.driver }

// ableConn is what database/sql uses of a connection.
type ableConn interface {
	driver.Conn
	driver.ConnBeginTx
	driver.ExecerContext
	driver.QueryerContext
	driver.NamedValueChecker
	driver.SessionResetter
	driver.Validator
}

type doomedConn struct {
	ableConn
	doom *doom
}

// QueryContext implements driver.QueryerContext.
func (c *doomedConn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	c.doom.step()
	return c.ableConn.QueryContext(ctx, query, args)
}

// ExecContext implements driver.ExecerContext.
func (c *doomedConn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	c.doom.step()
	return c.ableConn.ExecContext(ctx, query, args)
}

// BeginTx implements driver.ConnBeginTx.
func (c *doomedConn) BeginTx(ctx context.Context, options driver.TxOptions) (driver.Tx, error) {
	tx, err := c.ableConn.BeginTx(ctx, options)
	if err != nil {
		return nil, err
	}
	return &doomedTx{tx, c.doom}, nil
}

type doomedTx struct {
	driver.Tx
	doom *doom
}

// Commit implements driver.Tx.
func (t *doomedTx) Commit() error {
	t.doom.step()
	err := t.Tx.Commit()
	t.doom.step()
	return err
}

// TestKillingTheProcessBetweenAnyTwoStatementsLeavesNoHalfCompletion has a process kill itself at each step of a completion, one after the
// other: of an operation with the code of who recommended the house, which it makes final, and of one with a code that was made of pips.
// Until the commit nothing is there, after it everything is; and the act that was cut off is completed by trying it again.
func TestKillingTheProcessBetweenAnyTwoStatementsLeavesNoHalfCompletion(t *testing.T) {
	t.Parallel()
	h := crashHouse(t)
	maker, referred := h.stranger(t), h.stranger(t)
	first := h.sellWith(t, referred, "1000.00", h.ownCode(t, maker)).paid()
	h.killAtEveryStep(t, first)
	h.wantPips(t, maker, 30)

	id, err := h.redeem(maker)
	testkit.Must(t, err)
	h.killAtEveryStep(t, h.sellWith(t, referred, "1000.00", h.owner.RewardCode.GetX(t.Context(), id).Value).paid())
}

// killAtEveryStep lets a process complete an operation and kill itself, each time a step later, until one comes to its end.
func (h *house) killAtEveryStep(t *testing.T, d *deal) {
	t.Helper()
	committed, line := 0, fmt.Sprint(d.id, " ", d.version())
	for at := 1; ; at++ {
		victim := h.victim(t, []string{line})
		victim.Env = append(victim.Env, fmt.Sprintf("%s=%d", deathVariable, at))
		err := victim.Run()
		if victim.ProcessState.ExitCode() > 0 || err != nil && victim.ProcessState.ExitCode() >= 0 {
			t.Fatalf("the victim failed by itself: %v", err)
		}
		h.awaitNoVictim(t)
		h.wantAllOrNothing(t)
		completed := d.now().Status == domain.Completed
		if completed {
			committed++
		}
		if err == nil {
			if !completed {
				t.Error("what was tried again came to its end, and the operation is not completed")
			}
			t.Logf("%d deaths, %d of them after the commit", at-1, committed-1)
			if at < 20 || committed < 2 {
				t.Error("too few steps: some were not counted")
			}
			h.verify(t)
			return
		}
	}
}
