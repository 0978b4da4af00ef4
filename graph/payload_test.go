package graph_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
)

// carried are the objects that each answer of a mutation has: what changed, and the object whose fields or lists it changed. An answer
// without any changes nothing that is read elsewhere, or is for nobody who is signed in.
var carried = map[string][]string{
	"SessionCreatePayload": {"session", "viewer"}, "SessionRenewPayload": {"session"}, "SessionEndPayload": {},
	"SessionRevokePayload": {"sessions"}, "SessionsRevokeOthersPayload": {"sessions"}, "PasswordChangePayload": {"session"},
	"PasswordResetRequestPayload": {}, "PasswordResetPayload": {}, "TotpBeginPayload": {}, "TotpConfirmPayload": {"session", "staffMember"},
	"TotpDisablePayload": {"staffMember"},
	"AccountAddPayload":  {"account", "client"}, "AccountConfirmPayload": {"account", "client"}, "AccountRemovePayload": {"client"},
	"ContactAddPayload": {"contact", "client"}, "ContactVerifyPayload": {"contact", "client"}, "ContactRemovePayload": {"client"},
	"ClientUpdatePayload": {"client"}, "AddressUpdatePayload": {"client"}, "ClientDeactivatePayload": {"client"}, "ClientReactivatePayload": {"client"},
	"ClientsReassignPayload": {"clients"}, "DataExportPayload": {"file"}, "FirstContactChangePayload": {}, "FirstContactVerifyPayload": {"client"},
	"FirstContactUndoPayload": {}, "ClientRegisterPayload": {"client"}, "RegistrationCodeSendPayload": {}, "RegistrationVerifyPayload": {},
	"RegistrationDraftSavePayload": {"draft"},
	"NotificationMarkReadPayload":  {"notifications", "viewer"}, "NotificationSettingsUpdatePayload": {"settings"},
	"DeviceRegisterPayload": {"device", "devices"}, "DeviceRemovePayload": {"devices"}, "OutboxReplayPayload": {"messages"},
	"DocumentSubmitPayload": {"document", "client"}, "DocumentReviewPayload": {"document", "client"},
	"IdentificationProposePayload": {"proposal", "client"}, "ProposalDecidePayload": {"proposal", "client", "parameter", "user"}, "IdentificationReopenPayload": {"client"},
	"OperationPayload": {"operation"}, "OperationCreatePayload": {"operation", "freshQuote"}, "OperationApplyDepositPayload": {"operation", "target"},
	"OperationUnapplyDepositPayload": {"operation", "source"}, "NoteAddPayload": {"note", "operation"},
	"QuoteLockPayload": {"quote"}, "NegotiatedRateProposePayload": {"proposal", "client"}, "BaseRatePublishPayload": {"baseRate", "publicRate"},
	"PublicRatePublishPayload":  {"publicRate"},
	"PublicRateSchedulePayload": {"scheduledRate"}, "ScheduledRateCancelPayload": {"scheduledRate"},
	"UploadRequestPayload": {"upload"}, "UploadConfirmPayload": {"file"},
	"UserCreatePayload": {"user"}, "UserUpdatePayload": {"user"}, "UserDeactivatePayload": {"user"}, "UserPayload": {"user"},
	"UserSetPayload":     {"user", "proposal"},
	"AccessTokenPayload": {"accessToken", "replaced"}, "AccessTokenRevokePayload": {"accessToken"}, "HouseAccountOpenPayload": {"houseAccount"},
	"HolidaySetPayload": {"holiday", "businessHours"}, "HolidayRemovePayload": {"businessHours"}, "ParameterSetPayload": {"parameter", "proposal"},
	"RewardRedeemPayload": {"code", "rewards"}, "CodeWithdrawPayload": {"code"}, "ReferralSetPayload": {"referral"},
	"InvoicePayload": {"invoice", "made", "operation"}, "InvoiceIssuePayload": {"invoice", "operation"}, "InvoiceQueueResumePayload": {"series"},
	"InvoiceSeriesBeginPayload": {"series"},
	"CampaignCreatePayload":     {"campaign"}, "CampaignEndPayload": {"campaign"},
	"PepSetPayload": {"record", "client"}, "PepEndPayload": {"record", "client"}, "RelatedPersonAddPayload": {"person", "client"},
	"RelatedPersonRemovePayload": {"client"}, "ManualListCheckPayload": {"check", "client"}, "RiskRecalculatePayload": {"client"},
	"DueDiligenceOverridePayload": {"proposal", "client"}, "ClientProfileUpdatePayload": {"client"},
}

// owners are the types whose objects stand in a list of another one; a proposal is also about a parameter, or about a person of the house.
var owners = map[string]string{"BankAccount": "Client", "ClientContact": "Client", "ClientDocument": "Client", "Proposal": "Client", "PepRecord": "Client",
	"RelatedPerson": "Client", "ManualListCheck": "Client", "Note": "Operation",
	"Deposit": "Operation", "Invoice": "Operation", "Payout": "Operation", "Proof": "Operation", "Hold": "Operation", "Notification": "Viewer"}

func TestAnswersOfMutationsHaveWhatChangedAndItsOwner(t *testing.T) {
	t.Parallel()
	schema := sdl()
	for _, payload := range schema.PossibleTypes["MutationPayload"] {
		want, known := carried[payload.Name]
		if !known {
			t.Errorf("%s is not in the table", payload.Name)
		}
		var found, types []string
		for _, field := range payload.Fields {
			if kind := schema.Types[field.Type.Name()].Kind; kind == ast.Object && field.Name != "userErrors" && field.Name != "warnings" {
				found, types = append(found, field.Name), append(types, field.Type.Name())
			}
		}
		slices.Sort(found)
		want = slices.Clone(want)
		slices.Sort(want)
		if !slices.Equal(found, want) {
			t.Errorf("%s has %v, want %v", payload.Name, found, want)
		}
		for _, name := range types {
			if owner := owners[name]; owner != "" && !slices.Contains(types, owner) &&
				(name != "Proposal" || !slices.Contains(types, "Parameter") && !slices.Contains(types, "StaffMember")) {
				t.Errorf("%s has a %s and not its %s", payload.Name, name, owner)
			}
		}
	}
}

func TestWhatIsAddedIsInTheListOfItsOwnerAtOnce(t *testing.T) {
	t.Parallel()
	a := open(t)
	for name, selection := range map[string]string{
		"accountAdd":     "added: account { id } owner: client { id list: accounts { id } }",
		"accountConfirm": "added: account { id } owner: client { id list: accounts { id } }",
		"contactAdd":     "added: contact { id } owner: client { id list: contacts { id } }",
		"noteAdd":        "added: note { id } owner: operation { id list: notes { id } }",
	} {
		input := inputs()[name](t, a, master)
		got := a.must(t, master, "mutation($in: "+upper(name)+"Input!) { "+name+"(input: $in) { userErrors { code message } "+selection+" } }", map[string]any{"in": input})
		added, owner := got.at(t, name, "added", "id"), got.at(t, name, "owner", "list").([]any)
		if !slices.ContainsFunc(owner, func(one any) bool { return one.(map[string]any)["id"] == added }) {
			t.Errorf("%s: %s", name, got.raw)
		}
	}
}

func TestLinesThatAreMarkedAsReadComeBackRead(t *testing.T) {
	t.Parallel()
	a := open(t)
	first, second := a.notification(t, own), a.notification(t, own)
	const document = `mutation($in: NotificationMarkReadInput!) { notificationMarkRead(input: $in) {
		userErrors { code } unreadCount notifications { id readAt } viewer { id unreadNotificationCount } } }`
	for _, step := range []struct {
		named []any
		lines []any
		left  float64
	}{{[]any{first}, []any{first}, 1}, {nil, []any{second, first}, 0}} {
		input := map[string]any{}
		if step.named != nil {
			input["notificationIds"] = step.named
		}
		got := a.must(t, own, document, map[string]any{"in": keyed(input)})
		var lines []any
		for _, line := range got.at(t, "notificationMarkRead", "notifications").([]any) {
			if line.(map[string]any)["readAt"] == nil {
				t.Errorf("a line is unread: %s", got.raw)
			}
			lines = append(lines, line.(map[string]any)["id"])
		}
		if !slices.Equal(lines, step.lines) || got.at(t, "notificationMarkRead", "viewer", "unreadNotificationCount") != step.left {
			t.Errorf("%v: %s", step.named, got.raw)
		}
	}
}

// The two ends of a list agree: what is read from the front page by page is what is read from the back, turned round.
func TestEveryListIsTheSameFromItsTwoEnds(t *testing.T) {
	t.Parallel()
	a := open(t)
	a.Operation(t, "COMPLETED")
	a.Pending(t, otherClient, "90.00")
	a.proposedBy(t, middleOffice, a.inReview(t))
	a.proposedBy(t, middleOffice, a.inReview(t))
	a.notification(t, master)
	a.notification(t, master)
	a.deadMessage(t)
	a.deadMessage(t)
	a.PublishRates(t, "3.7410", "3.7610")
	for _, list := range []struct{ field, arguments string }{
		{"operations", ""}, {"clients", ""}, {"staff", ""}, {"notifications", ""}, {"outboxMessages", ""}, {"ratePublications", ""}, {"reviewQueue", ""}, {"approvals", ""},
		// Searching the trail adds to it: only what was done to operations.
		{"auditEntries", `, filter: { action: "operation." }`},
	} {
		forward, backward := a.pages(t, list.field, "first", "after", list.arguments), a.pages(t, list.field, "last", "before", list.arguments)
		slices.Reverse(backward)
		if len(forward) < 2 || !slices.Equal(forward, backward) {
			t.Errorf("%s: %v from the front, %v from the back", list.field, forward, backward)
		}
	}
}

// pages reads a list one row at a time, and answers the ids in the order in which they came.
func (a *api) pages(t *testing.T, field, size, place, arguments string) []any {
	t.Helper()
	more, end := "hasNextPage", "endCursor"
	if size == "last" {
		more, end = "hasPreviousPage", "startCursor"
	}
	document := "query($at: String) { list: " + field + "(" + size + ": 1, " + place + ": $at" + arguments + ") { nodes { id } pageInfo { more: " +
		more + " end: " + end + " } } }"
	var ids []any
	for at := any(nil); len(ids) < 200; {
		got := a.must(t, master, document, map[string]any{"at": at})
		for _, node := range got.at(t, "list", "nodes").([]any) {
			ids = append(ids, node.(map[string]any)["id"])
		}
		if got.at(t, "list", "pageInfo", "more") == false {
			return ids
		}
		at = got.at(t, "list", "pageInfo", "end")
	}
	t.Fatalf("%s has no end: %s", field, strings.Repeat(".", len(ids)))
	return nil
}
