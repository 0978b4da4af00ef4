package domain

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// longestTypedIdentifier bounds the work on a typed number: the longest, a CCI, has 20 digits.
const longestTypedIdentifier = 100

// withoutSeparators is the normaliser of everything that has a form: numbers of documents, accounts, telephones, vouchers, and codes.
// It drops the spaces and hyphens that people write inside, and what nobody sees: the marks that programs of telephones and sheets
// put around numbers. Digits and letters of East Asian width become the plain ones. A text too long to be any number is returned as
// it is, to be refused by its length.
func withoutSeparators(text string) string {
	if len(text) > longestTypedIdentifier {
		return text
	}
	return strings.ReplaceAll(printedNumber(text), "-", "")
}

// printedNumber is withoutSeparators for numbers whose hyphens are shown as they are printed: all hyphens become the plain one.
func printedNumber(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case isHyphen(r):
			return '-'
		case isBlank(r), isIgnorable(r):
			return -1
		}
		return r
	}, width.Fold.String(text))
}

// TypedCode answers a code that somebody was sent or shows (six digits, words of recovery) without what people put between its
// characters.
func TypedCode(text string) string { return withoutSeparators(text) }

// isHyphen tells whether a character is one of the hyphens, dashes and minus signs that keyboards and programs write for one.
func isHyphen(r rune) bool { return unicode.Is(unicode.Pd, r) || r == '\u2212' || r == '\u2043' }

// isApostrophe tells whether a character is one of those that keyboards give for an apostrophe: beside the typographic ones the
// accents that stand alone, and the primes.
func isApostrophe(r rune) bool { return strings.ContainsRune("'’‘‛`´′ʹʼʻˈ＇", r) }

func isDecimal(text string) bool {
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return false
		}
	}
	return text != ""
}

func isAlphanumeric(text string, shortest, longest int) bool {
	if len(text) < shortest || len(text) > longest {
		return false
	}
	for i := range len(text) {
		isDigit := text[i] >= '0' && text[i] <= '9'
		isLetter := text[i] >= 'A' && text[i] <= 'Z'
		if !isDigit && !isLetter {
			return false
		}
	}
	return true
}

// isRepeated reports whether all characters are the same.
func isRepeated(text string) bool { return strings.Count(text, text[:1]) == len(text) }

// weightedSum multiplies each digit by its weight and adds the products.
func weightedSum(digits string, weights []int) int {
	sum := 0
	for i, weight := range weights {
		sum += int(digits[i]-'0') * weight
	}
	return sum
}
