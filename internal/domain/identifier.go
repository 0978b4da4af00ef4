package domain

import "strings"

// longestTypedIdentifier bounds the work on a typed number: the longest, a CCI, has 20 digits.
const longestTypedIdentifier = 64

var separators = strings.NewReplacer(" ", "", "-", "", "\u00a0", "", "\t", "")

// withoutSeparators drops the spaces and hyphens people write inside numbers. A text too long to be any number is
// returned as it is, to be refused by its length.
func withoutSeparators(text string) string {
	if len(text) > longestTypedIdentifier {
		return text
	}
	return separators.Replace(text)
}

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
