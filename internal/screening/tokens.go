package screening

import "strings"

// piece is a word as it stands in a text, before it is known what kind of word it is.
type piece struct {
	text    string
	dotted  bool // a period follows: an initial or an abbreviation
	group   bool // one letter of several with periods: S.A.C.
	comma   bool // a comma follows
	bracket bool // inside of brackets
	hyphen  bool // a hyphen joins it to the piece before
}

// pieces takes a folded text apart: at spaces, hyphens, slashes and brackets, not at apostrophes, and at periods only where they stand between
// words of more than one letter (compliance.md 2.2, step 3).
func pieces(text string) []piece {
	var out []piece
	depth, start, hyphen := 0, -1, false
	end := func(i int) {
		if start < 0 {
			return
		}
		raw := text[start:i]
		start = -1
		first := len(out)
		out = appendPiece(out, raw, depth > 0)
		if first < len(out) {
			out[first].hyphen = hyphen && first > 0
		}
	}
	for i := range len(text) {
		c := text[i]
		switch {
		case c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '.' || c == '\'' || c == '`' || c == '&':
			if start < 0 {
				start = i
			}
		default:
			end(i)
			hyphen = c == '-'
			switch c {
			case '(', '[', '{':
				depth++
			case ')', ']', '}':
				depth = max(0, depth-1)
			case ',':
				if len(out) > 0 {
					out[len(out)-1].comma = true
				}
			}
		}
	}
	end(len(text))
	return out
}

// appendPiece adds a run of letters, periods and apostrophes as one piece or several.
func appendPiece(out []piece, raw string, bracket bool) []piece {
	raw = apostrophes.Replace(raw)
	if strings.Contains(raw, "&") {
		for i, part := range strings.Split(raw, "&") {
			if i > 0 {
				out = append(out, piece{text: "and", bracket: bracket})
			}
			if part != "" {
				out = appendPiece(out, part, bracket)
			}
		}
		return out
	}
	if !strings.Contains(raw, ".") {
		if raw != "" {
			out = append(out, piece{text: raw, bracket: bracket})
		}
		return out
	}
	parts := strings.FieldsFunc(raw, func(r rune) bool { return r == '.' })
	group := len(parts) > 1
	for _, part := range parts {
		group = group && len(part) == 1
	}
	for i, part := range parts {
		out = append(out, piece{text: part, dotted: i < len(parts)-1 || strings.HasSuffix(raw, "."), group: group, bracket: bracket})
	}
	return out
}

// companyTexts answers the texts of a company's words: letters that stand alone beside each other are one word (S. A. C., U.S.A.).
func companyTexts(ps []piece) (texts []string, brackets []bool) {
	add := func(bracket bool, ts ...string) {
		for _, t := range ts {
			texts, brackets = append(texts, t), append(brackets, bracket)
		}
	}
	for i := 0; i < len(ps); {
		j := i
		for j < len(ps) && len(ps[j].text) == 1 && !isNumber(ps[j].text) {
			j++
		}
		if j-i >= 2 {
			var b strings.Builder
			for _, p := range ps[i:j] {
				b.WriteString(p.text)
			}
			add(ps[i].bracket, b.String())
			i = j
			continue
		}
		add(ps[i].bracket, splitNumber(ps[i].text)...)
		i++
	}
	return texts, brackets
}

// splitNumber tells letters and digits of one piece apart, so that No5 has the number 5; codes as A320 stay whole.
func splitNumber(text string) []string {
	for _, before := range []string{"no", "nr", "num"} {
		if rest, ok := strings.CutPrefix(text, before); ok && isNumber(rest) {
			return []string{before, rest}
		}
	}
	for _, after := range []string{"st", "nd", "rd", "th"} {
		if rest, ok := strings.CutSuffix(text, after); ok && isNumber(rest) {
			return []string{rest}
		}
	}
	return []string{text}
}

var apostrophes = strings.NewReplacer("'", "", "`", "")
