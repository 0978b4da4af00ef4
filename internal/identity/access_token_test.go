package identity_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/testkit"
)

// wanted is a sound request for a token.
func wanted(audience domain.TokenAudience, holder uuid.UUID, scopes ...domain.TokenScope) identity.CreateTokenInput {
	return identity.CreateTokenInput{IdempotencyKey: uuid.NewString(), Name: "Reporte diario", Audience: audience, HolderID: holder, Scopes: scopes, Days: 30}
}

func (h *house) token(t *testing.T, ctx context.Context, audience domain.TokenAudience, holder uuid.UUID, scopes ...domain.TokenScope) identity.IssuedToken {
	t.Helper()
	return done(h.CreateToken(ctx, wanted(audience, holder, scopes...)))(t)
}

func (h *house) as(t *testing.T, id uuid.UUID, role domain.Role) context.Context {
	return access.WithActor(t.Context(), access.Actor{Kind: domain.ActorStaff, ID: id, Role: role})
}

func (h *house) tokenRow(t *testing.T, id uuid.UUID) *ent.AccessToken {
	t.Helper()
	row, err := h.Store.Read().AccessToken.Get(testkit.System(t), id)
	if err != nil {
		t.Fatal(err)
	}
	return row
}

func reads() []domain.TokenScope {
	return slices.DeleteFunc(domain.TokenScopes(), domain.TokenScope.Writes)
}

func TestATokenIsShownOnceAndKeptAsAHash(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{})
	ctx, master := h.master(t, "marta@qoricash.pe")
	for audience, prefix := range map[domain.TokenAudience]string{domain.TokenAnalyst: "qct_", domain.TokenMachine: "qck_"} {
		holder := master
		if audience == domain.TokenAnalyst {
			holder = h.hire(t, "lira@qoricash.pe", domain.RoleAnalyst)
		}
		in := wanted(audience, holder, domain.ScopeReadOperations)
		issued := done(h.CreateToken(ctx, in))(t)
		if !strings.HasPrefix(issued.Token, prefix) || len(issued.Token) != 47 {
			t.Errorf("the token is %q", issued.Token)
		}
		row := h.tokenRow(t, issued.ID)
		if sum := sha256.Sum256([]byte(issued.Token)); row.Hint != issued.Token[:8] || string(row.TokenHash) != string(sum[:]) {
			t.Errorf("kept as %q %x", row.Hint, row.TokenHash)
		}
		again, replayed, err := h.CreateToken(ctx, in)
		if err != nil || !bool(replayed) || again.ID != issued.ID || again.Token != "" {
			t.Errorf("again: %+v %v %v", again, replayed, err)
		}
		// Neither the token nor its hash stands anywhere that a person reads.
		secret, hash := issued.Token[8:], hex.EncodeToString(row.TokenHash)
		for _, text := range h.texts(t, `SELECT changes::text FROM audit_entries UNION ALL SELECT facts::text FROM events
			UNION ALL SELECT result::text FROM idempotency_keys`) {
			if strings.Contains(text, secret) || strings.Contains(text, hash) {
				t.Errorf("told in %s", text)
			}
		}
	}
}

func TestATokenActsForItsHolderWithinItsScopes(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{})
	ctx, master := h.master(t, "marta@qoricash.pe")
	analyst := h.hire(t, "lira@qoricash.pe", domain.RoleAnalyst)
	in := wanted(domain.TokenMachine, master, domain.ScopeWriteRates, domain.ScopeReadRates, domain.ScopeReadRates)
	budget := 1234
	in.BudgetPerHour = &budget
	machine := done(h.CreateToken(ctx, in))(t)
	actor, session := h.authenticate(t, machine.Token)
	if actor.Kind != domain.ActorStaff || actor.ID != master || actor.Role != domain.RoleMaster || actor.TokenID != machine.ID || actor.SessionID != uuid.Nil ||
		actor.Budget != budget || !slices.Equal(actor.Scopes, []domain.TokenScope{domain.ScopeReadRates, domain.ScopeWriteRates}) {
		t.Errorf("acts as %+v", actor)
	}
	if session.ID != machine.ID || session.Kind != "" || !session.EndsAt().Equal(h.Clock.Now().AddDate(0, 0, 30)) {
		t.Errorf("stands for %+v", session)
	}
	if touched, err := h.Touch(t.Context(), session); err != nil || touched != session {
		t.Errorf("a token was touched: %+v %v", touched, err)
	}
	actor, _ = h.authenticate(t, h.token(t, ctx, domain.TokenAnalyst, analyst, domain.ScopeReadClients).Token)
	if actor.Role != domain.RoleAnalyst || !actor.Masked() || actor.Budget != 20_000 || actor.ID != analyst {
		t.Errorf("acts as %+v", actor)
	}
}

// What each scope opens, written out from the reader's side: of a person who may do everything, and of an analyst.
func TestScopesOpenTheirPermissionsAndNoOthers(t *testing.T) {
	t.Parallel()
	opened := map[domain.TokenScope][]domain.Permission{
		domain.ScopeReadRates:      {domain.RatesBase},
		domain.ScopeReadOperations: {domain.OperationsRead, domain.NotesRead, domain.UsersRead},
		domain.ScopeReadClients:    {domain.ClientsRead, domain.UsersRead},
		domain.ScopeReadLedger:     {domain.BalancesRead, domain.LedgerRead},
		domain.ScopeReadSchema:     {domain.SchemaExplore},
		domain.ScopeWriteClients:   {domain.ClientsCreate, domain.AccountsWrite},
		domain.ScopeWriteOperation: {domain.OperationsCreate, domain.DepositsReport, domain.OperationsCancel, domain.FilesUpload},
		domain.ScopeWriteRates:     {domain.RatesPublish},
	}
	for _, role := range domain.StaffRoles() {
		for _, scope := range domain.TokenScopes() {
			actor := access.Actor{Kind: domain.ActorStaff, Role: role, ID: uuid.New(), TokenID: uuid.New(), Scopes: []domain.TokenScope{scope}}
			for _, permission := range domain.Permissions() {
				want := domain.ReachNone
				if slices.Contains(opened[scope], permission) {
					want = domain.ReachOf(role, permission, nil)
				}
				if got := actor.Reach(permission); got != want {
					t.Errorf("%s of a %s reaches %q with %s, want %q", permission, role, got, scope, want)
				}
			}
		}
	}
}

//nolint:tparallel // The callers are tried one after the other on one house.
func TestWhoMayMakeWhichToken(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{})
	ctx, master := h.master(t, "marta@qoricash.pe")
	analyst, other := h.hire(t, "lira@qoricash.pe", domain.RoleAnalyst), h.hire(t, "luz@qoricash.pe", domain.RoleAnalyst)
	trader := h.hire(t, "ana@qoricash.pe", domain.RoleTrader)
	gone := h.hire(t, "eva@qoricash.pe", domain.RoleAnalyst)
	h.Dismiss(t, gone)
	asAnalyst, read := h.as(t, analyst, domain.RoleAnalyst), domain.ScopeReadOperations
	for name, c := range map[string]struct {
		ctx   context.Context
		in    identity.CreateTokenInput
		code  domain.Code
		field string
	}{
		"an analyst for itself":        {asAnalyst, wanted(domain.TokenAnalyst, uuid.Nil, reads()...), "", ""},
		"an analyst for itself, named": {asAnalyst, wanted(domain.TokenAnalyst, analyst, read), "", ""},
		"an analyst for another":       {asAnalyst, wanted(domain.TokenAnalyst, other, read), domain.CodeNotFound, "holderId"},
		"an analyst a machine's key":   {asAnalyst, wanted(domain.TokenMachine, analyst, read), domain.CodeForbidden, "audience"},
		"an analyst that writes": {asAnalyst, wanted(domain.TokenAnalyst, analyst, domain.ScopeReadClients, domain.ScopeWriteClients),
			domain.CodeInvalid, "scopes"},
		"a master for an analyst":            {ctx, wanted(domain.TokenAnalyst, other, read), "", ""},
		"a master an analyst's for a trader": {ctx, wanted(domain.TokenAnalyst, trader, read), domain.CodeInvalid, "holderId"},
		"a master an analyst's for itself":   {ctx, wanted(domain.TokenAnalyst, uuid.Nil, read), domain.CodeInvalid, "holderId"},
		"a master a key of its own":          {ctx, wanted(domain.TokenMachine, uuid.Nil, domain.TokenScopes()...), "", ""},
		"a master a key of a trader":         {ctx, wanted(domain.TokenMachine, trader, read), "", ""},
		"more than the holder may":           {ctx, wanted(domain.TokenMachine, trader, domain.ScopeReadRates, domain.ScopeWriteRates), domain.CodeInvalid, "scopes"},
		"what the holder cannot see":         {ctx, wanted(domain.TokenMachine, trader, domain.ScopeReadLedger), domain.CodeInvalid, "scopes"},
		"writing blindly":                    {ctx, wanted(domain.TokenMachine, master, domain.ScopeWriteOperation), domain.CodeInvalid, "scopes"},
		"for who left":                       {ctx, wanted(domain.TokenAnalyst, gone, read), domain.CodeNotFound, "holderId"},
		"for nobody":                         {ctx, wanted(domain.TokenMachine, uuid.New(), read), domain.CodeNotFound, "holderId"},
		"a trader":                           {h.as(t, trader, domain.RoleTrader), wanted(domain.TokenMachine, trader, read), domain.CodeForbidden, ""},
		"anybody":                            {from(t, "190.1.2.3"), wanted(domain.TokenMachine, trader, read), domain.CodeUnauthenticated, ""},
	} {
		t.Run(name, func(t *testing.T) {
			_, _, err := h.CreateToken(c.ctx, c.in)
			if c.code != "" {
				if refusal := testkit.Refused(t, err, c.code); strings.Join(refusal.Field, ".") != c.field {
					t.Errorf("refused at %v, want %s", refusal.Field, c.field)
				}
			} else if err != nil {
				t.Error(err)
			}
		})
	}
}

func TestTokensHaveBounds(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{})
	ctx, master := h.master(t, "marta@qoricash.pe")
	analyst := h.hire(t, "lira@qoricash.pe", domain.RoleAnalyst)
	zero := 0
	in := identity.CreateTokenInput{Name: "\x00", Audience: domain.TokenMachine, BudgetPerHour: &zero, Days: 366, Scopes: []domain.TokenScope{"READ_MINDS"}}
	_, _, err := h.CreateToken(ctx, in)
	var fields []string
	for _, refusal := range domain.Refusals(err) {
		fields = append(fields, strings.Join(refusal.Field, "."))
	}
	if want := []string{"name", "scopes", "days", "budgetPerHour"}; !slices.Equal(fields, want) {
		t.Errorf("faults at %v, want %v", fields, want)
	}
	for audience, longest := range map[domain.TokenAudience]int{domain.TokenAnalyst: 90, domain.TokenMachine: 365} {
		holder := master
		if audience == domain.TokenAnalyst {
			holder = analyst
		}
		in := wanted(audience, holder, domain.ScopeReadOperations)
		for days, sound := range map[int]bool{0: false, 1: true, longest: true, longest + 1: false} {
			in.IdempotencyKey, in.Days = uuid.NewString(), days
			if _, _, err := h.CreateToken(ctx, in); (err == nil) != sound {
				t.Errorf("%s for %d days: %v", audience, days, err)
			}
		}
	}
	for i := 0; ; i++ {
		_, _, err := h.CreateToken(ctx, wanted(domain.TokenAnalyst, analyst, domain.ScopeReadOperations))
		if err != nil {
			testkit.Refused(t, err, domain.CodeTooMany, "holderId")
			break
		}
		if i > 100 {
			t.Fatal("a person answers for any number of tokens")
		}
	}
}

func TestATokenEndsWithItsTime(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{})
	ctx, master := h.master(t, "marta@qoricash.pe")
	issued := h.token(t, ctx, domain.TokenMachine, master, domain.ScopeReadOperations)
	h.Clock.Advance(30*24*time.Hour - time.Second)
	h.authenticate(t, issued.Token)
	h.Clock.Advance(time.Second)
	_, _, err := h.Authenticate(t.Context(), issued.Token)
	if refusal := testkit.Refused(t, err, domain.CodeUnauthenticated); testkit.Param(refusal, "reason") != "EXPIRED" {
		t.Errorf("told %+v", refusal)
	}
	_, _, err = h.RevokeToken(ctx, identity.RevokeTokenInput{TokenID: issued.ID})
	testkit.Refused(t, err, domain.CodeNotAllowedInStatus, "tokenId")
	_, _, err = h.RotateToken(ctx, identity.RotateTokenInput{TokenID: issued.ID, Days: 1})
	testkit.Refused(t, err, domain.CodeNotAllowedInStatus, "tokenId")
}

func TestWhatIsNoTokenIsNobody(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{})
	ctx, master := h.master(t, "marta@qoricash.pe")
	good := h.token(t, ctx, domain.TokenMachine, master, domain.ScopeReadOperations).Token
	for _, token := range []string{"", "qck_", good + "A", good[:46], "qct_" + good[4:], "qcs_" + good[4:], "QCK_" + good[4:], good[4:],
		"qck_" + strings.Repeat("A", 43), "qck_" + strings.Repeat("=", 43)} {
		if _, _, err := h.Authenticate(t.Context(), token); !isUnauthenticated(err) {
			t.Errorf("%q: %v", token, err)
		}
	}
}

func TestARotationOverlapsAndThenEndsTheOlder(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{})
	ctx, master := h.master(t, "marta@qoricash.pe")
	old := h.token(t, ctx, domain.TokenMachine, master, domain.ScopeReadOperations, domain.ScopeReadClients)
	h.authenticate(t, old.Token)
	in := identity.RotateTokenInput{IdempotencyKey: "k", TokenID: old.ID, OverlapHours: 24, Days: 60}
	fresh := done(h.RotateToken(ctx, in))(t)
	if again, replayed, err := h.RotateToken(ctx, in); err != nil || !bool(replayed) || again.ID != fresh.ID || again.Token != "" {
		t.Errorf("again: %+v %v %v", again, replayed, err)
	}
	before, after := h.tokenRow(t, old.ID), h.tokenRow(t, fresh.ID)
	if after.Name != before.Name || !slices.Equal(after.Scopes, before.Scopes) || after.HolderID != before.HolderID || after.BudgetPerHour != before.BudgetPerHour ||
		*after.ReplacesID != old.ID || !after.ExpiresAt.Equal(h.Clock.Now().AddDate(0, 0, 60)) {
		t.Errorf("followed by %+v", after)
	}
	_, _, err := h.RotateToken(ctx, identity.RotateTokenInput{TokenID: old.ID, Days: 1})
	testkit.Refused(t, err, domain.CodeNotAllowedInStatus, "tokenId")
	h.Clock.Advance(24*time.Hour - time.Second)
	h.authenticate(t, old.Token)
	h.authenticate(t, fresh.Token)
	h.Clock.Advance(time.Second)
	_, _, err = h.Authenticate(t.Context(), old.Token)
	if refusal := testkit.Refused(t, err, domain.CodeUnauthenticated); testkit.Param(refusal, "reason") != "REPLACED" {
		t.Errorf("told %+v", refusal)
	}
	h.authenticate(t, fresh.Token)

	// Without an overlap the older ends at once, and no overlap is longer than its life.
	next := done(h.RotateToken(ctx, identity.RotateTokenInput{TokenID: fresh.ID, Days: 1}))(t)
	if _, _, err := h.Authenticate(t.Context(), fresh.Token); !isUnauthenticated(err) {
		t.Errorf("the older goes on: %v", err)
	}
	done(h.RotateToken(ctx, identity.RotateTokenInput{TokenID: next.ID, OverlapHours: 168, Days: 1}))(t)
	if row := h.tokenRow(t, next.ID); !row.RetiresAt.Equal(row.ExpiresAt) {
		t.Errorf("retires at %v, expires at %v", row.RetiresAt, row.ExpiresAt)
	}
	_, _, err = h.RotateToken(ctx, identity.RotateTokenInput{TokenID: old.ID, OverlapHours: 169})
	if list := domain.Refusals(err); len(list) != 2 {
		t.Errorf("faults: %v", err)
	}
}

func TestARotationLosesNoRequest(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{})
	ctx, master := h.master(t, "marta@qoricash.pe")
	other := h.instance(identity.Options{})
	var current struct {
		sync.RWMutex
		token identity.IssuedToken
	}
	current.token = h.token(t, ctx, domain.TokenMachine, master, domain.ScopeReadOperations)
	stop := make(chan struct{})
	var callers sync.WaitGroup
	served := make([]int, 4)
	for i := range served {
		callers.Go(func() {
			instance := []*identity.Service{h.Service, other}[i%2]
			for {
				select {
				case <-stop:
					return
				default:
				}
				// What the machine read from its settings a moment ago is what it sends, while its operator rotates.
				current.RLock()
				token := current.token.Token
				current.RUnlock()
				if _, _, err := instance.Authenticate(t.Context(), token); err != nil {
					t.Errorf("a request failed: %v", err)
					return
				}
				served[i]++
			}
		})
	}
	for range 10 {
		fresh := done(h.RotateToken(ctx, identity.RotateTokenInput{TokenID: current.token.ID, OverlapHours: 1, Days: 5}))(t)
		h.Clock.Advance(6 * time.Second) // past what an instance remembers
		current.Lock()
		current.token = fresh
		current.Unlock()
	}
	close(stop)
	callers.Wait()
	for i, count := range served {
		if count == 0 {
			t.Errorf("caller %d sent nothing", i)
		}
	}
}

func TestARevokedTokenIsOverHereAtOnceAndElsewhereWithItsEvent(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{})
	ctx, master := h.master(t, "marta@qoricash.pe")
	other := h.instance(identity.Options{})
	issued := h.token(t, ctx, domain.TokenMachine, master, domain.ScopeReadOperations)
	for _, instance := range []*identity.Service{h.Service, other} {
		if _, _, err := instance.Authenticate(t.Context(), issued.Token); err != nil {
			t.Fatal(err)
		}
	}
	done(h.RevokeToken(ctx, identity.RevokeTokenInput{TokenID: issued.ID}))(t)
	_, _, err := h.Authenticate(t.Context(), issued.Token)
	if refusal := testkit.Refused(t, err, domain.CodeUnauthenticated); testkit.Param(refusal, "reason") != "REVOKED" {
		t.Errorf("told %+v", refusal)
	}
	if got := h.events(t, "token", issued.ID); !slices.Equal(got, []string{`CREATED 1 {"audience": "MACHINE"}`, `REVOKED 2 {}`}) {
		t.Errorf("events %v", got)
	}
	other.Forget(issued.ID)
	if _, _, err := other.Authenticate(t.Context(), issued.Token); !isUnauthenticated(err) {
		t.Errorf("elsewhere: %v", err)
	}
}

func TestAnAnalystManagesItsOwnTokensAlone(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{})
	ctx, _ := h.master(t, "marta@qoricash.pe")
	analyst, other := h.hire(t, "lira@qoricash.pe", domain.RoleAnalyst), h.hire(t, "luz@qoricash.pe", domain.RoleAnalyst)
	own, foreign := h.token(t, ctx, domain.TokenAnalyst, analyst, domain.ScopeReadOperations), h.token(t, ctx, domain.TokenAnalyst, other, domain.ScopeReadOperations)
	asAnalyst := h.as(t, analyst, domain.RoleAnalyst)
	_, _, err := h.RevokeToken(asAnalyst, identity.RevokeTokenInput{TokenID: foreign.ID})
	testkit.Refused(t, err, domain.CodeNotFound, "tokenId")
	_, _, err = h.RotateToken(asAnalyst, identity.RotateTokenInput{TokenID: foreign.ID, Days: 1})
	testkit.Refused(t, err, domain.CodeNotFound, "tokenId")
	next := done(h.RotateToken(asAnalyst, identity.RotateTokenInput{TokenID: own.ID, Days: 1}))(t)
	done(h.RevokeToken(asAnalyst, identity.RevokeTokenInput{TokenID: next.ID}))(t)
	// A token manages no tokens, not even its own.
	actor, _ := h.authenticate(t, foreign.Token)
	_, _, err = h.RevokeToken(access.WithActor(t.Context(), actor), identity.RevokeTokenInput{TokenID: foreign.ID})
	testkit.Refused(t, err, domain.CodeForbidden)
}

func TestAnotherRoleEndsTheTokensThatItCouldNotHave(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{})
	ctx, _ := h.master(t, "marta@qoricash.pe")
	holder, analyst := h.hire(t, "ana@qoricash.pe", domain.RoleOperator), h.hire(t, "lira@qoricash.pe", domain.RoleAnalyst)
	publishes := h.token(t, ctx, domain.TokenMachine, holder, domain.ScopeReadRates, domain.ScopeWriteRates)
	reads := h.token(t, ctx, domain.TokenMachine, holder, domain.ScopeReadOperations)
	masked := h.token(t, ctx, domain.TokenAnalyst, analyst, domain.ScopeReadOperations)
	for _, issued := range []identity.IssuedToken{publishes, reads, masked} {
		h.authenticate(t, issued.Token)
	}
	role := domain.RoleTrader
	h.GiveRole(t, holder, role)
	h.GiveRole(t, analyst, role)
	for name, issued := range map[string]identity.IssuedToken{"one that publishes": publishes, "an analyst's": masked} {
		if _, _, err := h.Authenticate(t.Context(), issued.Token); !isUnauthenticated(err) {
			t.Errorf("%s goes on: %v", name, err)
		}
	}
	if actor, _ := h.authenticate(t, reads.Token); actor.Reach(domain.OperationsRead) != domain.ReachPortfolio {
		t.Errorf("reaches %q", actor.Reach(domain.OperationsRead))
	}
}

func TestTheUseOfATokenIsWrittenDownOnceAMinute(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{})
	ctx, master := h.master(t, "marta@qoricash.pe")
	issued := h.token(t, ctx, domain.TokenMachine, master, domain.ScopeReadOperations)
	running, cancel := context.WithCancel(t.Context())
	written := make(chan struct{})
	go func() { defer close(written); h.KeepTokenUses(running, slog.New(slog.DiscardHandler)) }()
	defer func() { cancel(); <-written }()
	lastUsed := func() string {
		return h.texts(t, `SELECT coalesce(to_char(last_used_at AT TIME ZONE 'UTC', 'HH24:MI:SS'), 'never') FROM access_tokens WHERE id = $1`, issued.ID)[0]
	}
	if got := lastUsed(); got != "never" {
		t.Errorf("before: %s", got)
	}
	for _, step := range []struct {
		after time.Duration
		want  string
	}{{0, "15:00:00"}, {59 * time.Second, "15:00:00"}, {time.Second, "15:01:00"}} {
		h.Clock.Advance(step.after)
		h.authenticate(t, issued.Token)
		h.awaitText(t, lastUsed, step.want)
	}
	// Another instance has no memory of it, and the database does not let it write sooner.
	h.Clock.Advance(30 * time.Second)
	if err := identity.KeepUse(t.Context(), h.instance(identity.Options{}), issued.ID, h.Clock.Now()); err != nil {
		t.Fatal(err)
	}
	if got := lastUsed(); got != "15:01:00" {
		t.Errorf("written too soon: %s", got)
	}
	if rows := h.texts(t, `SELECT action FROM audit_entries WHERE action LIKE 'token.use%'`); len(rows) > 0 {
		t.Errorf("audited %v", rows)
	}
}

// awaitText returns when a text of the database is what is wanted: what is written in the background tells nobody.
func (h *house) awaitText(t *testing.T, text func() string, want string) {
	t.Helper()
	look, deadline := time.NewTicker(5*time.Millisecond), time.After(20*time.Second)
	defer look.Stop()
	for text() != want {
		select {
		case <-look.C:
		case <-deadline:
			t.Fatalf("it stays %q, want %q", text(), want)
		}
	}
}

func TestARequestNeverWaitsForTheUseToBeWritten(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{})
	ctx, master := h.master(t, "marta@qoricash.pe")
	tokens := make([]identity.IssuedToken, 3)
	for i := range tokens {
		tokens[i] = h.token(t, ctx, domain.TokenMachine, master, domain.ScopeReadOperations)
	}
	// Nobody writes: the notes fill up, and the requests go on.
	for i := range 2_000 {
		h.Clock.Advance(time.Minute)
		if _, _, err := h.Authenticate(t.Context(), tokens[i%3].Token); err != nil {
			t.Fatal(fmt.Errorf("request %d: %w", i, err))
		}
	}
}
