package graph

import (
	"context"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/graph/ids"
	"github.com/qoricash/qoricash/graph/model"
	"github.com/qoricash/qoricash/graph/selection"
	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/form"
	"github.com/qoricash/qoricash/internal/identity"
)

// inSession refuses callers without a session outright: a person's own credentials and sessions are not for tokens.
func inSession(ctx context.Context) error {
	if _, err := access.RequireSession(ctx); err != nil {
		return outsideRole{err}
	}
	return nil
}

// inStaffSession refuses all but people of the house outright.
func inStaffSession(ctx context.Context) error {
	if err := inSession(ctx); err != nil {
		return err
	}
	if caller := access.Current(ctx); !caller.IsStaff() {
		return outsideRole{domain.Refuse(domain.CodeForbidden, "La verificación en dos pasos es para el personal de la casa.")}
	}
	return nil
}

func (r *Resolver) revokeSession(ctx context.Context, input model.SessionRevokeInput) (*model.SessionRevokePayload, error) {
	if err := inSession(ctx); err != nil {
		return nil, err
	}
	var in ids.Input
	id := in.Required(ent.SessionIDPrefix, input.SessionID, "sessionId")
	ctx = form.Noting(ctx, in.Unreadable()...)
	err := form.Complete(ctx, r.Identity.Revoke(ctx, id))
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
	if err := inSession(ctx); err != nil {
		return nil, err
	}
	count, err := r.Identity.RevokeOthers(ctx)
	payload := &model.SessionsRevokeOthersPayload{Ended: count}
	if payload.UserErrors, err = refusals(err); err != nil {
		return nil, err
	}
	payload.Sessions, err = r.liveSessions(ctx)
	return payload, err
}

func (r *Resolver) changePassword(ctx context.Context, input model.PasswordChangeInput) (*model.PasswordChangePayload, error) {
	if err := inSession(ctx); err != nil {
		return nil, err
	}
	if err := r.countProfileChange(ctx); err != nil {
		return nil, err
	}
	err := r.Identity.ChangePassword(ctx, identity.ChangePasswordInput{CurrentPassword: input.CurrentPassword, NewPassword: input.NewPassword,
		Device: deviceOf(ctx, input.DeviceToken)})
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
	if err := inStaffSession(ctx); err != nil {
		return nil, err
	}
	if err := r.countProfileChange(ctx); err != nil {
		return nil, err
	}
	key, err := r.Identity.BeginTOTP(ctx)
	payload := &model.TotpBeginPayload{}
	if payload.UserErrors, err = refusals(err); err != nil || len(payload.UserErrors) > 0 {
		return payload, err
	}
	payload.Secret, payload.URI = &key.Secret, &key.URI
	return payload, nil
}

func (r *Resolver) confirmTOTP(ctx context.Context, input model.TotpConfirmInput) (*model.TotpConfirmPayload, error) {
	if err := inStaffSession(ctx); err != nil {
		return nil, err
	}
	if err := r.countProfileChange(ctx); err != nil {
		return nil, err
	}
	codes, err := r.Identity.ConfirmTOTP(ctx, input.Code)
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
	if err := inStaffSession(ctx); err != nil {
		return nil, err
	}
	if err := r.countProfileChange(ctx); err != nil {
		return nil, err
	}
	err := r.Identity.DisableTOTP(ctx, input.Password)
	payload := &model.TotpDisablePayload{Disabled: err == nil}
	if payload.UserErrors, err = refusals(err); err != nil {
		return nil, err
	}
	payload.StaffMember, err = r.staffMember(ctx, access.Current(ctx).ID)
	return payload, err
}
