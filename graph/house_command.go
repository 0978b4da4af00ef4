package graph

import (
	"context"

	"github.com/qoricash/qoricash/graph/ids"
	"github.com/qoricash/qoricash/graph/model"
	"github.com/qoricash/qoricash/internal/calendar"
)

func (r *Resolver) setHoliday(ctx context.Context, input model.HolidaySetInput) (*model.HolidaySetPayload, error) {
	var in ids.Input
	command := calendar.SetHolidayInput{IdempotencyKey: in.Key(input.IdempotencyKey), Date: input.Date, Name: input.Name}
	set, err := run(ctx, r, &in, command, r.Calendar.SetHoliday)
	payload := &model.HolidaySetPayload{}
	if payload.UserErrors, err = refusals(err); err != nil || len(payload.UserErrors) > 0 {
		return payload, err
	}
	payload.Holiday = &model.Holiday{Date: set.Date, Name: set.Name}
	payload.BusinessHours, err = r.businessHours(ctx)
	return payload, err
}

func (r *Resolver) removeHoliday(ctx context.Context, input model.HolidayRemoveInput) (*model.HolidayRemovePayload, error) {
	var in ids.Input
	_, err := run(ctx, r, &in, calendar.RemoveHolidayInput{IdempotencyKey: in.Key(input.IdempotencyKey), Date: input.Date}, r.Calendar.RemoveHoliday)
	payload := &model.HolidayRemovePayload{}
	if payload.UserErrors, err = refusals(err); err != nil || len(payload.UserErrors) > 0 {
		return payload, err
	}
	payload.BusinessHours, err = r.businessHours(ctx)
	return payload, err
}
