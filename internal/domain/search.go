package domain

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// The lengths of what is searched for, in characters.
const (
	shortestSearch = 2
	longestSearch  = 100
)

// Search is what somebody looks for, in the forms that it may be stored in. Forms that are too short for their column are empty.
type Search struct {
	// Words is a tsquery that asks each word of the search key ([SearchKey]) to begin a word of a name.
	Words string
	// Number is compared with the numbers of documents, and Code with those of operations.
	Number, Code string
	// Email is compared with addresses.
	Email string
}

// ReadSearch answers what to look for; ok is false for a text that shows fewer than 2 or more than 100 characters.
func ReadSearch(text string) (search Search, ok bool) {
	if len(text) > longestInput(longestSearch) || !Storable(text) {
		return Search{}, false
	}
	key := SearchKey(text)
	if length := utf8.RuneCountInString(key); length < shortestSearch || length > longestSearch {
		return Search{}, false
	}
	search.Words = beginnings(key)
	if number := strings.ToUpper(withoutSeparators(text)); len(number) >= shortestSearch && isAlphanumeric(number, shortestSearch, longestSearch) {
		search.Number = number
	}
	search.Code, _ = NormalizeOperationCode(text)
	search.Email = strings.ToLower(strings.TrimFunc(text, isBlank))
	return search, true
}

// beginnings writes the words of a search key as a tsquery of PostgreSQL: every one of them begins a word, in whatever order.
func beginnings(key string) string {
	words := strings.Fields(key)
	for i, word := range words {
		words[i] = "'" + strings.NewReplacer(`\`, `\\`, "'", "''").Replace(word) + "':*"
	}
	return strings.Join(words, " & ")
}

// SearchKey answers the form by which names are found, however they were typed: upper case without accents (ñ is n), one kind of
// apostrophe and of hyphen, single spaces, nothing that is not seen. It is the function search_key of the database, which keeps it
// beside every name; a test holds the two together.
func SearchKey(text string) string {
	var key strings.Builder
	for _, r := range norm.NFD.String(text) {
		switch {
		case r >= '\u0300' && r <= '\u036f' || isIgnorable(r):
		case isApostrophe(r):
			key.WriteByte('\'')
		case isHyphen(r):
			key.WriteByte('-')
		default:
			key.WriteRune(plainLetter(r))
		}
	}
	return strings.ToUpper(strings.Join(strings.Fields(key.String()), " "))
}

// plainLetter answers the letter of the plain alphabet for those whose stroke is no accent to Unicode.
func plainLetter(r rune) rune {
	switch r {
	case 'Ø', 'ø':
		return 'O'
	case 'Ł', 'ł':
		return 'L'
	case 'Đ', 'đ', 'Ð', 'ð':
		return 'D'
	}
	return r
}

// longestCode is what the column of an operation's code takes.
const longestCode = 24

// NormalizeOperationCode answers the code of an operation as it is stored, EXP-1042, however it was typed; ok is false for a text
// that can be none, which nobody has.
func NormalizeOperationCode(text string) (code string, ok bool) {
	if len(text) > longestTypedIdentifier {
		return "", false
	}
	code = strings.ToUpper(printedNumber(text))
	if len(code) == 0 || len(code) > longestCode || strings.ContainsFunc(code, func(r rune) bool {
		return !(r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-')
	}) {
		return "", false
	}
	return code, true
}
