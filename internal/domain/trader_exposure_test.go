package domain_test

import (
	"testing"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

func TestOpenOperationsOfATraderAreBounded(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		cap, open, asked string
		left             string // empty where it fits
	}{
		{"0.00", "9000000.00", "1000000.00", ""},
		{"10000.00", "0.00", "10000.00", ""},
		{"10000.00", "0.00", "10000.01", "10000.00"},
		{"10000.00", "7500.00", "2500.00", ""},
		{"10000.00", "7500.00", "2500.01", "2500.00"},
		{"10000.00", "12000.00", "0.01", "0.00"}, // the cap was lowered meanwhile
	} {
		exposure := domain.TraderExposure{Cap: money.MustAmount(c.cap), Open: money.MustAmount(c.open)}
		refusal := exposure.Refusal(money.MustAmount(c.asked))
		if (refusal == nil) != (c.left == "") {
			t.Errorf("%+v, asked for %s: %v", c, c.asked, refusal)
			continue
		}
		if refusal == nil {
			continue
		}
		left := ""
		for _, param := range refusal.Params {
			if param.Name == "left" {
				left = param.Value
			}
		}
		if refusal.Code != domain.CodeLimitExceeded || left != c.left {
			t.Errorf("%+v: %s, %s left", c, refusal.Code, left)
		}
	}
}
