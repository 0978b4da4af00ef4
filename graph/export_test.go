package graph

// NodePrefixes are the prefixes that `node` reads.
func NodePrefixes() []string {
	var prefixes []string
	for prefix := range nodeReaders() {
		prefixes = append(prefixes, prefix)
	}
	return prefixes
}
