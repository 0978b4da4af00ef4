package identity

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/store"
)

// The functions of this file are for commands of other areas that hold the lock of the person, [Person.Lock]: they end there, in the
// same transaction, what lets the person in. Other instances follow the events.

// EndWithin ends every live session and every unused link of a person. It answers the sessions, for [Service.Forget] after the commit.
func EndWithin(ctx context.Context, tx *store.Tx, person Person) ([]uuid.UUID, error) {
	ids, err := endAll(ctx, tx, person, domain.SessionRevoked)
	if err != nil {
		return nil, err
	}
	return ids, EndLinks(ctx, tx, person)
}

// EndSessions ends every live session of a person, and leaves the links that were sent.
func EndSessions(ctx context.Context, tx *store.Tx, person Person) error {
	_, err := endAll(ctx, tx, person, domain.SessionRevoked)
	return err
}

// RevokeTokens ends every access token that a person of the house answers for.
func RevokeTokens(ctx context.Context, tx *store.Tx, holder uuid.UUID) error {
	return revokeTokens(ctx, tx, holder, func(*ent.AccessToken) bool { return true })
}

// RevokeUnfitTokens ends the access tokens that could not be made for a person of a role without further permissions.
func RevokeUnfitTokens(ctx context.Context, tx *store.Tx, holder uuid.UUID, role domain.Role) error {
	return revokeTokens(ctx, tx, holder, func(token *ent.AccessToken) bool { return unfit(token.Audience, token.Scopes, role, nil) != nil })
}

// ForgetDevicesWithin forgets the known devices and networks of a person.
func ForgetDevicesWithin(ctx context.Context, tx *store.Tx, person Person) error {
	return forgetDevices(ctx, tx, person, "")
}

// RequirePasswordChange makes a person of the house choose another password before the next session does anything else.
func RequirePasswordChange(ctx context.Context, tx *store.Tx, id uuid.UUID) error {
	if err := tx.User.UpdateOneID(id).SetMustChangePassword(true).SetUpdatedAt(tx.Now).Exec(access.AsSystem(ctx)); err != nil {
		return fmt.Errorf("force a change of password: %w", err)
	}
	return nil
}

// DropSecondFactor forgets the second factor of a person of the house, with its recovery codes.
func DropSecondFactor(ctx context.Context, tx *store.Tx, id uuid.UUID) error {
	err := tx.User.UpdateOneID(id).ClearTotpSecret().ClearTotpConfirmedAt().SetTotpLastStep(0).SetUpdatedAt(tx.Now).Exec(access.AsSystem(ctx))
	if err != nil {
		return fmt.Errorf("forget a second factor: %w", err)
	}
	return deleteRecoveryCodes(ctx, tx, id)
}

// ForgetCredentials leaves a person of the house without password and without second factor, as somebody who was just hired.
func ForgetCredentials(ctx context.Context, tx *store.Tx, id uuid.UUID) error {
	err := tx.User.UpdateOneID(id).SetPasswordHash("").SetMustChangePassword(false).SetUpdatedAt(tx.Now).Exec(access.AsSystem(ctx))
	if err != nil {
		return fmt.Errorf("forget a password: %w", err)
	}
	return DropSecondFactor(ctx, tx, id)
}
