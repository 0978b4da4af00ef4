package graph_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/globalid"
	"github.com/qoricash/qoricash/internal/staff"
	"github.com/qoricash/qoricash/internal/testkit"
)

// abilityOf is the field of Abilities that stands for a permission: operations.read is operationsRead.
func abilityOf(permission domain.Permission) string {
	area, act, _ := strings.Cut(string(permission), ".")
	return area + strings.ToUpper(act[:1]) + act[1:]
}

func TestEveryPermissionIsAnAbilityAndNothingElseIs(t *testing.T) {
	t.Parallel()
	abilities := sdl().Types["Abilities"]
	named := regexp.MustCompile("\\(`([a-zA-Z.]+)`\\)$")
	var permissions []string
	for _, field := range abilities.Fields {
		found := named.FindStringSubmatch(field.Description)
		if found == nil || abilityOf(domain.Permission(found[1])) != field.Name || field.Type.String() != "Boolean!" {
			t.Errorf("%s: %s is said to be %q", field.Name, field.Type, field.Description)
			continue
		}
		permissions = append(permissions, found[1])
	}
	var want []string
	for _, permission := range domain.Permissions() {
		want = append(want, string(permission))
	}
	slices.Sort(permissions)
	slices.Sort(want)
	if !slices.Equal(permissions, want) {
		t.Errorf("abilities of %v\nwant %v", permissions, want)
	}
}

func TestAbilitiesAreThoseOfTheCaller(t *testing.T) {
	t.Parallel()
	a := open(t)
	var fields []string
	for _, field := range sdl().Types["Abilities"].Fields {
		fields = append(fields, field.Name)
	}
	document := `{ viewer { can { ` + strings.Join(fields, " ") + ` } } }`
	for _, caller := range everybody() {
		can := a.must(t, caller, document, nil).at(t, "viewer", "can").(map[string]any)
		for _, permission := range domain.Permissions() {
			if got, want := can[abilityOf(permission)], a.Actor(caller).Can(permission); got != want {
				t.Errorf("%s by %s: %v, want %v", permission, caller, got, want)
			}
		}
	}
}

const wholePerson = `id name role email dni status deactivationReason grants totpEnabled mustChangePassword createdAt`

func TestTheStaffSeesEachOtherAndAdministratorsSeeMore(t *testing.T) {
	t.Parallel()
	a := open(t)
	id := a.hire(t)
	dni, reason := "10117410", "Renuncia"
	target := staff.Target{UserID: id}
	_, _, err := a.Staff.Update(a.As(t, master), staff.UpdateInput{Target: target, DNI: &dni})
	must(t, err)
	_, _, err = a.Staff.Grant(a.As(t, master), staff.GrantInput{Target: staff.Target{UserID: a.ID(trader)}, Permission: domain.RatesBase})
	must(t, err)
	_, _, err = a.Staff.Deactivate(a.As(t, master), staff.DeactivateInput{Target: target, Reason: reason})
	must(t, err)
	document := `query($id: ID!) { node(id: $id) { ... on StaffMember { ` + wholePerson + ` } } }`
	gone := globalid.Encode(ent.UserIDPrefix, id)
	for _, caller := range employees() {
		shown := a.must(t, caller, document, map[string]any{"id": gone}).at(t, "node").(map[string]any)
		administers := caller == master
		for field, want := range map[string]any{"dni": dni, "deactivationReason": reason, "totpEnabled": false, "mustChangePassword": false} {
			if !administers {
				want = nil
			}
			if shown[field] != want {
				t.Errorf("%s by %s: %v, want %v", field, caller, shown[field], want)
			}
		}
		if shown["status"] != "DEACTIVATED" || (shown["createdAt"] != nil) != administers || (shown["grants"] != nil) != administers {
			t.Errorf("by %s: %v", caller, shown)
		}
		if email := fmt.Sprint(shown["email"]); strings.Contains(email, "•") != (caller == analyst) {
			t.Errorf("e-mail by %s: %s", caller, email)
		}
	}
}

func TestGrantsAreShownWhereverAPersonIs(t *testing.T) {
	t.Parallel()
	a := open(t)
	_, _, err := a.Staff.Grant(a.As(t, master), staff.GrantInput{Target: staff.Target{UserID: a.ID(trader)}, Permission: domain.RatesBase})
	must(t, err)
	a.Operation(t, domain.Pending)
	for document, path := range map[string][]any{
		`{ staff(filter: { search: "tom" }) { nodes { grants } } }`:                {"staff", "nodes", 0, "grants"},
		`{ clients(filter: { search: "QUISPE" }) { nodes { owner { grants } } } }`: {"clients", "nodes", 0, "owner", "grants"},
		`{ operations { nodes { trader { grants } } } }`:                           {"operations", "nodes", 0, "trader", "grants"},
	} {
		if got := fmt.Sprint(a.must(t, master, document, nil).at(t, path...)); got != "[RATES_BASE]" {
			t.Errorf("%s shows %s", document, got)
		}
	}
}

func TestPeopleAreFoundByRoleStateAndTheBeginningOfTheirNames(t *testing.T) {
	t.Parallel()
	a := open(t)
	_, _, err := a.Staff.Deactivate(a.As(t, master), staff.DeactivateInput{Target: staff.Target{UserID: a.ID(otherTrader)}, Reason: "Sale"})
	must(t, err)
	document := `query($f: StaffFilter, $after: String) { staff(first: 4, after: $after, filter: $f) { totalCount pageInfo { hasNextPage endCursor } nodes { name } } }`
	names := func(got answer) []string {
		var list []string
		for _, node := range got.at(t, "staff", "nodes").([]any) {
			list = append(list, node.(map[string]any)["name"].(string))
		}
		return list
	}
	for _, c := range []struct {
		filter map[string]any
		want   []string
	}{
		{map[string]any{"role": []any{"TRADER"}}, []string{"Olga Tuesta", "Tomás Rey"}},
		{map[string]any{"role": []any{"TRADER"}, "status": []any{"ACTIVE"}}, []string{"Tomás Rey"}},
		{map[string]any{"search": "TOMÁS"}, []string{"Tomás Rey"}},
		{map[string]any{"search": "olga.t"}, []string{"Olga Tuesta"}},
		{map[string]any{"search": "m_r"}, nil},
		{map[string]any{"search": "%ar"}, nil},
	} {
		got := a.must(t, trader, document, map[string]any{"f": c.filter})
		if found := names(got); !slices.Equal(found, c.want) || fmt.Sprint(got.at(t, "staff", "totalCount")) != fmt.Sprint(len(c.want)) {
			t.Errorf("%v: %v of %v", c.filter, found, got.at(t, "staff", "totalCount"))
		}
	}
	first := a.must(t, trader, document, nil)
	second := a.must(t, trader, document, map[string]any{"after": first.at(t, "staff", "pageInfo", "endCursor")})
	if all := append(names(first), names(second)...); len(all) != 7 || len(slices.Compact(slices.Sorted(slices.Values(all)))) != 7 {
		t.Errorf("the pages show %v", all)
	}
	if got := a.ask(t, analyst, document, map[string]any{"f": map[string]any{"search": "olga.t"}}); got.code() != "BAD_REQUEST" {
		t.Errorf("a masked caller may search: %s", got.raw)
	}
}

func TestADeactivationAnswersHowManyClientsMoved(t *testing.T) {
	t.Parallel()
	a := open(t)
	done := a.Operation(t, domain.Completed)
	before := a.Row(t, done)
	document := `mutation($input: UserDeactivateInput!) { userDeactivate(input: $input) { userErrors { code field params { name value } } movedClients user { status } } }`
	leave := func(who testkit.Caller) answer {
		return a.must(t, master, document, map[string]any{"input": keyed(map[string]any{"userId": a.staff(who), "reason": "Renuncia", "portfolioTo": a.staff(otherTrader)})})
	}
	got := leave(trader)
	if moved := fmt.Sprint(got.at(t, "userDeactivate", "movedClients")); moved != "1" || got.at(t, "userDeactivate", "user", "status") != "DEACTIVATED" {
		t.Errorf("answered %s", got.raw)
	}
	if after := a.Row(t, done); after.TraderID != before.TraderID || after.Version != before.Version {
		t.Errorf("the operation moved from %v to %v", before.TraderID, after.TraderID)
	}
	if owned := a.must(t, otherTrader, `{ clients { totalCount nodes { id } } }`, nil); fmt.Sprint(owned.at(t, "clients", "totalCount")) != "2" {
		t.Errorf("the heir owns %s", owned.raw)
	}
}

// The operator has two operations in process, one is pending with a part of its deposit.
func TestWhatSomebodyHeldMovesAndTheAnswerSaysHowMuch(t *testing.T) {
	t.Parallel()
	const deactivate = `mutation($input: UserDeactivateInput!) { userDeactivate(input: $input) {
		userErrors { code field } movedOperations leftOperations user { status } } }`
	const update = `mutation($input: UserUpdateInput!) { userUpdate(input: $input) {
		userErrors { code field } movedOperations leftOperations user { role } } }`
	for name, c := range map[string]struct {
		document, field string
		input           map[string]any
		heir            testkit.Caller
		moved, left     string
	}{
		"to an heir":                  {deactivate, "userDeactivate", map[string]any{"reason": "Renuncia"}, otherOp, "2", "0"},
		"to nobody":                   {deactivate, "userDeactivate", map[string]any{"reason": "Renuncia"}, "", "1", "1"},
		"to an heir, with a role":     {update, "userUpdate", map[string]any{"role": "ANALYST"}, otherOp, "2", "0"},
		"to nobody, with a role":      {update, "userUpdate", map[string]any{"role": "ANALYST"}, "", "1", "1"},
		"no operator takes them over": {deactivate, "userDeactivate", map[string]any{"reason": "Renuncia"}, trader, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := open(t)
			inProcess, part := a.Operation(t, domain.InProcess), a.Operation(t, domain.Pending)
			a.Reassign(t, inProcess, operator)
			a.reportPart(t, part)
			a.Reassign(t, part, operator)
			c.input["userId"] = a.staff(operator)
			if c.heir != "" {
				c.input["operationsTo"] = a.staff(c.heir)
			}
			got := a.must(t, master, c.document, map[string]any{"input": keyed(c.input)})
			if c.moved == "" {
				if outcome := outcomeOf(got, c.field); outcome != notFound || fmt.Sprint(got.at(t, c.field, "userErrors", 0, "field")) != "[operationsTo]" {
					t.Errorf("answered %s", got.raw)
				}
				return
			}
			if moved, left := fmt.Sprint(got.at(t, c.field, "movedOperations")), fmt.Sprint(got.at(t, c.field, "leftOperations")); moved != c.moved || left != c.left {
				t.Errorf("answered %s", got.raw)
			}
			if row := a.Row(t, inProcess); row.OperatorID == nil || *row.OperatorID != a.ID(otherOp) {
				t.Errorf("what is in process is held by %v", row.OperatorID)
			}
		})
	}
}

func TestTheHeirIsNamedWithTheRoleAlone(t *testing.T) {
	t.Parallel()
	a := open(t)
	got := a.must(t, master, `mutation($input: UserUpdateInput!) { userUpdate(input: $input) { userErrors { code field } } }`,
		map[string]any{"input": keyed(map[string]any{"userId": a.staff(operator), "name": "Otra", "operationsTo": a.staff(otherOp)})})
	if outcome := outcomeOf(got, "userUpdate"); outcome != "user:INVALID" || fmt.Sprint(got.at(t, "userUpdate", "userErrors", 0, "field")) != "[operationsTo]" {
		t.Errorf("answered %s", got.raw)
	}
}

func TestANamedOperatorGetsTheOperation(t *testing.T) {
	t.Parallel()
	a := open(t)
	id := a.Operation(t, domain.Pending)
	document := `mutation($input: OperationNameOperatorInput!) { operationNameOperator(input: $input) { userErrors { code } operation {
		operator { name } availableActions { action allowed } } } }`
	got := a.must(t, trader, document, map[string]any{"input": a.about(t, id, map[string]any{"operatorId": a.staff(otherOp)})})
	offered := false
	for _, action := range got.at(t, "operationNameOperator", "operation", "availableActions").([]any) {
		offered = offered || fmt.Sprint(action) == "map[action:NAME_OPERATOR allowed:true]"
	}
	if row := a.Row(t, id); !offered || row.NamedOperatorID == nil || *row.NamedOperatorID != a.ID(otherOp) || row.OperatorID != nil {
		t.Errorf("named %v, held by %v, answered %s", row.NamedOperatorID, row.OperatorID, got.raw)
	}
}

// Who holds which office all people of the house see, and nobody else.
func TestOfficesAreShownToThePeopleOfTheHouse(t *testing.T) {
	t.Parallel()
	a := open(t)
	a.Appoint(t, a.ID(middleOffice), domain.SetOfficer)
	a.GrantSetAs(t, master, a.ID(middleOffice), domain.SetAccountant)
	done := a.Operation(t, domain.Pending)
	for caller, want := range map[testkit.Caller]any{master: "[ACCOUNTANT OFFICER]", analyst: "[ACCOUNTANT OFFICER]", trader: "[ACCOUNTANT OFFICER]", own: nil} {
		id := a.staff(middleOffice)
		if caller == own {
			id = a.staff(trader) // whom the client knows by its operation
		}
		got := a.must(t, caller, `query($id: ID!) { node(id: $id) { ... on StaffMember { name sets } } }`, map[string]any{"id": id}).at(t, "node")
		sets := got.(map[string]any)["sets"]
		if shown := fmt.Sprint(sets); want != nil && shown != want || want == nil && sets != nil {
			t.Errorf("%s sees %v, want %v", caller, sets, want)
		}
	}
	if a.Row(t, done).TraderID != a.ID(trader) {
		t.Fatal("the client knows another trader")
	}
	ctx := a.with(t, domain.TokenMachine, master, domain.ScopeReadOperations)
	got := a.run(t, ctx, `query($id: ID!) { node(id: $id) { ... on StaffMember { name sets } } viewer { sets } }`, map[string]any{"id": a.staff(middleOffice)})
	if node := got.at(t, "node").(map[string]any); node["sets"] != nil || len(got.at(t, "viewer", "sets").([]any)) > 0 {
		t.Errorf("a program sees %s", got.raw)
	}
}

func TestAnOfficeIsProposedAndDecidedThroughTheAPI(t *testing.T) {
	t.Parallel()
	a := open(t)
	officer := a.staff(middleOffice)
	granted := a.act(t, a.As(t, master), "userGrantSet", "user { sets } proposal { id kind set user { id } expiresAt mayDecide { code } }",
		map[string]any{"userId": officer, "set": "OFFICER"})
	proposal := granted["proposal"].(map[string]any)
	if fmt.Sprint(granted["user"].(map[string]any)["sets"]) != "[]" || proposal["set"] != "OFFICER" || proposal["kind"] != "PERMISSION_SET_GRANT" ||
		proposal["user"].(map[string]any)["id"] != officer || proposal["mayDecide"].(map[string]any)["code"] != "FOUR_EYES_REQUIRED" {
		t.Errorf("proposed %v", granted)
	}
	second := a.Hire(t, testkit.Hired{Name: "Mateo Solís", Email: "mateo.solis@qoricash.pe", Role: domain.RoleMaster, Password: "Dólares-2026!"})
	ctx := access.WithActor(t.Context(), access.Actor{Kind: domain.ActorStaff, ID: second, Role: domain.RoleMaster, Session: domain.SessionStaff})
	got := a.run(t, ctx, `mutation($input: ProposalDecideInput!) { proposalDecide(input: $input) {
		userErrors { code } proposal { decision } user { sets } client { id } } }`,
		map[string]any{"input": keyed(map[string]any{"proposalId": proposal["id"], "decision": "CONFIRMED"})})
	if fmt.Sprint(got.at(t, "proposalDecide", "user", "sets")) != "[OFFICER]" || got.at(t, "proposalDecide", "client") != nil {
		t.Errorf("decided %s", got.raw)
	}
	actor := a.Actor(middleOffice)
	actor.Sets = []domain.PermissionSet{domain.SetOfficer}
	got = a.run(t, access.WithActor(t.Context(), actor), `{ viewer { sets can { ledgerRead } permissions { permission reach } } approvals { nodes { id } } }`, nil)
	if fmt.Sprint(got.at(t, "viewer", "sets")) != "[OFFICER]" || got.at(t, "viewer", "can", "ledgerRead") != true ||
		!strings.Contains(got.raw, `{"permission":"LEDGER_READ","reach":"ALL"}`) || strings.Contains(got.raw, proposal["id"].(string)) {
		t.Errorf("the officer is shown %s", got.raw)
	}
}
