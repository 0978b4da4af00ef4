package graph

import (
	"context"

	"github.com/qoricash/qoricash/graph/model"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/identity"
)

// SessionCookie puts a session's cookie on the answer of a request, and takes it away. A transport that can set cookies
// binds one with WithSessionCookie; a socket cannot, and binds none.
type SessionCookie interface {
	Set(token string, session identity.SessionInfo)
	Clear()
}

type sessionCookieKey struct{}

// WithSessionCookie lets sign-in and sign-out reach the cookies of the answer.
func WithSessionCookie(ctx context.Context, cookie SessionCookie) context.Context {
	return context.WithValue(ctx, sessionCookieKey{}, cookie)
}

func sessionCookie(ctx context.Context) (SessionCookie, bool) {
	cookie, ok := ctx.Value(sessionCookieKey{}).(SessionCookie)
	return cookie, ok
}

// signIn opens a session. The rest of the document goes on as whoever sent it; only the payload's viewer is the person who
// signed in.
func (r *Resolver) signIn(ctx context.Context, input model.SessionCreateInput) (*model.SessionCreatePayload, error) {
	cookie, canSet := sessionCookie(ctx)
	byCookie := input.Delivery == model.SessionDeliveryCookie
	if byCookie && !canSet {
		return nil, domain.Refuse(domain.CodeBadRequest, "La entrega por cookie solo existe por HTTP; usa BEARER.").At("input", "delivery")
	}
	signedIn, err := r.Identity.SignIn(ctx, identity.SignInInput{Credentials: credentialsOf(input.Credentials)})
	payload := &model.SessionCreatePayload{}
	if payload.UserErrors, err = refusals(err); err != nil || len(payload.UserErrors) > 0 {
		return payload, err
	}
	if byCookie {
		cookie.Set(signedIn.Token, signedIn.Session)
	} else {
		payload.Token = &signedIn.Token
	}
	ctx = access.WithActor(ctx, signedIn.Actor)
	if payload.Viewer, err = r.viewer(ctx); err != nil {
		return nil, err
	}
	payload.Session = payload.Viewer.Session
	return payload, nil
}

func credentialsOf(input *model.Credentials) identity.Credentials {
	var credentials identity.Credentials
	if staff := input.Staff; staff != nil {
		credentials.Staff = &identity.StaffCredentials{Login: staff.Login, Password: staff.Password, TOTPCode: text(staff.TotpCode)}
	}
	if client := input.Client; client != nil {
		credentials.Client = &identity.ClientCredentials{DocumentType: client.DocumentType, DocumentNumber: client.DocumentNumber,
			Password: client.Password, App: client.App}
	}
	return credentials
}

func (r *Resolver) renewSession(ctx context.Context) (*model.SessionRenewPayload, error) {
	_, err := r.Identity.Renew(ctx)
	payload := &model.SessionRenewPayload{}
	if payload.UserErrors, err = refusals(err); err != nil || len(payload.UserErrors) > 0 {
		return payload, err
	}
	payload.Session, err = r.session(ctx, access.Current(ctx).SessionID)
	return payload, err
}

func (r *Resolver) endSession(ctx context.Context) (*model.SessionEndPayload, error) {
	ended, err := r.Identity.End(ctx)
	payload := &model.SessionEndPayload{Ended: ended}
	if payload.UserErrors, err = refusals(err); err != nil {
		return nil, err
	}
	if cookie, ok := sessionCookie(ctx); ok {
		cookie.Clear()
	}
	return payload, nil
}
