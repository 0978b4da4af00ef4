package graph

import (
	"maps"
	"slices"

	"github.com/qoricash/qoricash/graph/label"
	"github.com/qoricash/qoricash/internal/domain"
)

// enumLabels shows what the values of enumerations are called; nil names all of them. An enumeration is answered once, however often
// it is named.
func (r *Resolver) enumLabels(names []string) ([]*label.Enum, error) {
	if names == nil {
		names = slices.Sorted(maps.Keys(r.labels))
	}
	shown := make([]*label.Enum, 0, min(len(names), len(r.labels)))
	asked := map[string]bool{}
	for _, name := range names {
		enum, known := r.labels[name]
		if !known {
			return nil, domain.Refuse(domain.CodeBadRequest, "El esquema no tiene ninguna enumeración llamada %.60q.", name).At("names")
		}
		if !asked[name] {
			shown = append(shown, enum)
		}
		asked[name] = true
	}
	return shown, nil
}
