package receipt

import (
	"testing"

	"github.com/qoricash/qoricash/internal/domain"
)

func TestAnAccountIsNamedByItsBankAndEachOfItsNumbersOnce(t *testing.T) {
	t.Parallel()
	for want, snapshot := range map[string]domain.AccountSnapshot{
		"Interbank · 2003000000021 · CCI 00320000300000002133": {Bank: "INTERBANK", Number: "2003000000021", CCI: "00320000300000002133"},
		"Banco Pichincha · CCI 03513800005081371879":           {Bank: "PICHINCHA", Number: "03513800005081371879", CCI: "03513800005081371879"},
		"801 · CCI 80100000000000000012":                       {Bank: "801", CCI: "80100000000000000012"},
		"Caja · 123":                                           {Bank: "Caja", Number: "123"},
	} {
		if got := account(snapshot); got != want {
			t.Errorf("%+v is named %q, want %q", snapshot, got, want)
		}
	}
}
