package screening

import "strings"

// maxWords is how many words of a name are compared; the lists have names of up to thirty.
const maxWords = 32

// pair is a word or a run of words of one name that is the same as one of the other.
type pair struct {
	q, qEnd, r, rEnd int // words q to qEnd of the one, r to rEnd of the other, the ends not included
	similarity       float64
	why              why
	weight           float64
	bits             float64
}

// alignment is which words of two names are the same. It is used again and again, so that a search makes no garbage.
type alignment struct {
	pairs        []pair
	usedQ, usedR [maxWords]bool
	matrix       [maxWords][maxWords]float64
	reasons      [maxWords][maxWords]why
}

// align pairs the words of two names: first those that agree, then joined and split words, then what is less alike.
func (c Config) align(a *alignment, q, r *name) {
	a.pairs = a.pairs[:0]
	nq, nr := min(len(q.words), maxWords), min(len(r.words), maxWords)
	clear(a.usedQ[:nq])
	clear(a.usedR[:nr])
	for i := range nq {
		for j := range nr {
			a.matrix[i][j], a.reasons[i][j] = c.similarity(q.words[i], r.words[j])
			if a.reasons[i][j] == whyTyped && q.words[i].text[0] != r.words[j].text[0] && afterParticle(q, i) && afterParticle(r, j) {
				a.matrix[i][j] += c.FirstLetterPenalty // the first letter of al-Sadi stands in the middle of what was typed
			}
		}
	}
	if q.joined && r.joined {
		c.hyphened(a, q, r)
	}
	c.pairAbove(a, q, r, c.AgreeSimilarity)
	c.joins(a, q, r)
	if q.of != Person {
		c.acronyms(a, q, r)
	}
	c.pairAbove(a, q, r, c.LeastSimilarity)
}

func afterParticle(n *name, at int) bool { return at > 0 && n.words[at-1].class == particle }

// hyphened pairs words that hyphens join on both sides and that have one mistake together (Chang-Ho, Chang-Wo, Changh-O): the parts alone are too
// short to be known again.
func (c Config) hyphened(a *alignment, q, r *name) {
	eachHyphened(q, func(i, iEnd int) {
		eachHyphened(r, func(j, jEnd int) {
			if a.usedQ[i] || a.usedR[j] {
				return
			}
			x, y := textJoined(q.words[i:iEnd]), textJoined(r.words[j:jEnd])
			if max(len(x), len(y)) <= leastHyphened || x[0] != y[0] {
				return
			}
			switch distance(x, y, 1) {
			case 0:
				if len(q.words[i].text) != len(r.words[j].text) { // the hyphen stands elsewhere
					a.take(c.pairOf(q, r, i, iEnd, j, jEnd, c.JoinSimilarity, whyJoined))
				}
			case 1:
				a.take(c.pairOf(q, r, i, iEnd, j, jEnd, c.JoinSimilarity-0.1, whyJoined))
			}
		})
	})
}

// leastHyphened is the most letters of joined words that one mistake would make another name of.
const leastHyphened = 4

// eachHyphened calls yield with each run of words without particles that hyphens join.
func eachHyphened(n *name, yield func(from, end int)) {
	for from := 0; from < min(len(n.words), maxWords); {
		end := from + 1
		for end < min(len(n.words), maxWords) && n.hyphens[end] {
			end++
		}
		if end-from > 1 && n.words[from].class != particle {
			yield(from, end)
		}
		from = end
	}
}

func textJoined(ws []*word) string {
	var text strings.Builder
	for _, w := range ws {
		text.WriteString(w.text)
	}
	return text.String()
}

// pairAbove pairs free words from the most alike down to least. Between equals, words of one role come first, then the heavier, then those
// that stand in like places.
func (c Config) pairAbove(a *alignment, q, r *name, least float64) {
	nq, nr := min(len(q.words), maxWords), min(len(r.words), maxWords)
	for {
		best, bi, bj := 0.0, -1, -1
		for i := range nq {
			if a.usedQ[i] {
				continue
			}
			for j := range nr {
				s := a.matrix[i][j]
				if a.usedR[j] || s < least {
					continue
				}
				rank := s + 0.01*q.words[i].weight - 0.0001*float64(max(i-j, j-i))
				if crossed(q.roles[i], r.roles[j]) {
					rank -= 0.03
				}
				if rank > best {
					best, bi, bj = rank, i, j
				}
			}
		}
		if bi < 0 {
			return
		}
		a.usedQ[bi], a.usedR[bj] = true, true
		a.pairs = append(a.pairs, c.pairOf(q, r, bi, bi+1, bj, bj+1, a.matrix[bi][bj], a.reasons[bi][bj]))
	}
}

// crossed tells whether one word is a given name and the other a surname, or the two surnames are exchanged.
func crossed(a, b role) bool {
	if a == anyRole || b == anyRole || a == b {
		return false
	}
	return a == givenRole || b == givenRole || a != familyRole && b != familyRole
}

func (c Config) pairOf(q, r *name, i, iEnd, j, jEnd int, similarity float64, reason why) pair {
	p := pair{q: i, qEnd: iEnd, r: j, rEnd: jEnd, similarity: similarity, why: reason}
	qw, qb := sums(q.words[i:iEnd])
	rw, rb := sums(r.words[j:jEnd])
	switch {
	case reason == whyInitial:
		p.weight, p.bits = c.InitialWeight, 3
	case reason == whyAcronym:
		p.weight, p.bits = max(min(qw, rw), c.WeightLeast), min(qb, rb)
	case reason == whyJoined:
		p.weight, p.bits = max(qw, rw), max(min(qb, rb), 8)
	default:
		p.weight, p.bits = (qw+rw)/2, min(qb, rb)
	}
	if reason == whyBones {
		p.bits = min(p.bits, c.BoneBits*float64(min(len(q.words[i].bones), len(r.words[j].bones))))
	}
	p.bits *= similarity * similarity
	return p
}

func sums(ws []*word) (weight, bits float64) {
	for _, w := range ws {
		weight += w.weight
		bits += w.bits
	}
	return weight, bits
}

// joins pairs a word with two to four that are written apart on the other side.
func (c Config) joins(a *alignment, q, r *name) {
	nq, nr := min(len(q.words), maxWords), min(len(r.words), maxWords)
	for i := range nq {
		if a.usedQ[i] || !joinable(q.words[i]) {
			continue
		}
		if j, end, s := c.joined(q.words[i], r.words[:nr], a.usedR[:nr]); s > 0 {
			a.take(c.pairOf(q, r, i, i+1, j, end, s, whyJoined))
		}
	}
	for j := range nr {
		if a.usedR[j] || !joinable(r.words[j]) {
			continue
		}
		if i, end, s := c.joined(r.words[j], q.words[:nq], a.usedQ[:nq]); s > 0 {
			a.take(c.pairOf(q, r, i, end, j, j+1, s, whyJoined))
		}
	}
}

func (a *alignment) take(p pair) {
	for i := p.q; i < p.qEnd; i++ {
		a.usedQ[i] = true
	}
	for j := p.r; j < p.rEnd; j++ {
		a.usedR[j] = true
	}
	a.pairs = append(a.pairs, p)
}

func joinable(w *word) bool {
	return len(w.text) >= 4 && (wordLike(w)) || w.script == abjad && len(w.text) >= 3
}

// joined finds the run of free words that together are the word whole.
func (c Config) joined(whole *word, parts []*word, used []bool) (from, end int, similarity float64) {
	var buffer [maxWord]byte
	for from := range parts {
		text := buffer[:0]
		for end := from; end < len(parts) && end < from+4 && !used[end]; end++ {
			part := parts[end].text
			if len(text)+len(part) > len(whole.text)+2 || parts[end].class == number || len(text)+len(part) > maxWord {
				break
			}
			text = append(text, part...)
			if end == from || len(text)+2 < len(whole.text) {
				continue
			}
			if s := c.sameJoined(whole, text, parts[end].script); s > 0 {
				return from, end + 1, s
			}
		}
	}
	return 0, 0, 0
}

func (c Config) sameJoined(whole *word, text []byte, from script) float64 {
	if string(text) == whole.text {
		return c.JoinSimilarity
	}
	if whole.script == abjad || from == abjad {
		if bonesOf(string(text)) == whole.bones && len(whole.bones) >= 3 {
			return c.BonesSimilarity
		}
		return 0
	}
	n := max(len(text), len(whole.text))
	if n >= 5 && distance(string(text), whole.text, 1) == 1 {
		return c.JoinSimilarity - 0.1
	}
	if n >= 6 && text[0] == whole.text[0] && soundOf(string(text)) == whole.sound {
		return c.SoundSimilarity
	}
	return 0
}
