package approval

import (
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/store"
)

// NewOver is New of a house with another table of kinds.
func NewOver(house *store.Store, table domain.Approvals) *Service {
	return &Service{store: house, approvals: table, effects: Effects{}}
}
