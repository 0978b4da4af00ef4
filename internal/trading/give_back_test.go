package trading_test

import (
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/testkit"
)

// Given an operator who gave an operation back, when something happens for which an operator is looked for, then it is another one, also
// where the first was named for it; and nobody where there is no other. Who is named after that gets it.
func TestWhatWasGivenBackDoesNotComeBackByItself(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ named, another, again bool }{
		"named, and there is another": {named: true, another: true}, "named, and alone": {named: true},
		"not named": {another: true}, "given to it again": {named: true, another: true, again: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t)
			want := uuid.Nil
			d := h.sell(t, h.client(t), "1000.00")
			if c.named {
				testkit.Must(t, d.name(h.trader, h.operator.id))
			}
			testkit.Must(t, d.report(d.client, "1000.00"))
			testkit.Must(t, d.handBack(h.operator))
			if c.again {
				testkit.Must(t, d.reassign(h.master, h.operator.id))
			}
			if c.another {
				want = h.hire(t, domain.RoleOperator).id
			}
			if c.again {
				want = h.operator.id
			}
			testkit.Must(t, d.hold(h.master))
			testkit.Must(t, d.release(h.master))
			got := uuid.Nil
			if row := d.want(domain.InProcess); row.OperatorID != nil {
				got = *row.OperatorID
			}
			if got != want {
				t.Errorf("held by %v, want %v", got, want)
			}
			h.verify(t)
		})
	}
}
