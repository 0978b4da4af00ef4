package screening

import (
	"cmp"
	"maps"
	"slices"
)

// shelf finds, among many names, those that share words with a given one. It holds persons' names or others', and is never changed.
type shelf struct {
	config  Config
	names   []*name
	owners  []int32   // whose name it is: a place among the entries, or among the subjects
	totals  []float32 // weight of the words of a name that are searched by
	words   []*word
	byText  map[string]int32
	bySound *multimap
	byBones *multimap // words that stand without vowels
	allBone *multimap // all words, for those that are asked for without vowels
	typos   *multimap
	byName  map[int][]int32 // words that are forms of one name
	starts  []int32         // of the postings of each word
	posts   []int32
}

// multimap is a map of texts to several words, held as sorted numbers. Two texts may meet in one key; whoever reads compares the words.
type multimap struct{ rows []uint64 }

func hashOf(text string) uint32 {
	h := uint32(2166136261)
	for i := range len(text) {
		h = (h ^ uint32(text[i])) * 16777619
	}
	return h
}

func (m *multimap) add(text string, id int32) {
	m.rows = append(m.rows, uint64(hashOf(text))<<32|uint64(uint32(id)))
}

func (m *multimap) seal() {
	slices.Sort(m.rows)
	m.rows = slices.Clip(slices.Compact(m.rows))
}

func (m *multimap) each(hash uint32, yield func(int32)) {
	at, _ := slices.BinarySearch(m.rows, uint64(hash)<<32)
	for ; at < len(m.rows) && uint32(m.rows[at]>>32) == hash; at++ {
		yield(int32(uint32(m.rows[at])))
	}
}

// searchable tells whether names are found by a word.
func searchable(w *word) bool {
	return wordLike(w) || w.class == number
}

type ownedName struct {
	owner int32
	name  *name
}

func (c Config) newShelf(owned []ownedName) *shelf {
	s := &shelf{
		config: c, names: make([]*name, len(owned)), owners: make([]int32, len(owned)), totals: make([]float32, len(owned)), byText: map[string]int32{},
		bySound: &multimap{}, byBones: &multimap{}, allBone: &multimap{}, typos: &multimap{}, byName: map[int][]int32{},
	}
	var pairs []uint64 // word, name
	for id, o := range owned {
		s.names[id], s.owners[id] = o.name, o.owner
		for i, w := range o.name.words {
			known, ok := s.byText[w.text]
			switch {
			case !searchable(w):
			case !ok:
				known = int32(len(s.words))
				s.byText[w.text] = known
				s.words = append(s.words, w)
			case s.words[known].class == w.class && s.words[known].script == w.script:
				o.name.words[i] = s.words[known] // equal words are one value
			}
			if searchable(w) {
				pairs = append(pairs, uint64(known)<<32|uint64(id))
				s.totals[id] += float32(w.weight)
			}
		}
	}
	slices.Sort(pairs)
	pairs = slices.Compact(pairs)
	s.starts = make([]int32, len(s.words)+1)
	s.posts = make([]int32, len(pairs))
	for i, p := range pairs {
		s.posts[i] = int32(uint32(p))
		s.starts[p>>32+1]++
	}
	for i := range s.words {
		s.starts[i+1] += s.starts[i]
	}
	s.indexWords()
	return s
}

func (s *shelf) indexWords() {
	for i, w := range s.words {
		id := int32(i)
		if w.class == number {
			continue
		}
		if len(w.text) > 3 {
			s.bySound.add(w.sound, id)
		}
		if w.script == abjad {
			s.byBones.add(w.bones, id)
		}
		s.allBone.add(w.bones, id)
		for _, v := range w.names {
			s.byName[v.name] = append(s.byName[v.name], id)
		}
		if len(w.text) >= 3 && len(w.text) <= maxWord {
			s.typos.add(w.text, id)
			eachDeletion(w.text, func(h uint32) { s.typos.rows = append(s.typos.rows, uint64(h)<<32|uint64(uint32(id))) })
		}
	}
	s.bySound.seal()
	s.byBones.seal()
	s.allBone.seal()
	s.typos.seal()
}

// eachDeletion calls yield with the hash of each text that is left when one letter is taken away.
func eachDeletion(text string, yield func(uint32)) {
	for skip := range len(text) {
		if skip > 0 && text[skip] == text[skip-1] {
			continue
		}
		h := uint32(2166136261)
		for i := range len(text) {
			if i != skip {
				h = (h ^ uint32(text[i])) * 16777619
			}
		}
		yield(h)
	}
}

// searchSpace is the room of one search.
type searchSpace struct {
	found   []float32 // by name, what of it was found
	touched []int32
	near    []nearWord
	seen    map[int32]bool
	ranked  []rankedName
}

type nearWord struct {
	id         int32
	similarity float32
}

type rankedName struct {
	id    int32
	share float32
}

// candidates answers the names of the shelf of which enough was found, the likeliest first.
func (s *shelf) candidates(q *name, space *searchSpace) []rankedName {
	if len(space.found) < len(s.names) {
		space.found = make([]float32, len(s.names))
	}
	if space.seen == nil {
		space.seen = map[int32]bool{}
	}
	space.touched = space.touched[:0]
	total := float32(0)
	for i, w := range q.words {
		if !searchable(w) || q.married[i] {
			continue
		}
		total += float32(w.weight)
		s.near(w, space)
		for _, n := range space.near {
			s.addPosts(n.id, float32(w.weight)*n.similarity, space)
		}
		s.split(w, space)
		if len(space.near) == 0 {
			s.part(w, space)
		}
	}
	s.glue(q, space)
	space.ranked = space.ranked[:0]
	least := float32(s.config.CandidateShare)
	for _, id := range space.touched {
		share := space.found[id] / min(total, s.totals[id])
		space.found[id] = 0
		if share >= least {
			space.ranked = append(space.ranked, rankedName{id: id, share: share})
		}
	}
	slices.SortFunc(space.ranked, func(a, b rankedName) int {
		return cmp.Or(cmp.Compare(b.share, a.share), cmp.Compare(a.id, b.id))
	})
	return space.ranked
}

func (s *shelf) addPosts(word int32, weight float32, space *searchSpace) {
	for _, id := range s.posts[s.starts[word]:s.starts[word+1]] {
		if space.found[id] == 0 {
			space.touched = append(space.touched, id)
		}
		space.found[id] += weight
	}
}

// near fills space with the words of the shelf that are like w.
func (s *shelf) near(w *word, space *searchSpace) {
	space.near = space.near[:0]
	clear(space.seen)
	look := func(id int32) {
		if space.seen[id] {
			return
		}
		space.seen[id] = true
		if similarity, _ := s.config.similarity(w, s.words[id]); similarity > 0 {
			space.near = append(space.near, nearWord{id: id, similarity: float32(similarity)})
		}
	}
	if id, ok := s.byText[w.text]; ok {
		space.seen[id] = true
		space.near = append(space.near, nearWord{id: id, similarity: 1})
	}
	if w.class == number {
		return
	}
	for _, v := range w.names {
		for _, id := range s.byName[v.name] {
			look(id)
		}
	}
	if len(w.text) > 3 {
		s.bySound.each(hashOf(w.sound), look)
	}
	if w.script == abjad {
		s.allBone.each(hashOf(w.bones), look)
	} else {
		s.byBones.each(hashOf(w.bones), look)
	}
	if len(w.text) >= 3 && len(w.text) <= maxWord {
		s.typos.each(hashOf(w.text), look)
		eachDeletion(w.text, func(h uint32) { s.typos.each(h, look) })
	}
}

// split looks for two words of the shelf that together are w.
func (s *shelf) split(w *word, space *searchSpace) {
	if len(w.text) < 6 || !wordLike(w) {
		return
	}
	for at := 2; at <= len(w.text)-2; at++ {
		left, ok := s.byText[w.text[:at]]
		if !ok {
			continue
		}
		if right, ok := s.byText[w.text[at:]]; ok {
			share := float32(w.weight) * 0.5
			s.addPosts(left, share, space)
			s.addPosts(right, share, space)
		}
	}
}

// part looks for the longest words of the shelf that a word, which is like none of them, begins and ends with: a joined name that is mistyped.
func (s *shelf) part(w *word, space *searchSpace) {
	if len(w.text) < 6 || !wordLike(w) {
		return
	}
	for size := len(w.text) - 2; size >= 4; size-- {
		if id, ok := s.byText[w.text[:size]]; ok {
			s.addPosts(id, float32(w.weight)*float32(size)/float32(len(w.text)), space)
			break
		}
	}
	for size := len(w.text) - 2; size >= 4; size-- {
		if id, ok := s.byText[w.text[len(w.text)-size:]]; ok {
			s.addPosts(id, float32(w.weight)*float32(size)/float32(len(w.text)), space)
			break
		}
	}
}

// glue looks for words of the shelf that are two or three neighbours of q in one.
func (s *shelf) glue(q *name, space *searchSpace) {
	var buffer [maxWord]byte
	for from := range q.words {
		text := buffer[:0]
		weight := float32(0)
		for end := from; end < len(q.words) && end < from+4; end++ {
			part := q.words[end]
			if len(text)+len(part.text) > maxWord || part.class == form {
				break
			}
			text = append(text, part.text...)
			if searchable(part) {
				weight += float32(part.weight)
			}
			if end == from {
				continue
			}
			if id, ok := s.byText[string(text)]; ok {
				s.addPosts(id, weight, space)
			}
		}
	}
}

func sortedKeys(set map[int32]bool) []int32 {
	return slices.Sorted(maps.Keys(set))
}
