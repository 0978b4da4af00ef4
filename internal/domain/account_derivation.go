package domain

// How the banks build a CCI from their own account numbers, and back (compliance.md 5.4, from published pairs). The
// twelve digits inside a CCI are called its inner digits here.

// AccountNumberOf reads the bank's own account number out of a valid CCI, with its kind and currency where the digits
// tell them. ok is false for a bank, or a shape of its inner digits, that no published account confirms.
func AccountNumberOf(cci string) (account BankAccount, ok bool) {
	cci, found := CheckCCI(cci)
	if !found.Accepted() {
		return BankAccount{}, false
	}
	account = BankAccount{Bank: BankCode(cci[:cciOfficeStart]), CCI: cci}
	office, inner := cci[cciOfficeStart:cciInnerStart], cci[cciInnerStart:cciCheckStart]
	account.Number, account.Kind = ownNumber(account.Bank, office, inner)
	if account.Number == "" {
		return BankAccount{}, false
	}
	bank, _ := BankByCode(account.Bank)
	if format, sound := formatOf(account.Number, bank); sound {
		account.Currency, _ = format.currency(account.Number)
	}
	return account, true
}

// ownNumber returns an empty number when the inner digits have no confirmed shape, and an empty kind when they do not
// tell it.
func ownNumber(bank BankCode, office, inner string) (string, AccountKind) {
	lead1, lead2 := inner[:1], inner[:2]
	switch {
	case bank == BankBCP && lead2 == "00":
		return office + inner[2:], AccountChecking
	case bank == BankBCP && lead1 == "1":
		return office + inner[1:], AccountSavings
	case bank == BankInterbank && lead2 == "00":
		return office + inner[2:], AccountChecking
	case bank == BankInterbank && lead2 == "01":
		return office + inner[2:], AccountSavings
	case bank == BankScotiabank && inner[:5] == "00000":
		return inner[2:], AccountChecking
	case bank == BankScotiabank && (lead2 == "20" || lead2 == "21"):
		return inner[2:], AccountSavings
	case bank == BankBBVA && lead2 == "00":
		return bbvaBank + "0" + office + inner[2:], ""
	case bank == BankBanBif && lead1 == "1":
		return "0" + inner[1:], ""
	case bank == BankNacion && lead1 == "0" && office == nacionOffice:
		return inner[1:], ""
	case bank == BankMibanco && lead2 == "00":
		return inner[2:], ""
	default:
		return "", ""
	}
}

const (
	// bbvaBank begins BBVA's own numbers, where the bank has 4 digits.
	bbvaBank = "0011"
	// nacionOffice is the office in every CCI of Banco de la Nación.
	nacionOffice = "000"
	// bbvaPlainDigits is the length of a BBVA number without its two check digits, which are those of the CCI.
	bbvaPlainDigits = 18
)

// DeriveCCI builds the CCI of an own account number. ok is false when the number does not carry the office, as at
// Scotiabank, BanBif and Mibanco, or is not one of the bank. The result is a proposal for the client to confirm.
func DeriveCCI(account BankAccount) (cci string, ok bool) {
	bank, _ := BankByCode(account.Bank)
	number := withoutSeparators(account.Number)
	format, sound := formatOf(number, bank)
	if !sound || !bank.DerivesCCI {
		return "", false
	}
	switch account.Bank {
	case BankBCP:
		inner := map[AccountKind]string{AccountChecking: "00", AccountSavings: "1"}[format.Kind] + number[3:]
		return completeCCI(string(BankBCP) + number[:3] + inner), true
	case BankInterbank:
		lead, known := map[AccountKind]string{AccountChecking: "00", AccountSavings: "01"}[account.Kind]
		if !known {
			return "", false
		}
		return completeCCI(string(BankInterbank) + number[:3] + lead + number[3:]), true
	case BankBBVA:
		return deriveBBVA(number)
	case BankNacion:
		return completeCCI(string(BankNacion) + nacionOffice + "0" + number), true
	default:
		return "", false
	}
}

// deriveBBVA needs an office below 1000, since the CCI has room for 3 of its 4 digits. The printed check digits, if
// given, must be those of the CCI.
func deriveBBVA(number string) (string, bool) {
	if number[:5] != bbvaBank+"0" {
		return "", false
	}
	cci := completeCCI(string(BankBBVA) + number[5:8] + "00" + number[8:bbvaPlainDigits])
	if printed := number[bbvaPlainDigits:]; printed != "" && printed != cci[cciCheckStart:] {
		return "", false
	}
	return cci, true
}

// withoutBBVACheck returns the number as AccountNumberOf writes it.
func withoutBBVACheck(account BankAccount) string {
	if account.Bank == BankBBVA && len(account.Number) > bbvaPlainDigits {
		return account.Number[:bbvaPlainDigits]
	}
	return account.Number
}
