package event

import (
	"encoding/binary"
	"hash/fnv"
	"slices"
)

// Sight is what a reader of a stream is shown of it, part by part. A cursor carries the sight under which it was given out, so that whoever
// comes back with it and is shown more by then hears that something was passed over. It is a short list of tags, in order.
type Sight []uint16

// mostSeen bounds the parts that a cursor tells of.
const mostSeen = 64

// SightOf is the sight of the named parts; their order does not matter. The names are kept in cursors, so they are not changed.
func SightOf(parts ...string) Sight {
	var seen Sight
	for _, part := range parts {
		hash := fnv.New32a()
		_, _ = hash.Write([]byte(part)) // a hash takes everything
		sum := hash.Sum32()
		seen = append(seen, uint16(sum>>16)^uint16(sum))
	}
	slices.Sort(seen)
	return slices.Compact(seen)
}

// Covers tells whether whoever has the sight is shown all that another one shows. A cursor that tells of no sight covers every one: it is
// a bare position, and whoever made it answers for what was seen up to there.
func (s Sight) Covers(other Sight) bool {
	return len(s) == 0 || !slices.ContainsFunc(other, func(part uint16) bool { return !slices.Contains(s, part) })
}

func (s Sight) append(text []byte) []byte {
	for _, part := range s[:min(len(s), mostSeen)] {
		text = binary.BigEndian.AppendUint16(text, part)
	}
	return text
}

func readSight(text []byte) Sight {
	var seen Sight
	for ; len(text) >= 2; text = text[2:] {
		seen = append(seen, binary.BigEndian.Uint16(text))
	}
	return seen
}
