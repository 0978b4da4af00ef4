package identity

import (
	_ "embed" // the list of common passwords
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"

	"github.com/qoricash/qoricash/internal/domain"
)

// CheckChosenPassword answers why a password that somebody chooses is not good enough, or nil: the rules of
// [CheckStaffPassword] or [CheckClientPassword], and none that is tried first. Those are the common ones, with whatever
// digits and signs around them, and those that are made of what is known about the person: owner are its names, document
// and e-mails. A password that is only verified is never judged by this.
func CheckChosenPassword(kind domain.ActorKind, password string, owner ...string) *domain.Error {
	check := CheckClientPassword
	if kind == domain.ActorStaff {
		check = CheckStaffPassword
	}
	switch refusal := check(password); {
	case refusal != nil:
		return refusal
	case isCommon(password):
		return domain.Refuse(domain.CodeInvalid, "Esta contraseña es de las más usadas. Elige otra, por ejemplo varias palabras que no vayan juntas.")
	case holdsOwner(password, owner):
		return domain.Refuse(domain.CodeInvalid, "La contraseña no debe contener tu nombre, tu documento ni tu correo.")
	}
	return nil
}

// commonWords are what passwords are most often made of, here and in the lists of stolen ones, one a line.
//
//go:embed common_passwords.txt
var commonWords string

// isCommon tells whether a password is a common word, however it is spelled and whatever surrounds it; a run on the
// keyboard or of digits; a date or a telephone alone; or one character over and over.
func isCommon(password string) bool {
	folded := foldText(password)
	return isMonotonous(folded) || isRun(folded) || isDigits(folded) || isCommonWord(folded)
}

// isCommonWord tells whether what is left without the digits and signs around it is a common word, once or twice, or is
// one when figures are read as the letters that they look like.
func isCommonWord(folded string) bool {
	noLetter := func(r rune) bool { return !unicode.IsLetter(r) }
	fromFirst := strings.TrimRightFunc(folded, noLetter)
	inner := strings.TrimLeftFunc(fromFirst, noLetter)
	return isListed(inner) || isListed(unLeet(inner)) || isListed(unLeet(fromFirst))
}

func isListed(word string) bool {
	if half := len(word) / 2; half > 0 && word[:half] == word[half:] {
		word = word[:half]
	}
	for line := range strings.Lines(commonWords) {
		if word == strings.TrimSpace(line) {
			return true
		}
	}
	return false
}

// longestNumber is how long dates, telephones and documents are, with the signs between their parts.
const longestNumber = 12

// isDigits tells whether a password has no letter and next to no sign: dates, telephones and documents are guessed first.
func isDigits(folded string) bool {
	return strings.TrimFunc(folded, func(r rune) bool {
		return unicode.IsDigit(r) || unicode.IsPunct(r) || unicode.IsSymbol(r) || unicode.IsSpace(r)
	}) == "" &&
		utf8.RuneCountInString(folded) <= longestNumber
}

// isMonotonous tells whether a password has at most three different characters.
func isMonotonous(folded string) bool {
	seen := map[rune]bool{}
	for _, r := range folded {
		seen[r] = true
	}
	return len(seen) <= 3
}

// keyboardRows are the keys in the order in which fingers find them.
var keyboardRows = []string{"1234567890", "qwertyuiopasdfghjklñzxcvbnm", "qwertyuiopasdfghjklzxcvbnm", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
	"abcdefghijklmnñopqrstuvwxyz",
	"abcdefghijklmnopqrstuvwxyz", "q1w2e3r4t5y6u7i8o9p0", "1q2w3e4r5t6y7u8i9o0p", "a1b2c3d4e5f6g7h8i9j0", "a1s2d3f4g5h6j7k8l9"}

// shortestRun is how many keys in a row are a run.
const shortestRun = 4

// isRun tells whether the letters and digits of a password are all of runs, forwards or backwards.
func isRun(folded string) bool {
	text := []rune(strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, folded))
	for len(text) > 0 {
		length := runAtStart(text)
		if length < shortestRun {
			return false
		}
		text = text[length:]
	}
	return true
}

// runAtStart is how many characters at the beginning of a text follow a row of the keyboard.
func runAtStart(text []rune) int {
	longest := 0
	for _, row := range keyboardRows {
		for _, line := range []string{row, reversed(row)} {
			for longest < len(text) && strings.Contains(line, string(text[:longest+1])) {
				longest++
			}
		}
	}
	return longest
}

func reversed(text string) string {
	letters := []rune(text)
	slices.Reverse(letters)
	return string(letters)
}

// unLeet undoes the figures that stand for letters.
func unLeet(folded string) string {
	return strings.NewReplacer("0", "o", "1", "i", "3", "e", "4", "a", "5", "s", "7", "t", "@", "a", "$", "s", "!", "i").Replace(folded)
}

// shortestOwned is how long a part of a name must be to count: shorter ones stand in many words.
const shortestOwned = 4

// holdsOwner tells whether a password contains a part of what is known about its owner.
func holdsOwner(password string, owner []string) bool {
	folded := foldText(password)
	for _, known := range owner {
		local, _, _ := strings.Cut(foldText(known), "@")
		parts := strings.FieldsFunc(local, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		for _, part := range parts {
			if utf8.RuneCountInString(part) >= shortestOwned && strings.Contains(folded, part) {
				return true
			}
		}
	}
	return false
}

// foldText is a text in lower case without accents; ñ stays a letter of its own.
func foldText(text string) string {
	const kept = "\x00"
	text = strings.ReplaceAll(strings.ToLower(norm.NFC.String(text)), "ñ", kept)
	folded, _, err := transform.String(transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)), norm.NFC), text)
	if err != nil {
		return strings.ReplaceAll(text, kept, "ñ")
	}
	return strings.ReplaceAll(folded, kept, "ñ")
}
