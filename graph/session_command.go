package graph

import (
	"context"

	"github.com/qoricash/qoricash/graph/model"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/identity"
)

// SessionCookie puts the cookies of a session and of a device on the answer of a request, and takes the session's away. A
// transport that can set cookies binds one with WithSessionCookie; a socket cannot, and binds none.
type SessionCookie interface {
	// Kept tells whether the browser keeps a cookie of the answer: it drops those of another site.
	Kept() bool
	// Device answers the secret of the device that came with the request; empty for none.
	Device() string
	Set(token string, session identity.SessionInfo)
	SetDevice(secret string)
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

// deliveryOf answers the cookies of the answer where secrets are to come by them, nil where they come in the answer. It refuses
// cookies where there are none, and where the browser would drop them without a word.
func deliveryOf(ctx context.Context, delivery model.SessionDelivery) (SessionCookie, error) {
	if delivery != model.SessionDeliveryCookie {
		return nil, nil
	}
	cookie, ok := sessionCookie(ctx)
	switch {
	case !ok:
		return nil, domain.Refuse(domain.CodeBadRequest, "La entrega por cookie solo existe por HTTP; usa BEARER.").At("input", "delivery")
	case !cookie.Kept():
		return nil, domain.Refuse(domain.CodeInvalid,
			"Tu página está en otro sitio que la casa, y el navegador descarta la cookie. Usa BEARER y guarda el token.").At("delivery")
	}
	return cookie, nil
}

// deviceOf answers the secret of the caller's device: the one that it sent, else its cookie's.
func deviceOf(ctx context.Context, sent *string) string {
	if sent != nil && *sent != "" {
		return *sent
	}
	if cookie, ok := sessionCookie(ctx); ok {
		return cookie.Device()
	}
	return ""
}

// signIn opens a session. The rest of the document goes on as whoever sent it; only the payload's viewer is the person who
// signed in.
func (r *Resolver) signIn(ctx context.Context, input model.SessionCreateInput) (*model.SessionCreatePayload, error) {
	payload := &model.SessionCreatePayload{}
	cookie, err := deliveryOf(ctx, input.Delivery)
	var signedIn identity.SignedIn
	if err == nil {
		signedIn, err = r.Identity.SignIn(ctx, identity.SignInInput{Credentials: credentialsOf(input.Credentials), Device: deviceOf(ctx, input.DeviceToken)})
	}
	if payload.UserErrors, err = refusals(err); err != nil || len(payload.UserErrors) > 0 {
		return payload, err
	}
	if cookie != nil {
		cookie.Set(signedIn.Token, signedIn.Session)
		cookie.SetDevice(signedIn.Device)
	} else {
		payload.Token, payload.DeviceToken = &signedIn.Token, &signedIn.Device
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
