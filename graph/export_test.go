package graph

import (
	"github.com/qoricash/qoricash/graph/gate"
)

// NodePrefixes are the prefixes that `node` reads.
func NodePrefixes() []string {
	var prefixes []string
	for prefix := range nodeReaders() {
		prefixes = append(prefixes, prefix)
	}
	return prefixes
}

// Decisions are what the root fields of the schema cost in rights.
func Decisions() gate.Decisions {
	return decisions()
}
