package document

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/text/unicode/norm"
)

// box stands for a character that the letters do not have: a reader sees that something stood there.
const box = '□'

// alphabet tells which characters the letters have. They are parsed once; both weights have the same ones.
var alphabet = sync.OnceValue(func() *sfnt.Font {
	font, err := sfnt.Parse(goregular.TTF)
	if err != nil {
		panic("document: the letters cannot be read: " + err.Error())
	}
	return font
})

// weight is the letters of one style.
type weight struct {
	style string
	font  []byte
}

// letters are the weights that a paper is set in.
func letters() []weight { return []weight{{"", goregular.TTF}, {"B", gobold.TTF}} }

// shown is a text as the letters can show it: in one line, in NFC, with the letter below its marks where the letters do not have both
// together (Đặng is Đang), and a box for everything else.
func shown(text string) string {
	var line strings.Builder
	for _, character := range norm.NFC.String(strings.ToValidUTF8(text, string(box))) {
		switch {
		case unicode.IsSpace(character) || unicode.IsControl(character):
			line.WriteByte(' ')
		case unicode.Is(unicode.Cf, character):
			// It joins or directs others, and shows nothing itself.
		case has(character):
			line.WriteRune(character)
		default:
			line.WriteRune(plain(character))
		}
	}
	return strings.Join(strings.Fields(line.String()), " ")
}

// plain is the letter below the marks of a character, or the box. A mark that stands alone is a box too.
func plain(character rune) rune {
	letter, _ := utf8.DecodeRuneInString(norm.NFD.String(string(character)))
	if has(letter) && unicode.IsLetter(letter) {
		return letter
	}
	return box
}

func has(character rune) bool {
	index, err := alphabet().GlyphIndex(nil, character)
	return err == nil && index != 0
}
