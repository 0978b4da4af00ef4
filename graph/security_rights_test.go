package graph_test

import (
	"slices"
	"testing"

	"github.com/google/uuid"
	"github.com/pquerna/otp/totp"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/globalid"
	"github.com/qoricash/qoricash/internal/testkit"
)

// rightsSecurity says who looks after credentials and sessions of its own.
func rightsSecurity() map[string]outcomes {
	people := outcomes{granted: append(employees(), own, otherClient)}
	return map[string]outcomes{
		"Query.sessions":                people,
		"Mutation.sessionRevoke":        people,
		"Mutation.sessionsRevokeOthers": people,
		"Mutation.passwordChange":       people,
		"Mutation.passwordResetRequest": {granted: everybody()},
		"Mutation.passwordReset":        {"user:VERIFICATION_FAILED": everybody()},
		"Mutation.totpBegin":            {granted: employees()},
		"Mutation.totpConfirm":          {granted: employees()},
		"Mutation.totpDisable":          {granted: employees()},
	}
}

func queriesSecurity() map[string]string {
	return map[string]string{"sessions": `{ sessions { id } }`}
}

const (
	ownPassword = "Una-clave-2026"
	newPassword = "Arequipa-y-7-gatos"
)

// givePassword makes ownPassword the one of a caller.
func (a *api) givePassword(t *testing.T, caller testkit.Caller) {
	t.Helper()
	hash, err := a.Identity.HashPassword(t.Context(), ownPassword)
	if err != nil {
		t.Fatal(err)
	}
	table := "users"
	if a.Actor(caller).IsClient() {
		table = "clients"
	}
	if _, err := a.DB.Owner.ExecContext(t.Context(), `UPDATE `+table+` SET password_hash = $2 WHERE id = $1`, a.ID(caller), hash); err != nil {
		t.Fatal(err)
	}
}

// begun is the code that proves a second factor which a person of the house has begun to set up; a text for others.
func (a *api) begun(t *testing.T, caller testkit.Caller) string {
	t.Helper()
	if !slices.Contains(employees(), caller) {
		return "123456"
	}
	key, err := a.Identity.BeginTOTP(a.As(t, caller))
	if err != nil {
		t.Fatal(err)
	}
	code, err := totp.GenerateCode(key.Secret, a.Clock.Now())
	if err != nil {
		t.Fatal(err)
	}
	return code
}

func inputsSecurity() map[string]input {
	return map[string]input{
		"sessionRevoke": func(_ *testing.T, a *api, caller testkit.Caller) map[string]any {
			return map[string]any{"sessionId": a.sessionOf(caller)}
		},
		"passwordChange": func(t *testing.T, a *api, caller testkit.Caller) map[string]any {
			if caller != anonymous {
				a.givePassword(t, caller)
			}
			return map[string]any{"currentPassword": ownPassword, "newPassword": newPassword}
		},
		"passwordResetRequest": func(*testing.T, *api, testkit.Caller) map[string]any {
			return map[string]any{"staffLogin": "nadie@qoricash.pe"}
		},
		"passwordReset": func(*testing.T, *api, testkit.Caller) map[string]any {
			return map[string]any{"token": "x", "newPassword": newPassword}
		},
		"totpConfirm": func(t *testing.T, a *api, caller testkit.Caller) map[string]any {
			return map[string]any{"code": a.begun(t, caller)}
		},
		"totpDisable": func(t *testing.T, a *api, caller testkit.Caller) map[string]any {
			if slices.Contains(employees(), caller) {
				a.givePassword(t, caller)
				if _, err := a.Identity.ConfirmTOTP(a.As(t, caller), a.begun(t, caller)); err != nil {
					t.Fatal(err)
				}
			}
			return map[string]any{"password": ownPassword}
		},
	}
}

func namedIDsSecurity() map[string]named {
	return map[string]named{
		"sessionId": {ent.SessionIDPrefix, func(_ *testing.T, a *api) string { return a.sessionOf(testkit.OtherClient) }},
	}
}

func (a *api) sessionOf(caller testkit.Caller) string {
	id := a.Actor(caller).SessionID
	if id == uuid.Nil {
		id = a.Actor(testkit.Client).SessionID
	}
	return globalid.Encode(ent.SessionIDPrefix, id)
}
