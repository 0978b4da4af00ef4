package trading_test

import (
	"slices"
	"sync"
	"testing"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

func bounded(usd string) arrange {
	return func(of *terms) { of.TraderExposure = money.MustAmount(usd) }
}

// makes has somebody make an operation of a client for that many USD.
func (h *house) makes(t *testing.T, by, client person, usd string) error {
	t.Helper()
	channel := domain.ChannelDesk
	if by.id == client.id {
		channel = domain.ChannelWeb
	}
	_, _, err := h.Create(by, h.orderFor(t, client.id, h.quote(t, by, client.id, usd, money.USD), channel))
	return err
}

func TestWhatTheDeskMakesStaysWithinTheExposureOfItsTrader(t *testing.T) {
	t.Parallel()
	h := newHouse(t, bounded("1000.00"))
	first := h.atDesk(t, h.client(t), "600.00")

	// What a client makes itself expires, and does not count.
	self := h.client(t)
	if err := h.makes(t, self, self, "900.00"); err != nil {
		t.Errorf("a client by itself: %v", err)
	}

	// Beyond the bound nobody of the house makes one for the trader's clients, and the price says so before.
	client := h.client(t)
	quote := h.quote(t, h.trader, client.id, "400.01", money.USD)
	warned, err := h.obstacles(h.trader, h.read(t, h.trader, quote))
	if err != nil || !slices.Equal(codes(warned), []domain.Code{domain.CodeLimitExceeded}) {
		t.Errorf("warned of %v, %v", warned, err)
	}
	for _, by := range []person{h.trader, h.master} {
		if err := h.makes(t, by, client, "400.01"); domain.CodeOf(err) != domain.CodeLimitExceeded {
			t.Errorf("beyond the bound: %v", err)
		}
	}
	if err := h.makes(t, h.trader, client, "400.00"); err != nil {
		t.Errorf("up to the bound: %v", err)
	}
	if err := first.amend(h.trader, "600.01"); domain.CodeOf(err) != domain.CodeLimitExceeded {
		t.Errorf("a larger amount beyond the bound: %v", err)
	}
	if err := first.amend(h.trader, "100.00"); err != nil {
		t.Errorf("a smaller amount: %v", err)
	}

	// What ended leaves room.
	if err := first.cancel(h.trader); err != nil {
		t.Fatal(err)
	}
	if err := h.makes(t, h.trader, h.client(t), "600.00"); err != nil {
		t.Errorf("after the first ended: %v", err)
	}
}

// Each client has a lock of its own: the exposure has another, so that of operations made at once not two pass.
func TestOperationsMadeAtOnceShareOneExposure(t *testing.T) {
	t.Parallel()
	h := newHouse(t, bounded("1000.00"))
	const people = 6
	var orders [people]func() error
	for i := range orders {
		client := h.client(t)
		order := h.orderFor(t, client.id, h.quote(t, h.trader, client.id, "600.00", money.USD), domain.ChannelDesk)
		orders[i] = func() error {
			_, _, err := h.Create(h.trader, order)
			return err
		}
	}
	var each sync.WaitGroup
	ends := make([]error, people)
	for i, order := range orders {
		each.Go(func() { ends[i] = order() })
	}
	each.Wait()
	made := 0
	for _, err := range ends {
		switch {
		case err == nil:
			made++
		case domain.CodeOf(err) != domain.CodeLimitExceeded:
			t.Errorf("ended with %v", err)
		}
	}
	if made != 1 {
		t.Errorf("%d of %d were made", made, people)
	}
}
