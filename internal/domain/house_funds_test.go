package domain_test

import (
	"fmt"
	"testing"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

func TestAPaymentBeyondWhatIsAvailableIsWarnedOf(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		balance, promised, payment string
		want                       string
	}{
		{"1000.00", "0.00", "1000.00", ""},
		{"1000.00", "400.00", "600.00", ""},
		{"1000.00", "400.00", "600.01", "El pago de S/ 600.01 pasa de lo disponible en BCP PEN 1941234567012: saldo S/ 1,000.00, ya comprometido S/ 400.00. " +
			"Revisa que sea la cuenta correcta."},
		{"-5.00", "0.00", "0.01", "El pago de S/ 0.01 pasa de lo disponible en BCP PEN 1941234567012: saldo S/ -5.00, ya comprometido S/ 0.00. " +
			"Revisa que sea la cuenta correcta."},
	} {
		funds := domain.HouseFunds{Balance: money.MustAmount(c.balance), Promised: money.MustAmount(c.promised)}
		warning := funds.Short("BCP PEN 1941234567012", money.Soles(money.MustAmount(c.payment)))
		if c.want == "" {
			if warning != nil {
				t.Errorf("%s of %+v warns: %s", c.payment, funds, warning.Message)
			}
			continue
		}
		if warning == nil || warning.Code != domain.WarnAccountShort || warning.Message != c.want {
			t.Errorf("%s of %+v: %+v", c.payment, funds, warning)
			continue
		}
		want := fmt.Sprintf("[{account BCP PEN 1941234567012} {balance %s} {promised %s} {amount %s}]", c.balance, c.promised, c.payment)
		if got := fmt.Sprint(warning.Params); got != want {
			t.Errorf("the figures are %s, want %s", got, want)
		}
	}
}
