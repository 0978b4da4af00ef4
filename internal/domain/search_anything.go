package domain

import (
	"regexp"
	"strings"

	"github.com/qoricash/qoricash/internal/money"
)

// The least of what is looked for without saying what it is, in characters of a name and of a bank's number: less would find half the house.
const (
	shortestAnything  = 3
	shortestReference = 4
)

// codeLetters stand before the number of an operation in its code.
const codeLetters = "EXP-"

var (
	typedCode   = regexp.MustCompile(`^(?:EXP-?)?([0-9]{1,12})$`)
	wholeAmount = regexp.MustCompile(`^[0-9]{1,13}\.[0-9]{2}$`)
)

// Anything is what somebody looks for without saying what it is, in each form that it may have. Forms that it cannot have are empty.
type Anything struct {
	// Search has the forms of names and documents.
	Search
	// Codes are those of operations that it may be: as it was typed, and a number with the letters before it.
	Codes []string
	// Reference is a bank's number in its one spelling.
	Reference string
	// Amount is an amount of money, written with its cents.
	Amount money.Amount
}

// ReadAnything answers what to look for; ok is false for a text of fewer than 3 or more than 100 characters.
func ReadAnything(text string) (found Anything, ok bool) {
	if found.Search, ok = ReadSearch(text); !ok || len([]rune(SearchKey(text))) < shortestAnything {
		return Anything{}, false
	}
	if found.Code != "" {
		found.Codes = append(found.Codes, found.Code)
	}
	if typed := typedCode.FindStringSubmatch(found.Code); typed != nil && codeLetters+typed[1] != found.Code {
		found.Codes = append(found.Codes, codeLetters+typed[1])
	}
	if reference, refusal := CheckReference(text); refusal == nil && len(reference) >= shortestReference {
		found.Reference = NormalReference(reference)
	}
	found.Amount = amountTyped(text)
	return found, true
}

// amountTyped answers an amount as people write one, with its currency and commas or without; zero for what is none.
func amountTyped(text string) money.Amount {
	bare := strings.NewReplacer(",", "", "US$", "", "S/", "", " ", "").Replace(strings.ToUpper(text))
	if !wholeAmount.MatchString(bare) {
		return money.Amount{}
	}
	amount, err := money.ParseAmount(bare)
	if err != nil {
		return money.Amount{}
	}
	return amount
}
