package graph

import (
	"context"

	"github.com/qoricash/qoricash/ent/houseaccount"
	"github.com/qoricash/qoricash/graph/ids"
	"github.com/qoricash/qoricash/graph/model"
	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/treasury"
)

func (r *Resolver) openHouseAccount(ctx context.Context, input model.HouseAccountOpenInput) (*model.HouseAccountOpenPayload, error) {
	var in ids.Input
	command := treasury.OpenAccountInput{IdempotencyKey: in.Key(input.IdempotencyKey), Bank: input.Bank, Currency: input.Currency,
		Number: input.Number, CCI: input.Cci, Holder: input.Holder}
	id, err := run(ctx, r, &in, command, r.Treasury.OpenAccount)
	payload := &model.HouseAccountOpenPayload{}
	if payload.UserErrors, err = refusals(err); err != nil || len(payload.UserErrors) > 0 {
		return payload, err
	}
	rows, err := r.Store.Read().HouseAccount.Query().Where(houseaccount.ID(id)).All(ctx)
	if err != nil {
		return nil, err
	}
	payload.HouseAccount, err = one[view.HouseAccount](r.houseAccounts(ctx, rows))
	return payload, err
}
