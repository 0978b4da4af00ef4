package trading_test

import (
	"strings"
	"testing"
	"time"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/internal/trading"
)

func TestTheTimelineTellsOfMoneyThatDoesNotCount(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	steps := func(d *deal) string {
		t.Helper()
		var said []string
		for _, step := range trading.Timeline(d.now()) {
			if strings.HasPrefix(string(step.Key), "DEPOSIT_") || step.Key == "EXPIRED" {
				said = append(said, string(step.Key)+": "+step.Label+": "+step.Detail)
			}
		}
		return strings.Join(said, "\n")
	}
	d := h.sell(t, h.client(t), "500.00")
	testkit.Must(t, d.report(d.client, "500.00"))
	if got := steps(d); got != "" {
		t.Errorf("what counts: %s", got)
	}
	h.clock.Advance(domain.DefaultUnproven + time.Second)
	_, err := h.HandBackUnseen(access.AsSystem(t.Context()))
	testkit.Must(t, err)
	if got := steps(d); !strings.HasPrefix(got, "DEPOSIT_UNSEEN: Abono que todavía no vemos: US$ 500.00") {
		t.Errorf("what nobody saw: %s", got)
	}
	testkit.Must(t, d.withdraw(d.client, 0))
	if got := steps(d); got != "" {
		t.Errorf("what was withdrawn: %s", got)
	}
	h.clock.Advance(domain.DefaultWindow)
	h.expire(t)
	if got := steps(d); !strings.Contains(got, "Si ya transferiste, infórmalo aquí") {
		t.Errorf("an end without money: %s", got)
	}
	testkit.Must(t, d.report(d.client, "500.00"))
	if got := steps(d); !strings.HasPrefix(got, "DEPOSIT_WAITING: Abono por revisar: US$ 500.00") ||
		!strings.Contains(got, "nuevo tipo de cambio por ese importe o la devolución") {
		t.Errorf("late money: %s", got)
	}
	testkit.Must(t, d.confirm(h.master, 1))
	if got := steps(d); !strings.HasPrefix(got, "DEPOSIT_WAITING: Abono en espera: US$ 500.00") {
		t.Errorf("late money that was seen: %s", got)
	}
	testkit.Must(t, d.refund(h.master, 1))
	if got := steps(d); strings.Contains(got, "DEPOSIT_") {
		t.Errorf("what went back: %s", got)
	}
}
