package approval

import (
	"maps"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/store"
)

// NewOver is a service like another, with another table of kinds.
func NewOver(house *store.Store, table domain.Approvals, like *Service) *Service {
	return &Service{store: house, approvals: table, effects: maps.Clone(like.effects)}
}
