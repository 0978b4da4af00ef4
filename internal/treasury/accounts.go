package treasury

import (
	"context"
	"fmt"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/houseaccount"
	"github.com/qoricash/qoricash/internal/access"
)

// Accounts answers every account of the house, those no longer used included, by bank, currency and number. For the
// staff.
func (s *Service) Accounts(ctx context.Context) ([]*ent.HouseAccount, error) {
	actor := access.Current(ctx)
	if !actor.IsStaff() {
		return nil, access.Denied(actor)
	}
	accounts, err := s.store.Read().HouseAccount.Query().
		Order(houseaccount.ByBank(), houseaccount.ByCurrency(), houseaccount.ByNumber()).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the house accounts: %w", err)
	}
	return accounts, nil
}
