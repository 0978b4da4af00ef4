package treasury

import (
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

// pcgeAccount answers the account of the chart PCGE that stands for a bank and a currency (domain.md 10.5); ok is false
// for a bank without accounts in the chart.
func pcgeAccount(bank domain.BankCode, currency money.Currency) (code string, ok bool) {
	switch bank {
	case domain.BankBCP:
		return byCurrency(currency, "1041", "1044"), true
	case domain.BankInterbank:
		return byCurrency(currency, "1048", "1047"), true
	case domain.BankBanBif:
		return byCurrency(currency, "1049", "1050"), true
	case domain.BankPichincha:
		return byCurrency(currency, "1051", "1052"), true
	default:
		return "", false
	}
}

func byCurrency(currency money.Currency, pen, usd string) string {
	if currency == money.USD {
		return usd
	}
	return pen
}
