package screening

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mozillazg/go-unidecode"
	"golang.org/x/text/unicode/norm"
)

// script is how a word was written. It decides how a word may be compared: Arabic and Hebrew write no short vowels.
type script byte

const (
	latin  script = iota
	abjad         // Arabic, Persian, Hebrew: consonants, so words are compared by their consonants
	signed        // Chinese, Japanese, Korean and others, through a general table of sounds
)

// folded is a text in lower-case Latin letters, digits and marks of punctuation, with what could not be read.
type folded struct {
	text       string
	script     script
	unreadable bool // something was there of which no letter is left
}

// fold writes a text in plain lower-case Latin letters (compliance.md 2.2, steps 1 and 2): it repairs letters that were read in the wrong
// encoding, drops marks, and reads Cyrillic, Greek, Arabic, Persian, Hebrew by its own tables and the rest by a general one.
func fold(text string) folded {
	if strings.IndexByte(text, '&') >= 0 && strings.IndexByte(text, ';') >= 0 {
		text = html.UnescapeString(text)
	}
	if isPlain(text) {
		return folded{text: lostLetters(strings.ToLower(text))}
	}
	text = lostLetters(repairEncoding(text))
	out := folded{}
	var b strings.Builder
	b.Grow(len(text))
	letters := 0
	runes := []rune(norm.NFKC.String(text))
	for i, r := range runes {
		r = unicode.ToLower(r)
		switch {
		case r < utf8.RuneSelf:
			b.WriteRune(r)
		case unicode.Is(unicode.Cyrillic, r):
			b.WriteString(cyrillicLetter(runes, i, r))
		case unicode.Is(unicode.Greek, r):
			b.WriteString(greekLetter(runes, i, r))
		case unicode.Is(unicode.Arabic, r):
			out.script = abjad
			b.WriteString(arabicLetter(runes, i, r))
		case unicode.Is(unicode.Hebrew, r):
			out.script = abjad
			b.WriteString(hebrewLetter(runes, i, r))
		case unicode.Is(unicode.Mn, r):
		case unicode.Is(unicode.Latin, r):
			b.WriteString(latinLetter(r))
		case unicode.IsLetter(r):
			if out.script == latin {
				out.script = signed
			}
			sign := strings.ToLower(unidecode.Unidecode(string(r)))
			if unicode.Is(unicode.Hangul, r) {
				sign = koreanSyllable(sign) + " " // each sign is a syllable, as names are romanised
			}
			b.WriteString(sign)
		case unicode.IsSpace(r), unicode.IsPunct(r), unicode.IsSymbol(r):
			b.WriteString(punctuation(r))
		}
		if unicode.IsLetter(r) {
			letters++
		}
	}
	out.text = b.String()
	out.unreadable = letters > 0 && strings.IndexFunc(out.text, isLetterOrDigit) < 0
	return out
}

// koreanSyllable writes a syllable as the lists do (Kim Jong Un), not as the newer official romanisation does (Gim Jeong Eun).
func koreanSyllable(sign string) string {
	if rest, ok := strings.CutPrefix(sign, "g"); ok {
		sign = "k" + rest
	}
	return koreanVowels.Replace(sign)
}

var koreanVowels = strings.NewReplacer("eo", "o", "eu", "u")

func isPlain(text string) bool {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

func isLetterOrDigit(r rune) bool { return r >= 'a' && r <= 'z' || r >= '0' && r <= '9' }

// punctuation keeps what separates or joins words, as the ASCII sign that the tokeniser knows.
func punctuation(r rune) string {
	switch r {
	case '‘', '’', 'ʼ', '`', '´', 'ʻ', '′', 'ʹ':
		return "'"
	case '，', '、':
		return ","
	case '．', '。':
		return "."
	case '＆':
		return "&"
	}
	return " "
}

// latinLetter answers the plain letters of a Latin letter with marks, or of one that Unicode does not take apart.
func latinLetter(r rune) string {
	if plain, ok := latinLetters[r]; ok {
		return plain
	}
	decomposed := norm.NFKD.String(string(r))
	base, _ := utf8.DecodeRuneInString(decomposed)
	if base < utf8.RuneSelf {
		return string(unicode.ToLower(base))
	}
	return strings.ToLower(unidecode.Unidecode(string(r)))
}

var latinLetters = map[rune]string{
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th", 'ı': "i", 'ħ': "h", 'ŋ': "n", 'ə': "a", 'ʿ': "", 'ʾ': "",
}

// repairEncoding reads a text again as UTF-8 when its letters show that somebody had read UTF-8 as Windows-1252 (Ã± for ñ), twice at most.
func repairEncoding(text string) string {
	for range 2 {
		if !strings.ContainsAny(text, "ÃÂÐÑ") {
			return text
		}
		raw := make([]byte, 0, len(text))
		for _, r := range text {
			switch c, ok := windows1252[r]; {
			case ok:
				raw = append(raw, c)
			case r <= 0xFF:
				raw = append(raw, byte(r))
			default:
				return text
			}
		}
		if !utf8.Valid(raw) || utf8.RuneCount(raw) == utf8.RuneCountInString(text) {
			return text
		}
		text = string(raw)
	}
	return text
}

var windows1252 = map[rune]byte{
	'€': 0x80, '‚': 0x82, 'ƒ': 0x83, '„': 0x84, '…': 0x85, '†': 0x86, '‡': 0x87, 'ˆ': 0x88, '‰': 0x89, 'Š': 0x8A, '‹': 0x8B, 'Œ': 0x8C,
	'Ž': 0x8E, '‘': 0x91, '’': 0x92, '“': 0x93, '”': 0x94, '•': 0x95, '–': 0x96, '—': 0x97, '˜': 0x98, '™': 0x99, 'š': 0x9A, '›': 0x9B,
	'œ': 0x9C, 'ž': 0x9E, 'Ÿ': 0x9F,
}

// lostLetters mends words in which a letter was replaced by a question mark: between two vowels it was an ñ, elsewhere a vowel that is left out.
func lostLetters(text string) string {
	if !strings.ContainsAny(text, "?\uFFFD") {
		return text
	}
	runes := []rune(text)
	out := runes[:0:0]
	for i, r := range runes {
		if r != '?' && r != '\uFFFD' {
			out = append(out, r)
			continue
		}
		if i > 0 && i+1 < len(runes) && strings.ContainsRune("aeiouAEIOU", runes[i-1]) && strings.ContainsRune("aeiouAEIOU", runes[i+1]) {
			out = append(out, 'n')
		}
	}
	return string(out)
}
