package graph_test

import (
	"context"
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/globalid"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/internal/trading"
)

// holdAs holds an operation for a cause that a person opens.
func (a *api) holdAs(t *testing.T, by testkit.Caller, id uuid.UUID, cause domain.HoldCause) {
	t.Helper()
	_, _, err := a.Trading.Hold(a.As(t, by), trading.HoldInput{Target: a.Target(t, id), Cause: cause, Reason: domain.HoldDocuments, Note: "Falta un papel"})
	must(t, err)
}

func (a *api) releaseAs(t *testing.T, by testkit.Caller, id uuid.UUID, cause domain.HoldCause) {
	t.Helper()
	_, _, err := a.Trading.Release(a.As(t, by), trading.ReleaseInput{Target: a.Target(t, id), Cause: cause})
	must(t, err)
}

// bySystem acts on an operation's holds in a transaction of the system's.
func (a *api) bySystem(t *testing.T, id uuid.UUID, act func(context.Context, *store.Tx) error) {
	t.Helper()
	command := store.Command{Action: "tests.holds", Locks: trading.HoldLocks(id), Roster: store.RosterStands}
	_, err := store.Do(access.AsSystem(t.Context()), a.Store, command, act)
	must(t, err)
}

func (a *api) suspect(t *testing.T, id uuid.UUID) {
	t.Helper()
	a.bySystem(t, id, func(ctx context.Context, tx *store.Tx) error {
		_, err := a.Trading.OpenHold(ctx, tx, trading.SystemHold{OperationID: id, Cause: domain.HoldCompliance, Reason: domain.HoldOther, Note: "Coincidencia"})
		return err
	})
}

func (a *api) clear(t *testing.T, id uuid.UUID) {
	t.Helper()
	testkit.LetRelease(t, a.DB, domain.HoldCompliance)
	a.bySystem(t, id, func(ctx context.Context, tx *store.Tx) error {
		for _, row := range a.Row(t, id).Edges.Holds {
			if row.Cause == domain.HoldCompliance && row.ReleasedAt == nil {
				must(t, testkit.AgreeToRelease(ctx, tx, row.ID, a.ID(middleOffice), a.ID(master)))
			}
		}
		return a.Trading.ReleaseHold(ctx, tx, domain.RoundTheClock(), id, domain.HoldCompliance)
	})
}

const (
	wholeHold      = `holds { id cause reason note safeText createdAt releasedAt }`
	wholeOperation = `version status statusLabel pay { amount } receive { amount } createdAt expiresAt
		deposits { status counted money { amount } createdAt decidedAt } timeline { key label reachedAt dueAt detail }
		availableActions { action allowed code message } ` + wholeHold
)

// foundOf is all that a caller finds about an operation: the fields, the events with the operation in them, what the desk streams of it, and
// the inbox.
func (a *api) foundOf(t *testing.T, caller testkit.Caller, id uuid.UUID) string {
	t.Helper()
	global := globalid.Encode(ent.OperationIDPrefix, id)
	shown := a.must(t, caller, `query($id: ID!) { node(id: $id) { ... on Operation { `+wholeOperation+` } } }`, map[string]any{"id": global})
	events := a.must(t, caller, `query($id: ID) { operationEvents(filter: {operationId: $id}) { ... on OperationEvent { id at kind operationVersion
		facts { from to reason cause money { amount } counted } operation { version `+wholeHold+` } } } }`, map[string]any{"id": global})
	lines := a.deskOf(t, caller, global)
	inbox := a.must(t, caller, `{ notifications(first: 100) { nodes { kind title body createdAt link { id } } } }`, nil)
	for _, node := range inbox.at(t, "notifications", "nodes").([]any) {
		message := node.(map[string]any)
		if link, _ := message["link"].(map[string]any); link["id"] == global {
			encoded, err := json.Marshal(message)
			must(t, err)
			lines = append(lines, string(encoded))
		}
	}
	return alike(strings.Join(append([]string{shown.raw, events.raw}, lines...), "\n"), a.Row(t, id).Code)
}

// deskOf are the items of the desk's stream that name an operation, in their order; nothing for who is no person of the house.
func (a *api) deskOf(t *testing.T, caller testkit.Caller, operation string) []string {
	t.Helper()
	if !a.Actor(caller).IsStaff() {
		return nil
	}
	var lines []string
	for after := any(nil); ; {
		page := a.must(t, caller, `query($after: EventCursor) { deskEvents(after: $after, first: 100) { __typename ... on Event { cursor id }
			... on OperationEvent { at kind operationVersion facts { from to reason cause money { amount } counted }
				operation { id version `+wholeHold+` } } } }`, map[string]any{"after": after}).at(t, "deskEvents").([]any)
		for _, item := range page {
			after = item.(map[string]any)["cursor"]
			delete(item.(map[string]any), "cursor")
			encoded, err := json.Marshal(item)
			must(t, err)
			if strings.Contains(string(encoded), operation) {
				lines = append(lines, string(encoded))
			}
		}
		if len(page) < 100 {
			return lines
		}
	}
}

// counted is what the desk counts for a caller; nothing for who is no person of the house.
func (a *api) counted(t *testing.T, caller testkit.Caller) string {
	t.Helper()
	if !a.Actor(caller).IsStaff() {
		return ""
	}
	return a.must(t, caller, `{ deskCounters { operationsAwaitingDeposit operationsInProcess operationsUnassigned operationsMine depositsToCheck
		operationsOnHold identificationsInReview approvalsToDecide messagesGivenUp } }`, nil).raw
}

var (
	anyID      = regexp.MustCompile(`"(op|hld|dep|evt|not|ntf|cus|usr)_[A-Za-z0-9_-]+"`)
	anyInstant = regexp.MustCompile(`\d{4}-\d{2}-\d{2}T[0-9:.]+Z`)
)

// alike leaves out of a text what two operations never share: ids and instants.
func alike(text, code string) string {
	return strings.ReplaceAll(anyInstant.ReplaceAllString(anyID.ReplaceAllString(text, `"id"`), "instant"), code, "EXP")
}

// Of two operations that are alike but for a hold of compliance beside another hold, nobody who may not know of it can tell which has it:
// by no field, event, version, count, message or order, on the desk or off it, while both are held, while one is released and after.
func TestNobodyCanTellAHoldOfComplianceFromAnother(t *testing.T) {
	t.Parallel()
	a := open(t)
	plain, suspected := a.Operation(t, domain.Pending), a.Operation(t, domain.Pending)
	outsiders := []testkit.Caller{own, trader, operator, analyst}
	counts := map[testkit.Caller]string{}
	for _, caller := range outsiders {
		counts[caller] = a.counted(t, caller)
	}
	compare := func(moment string) {
		t.Helper()
		a.Settle(t)
		_, err := a.Notify.Dispatch(t.Context())
		must(t, err)
		a.Settle(t)
		for _, caller := range outsiders {
			first, second := a.foundOf(t, caller, plain), a.foundOf(t, caller, suspected)
			if first != second {
				t.Fatalf("%s: %s reads of the one\n%s\nand of the other\n%s", moment, caller, first, second)
			}
			if got := a.counted(t, caller); got != counts[caller] {
				t.Errorf("%s: %s counts %s, and before %s", moment, caller, got, counts[caller])
			}
			for _, word := range []string{"COMPLIANCE", "Coincidencia", "MANUAL", "DOCUMENTS", "Falta un papel"} {
				if strings.Contains(second, word) {
					t.Errorf("%s: %s reads %s in\n%s", moment, caller, word, second)
				}
			}
		}
	}
	compare("before")
	for _, id := range []uuid.UUID{plain, suspected} {
		a.holdAs(t, middleOffice, id, domain.HoldManual)
	}
	a.suspect(t, suspected)
	compare("while both are held")
	if got := a.foundOf(t, middleOffice, suspected); !strings.Contains(got, "COMPLIANCE") || !strings.Contains(got, "Coincidencia") {
		t.Errorf("who may hold operations reads\n%s", got)
	}
	a.releaseAs(t, middleOffice, suspected, domain.HoldManual)
	compare("while compliance alone holds the other")
	a.releaseAs(t, middleOffice, plain, domain.HoldManual)
	a.clear(t, suspected)
	compare("after the last release")
	// The other way round: what compliance held first goes on by hand.
	a.suspect(t, suspected)
	a.holdAs(t, middleOffice, plain, domain.HoldManual)
	a.holdAs(t, middleOffice, suspected, domain.HoldReconciliation)
	compare("while compliance held first")
	a.clear(t, suspected)
	compare("while somebody of the house goes on")
}

// A time on hold is a thing for whoever may not know of each hold; what it was made of is not there.
func TestAHoldBesideAnotherIsNotThereForOutsiders(t *testing.T) {
	t.Parallel()
	a := open(t)
	id := a.Operation(t, domain.InProcess)
	a.holdAs(t, middleOffice, id, domain.HoldReconciliation)
	a.suspect(t, id)
	a.releaseAs(t, middleOffice, id, domain.HoldReconciliation)
	rows := a.Row(t, id).Edges.Holds
	var first, second string
	for _, row := range rows {
		if row.Cause == domain.HoldCompliance {
			second = row.GlobalID()
		} else {
			first = row.GlobalID()
		}
	}
	for caller, knows := range map[testkit.Caller]bool{own: false, trader: false, operator: false, analyst: false, middleOffice: true, master: true} {
		got := a.must(t, caller, `query($ids: [ID!]!) { nodes(ids: $ids) { ... on Hold { cause reason note safeText releasedAt } } }`,
			map[string]any{"ids": []string{first, second}})
		shown, hidden := got.at(t, "nodes", 0).(map[string]any), got.at(t, "nodes", 1)
		if (hidden != nil) != knows || (shown["cause"] != nil) != knows || (shown["reason"] != nil) != knows || (shown["note"] != nil) != knows ||
			(shown["releasedAt"] != nil) != knows || shown["safeText"] != domain.HoldText {
			t.Errorf("%s reads %s", caller, got.raw)
		}
	}
}

// Who follows an operation live hears of the beginning of a time on hold and of its end, and of nothing in between.
func TestAHoldBesideAnotherIsNotStreamed(t *testing.T) {
	t.Parallel()
	a := open(t)
	hub := a.hub(t)
	id := a.Operation(t, domain.InProcess)
	a.Settle(t)
	streams := map[testkit.Caller]*listener{}
	for _, caller := range []testkit.Caller{own, trader, operator, middleOffice} {
		streams[caller] = a.stream(t, hub, caller, `subscription { operationEvents { __typename ... on OperationEvent { kind operationVersion } } }`, nil)
	}
	version := a.Row(t, id).Version
	a.holdAs(t, middleOffice, id, domain.HoldManual)
	a.suspect(t, id)
	a.releaseAs(t, middleOffice, id, domain.HoldManual)
	a.clear(t, id)
	a.Settle(t)
	for caller, stream := range streams {
		for i, kind := range []string{"HELD", "RELEASED"} {
			item, refused := stream.next(t, "operationEvents")
			if refused != "" || item["kind"] != kind || item["operationVersion"] != float64(version+1+i) {
				t.Errorf("%s follows %v %s, want %s", caller, item, refused, kind)
			}
		}
	}
}

// A cause is named by who asks, and the default is the manual one.
func TestHoldsAreOpenedAndReleasedByCause(t *testing.T) {
	t.Parallel()
	a := open(t)
	id := a.Operation(t, domain.InProcess)
	hold := func(cause any) answer {
		t.Helper()
		more := map[string]any{"reason": "REVIEW", "note": "Revisión"}
		if cause != nil {
			more["cause"] = cause
		}
		return a.must(t, middleOffice, `mutation($in: OperationHoldInput!) { operationHold(input: $in) { userErrors { code field }
			operation { version holds { cause } } } }`, map[string]any{"in": a.about(t, id, more)})
	}
	release := func(cause any) answer {
		t.Helper()
		var more map[string]any
		if cause != nil {
			more = map[string]any{"cause": cause}
		}
		return a.must(t, middleOffice, `mutation($in: OperationReleaseInput!) { operationRelease(input: $in) { userErrors { code field params { name value } }
			operation { version holds { cause releasedAt } } } }`, map[string]any{"in": a.about(t, id, more)})
	}
	version := a.Row(t, id).Version
	if got := hold(nil); got.at(t, "operationHold", "operation", "holds", 0, "cause") != "MANUAL" {
		t.Errorf("without a cause: %s", got.raw)
	}
	if got := hold("RECONCILIATION"); got.at(t, "operationHold", "operation", "version") != float64(version+1) {
		t.Errorf("beside another: %s", got.raw)
	}
	if got := hold("COMPLIANCE"); got.at(t, "operationHold", "userErrors", 0, "code") != "INVALID" {
		t.Errorf("of compliance: %s", got.raw)
	}
	a.suspect(t, id)
	if got := release("COMPLIANCE"); got.at(t, "operationRelease", "userErrors", 0, "code") != "FOUR_EYES_REQUIRED" {
		t.Errorf("of compliance: %s", got.raw)
	}
	for _, cause := range []any{nil, "RECONCILIATION"} {
		if got := release(cause); len(got.at(t, "operationRelease", "userErrors").([]any)) != 0 {
			t.Errorf("of %v: %s", cause, got.raw)
		}
	}
	got := release(nil)
	if got.at(t, "operationRelease", "userErrors", 0, "code") != "NOT_ALLOWED_IN_STATUS" ||
		got.at(t, "operationRelease", "userErrors", 0, "params", 0, "value") != "COMPLIANCE" {
		t.Errorf("what nobody releases alone: %s", got.raw)
	}
}
