package graph_test

import (
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/user"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/globalid"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/staff"
	"github.com/qoricash/qoricash/internal/testkit"
)

// rightsStaff says who administers people and access tokens.
func rightsStaff() map[string]outcomes {
	administer := outcomes{granted: {master}}
	ownTokens := outcomes{granted: {master, analyst}}
	return map[string]outcomes{
		"Query.staff":        {granted: employees()},
		"Query.accessTokens": {empty: {master, analyst}},

		"Mutation.userCreate":              administer,
		"Mutation.userUpdate":              administer,
		"Mutation.userDeactivate":          administer,
		"Mutation.userRehire":              administer,
		"Mutation.userInvite":              administer,
		"Mutation.userForcePasswordChange": administer,
		"Mutation.userResetTotp":           administer,
		"Mutation.userGrant":               administer,
		"Mutation.userRevoke":              administer,
		"Mutation.userGrantSet":            administer,
		"Mutation.userRevokeSet":           administer,
		"Mutation.accessTokenCreate":       ownTokens,
		"Mutation.accessTokenRotate":       ownTokens,
		"Mutation.accessTokenRevoke":       ownTokens,
	}
}

func queriesStaff() map[string]string {
	return map[string]string{
		"staff":        `{ staff { nodes { id } } }`,
		"accessTokens": `{ accessTokens { id } }`,
	}
}

func inputsStaff() map[string]input {
	aboutSomebody := func(t *testing.T, a *api, _ testkit.Caller) map[string]any {
		return keyed(map[string]any{"userId": a.newcomer(t)})
	}
	grant := func(t *testing.T, a *api, _ testkit.Caller) map[string]any {
		return keyed(map[string]any{"userId": a.newcomer(t), "permission": "RATES_PUBLISH"})
	}
	revoke := func(t *testing.T, a *api, _ testkit.Caller) map[string]any {
		id := a.hire(t)
		a.GrantAs(t, master, id, domain.RatesPublish)
		return keyed(map[string]any{"userId": globalid.Encode(ent.UserIDPrefix, id), "permission": "RATES_PUBLISH"})
	}
	office := func(t *testing.T, a *api, _ testkit.Caller) map[string]any {
		id := a.hire(t)
		a.GiveRole(t, id, domain.RoleAnalyst)
		return keyed(map[string]any{"userId": globalid.Encode(ent.UserIDPrefix, id), "set": "ACCOUNTANT"})
	}
	relieve := func(t *testing.T, a *api, caller testkit.Caller) map[string]any {
		input := office(t, a, caller)
		_, id, err := globalid.Decode(input["userId"].(string))
		must(t, err)
		a.GrantSetAs(t, master, id, domain.SetAccountant)
		return input
	}
	return map[string]input{
		"userCreate": func(*testing.T, *api, testkit.Caller) map[string]any {
			return keyed(map[string]any{"name": "Rita Vega", "email": freshEmail(), "role": "TRADER"})
		},
		"userUpdate": func(t *testing.T, a *api, _ testkit.Caller) map[string]any {
			return keyed(map[string]any{"userId": a.newcomer(t), "name": "Rita Vega Soto", "role": "ANALYST"})
		},
		"userDeactivate": func(t *testing.T, a *api, _ testkit.Caller) map[string]any {
			return keyed(map[string]any{"userId": a.newcomer(t), "reason": "Renuncia", "portfolioTo": a.staff(testkit.Trader)})
		},
		"userRehire": func(t *testing.T, a *api, _ testkit.Caller) map[string]any {
			id := a.hire(t)
			_, _, err := a.Staff.Deactivate(a.As(t, testkit.Master), staff.DeactivateInput{
				Target: staff.Target{UserID: id}, Reason: "Renuncia"})
			if err != nil {
				t.Fatal(err)
			}
			return keyed(map[string]any{"userId": globalid.Encode(ent.UserIDPrefix, id)})
		},
		"userInvite": aboutSomebody, "userForcePasswordChange": aboutSomebody, "userResetTotp": aboutSomebody,
		"userGrant": grant, "userRevoke": revoke, "userGrantSet": office, "userRevokeSet": relieve,
		"accessTokenCreate": func(_ *testing.T, a *api, _ testkit.Caller) map[string]any {
			return keyed(map[string]any{"name": "Tablero", "audience": "ANALYST", "holderId": a.staff(testkit.Analyst),
				"scopes": []any{"READ_OPERATIONS"}, "days": 30})
		},
		"accessTokenRotate": func(t *testing.T, a *api, _ testkit.Caller) map[string]any {
			return keyed(map[string]any{"tokenId": a.token(t), "overlapHours": 1, "days": 30})
		},
		"accessTokenRevoke": func(t *testing.T, a *api, _ testkit.Caller) map[string]any {
			return keyed(map[string]any{"tokenId": a.token(t)})
		},
	}
}

func namedIDsStaff() map[string]named {
	// Nothing of the house's people is foreign to a Master but the house itself, which is nobody.
	theHouse := func(t *testing.T, a *api) string {
		t.Helper()
		id, err := a.Store.Read().User.Query().Where(user.IsHouse(true)).OnlyID(a.As(t, testkit.Master))
		if err != nil {
			t.Fatal(err)
		}
		return globalid.Encode(ent.UserIDPrefix, id)
	}
	return map[string]named{
		"userId":      {ent.UserIDPrefix, theHouse},
		"portfolioTo": {ent.UserIDPrefix, theHouse}, "operationsTo": {ent.UserIDPrefix, theHouse},
		"holderId": {ent.UserIDPrefix, theHouse},
		"tokenId":  {prefix: ent.AccessTokenIDPrefix},
	}
}

// hire makes a trader whom no other test row knows.
func (a *api) hire(t *testing.T) uuid.UUID {
	t.Helper()
	id, _, err := a.Staff.Hire(a.As(t, testkit.Master), staff.HireInput{Name: "Rita Vega", Email: freshEmail(), Role: domain.RoleTrader})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func (a *api) newcomer(t *testing.T) string {
	t.Helper()
	return globalid.Encode(ent.UserIDPrefix, a.hire(t))
}

// token makes an access token of Analyst and answers its id.
func (a *api) token(t *testing.T) string {
	t.Helper()
	issued := a.issue(t, domain.TokenAnalyst, testkit.Analyst, domain.ScopeReadOperations)
	return globalid.Encode(ent.AccessTokenIDPrefix, issued.ID)
}

// issue makes an access token that a caller answers for.
func (a *api) issue(t *testing.T, audience domain.TokenAudience, holder testkit.Caller, scopes ...domain.TokenScope) identity.IssuedToken {
	t.Helper()
	issued, _, err := a.Identity.CreateToken(a.As(t, testkit.Master), identity.CreateTokenInput{Name: "Tablero", Audience: audience,
		HolderID: a.ID(holder), Scopes: scopes, Days: 30})
	if err != nil {
		t.Fatal(err)
	}
	return issued
}

func freshEmail() string { return "p" + uuid.NewString()[:8] + "@qoricash.pe" }
