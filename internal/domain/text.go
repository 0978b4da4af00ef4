package domain

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// mostMarks is how many marks (accents, vowel points) may stand on one letter after composition. No language of a document
// needs more; texts that climb over their neighbours have dozens.
const mostMarks = 3

// Text says what a text that people write must be. It is the one normaliser of notes, reasons, labels and names of things.
type Text struct {
	// Longest is the width of the column, in characters.
	Longest int
	// Lines lets the text have several lines; otherwise line breaks become spaces, and several spaces one.
	Lines bool
	// Missing is the Spanish message for a text of which nothing can be seen; empty where it may be left out.
	Missing string
}

// Read answers a text as it is stored: in NFC, without what is neither seen nor needed, and without space around it. It refuses
// with REQUIRED a needed text that shows nothing, and with INVALID one that is too long or that would not be read by others as it
// was written: with control characters, with the override of direction, with too many marks on a letter, or with letters
// of two scripts in one word (Unicode TR 36 and 39). The text is empty when it is refused.
func (t Text) Read(text string) (string, *Error) {
	if len(text) > longestInput(t.Longest) {
		return "", t.tooLong()
	}
	read, refusal := legible(text, t.Lines)
	switch {
	case refusal != nil:
		return "", refusal
	case read == "" && t.Missing != "":
		return "", Refuse(CodeRequired, "%s", t.Missing)
	case utf8.RuneCountInString(read) > t.Longest:
		return "", t.tooLong()
	}
	return read, nil
}

// Check is Read for one field of an input: what is wrong is added to its faults, below the path of the field.
func (t Text) Check(faults *Faults, text string, path ...string) string {
	read, refusal := t.Read(text)
	if refusal != nil {
		faults.Add(refusal.At(path...))
	}
	return read
}

func (t Text) tooLong() *Error {
	return Refuse(CodeInvalid, "Puede tener hasta %d caracteres.", t.Longest).With("maximum", t.Longest)
}

// longestInput bounds the work on a text of so many characters: what is dropped from it may be as long again as the text.
func longestInput(characters int) int { return 2 * characters * utf8.UTFMax }

// legible answers a text of people without what only machines see, or why it cannot be read.
func legible(text string, lines bool) (string, *Error) {
	if !utf8.ValidString(text) {
		return "", unreadable()
	}
	kept := withoutAllIgnorable(strings.TrimFunc(text, isBlank), lines)
	switch {
	case strings.ContainsFunc(kept, func(r rune) bool { return r != '\n' && isUnreadable(r) }):
		return "", unreadable()
	case hasLooseMarks(kept):
		return "", Refuse(CodeInvalid, "Tiene demasiados signos sobre una letra, o signos sin letra.")
	case mixesScripts(kept):
		return "", Refuse(CodeInvalid, "Una palabra mezcla letras de dos alfabetos: escríbela con uno solo.")
	}
	return spaced(norm.NFC.String(kept), lines), nil
}

func unreadable() *Error { return Refuse(CodeInvalid, "Tiene caracteres que no se pueden leer.") }

// spaced answers a text with single spaces, or a text of several lines without the space around it and at the ends of its lines.
func spaced(text string, lines bool) string {
	if !lines {
		return strings.Join(strings.Fields(text), " ")
	}
	each := strings.Split(text, "\n")
	for i, line := range each {
		each[i] = strings.TrimRight(line, " ")
	}
	return strings.Trim(strings.Join(each, "\n"), " \n")
}

// withoutAllIgnorable does that until nothing is left to drop: what stood between a letter and its accent hides from the first look
// what the two are together.
func withoutAllIgnorable(text string, lines bool) string {
	for {
		kept := withoutIgnorable(norm.NFC.String(text), lines)
		if kept == text {
			return kept
		}
		text = kept
	}
}

// withoutIgnorable makes every space one space and every line break one, and drops the characters that show nothing. A joiner stays
// between the characters that it joins, in an emoji or in a script that writes with it, and one selector after what it selects.
func withoutIgnorable(text string, lines bool) string {
	var kept strings.Builder
	text = strings.ReplaceAll(text, "\r\n", "\n")
	before := rune(0)
	for at, r := range text {
		switch {
		case isLineBreak(r):
			r = ' '
			if lines {
				r = '\n'
			}
		case r == '\t' || isSpace(r):
			r = ' '
		case isIgnorable(r):
			after, size := utf8.DecodeRuneInString(text[at+utf8.RuneLen(r):])
			if size == 0 {
				after = 0 // at the end there is nothing to join
			}
			if !isNeeded(before, r, after) {
				continue
			}
		}
		kept.WriteRune(r)
		before = r
	}
	return kept.String()
}

const (
	nonJoiner    = '\u200c'
	joiner       = '\u200d'
	brailleBlank = '\u2800'
	// override makes what follows be shown from right to left; no program puts it around what is copied.
	override = '\u202e'
)

// isNeeded tells whether a character that shows nothing by itself changes what its neighbours show.
func isNeeded(before, r, after rune) bool {
	switch {
	case before == 0 || isSpace(before) || isLineBreak(before) || isIgnorable(before) && !isSelector(before):
		return false
	case r == joiner || r == nonJoiner:
		return isJoined(before) && isJoined(after)
	case isSelector(r):
		return !isSelector(before) && !unicode.Is(unicode.Latin, before)
	}
	return false
}

// isJoined tells whether a joiner beside a character means something: in emoji, and in scripts that are none of the European ones.
func isJoined(r rune) bool {
	if isSelector(r) || isEmoji(r) || unicode.In(r, unicode.So, unicode.Sk) {
		return true
	}
	return (unicode.IsLetter(r) || unicode.Is(unicode.M, r)) && !unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic) && !isIgnorable(r)
}

func isSelector(r rune) bool { return r >= '\ufe00' && r <= '\ufe0f' }

// isEmoji tells whether a character is in the blocks of emoji, assigned or kept for new ones.
func isEmoji(r rune) bool { return r >= 0x1f000 && r <= 0x1faff }

// isIgnorable tells whether a character shows nothing whatever the font: the default-ignorable code points of Unicode, the marks,
// embeddings and isolates of direction among them, which programs put around what is copied.
func isIgnorable(r rune) bool {
	if r < 0x80 || r == override {
		return false
	}
	format := unicode.Is(unicode.Cf, r) && !unicode.Is(unicode.Prepended_Concatenation_Mark, r)
	return format || unicode.In(r, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector)
}

func isSpace(r rune) bool { return unicode.Is(unicode.Zs, r) || r == brailleBlank }

func isLineBreak(r rune) bool {
	return r == '\n' || r == '\r' || r == '\v' || r == '\f' || r == '\u0085' || r == '\u2028' || r == '\u2029'
}

// isBlank tells whether a character at the end of a text is there by copying alone.
func isBlank(r rune) bool {
	return r == '\t' || r == override || isSpace(r) || isLineBreak(r) || isIgnorable(r) && !isSelector(r)
}

// isUnreadable tells whether a character has no agreed look: control characters, private ones, the override of direction, and those
// that nobody assigned. New emoji, which telephones have before the tables of this program do, are known by their place.
func isUnreadable(r rune) bool {
	if isSpace(r) || isIgnorable(r) || isEmoji(r) {
		return false
	}
	return r == utf8.RuneError || !unicode.IsPrint(r)
}

// hasLooseMarks tells whether a letter has too many marks, or a mark has no letter.
func hasLooseMarks(text string) bool {
	marks, onSomething := 0, false
	for _, r := range text {
		switch {
		case isIgnorable(r):
		case !unicode.In(r, unicode.Mn, unicode.Me):
			marks, onSomething = 0, !isSpace(r) && r != '\n'
		case !onSomething || marks == mostMarks:
			return true
		default:
			marks++
		}
	}
	return false
}

// mixesScripts tells whether a word has letters of two scripts that no language writes together.
func mixesScripts(text string) bool {
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.Is(unicode.M, r) }) {
		first := ""
		for _, r := range word {
			script := scriptOf(r)
			if first == "" {
				first = script
			}
			if script != "" && script != first {
				return true
			}
		}
	}
	return false
}

// scriptOf names the script of a letter, empty for letters of all scripts; those that East Asian languages mix are one.
func scriptOf(r rune) string {
	switch {
	case unicode.Is(unicode.Latin, r):
		return "Latin"
	case unicode.In(r, unicode.Common, unicode.Inherited):
		return ""
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Bopomofo):
		return "East Asian"
	}
	for name, script := range unicode.Scripts {
		if unicode.Is(script, r) {
			return name
		}
	}
	return ""
}

// Reason is the text of why somebody did something, as wide as every column of reasons.
func Reason(missing string) Text { return Text{Longest: 300, Missing: missing} }

// DecisionNote is what the staff write beside a decision about papers and proposals.
func DecisionNote() Text { return Text{Longest: 500, Lines: true} }

// Clip cuts a text that nobody of the house chose to a number of characters, and to those that a column can hold. It is for what is kept as
// it came, such as the name of a browser; what a person wrote is read by [Text], and refused instead.
func Clip(text string, most int) string {
	if len(text) > longestInput(most) {
		text = text[:longestInput(most)]
	}
	text = strings.ReplaceAll(strings.ToValidUTF8(text, ""), "\x00", "")
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most])
	}
	return text
}

// Abridge is Clip for a text that people read: one that was cut ends with an ellipsis.
func Abridge(text string, most int) string {
	if clipped := Clip(text, most+1); utf8.RuneCountInString(clipped) <= most {
		return clipped
	}
	return Clip(text, most-1) + "…"
}

// ShowsNothing tells whether nothing of a text can be seen.
func ShowsNothing(text string) bool { return strings.TrimFunc(text, isBlank) == "" }

// Storable tells whether a text can be in a column at all; a lookup by any other finds nothing (PostgreSQL keeps no NUL).
func Storable(text string) bool { return utf8.ValidString(text) && !strings.ContainsRune(text, 0) }
