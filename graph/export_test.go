package graph

import "github.com/qoricash/qoricash/internal/domain"

// NodePrefixes are the prefixes that `node` reads.
func NodePrefixes() []string {
	var prefixes []string
	for prefix := range nodeReaders() {
		prefixes = append(prefixes, prefix)
	}
	return prefixes
}

// TokenFields are the root fields that are open to access tokens, with their scopes.
func TokenFields() map[string][]domain.TokenScope { return tokenFields() }
