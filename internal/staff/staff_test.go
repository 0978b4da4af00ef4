package staff_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/staff"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/testkit"
)

// staffActs are all commands upon a person of the house, as a caller tries them.
func staffActs(h *house) map[string]func(context.Context, uuid.UUID) error {
	only := func(do func(context.Context, staff.Target) (uuid.UUID, store.Replay, error)) func(context.Context, uuid.UUID) error {
		return func(ctx context.Context, id uuid.UUID) error {
			_, _, err := do(ctx, about(id))
			return err
		}
	}
	return map[string]func(context.Context, uuid.UUID) error{
		"update": func(ctx context.Context, id uuid.UUID) error {
			name := "Ana María"
			_, _, err := h.Update(ctx, staff.UpdateInput{Target: about(id), Name: &name})
			return err
		},
		"deactivate": func(ctx context.Context, id uuid.UUID) error {
			_, _, err := h.Deactivate(ctx, staff.DeactivateInput{Target: about(id), Reason: "Renuncia"})
			return err
		},
		"rehire": only(h.Rehire), "invite": only(h.InviteAgain), "force": only(h.ForcePasswordChange), "totp": only(h.ResetSecondFactor),
		"grant": func(ctx context.Context, id uuid.UUID) error {
			_, _, err := h.Grant(ctx, staff.GrantInput{Target: about(id), Permission: domain.RatesPublish})
			return err
		},
		"withdraw": func(ctx context.Context, id uuid.UUID) error {
			_, _, err := h.Withdraw(ctx, staff.GrantInput{Target: about(id), Permission: domain.RatesPublish})
			return err
		},
		"grantSet": func(ctx context.Context, id uuid.UUID) error {
			_, _, err := h.GrantSet(ctx, office(id, domain.SetAccountant))
			return err
		},
		"withdrawSet": func(ctx context.Context, id uuid.UUID) error {
			_, _, err := h.WithdrawSet(ctx, office(id, domain.SetAccountant))
			return err
		},
	}
}

//nolint:tparallel // The callers are tried one after the other on one house.
func TestOnlyWhoMayWriteUsersChangesThem(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.hire(t, "ana@qoricash.pe", domain.RoleTrader)
	everyOtherCaller(t, func(t *testing.T, ctx context.Context) {
		want := domain.CodeForbidden
		if access.Current(ctx).Kind == domain.ActorAnonymous {
			want = domain.CodeUnauthenticated
		}
		for name, try := range staffActs(h) {
			if code := domain.CodeOf(try(ctx, id)); code != want {
				t.Errorf("%s: %q, want %q", name, code, want)
			}
		}
		_, _, err := h.Hire(ctx, staff.HireInput{Name: "Eva", Email: "eva@qoricash.pe", Role: domain.RoleTrader})
		testkit.Refused(t, err, want)
	})
	if got := h.events(t, "user", id); len(got) != 1 {
		t.Errorf("the refused left events: %v", got)
	}
}

func TestTheHouseItselfAndStrangersAreNobodyToAdminister(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx, _ := h.master(t, "marta@qoricash.pe")
	for name, try := range staffActs(h) {
		for who, id := range map[string]uuid.UUID{"a stranger": uuid.New(), "the house": domain.HouseUserID()} {
			if code := domain.CodeOf(try(ctx, id)); code != domain.CodeNotFound {
				t.Errorf("%s of %s: %q", name, who, code)
			}
		}
	}
}

func TestAHiredPersonGetsALinkAndNoPassword(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx, _ := h.master(t, "marta@qoricash.pe")
	in := staff.HireInput{IdempotencyKey: "k", Name: "  Ana   Quispe ", Email: " Ana@QoriCash.pe", DNI: "10117410", Role: domain.RoleTrader}
	id, replayed, err := h.Hire(ctx, in)
	if err != nil || bool(replayed) {
		t.Fatal(id, replayed, err)
	}
	row := h.user(t, id)
	if row.Name != "Ana Quispe" || row.Email != "ana@qoricash.pe" || *row.Dni != "10117410" || row.PasswordHash != "" || row.Status != domain.UserActive {
		t.Errorf("hired as %+v", row)
	}
	if h.links(t, id) != 1 || !slices.Equal(h.events(t, "user", id), []string{`CREATED 1 {"role": "TRADER"}`}) {
		t.Errorf("%d links, events %v", h.links(t, id), h.events(t, "user", id))
	}
	_, err = h.enter(t, "ana@qoricash.pe", "")
	testkit.Refused(t, err, domain.CodeRequired)
	_, err = h.enter(t, "ana@qoricash.pe", password)
	testkit.Refused(t, err, domain.CodeInvalidCredentials)

	// The same intent again is the same person; another intent with the same names is refused.
	if again, replayed, err := h.Hire(ctx, in); err != nil || !bool(replayed) || again != id {
		t.Errorf("again: %v %v %v", again, replayed, err)
	}
	in.IdempotencyKey = "other"
	_, _, err = h.Hire(ctx, in)
	var taken []string
	for _, refusal := range domain.Refusals(err) {
		taken = append(taken, string(refusal.Code)+" at "+strings.Join(refusal.Field, "."))
	}
	if !slices.Equal(taken, []string{"ALREADY_EXISTS at email", "ALREADY_EXISTS at dni"}) {
		t.Errorf("told %q", taken)
	}
	in.Email = "otra@qoricash.pe"
	_, _, err = h.Hire(ctx, in)
	testkit.Refused(t, err, domain.CodeAlreadyExists, "dni")
}

func TestAnInvitationSentAgainEndsTheOlder(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx, _ := h.master(t, "marta@qoricash.pe")
	id := h.hire(t, "ana@qoricash.pe", domain.RoleTrader)
	for range 2 {
		_, _, err := h.InviteAgain(ctx, about(id))
		if err != nil {
			t.Fatal(err)
		}
	}
	if h.links(t, id) != 1 {
		t.Errorf("%d links are open", h.links(t, id))
	}
}

func TestAnUpdateChangesWhatItNamesAndAuditsBeforeAndAfter(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx, _ := h.master(t, "marta@qoricash.pe")
	id := h.hire(t, "ana@qoricash.pe", domain.RoleTrader)
	done(h.InviteAgain(ctx, about(id)))(t)
	token := h.signIn(t, "ana@qoricash.pe").Token
	email, dni, none, same := "ana.quispe@qoricash.pe", "10117410", "", "Ana Quispe"
	done(h.Update(ctx, staff.UpdateInput{Target: about(id), Name: &same, Email: &email, DNI: &dni}))(t)
	if row := h.user(t, id); row.Email != email || *row.Dni != dni || row.Name != same || row.Role != domain.RoleTrader {
		t.Errorf("updated to %+v", row)
	}
	if !h.isOut(t, token) {
		t.Error("with another e-mail the session goes on")
	}
	if h.links(t, id) != 0 {
		t.Error("a link that was sent to the old address is good")
	}
	changes := h.texts(t, `SELECT changes::text FROM audit_entries WHERE action = 'user.update'`)
	var audited struct{ Before, After map[string]any }
	if err := json.Unmarshal([]byte(changes[0]), &audited); err != nil || audited.Before["email"] != "ana@qoricash.pe" || audited.After["email"] != email ||
		audited.After["dni"] != dni || len(audited.After) != 2 {
		t.Errorf("audited %s (%v)", changes[0], err)
	}
	done(h.Update(ctx, staff.UpdateInput{Target: about(id), DNI: &none}))(t)
	if row := h.user(t, id); row.Dni != nil {
		t.Errorf("the DNI stays %q", *row.Dni)
	}
	want := []string{`CREATED 1 {"role": "TRADER"}`, `UPDATED 2 {"fields": ["email", "dni"]}`, `UPDATED 3 {"fields": ["dni"]}`}
	if got := h.events(t, "user", id); !slices.Equal(got, want) {
		t.Errorf("events %v", got)
	}
	bad, strange := "no es un correo", domain.RoleClient
	_, _, err := h.Update(ctx, staff.UpdateInput{Target: about(id), Name: &none, Email: &bad, Role: &strange})
	if list := domain.Refusals(err); len(list) != 3 {
		t.Errorf("faults: %v", err)
	}
}

func TestAnotherRoleEndsSessionsAndGrants(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx, self := h.master(t, "marta@qoricash.pe")
	id := h.hire(t, "ana@qoricash.pe", domain.RoleTrader)
	done(h.Grant(ctx, staff.GrantInput{Target: about(id), Permission: domain.RatesPublish}))(t)
	signedIn := h.signIn(t, "ana@qoricash.pe")
	h.authenticate(t, signedIn.Token)
	role := domain.RoleMiddleOffice
	done(h.Update(ctx, staff.UpdateInput{Target: about(id), Role: &role}))(t)
	if !h.isOut(t, signedIn.Token) {
		t.Error("the session goes on")
	}
	if again := h.signIn(t, "ana@qoricash.pe"); again.Actor.Role != role || again.Actor.Can(domain.RatesPublish) {
		t.Errorf("signs in as %+v", again.Actor)
	}
	got := h.events(t, "user", id)
	if want := `ROLE_CHANGED 4 {"to": "MIDDLE_OFFICE", "from": "TRADER", "leftOperations": 0, "movedOperations": 0}`; got[len(got)-1] != want {
		t.Errorf("events %v", got)
	}
	_, _, err := h.Update(ctx, staff.UpdateInput{Target: about(self), Role: &role})
	testkit.Refused(t, err, domain.CodeForbidden, "role")
}

func TestSomebodyAlwaysAdministersTheHouse(t *testing.T) {
	t.Parallel()
	h := open(t)
	first, firstID := h.master(t, "marta@qoricash.pe")
	second, secondID := h.master(t, "mario@qoricash.pe")
	// Each takes the other out at the same moment.
	errs := make([]error, 2)
	var both sync.WaitGroup
	both.Go(func() {
		_, _, errs[0] = h.Deactivate(first, staff.DeactivateInput{Target: about(secondID), Reason: "Sale"})
	})
	both.Go(func() {
		role := domain.RoleAnalyst
		_, _, errs[1] = h.Update(second, staff.UpdateInput{Target: about(firstID), Role: &role})
	})
	both.Wait()
	if (errs[0] == nil) == (errs[1] == nil) || domain.CodeOf(errors.Join(errs...)) != domain.CodeInUse {
		t.Fatalf("ended with %v and %v", errs[0], errs[1])
	}
	left := h.texts(t, `SELECT id::text FROM users WHERE role = 'MASTER' AND status = 'ACTIVE' AND NOT is_house`)
	if len(left) != 1 {
		t.Errorf("%d Masters are left", len(left))
	}
	_, _, err := h.Deactivate(first, staff.DeactivateInput{Target: about(firstID), Reason: "Me voy"})
	testkit.Refused(t, err, domain.CodeForbidden, "userId")
	last := uuid.MustParse(left[0])
	_, _, err = h.Deactivate(testkit.System(t), staff.DeactivateInput{Target: about(last), Reason: "Sale"})
	testkit.Refused(t, err, domain.CodeInUse, "userId")
}

func TestWhoLeavesCanDoNothingFromThenOn(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx, _ := h.master(t, "marta@qoricash.pe")
	id := h.hire(t, "ana@qoricash.pe", domain.RoleTrader)
	done(h.InviteAgain(ctx, about(id)))(t)
	done(h.Grant(ctx, staff.GrantInput{Target: about(id), Permission: domain.RatesBase}))(t)
	session := h.signIn(t, "ana@qoricash.pe").Token
	issued, _, err := h.Identity.CreateToken(ctx, identity.CreateTokenInput{IdempotencyKey: uuid.NewString(), Name: "Reporte diario",
		Audience: domain.TokenMachine, HolderID: id, Scopes: []domain.TokenScope{domain.ScopeReadOperations}, Days: 30})
	testkit.Must(t, err)
	key := issued.Token
	h.authenticate(t, session)
	h.authenticate(t, key)
	in := staff.DeactivateInput{Target: about(id), Reason: " Renuncia "}
	got := done(h.Deactivate(ctx, in))(t)
	if got.UserID != id || got.MovedClients != 0 {
		t.Errorf("answered %+v", got)
	}
	for what, token := range map[string]string{"session": session, "token": key} {
		if !h.isOut(t, token) {
			t.Errorf("the %s goes on", what)
		}
	}
	row := h.user(t, id)
	if row.Status != domain.UserDeactivated || *row.DeactivationReason != "Renuncia" || row.DeactivatedAt == nil || h.links(t, id) != 0 {
		t.Errorf("left as %+v with %d links", row, h.links(t, id))
	}
	if grants := h.texts(t, `SELECT permission FROM permission_grants WHERE user_id = $1`, id); len(grants) > 0 {
		t.Errorf("keeps %v", grants)
	}
	_, err = h.enter(t, "ana@qoricash.pe", password)
	testkit.Refused(t, err, domain.CodeInvalidCredentials)
	if again, replayed, err := h.Deactivate(ctx, in); err != nil || !bool(replayed) || again != got {
		t.Errorf("again: %+v %v %v", again, replayed, err)
	}
	for name, try := range staffActs(h) {
		if name == "rehire" || name == "update" || name == "withdraw" || name == "withdrawSet" {
			continue
		}
		if code := domain.CodeOf(try(ctx, id)); code != domain.CodeNotAllowedInStatus {
			t.Errorf("%s of who left: %q", name, code)
		}
	}
	_, _, err = h.Deactivate(ctx, staff.DeactivateInput{Target: about(h.hire(t, "eva@qoricash.pe", domain.RoleTrader)), Reason: " "})
	testkit.Refused(t, err, domain.CodeRequired, "reason")
}

func TestAPortfolioMovesToTheOneNamedOrToTheHouse(t *testing.T) {
	t.Parallel()
	for name, named := range map[string]bool{"to a trader": true, "to the house": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := open(t)
			ctx, masterID := h.master(t, "marta@qoricash.pe")
			from, to := h.hire(t, "ana@qoricash.pe", domain.RoleTrader), h.hire(t, "beto@qoricash.pe", domain.RoleTrader)
			clients := []uuid.UUID{h.client(t, "45678912", domain.HouseUserID()), h.client(t, "41112223", domain.HouseUserID())}
			stays := h.client(t, "44443333", domain.HouseUserID())
			h.exec(t, `UPDATE clients SET owner_id = $1 WHERE id = ANY($2)`, from, fmt.Sprintf("{%s,%s}", clients[0], clients[1]))
			for wrong, code := range map[uuid.UUID]domain.Code{from: domain.CodeInvalid, masterID: domain.CodeInvalid, uuid.New(): domain.CodeNotFound} {
				_, _, err := h.Deactivate(ctx, staff.DeactivateInput{Target: about(from), Reason: "Sale", PortfolioTo: wrong})
				testkit.Refused(t, err, code, "portfolioTo")
			}
			in := staff.DeactivateInput{Target: about(from), Reason: "Sale"}
			heir := domain.HouseUserID()
			if named {
				in.PortfolioTo, heir = to, to
			}
			if got := done(h.Deactivate(ctx, in))(t); got.MovedClients != 2 {
				t.Errorf("moved %d", got.MovedClients)
			}
			owners := h.texts(t, `SELECT DISTINCT owner_id::text FROM clients WHERE id <> $1 AND reassigned_at IS NOT NULL`, stays)
			if !slices.Equal(owners, []string{heir.String()}) {
				t.Errorf("owned by %v", owners)
			}
			for _, client := range clients {
				want := fmt.Sprintf(`REASSIGNED 1 {"to": "%s", "from": "%s"}`, heir, from)
				if got := h.events(t, "client", client); !slices.Equal(got, []string{want}) {
					t.Errorf("the client's events %v", got)
				}
			}
			if got := h.events(t, "client", stays); len(got) != 0 {
				t.Errorf("another's client moved: %v", got)
			}
			audited := h.texts(t, `SELECT object_kind FROM audit_entries WHERE action = 'user.deactivate' AND object_kind = 'client'`)
			if len(audited) != 2 {
				t.Errorf("%d audit rows of clients", len(audited))
			}
		})
	}
}

func TestAPortfolioIsMovedBeforeItsTraderChangesRole(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx, _ := h.master(t, "marta@qoricash.pe")
	id := h.hire(t, "ana@qoricash.pe", domain.RoleTrader)
	h.exec(t, `UPDATE clients SET owner_id = $1 WHERE id = $2`, id, h.client(t, "45678912", domain.HouseUserID()))
	role := domain.RoleOperator
	_, _, err := h.Update(ctx, staff.UpdateInput{Target: about(id), Role: &role})
	if refusal := testkit.Refused(t, err, domain.CodeInUse, "role"); testkit.Param(refusal, "clients") != "1" {
		t.Errorf("told %+v", refusal.Params)
	}
	role = domain.RoleMaster
	done(h.Update(ctx, staff.UpdateInput{Target: about(id), Role: &role}))(t)
}

func TestWhoComesBackBeginsAsOnTheFirstDay(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx, _ := h.master(t, "marta@qoricash.pe")
	id := h.hire(t, "ana@qoricash.pe", domain.RoleTrader)
	h.exec(t, `UPDATE users SET totp_secret = '\x01', totp_confirmed_at = now(), totp_last_step = 7, must_change_password = true WHERE id = $1`, id)
	h.exec(t, `INSERT INTO recovery_codes (id, created_at, user_id, code_hash) VALUES (gen_random_uuid(), now(), $1, '\x01')`, id)
	_, _, err := h.Rehire(ctx, about(id))
	testkit.Refused(t, err, domain.CodeNotAllowedInStatus, "userId")
	done(h.Deactivate(ctx, staff.DeactivateInput{Target: about(id), Reason: "Sale"}))(t)

	// Meanwhile somebody else has the e-mail.
	other := h.hire(t, "ana@qoricash.pe", domain.RoleOperator)
	_, _, err = h.Rehire(ctx, about(id))
	testkit.Refused(t, err, domain.CodeAlreadyExists, "email")
	email := "ana.dos@qoricash.pe"
	done(h.Update(ctx, staff.UpdateInput{Target: about(other), Email: &email}))(t)

	if again := done(h.Rehire(ctx, about(id)))(t); again != id {
		t.Errorf("came back as %v", again)
	}
	row := h.user(t, id)
	if row.Status != domain.UserActive || row.PasswordHash != "" || row.TotpSecret != nil || row.TotpConfirmedAt != nil || row.TotpLastStep != 0 ||
		row.MustChangePassword || row.DeactivatedAt != nil || row.DeactivationReason != nil || h.links(t, id) != 1 {
		t.Errorf("came back as %+v with %d links", row, h.links(t, id))
	}
	if codes := h.texts(t, `SELECT id::text FROM recovery_codes WHERE user_id = $1`, id); len(codes) > 0 {
		t.Error("old recovery codes are good")
	}
	_, err = h.enter(t, "ana@qoricash.pe", password)
	testkit.Refused(t, err, domain.CodeInvalidCredentials)
}

func TestAForcedChangeAndALostFactorEndTheSessions(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx, self := h.master(t, "marta@qoricash.pe")
	for name, c := range map[string]struct {
		do    func(context.Context, staff.Target) (uuid.UUID, store.Replay, error)
		event string
		holds func(*ent.User) bool
	}{
		"force": {h.ForcePasswordChange, `PASSWORD_CHANGE_FORCED 2 {}`, func(u *ent.User) bool { return u.MustChangePassword }},
		"totp":  {h.ResetSecondFactor, `TOTP_RESET 2 {}`, func(u *ent.User) bool { return u.TotpConfirmedAt == nil && u.TotpSecret == nil }},
	} {
		email := name + "@qoricash.pe"
		id := h.hire(t, email, domain.RoleTrader)
		token := h.signIn(t, email).Token
		h.exec(t, `UPDATE users SET totp_secret = '\x01', totp_confirmed_at = now() WHERE id = $1`, id)
		done(c.do(ctx, about(id)))(t)
		if row := h.user(t, id); !c.holds(row) {
			t.Errorf("%s: %+v", name, row)
		}
		if !h.isOut(t, token) {
			t.Errorf("%s: the session goes on", name)
		}
		if got := h.events(t, "user", id); got[len(got)-1] != c.event {
			t.Errorf("%s: events %v", name, got)
		}
	}
	_, _, err := h.ResetSecondFactor(ctx, about(self))
	testkit.Refused(t, err, domain.CodeForbidden, "userId")
}

func TestAGrantIsThePersonsUntilItIsTaken(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx, _ := h.master(t, "marta@qoricash.pe")
	id := h.hire(t, "ana@qoricash.pe", domain.RoleTrader)
	token := h.signIn(t, "ana@qoricash.pe").Token
	if actor := h.authenticate(t, token); actor.Can(domain.RatesPublish) {
		t.Fatal("a trader may publish rates before")
	}
	in := func() staff.GrantInput {
		return staff.GrantInput{Target: about(id), Permission: domain.RatesPublish}
	}
	for range 2 {
		done(h.Grant(ctx, in()))(t)
	}
	if actor := h.authenticate(t, token); !actor.Can(domain.RatesPublish) || actor.Can(domain.RatesBase) {
		t.Errorf("granted %v", actor.Granted)
	}
	if again := h.signIn(t, "ana@qoricash.pe"); !again.Actor.Can(domain.RatesPublish) {
		t.Error("the grant is lost at the next sign-in")
	} else {
		token = again.Token
	}
	for range 2 {
		done(h.Withdraw(ctx, in()))(t)
	}
	if actor := h.authenticate(t, token); actor.Can(domain.RatesPublish) {
		t.Error("the grant is still the person's")
	}
	want := []string{`CREATED 1 {"role": "TRADER"}`, `GRANTED 2 {"permission": "rates.publish"}`, `REVOKED 3 {"permission": "rates.publish"}`}
	if got := h.events(t, "user", id); !slices.Equal(got, want) {
		t.Errorf("events %v", got)
	}
	for _, permission := range domain.Permissions() {
		if slices.Contains(domain.Grantable(), permission) {
			continue
		}
		_, _, err := h.Grant(ctx, staff.GrantInput{Target: about(id), Permission: permission})
		testkit.Refused(t, err, domain.CodeInvalid, "permission")
	}
	_, _, err := h.Grant(ctx, staff.GrantInput{Target: about(h.hire(t, "lira@qoricash.pe", domain.RoleAnalyst)), Permission: domain.RatesPublish})
	testkit.Refused(t, err, domain.CodeInvalid, "permission")
}
