package screening

import "strings"

// why says in which way two words are alike.
type why string

// The ways, in the order in which they are tried (compliance.md 2.3).
const (
	whyEqual   why = "equal"
	whyInitial why = "initial"
	whyVariant why = "variant"
	whyShort   why = "short form"
	whyMeaning why = "meaning"
	whyStem    why = "stem"
	whyTyped   why = "spelling"
	whyOther   why = "another known name"
	whySound   why = "sound"
	whyBones   why = "consonants"
	whyJoined  why = "joined"
	whyAcronym why = "acronym"
)

// similarity answers how alike two words are, from 0 to 1, and why.
func (c Config) similarity(a, b *word) (float64, why) {
	if a == b || a.text == b.text && a.class == b.class {
		return 1, whyEqual
	}
	if a.class == initial || b.class == initial {
		return c.initials(a, b)
	}
	if !alike(a, b) {
		return 0, ""
	}
	if a.class == form {
		if a.meaning == b.meaning {
			return 1, whyMeaning
		}
		return 0, ""
	}
	if a.class == generic && b.class == generic {
		if a.meaning == b.meaning {
			return c.MeaningSimilarity, whyMeaning
		}
		return 0, ""
	}
	if a.stem != "" && b.stem != "" {
		if a.stem == b.stem {
			return c.StemSimilarity, whyStem
		}
		if sameStart(a.text, b.text) {
			return c.StartSimilarity, whyStem
		}
	}
	best, reason := c.variants(a, b)
	if best > 0 {
		return best, reason
	}
	best, reason = c.spelling(a, b)
	if s, r := c.sounds(a, b); s > best {
		best, reason = s, r
	}
	if best < c.LeastSimilarity {
		return 0, ""
	}
	return best, reason
}

// comparable tells whether two classes of words can be the same word misspelt.
func alike(a, b *word) bool {
	if a.class == b.class {
		return a.class != number && a.class != particle && a.class != title && a.class != suffix && a.class != stop
	}
	return wordLike(a) && wordLike(b)
}

func wordLike(w *word) bool {
	return w.class == plain || w.class == patronymic || w.class == generic || w.class == light
}

func (c Config) initials(a, b *word) (float64, why) {
	if !(a.class == initial || wordLike(a)) || !(b.class == initial || wordLike(b)) || a.text[0] != b.text[0] {
		return 0, ""
	}
	return c.InitialSimilarity, whyInitial
}

func (c Config) variants(a, b *word) (float64, why) {
	best := 0.0
	for _, x := range a.names {
		for _, y := range b.names {
			if x.name != y.name {
				continue
			}
			if x.short || y.short {
				best = max(best, c.ShortSimilarity)
			} else {
				best = max(best, c.VariantSimilarity)
			}
		}
	}
	switch best {
	case 0:
		return 0, ""
	case c.ShortSimilarity:
		return best, whyShort
	}
	return best, whyVariant
}

// spelling measures misspellings: one letter in four may be wrong. Where both words are known names that sound differently, they are rather
// two names (María and Mario) than one misspelt.
func (c Config) spelling(a, b *word) (float64, why) {
	n := max(len(a.text), len(b.text))
	if n == 3 && a.text[0] == b.text[0] && !(a.known && b.known) && a.script != signed && b.script != signed && distance(a.text, b.text, 1) == 1 {
		return c.ThreeSimilarity, whyTyped
	}
	d := distance(a.text, b.text, n/4)
	if n <= 3 || d > n/4 {
		return 0, ""
	}
	s := 0.05 + 0.9*(1-float64(d)/float64(n))
	if d > 1 {
		s -= c.SecondErrorPenalty
	}
	if a.text[0] != b.text[0] {
		s -= c.FirstLetterPenalty
	}
	if a.known && b.known && a.sound != b.sound {
		return s * c.KnownWordsFactor, whyOther
	}
	return s, whyTyped
}

func (c Config) sounds(a, b *word) (float64, why) {
	if a.script == abjad || b.script == abjad {
		return c.consonants(a, b)
	}
	if len(a.text) <= 3 || len(b.text) <= 3 || a.sound == "" || b.sound == "" {
		return 0, ""
	}
	if a.sound == b.sound {
		return c.SoundSimilarity, whySound
	}
	if a.known || b.known || max(len(a.text)-len(b.text), len(b.text)-len(a.text)) > 2 {
		return 0, ""
	}
	n := max(len(a.sound), len(b.sound))
	if n >= 6 {
		if d := distance(a.sound, b.sound, n/5); d <= n/5 {
			return 0.9 * (0.05 + 0.9*(1-float64(d)/float64(n))), whySound
		}
	}
	if a.bones == b.bones && len(a.bones) >= 3 && a.text[0] == b.text[0] {
		return 0.7, whyBones
	}
	return 0, ""
}

func (c Config) consonants(a, b *word) (float64, why) {
	x, y := strings.TrimPrefix(a.bones, "a"), strings.TrimPrefix(b.bones, "a")
	switch n := max(len(x), len(y)); {
	case x == "" || y == "":
		return 0, ""
	case x == y && n >= 3:
		return c.BonesSimilarity, whyBones
	case x == y && n == 2:
		return c.BonesSimilarity - 0.15, whyBones
	case n >= 4 && distance(x, y, 1) == 1:
		return 0.7, whyBones
	}
	return 0, ""
}

// leastSharedStart is the fewest letters in which two long words begin alike that are forms of one word (agency, agentstvo).
const leastSharedStart = 8

// sameStart tells whether two words begin with the same letters, most of the longer one.
func sameStart(a, b string) bool {
	shared := 0
	for shared < min(len(a), len(b)) && a[shared] == b[shared] {
		shared++
	}
	return shared >= leastSharedStart && 5*shared >= 3*max(len(a), len(b))
}
