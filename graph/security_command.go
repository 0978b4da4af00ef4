package graph

import (
	"context"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/graph/ids"
	"github.com/qoricash/qoricash/graph/model"
	"github.com/qoricash/qoricash/graph/selection"
	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/identity"
)

func (r *Resolver) revokeSession(ctx context.Context, input model.SessionRevokeInput) (*model.SessionRevokePayload, error) {
	var in ids.Input
	id := in.Required(ent.SessionIDPrefix, input.SessionID, "sessionId")
	_, err := run(ctx, r, &in, id, unanswered(r.Identity.Revoke))
	payload := &model.SessionRevokePayload{Sessions: []*view.Session{}}
	if payload.UserErrors, err = refusals(err); err != nil {
		return nil, err
	}
	if cookie, ok := sessionCookie(ctx); ok && len(payload.UserErrors) == 0 && id == access.Current(ctx).SessionID {
		cookie.Clear()
	}
	if selection.Of(ctx).Has("SessionRevokePayload.sessions") {
		payload.Sessions, err = r.liveSessions(ctx)
	}
	return payload, err
}

func (r *Resolver) revokeOtherSessions(ctx context.Context) (*model.SessionsRevokeOthersPayload, error) {
	count, err := run(ctx, r, &ids.Input{}, struct{}{}, unkeyed(func(ctx context.Context, _ struct{}) (int, error) { return r.Identity.RevokeOthers(ctx) }))
	payload := &model.SessionsRevokeOthersPayload{Ended: count}
	if payload.UserErrors, err = refusals(err); err != nil {
		return nil, err
	}
	payload.Sessions, err = r.liveSessions(ctx)
	return payload, err
}

func (r *Resolver) changePassword(ctx context.Context, input model.PasswordChangeInput) (*model.PasswordChangePayload, error) {
	_, err := run(ctx, r, &ids.Input{}, identity.ChangePasswordInput{CurrentPassword: input.CurrentPassword, NewPassword: input.NewPassword,
		Device: deviceOf(ctx, input.DeviceToken)}, unanswered(r.Identity.ChangePassword))
	payload := &model.PasswordChangePayload{}
	if payload.UserErrors, err = refusals(err); err != nil {
		return nil, err
	}
	payload.Session, err = r.ownSession(ctx, "PasswordChangePayload.session")
	return payload, err
}

// requestPasswordReset answers everybody alike. The address is the limit's subject, so nobody needs to be signed in.
func (r *Resolver) requestPasswordReset(ctx context.Context, input model.PasswordResetRequestInput) (*model.PasswordResetRequestPayload, error) {
	request := identity.ResetRequest{StaffLogin: input.StaffLogin, Device: deviceOf(ctx, nil)}
	if client := input.Client; client != nil {
		request.Device = deviceOf(ctx, client.DeviceToken)
		request.Client = &identity.ClientReset{DocumentType: client.DocumentType, DocumentNumber: client.DocumentNumber, Email: client.Email}
	}
	err := r.Identity.RequestReset(ctx, request)
	payload := &model.PasswordResetRequestPayload{ValidSeconds: int(identity.LinkValidity.Seconds())}
	payload.UserErrors, err = refusals(err)
	return payload, err
}

func (r *Resolver) resetPassword(ctx context.Context, input model.PasswordResetInput) (*model.PasswordResetPayload, error) {
	cookie, err := deliveryOf(ctx, input.Delivery)
	var device string
	if err == nil {
		device, err = r.Identity.ResetByLink(ctx, identity.ResetInput{Token: input.Token, NewPassword: input.NewPassword,
			Device: deviceOf(ctx, input.DeviceToken)})
	}
	payload := &model.PasswordResetPayload{Done: err == nil}
	if payload.UserErrors, err = refusals(err); err != nil || len(payload.UserErrors) > 0 {
		return payload, err
	}
	if cookie != nil {
		cookie.SetDevice(device)
	} else {
		payload.DeviceToken = &device
	}
	return payload, nil
}

func (r *Resolver) beginTOTP(ctx context.Context) (*model.TotpBeginPayload, error) {
	key, err := run(ctx, r, &ids.Input{}, struct{}{}, unkeyed(func(ctx context.Context, _ struct{}) (identity.TOTPKey, error) { return r.Identity.BeginTOTP(ctx) }))
	payload := &model.TotpBeginPayload{}
	if payload.UserErrors, err = refusals(err); err != nil || len(payload.UserErrors) > 0 {
		return payload, err
	}
	payload.Secret, payload.URI = &key.Secret, &key.URI
	return payload, nil
}

func (r *Resolver) confirmTOTP(ctx context.Context, input model.TotpConfirmInput) (*model.TotpConfirmPayload, error) {
	codes, err := run(ctx, r, &ids.Input{}, input.Code, unkeyed(r.Identity.ConfirmTOTP))
	payload := &model.TotpConfirmPayload{RecoveryCodes: []string{}}
	if payload.UserErrors, err = refusals(err); err != nil {
		return nil, err
	}
	payload.RecoveryCodes = append(payload.RecoveryCodes, codes...)
	if payload.Session, err = r.ownSession(ctx, "TotpConfirmPayload.session"); err != nil {
		return nil, err
	}
	payload.StaffMember, err = r.staffMember(ctx, access.Current(ctx).ID)
	return payload, err
}

func (r *Resolver) disableTOTP(ctx context.Context, input model.TotpDisableInput) (*model.TotpDisablePayload, error) {
	_, err := run(ctx, r, &ids.Input{}, input.Password, unanswered(r.Identity.DisableTOTP))
	payload := &model.TotpDisablePayload{Disabled: err == nil}
	if payload.UserErrors, err = refusals(err); err != nil {
		return nil, err
	}
	payload.StaffMember, err = r.staffMember(ctx, access.Current(ctx).ID)
	return payload, err
}
