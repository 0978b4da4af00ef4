package screening

import "strings"

// soundRules are the groups of letters that sound alike in Spanish, Quechua and the usual romanisations of Arabic and of Slavic
// languages (compliance.md 2.3), longest first. A letter without a rule stands for itself.
var soundRules = strings.NewReplacer(
	"shch", "s", "tsch", "c", "sch", "s", "tch", "c", "dzh", "i", "que", "ki", "qui", "ki", "gue", "gi", "gui", "gi",
	"hua", "ba", "hue", "bi", "hui", "bi", "gua", "ba", "ch", "c", "sh", "s", "zh", "s", "ts", "s", "tz", "s", "cz", "s",
	"ph", "f", "th", "t", "dh", "d", "gh", "g", "kh", "", "ck", "k", "dj", "i", "ll", "i", "ce", "si", "ci", "si", "ge", "i", "gi", "i",
	"ov", "ub", "ev", "ib", "off", "ub", "eff", "ib",
	"v", "b", "w", "b", "z", "s", "x", "s", "c", "k", "q", "k", "h", "", "e", "i", "y", "i", "j", "i", "o", "u",
)

// soundOf answers the phonetic key of a word: Quispe and Kispe, Huamán and Waman, Mikhail and Mijail have one each.
func soundOf(text string) string {
	key := soundRules.Replace(text)
	out := make([]byte, 0, len(key))
	for i := range len(key) {
		if len(out) == 0 || out[len(out)-1] != key[i] {
			out = append(out, key[i])
		}
	}
	return string(out)
}

var boneRules = strings.NewReplacer(
	"sh", "x", "ch", "x", "kh", "q", "gh", "g", "dh", "z", "th", "t", "ph", "f", "dj", "j", "ou", "", "ck", "k", "ts", "s", "tz", "s",
	"a", "", "e", "", "i", "", "o", "", "u", "", "y", "", "w", "", "c", "k", "p", "b", "g", "j", "v", "f",
)

// bonesOf answers the consonants of a word, which is all that Arabic and Hebrew write.
func bonesOf(text string) string {
	if text == "" {
		return ""
	}
	first := ""
	if text[0] == 'y' || text[0] == 'w' {
		first = text[:1]
	}
	bones := first + boneRules.Replace(text)
	out := make([]byte, 0, len(bones))
	for i := range len(bones) {
		c := bones[i]
		if c == 'q' {
			c = 'k'
		}
		if len(out) == 0 || out[len(out)-1] != c {
			out = append(out, c)
		}
	}
	if n := len(out); n > 2 && out[n-1] == 'h' {
		out = out[:n-1]
	}
	return string(out)
}

// distance answers how many letters must be changed, dropped, added or exchanged with their neighbour to make b of a (optimal string
// alignment), or limit+1 when it is more than limit. Both are plain letters.
func distance(a, b string, limit int) int {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > limit || len(b) > maxWord {
		return limit + 1
	}
	for len(a) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	if len(a) == 0 {
		return len(b)
	}
	var rows [3][maxWord + 1]int
	before, last, row := &rows[0], &rows[1], &rows[2]
	for j := 0; j <= len(b); j++ {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d := min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, before[j-2]+1)
			}
			row[j] = d
			least = min(least, d)
		}
		if least > limit {
			return limit + 1
		}
		before, last, row = last, row, before
	}
	return min(last[len(b)], limit+1)
}

// maxWord is the longest word, in letters, of which the distance is measured; longer ones are equal or not.
const maxWord = 48
