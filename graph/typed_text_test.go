package graph_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/qoricash/qoricash/internal/testkit"
)

// normaliser is the rule of package domain that a text of the schema passes.
type normaliser string

const (
	// Texts of these are refused at their field when they hide something.
	asText      normaliser = "Text"
	asName      normaliser = "CheckClientName"
	asStaffName normaliser = "ReadStaffName"
	asEmail     normaliser = "Emails"
	asPhone     normaliser = "CheckPhone"
	asDocument  normaliser = "CheckDocument"
	asAccount   normaliser = "CheckBankAccount"
	asReference normaliser = "CheckReference"
	asReferral  normaliser = "NormalizeReferralCode"
	// What is looked for or compared finds nothing; what is one of a list, or has the form of a machine, is none of it.
	asSearch normaliser = "ReadSearch"
	asLookup normaliser = "NormalizeOperationCode, Storable"
	asSecret normaliser = "compared by a hash"
	asChoice normaliser = "one of a list, or a form of machines"
)

// words tells whether a rule reads what others read as it was written; numbers lose what nobody sees.
func (n normaliser) words() bool {
	return slices.Contains([]normaliser{asText, asName, asStaffName, asEmail}, n)
}

// strict tells whether a rule refuses what no column holds at its field.
func (n normaliser) strict() bool {
	return n.words() || slices.Contains([]normaliser{asPhone, asDocument, asAccount, asReference, asReferral}, n)
}

// normalisers has a row for every String that the schema takes: of inputs by their type, of fields by their root.
func normalisers() map[string]normaliser {
	texts := map[normaliser][]string{
		asText: {"AccountConfirmInput.note", "AddressInput.line", "AddressInput.district", "AddressInput.province", "AddressInput.department",
			"ClientUpdateInput.reason", "ContactAddInput.label", "ClientDeactivateInput.reason", "ClientReactivateInput.reason",
			"ClientsReassignInput.reason", "DocumentReviewInput.note", "IdentificationProposeInput.note", "ProposalDecideInput.note",
			"IdentificationReopenInput.reason", "OperationConfirmDepositInput.overrideReason", "OperationUnconfirmDepositInput.reason",
			"OperationRejectDepositInput.reason", "OperationAddProofInput.comment", "OperationReturnInput.reason", "OperationCancelInput.reason",
			"OperationHoldInput.note", "NoteAddInput.text", "BaseRatePublishInput.reason", "NegotiatedRateProposeInput.reason",
			"PublicRatePublishInput.reason", "PublicRateScheduleInput.reason",
			"UserDeactivateInput.reason", "AccessTokenCreateInput.name", "HouseAccountOpenInput.holder", "HolidaySetInput.name", "ParameterSetInput.reason",
			"ParameterSetInput.source", "ReferralSetInput.reason", "CampaignCreateInput.name", "CampaignEndInput.reason",
			"DraftFieldInput.value", "PepSetInput.position", "PepSetInput.entity", "PepSetInput.notes", "PepEndInput.reason",
			"RelatedPersonRemoveInput.reason", "ManualListResultInput.details", "ManualListCheckInput.observations", "RiskRecalculateInput.reason",
			"DueDiligenceOverrideInput.note", "ClientProfileUpdateInput.occupation", "ClientProfileUpdateInput.originOfFunds",
			"ClientProfileUpdateInput.purpose", "InvoiceVoidInput.reason", "InvoiceCreditNoteInput.reason"},
		asName: {"PersonNameInput.paternalSurname", "PersonNameInput.maternalSurname", "PersonNameInput.givenNames", "CompanyNameInput.legalName",
			"CompanyNameInput.contactName", "CompanyNameInput.contactPosition", "RelatedPersonAddInput.name"},
		asStaffName: {"UserCreateInput.name", "UserUpdateInput.name"},
		asEmail:     {"ClientUpdateInput.email", "ClientRegisterInput.email", "ClientRegisterInput.furtherEmails", "UserCreateInput.email", "UserUpdateInput.email"},
		asPhone:     {"ClientUpdateInput.phone", "ClientRegisterInput.phone", "ClientRegisterInput.furtherPhones"},
		asDocument:  {"ClientRegisterInput.documentNumber", "RelatedPersonAddInput.documentNumber", "UserCreateInput.dni", "UserUpdateInput.dni"},
		asAccount:   {"AccountAddInput.number", "AccountAddInput.cci", "HouseAccountOpenInput.number", "HouseAccountOpenInput.cci"},
		asReference: {"OperationReportDepositInput.bankReference", "OperationRefundDepositInput.bankReference", "OperationAddPayoutInput.bankReference"},
		asReferral:  {"ClientRegisterInput.referralCode", "QuoteLockInput.couponCode", "CampaignCreateInput.code"},
		asSearch:    {"ClientFilter.search", "OperationFilter.search", "StaffFilter.search", "Query.searchAnything.text"},
		asLookup: {"InvoiceFilter.search", "Query.operationByCode.code", "Query.codeValidate.code", "Query.pricePreview.couponCode",
			"AuditFilter.action", "AuditFilter.address", "AuditFilter.requestId",
			"StaffCredentials.login", "ClientCredentials.documentNumber", "PasswordResetRequestInput.staffLogin", "ClientResetInput.documentNumber",
			"ClientResetInput.email", "RegistrationCodeSendInput.documentNumber", "RegistrationVerifyInput.documentNumber",
			"Query.documentLookup.documentNumber", "ContactAddInput.value", "FirstContactChangeInput.value"},
		asSecret: {"StaffCredentials.password", "StaffCredentials.totpCode", "ClientCredentials.password", "ClientRegisterInput.password",
			"ClientRegisterInput.draftToken", "RegistrationVerifyInput.password", "RegistrationVerifyInput.code", "ContactVerifyInput.code",
			"RegistrationDraftSaveInput.token", "Query.registrationDraft.token", "PasswordChangeInput.currentPassword", "PasswordChangeInput.newPassword",
			"PasswordResetInput.token", "PasswordResetInput.newPassword", "TotpConfirmInput.code", "TotpDisableInput.password", "UploadConfirmInput.token",
			"FirstContactChangeInput.currentPassword", "FirstContactVerifyInput.code", "FirstContactUndoInput.token", "SessionCreateInput.deviceToken",
			"PasswordChangeInput.deviceToken", "PasswordResetInput.deviceToken", "ClientResetInput.deviceToken"},
		asChoice: {"ClientProfileUpdateInput.nationality", "AccountAddInput.bank", "HouseAccountOpenInput.bank", "UploadRequestInput.mediaType", "UploadRequestInput.sha256",
			"NotificationSettingsUpdateInput.quietFrom", "NotificationSettingsUpdateInput.quietUntil", "DeviceRegisterInput.expoPushToken",
			"DeviceRegisterInput.appVersion", "DeviceRegisterInput.locale", "BusinessDayInput.opensAt", "BusinessDayInput.closesAt",
			"ConsentInput.terms", "ConsentInput.privacy", "Query.enumLabels.names", "OperationFilter.bank", "InvoiceFilter.series",
			"InvoiceSeriesBeginInput.series"},
	}
	table := map[string]normaliser{}
	for rule, fields := range texts {
		for _, field := range fields {
			table[field] = rule
		}
	}
	return table
}

// place is where a text of an input stands, and what it is called in the table.
type place struct {
	path  []string
	name  string
	typed *ast.Type
}

// places answers every String and ID below an input or an argument.
func places(schema *ast.Schema, name string, typed *ast.Type, path ...string) []place {
	definition := schema.Types[typed.Name()]
	if definition.Kind != ast.InputObject {
		if definition.Name == "String" || definition.Name == "ID" || definition.Name == "EventCursor" {
			return []place{{slices.Clone(path), name, typed}}
		}
		return nil
	}
	var found []place
	for _, field := range definition.Fields {
		found = append(found, places(schema, definition.Name+"."+field.Name, field.Type, append(slices.Clone(path), field.Name)...)...)
	}
	return found
}

func TestEveryTextOfTheSchemaHasANormaliser(t *testing.T) {
	t.Parallel()
	schema, table, seen := sdl(), normalisers(), map[string]bool{}
	for name, field := range rootFields(schema) {
		for _, argument := range field.Arguments {
			for _, at := range places(schema, name+"."+argument.Name, argument.Type) {
				page := slices.Contains([]string{"after", "before"}, argument.Name)
				if at.typed.Name() == "String" && !page {
					seen[at.name] = true
				}
			}
		}
	}
	for name := range seen {
		if table[name] == "" {
			t.Errorf("%s has no row: say which rule of package domain reads it", name)
		}
	}
	for name := range table {
		if !seen[name] {
			t.Errorf("%s has a row and is not in the schema", name)
		}
	}
}

// hostile are texts that hide something, or that no column holds.
func hostile() []string {
	return []string{"a\x00b", "ab\u202ecd", "\u3164", "\u200b", "\u0301\u0301\u0301\u0301"}
}

func TestNoTextOfAnInputBreaksAMutation(t *testing.T) {
	t.Parallel()
	schema := sdl()
	for name, field := range rootFields(schema) {
		name, isMutation := strings.CutPrefix(name, "Mutation.")
		if !isMutation || len(field.Arguments) == 0 {
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := open(t)
			caller, document := whoMay(name), documentOf(schema, field)
			sound, _ := a.variables(t, name, caller)["input"].(map[string]any)
			for _, at := range places(schema, "", field.Arguments[0].Type) {
				for _, text := range hostile() {
					input := with(sound, at, text)
					if _, takesKey := sound["idempotencyKey"]; takesKey && at.path[len(at.path)-1] != "idempotencyKey" {
						input["idempotencyKey"] = uuid.NewString()
					}
					got := a.ask(t, caller, document, map[string]any{"input": input})
					if got.code() == "INTERNAL" {
						t.Errorf("%s with %q is an internal error", at.name, text)
					}
					rule := normalisers()[at.name]
					hides := strings.Contains(text, "\x00") && rule.strict() || strings.Contains(text, "\u202e") && rule.words()
					if hides && !refusedNear(got, name, at) {
						t.Errorf("%s with %q is not refused at its field: %v %s", at.name, text, got.Errors, got.raw)
					}
				}
			}
		})
	}
}

// whoMay is somebody whom a mutation is done for, or who gets nearest to it.
func whoMay(mutation string) testkit.Caller {
	table := rights()["Mutation."+mutation]
	if may := table[granted]; len(may) > 0 {
		return may[0]
	}
	for _, outcome := range slices.Sorted(maps.Keys(table)) {
		if outcome != forbidden && outcome != unauthenticated {
			return table[outcome][0]
		}
	}
	return anonymous
}

// with is an input with another text at a place; what is on the way to it is made where it is missing.
func with(input map[string]any, at place, text string) map[string]any {
	changed := maps.Clone(input)
	if changed == nil {
		changed = map[string]any{}
	}
	step := at.path[0]
	if len(at.path) > 1 {
		rest := at
		rest.path = at.path[1:]
		switch inner := changed[step].(type) {
		case []any:
			changed[step] = []any{with(inner[0].(map[string]any), rest, text)}
		case map[string]any:
			changed[step] = with(inner, rest, text)
		default:
			changed[step] = with(nil, rest, text)
		}
		if at.path[1] == "company" || at.path[1] == "person" {
			changed[step] = map[string]any{at.path[1]: changed[step].(map[string]any)[at.path[1]]}
		}
		return changed
	}
	changed[step] = text
	if at.typed.Elem != nil {
		changed[step] = []any{text}
	}
	return changed
}

// refusedNear tells whether an answer refuses a field. A name of the other kind is refused as a whole.
func refusedNear(got answer, mutation string, at place) bool {
	payload, _ := got.Data[mutation].(map[string]any)
	errors, _ := payload["userErrors"].([]any)
	return slices.ContainsFunc(errors, func(one any) bool {
		field := fmt.Sprint(one.(map[string]any)["field"])
		return strings.Contains(field, at.path[len(at.path)-1]) || field == "[name]"
	}) || got.code() == "BAD_REQUEST"
}

func TestNoTextOfAnArgumentBreaksAQuery(t *testing.T) {
	t.Parallel()
	a, schema := open(t), sdl()
	a.Operation(t, "COMPLETED")
	for name, field := range rootFields(schema) {
		if !strings.HasPrefix(name, "Query.") {
			continue
		}
		for _, argument := range field.Arguments {
			for _, at := range places(schema, name+"."+argument.Name, argument.Type, argument.Name) {
				for _, text := range hostile() {
					variables := with(nil, at, text)
					got := a.ask(t, master, queryOf(schema, field, variables), variables)
					if got.code() == "INTERNAL" {
						t.Errorf("%s with %q is an internal error", at.name, text)
					}
				}
			}
		}
	}
	got := a.must(t, master, `{ operationByCode(code: "EXP-1\u0000") { code } }`, nil)
	if got.Data["operationByCode"] != nil {
		t.Errorf("a code with a zero character finds %s", got.raw)
	}
}

// queryOf asks for a root field with the variables that are there, and fills in the choices that it needs.
func queryOf(schema *ast.Schema, field *ast.FieldDefinition, variables map[string]any) string {
	var declared, given []string
	for _, argument := range field.Arguments {
		definition := schema.Types[argument.Type.Name()]
		if _, named := variables[argument.Name]; !named && argument.Type.NonNull && argument.DefaultValue == nil && definition.Kind == ast.Enum {
			variables[argument.Name] = definition.EnumValues[0].Name
		}
		if _, named := variables[argument.Name]; named {
			declared = append(declared, fmt.Sprintf("$%s: %s", argument.Name, argument.Type))
			given = append(given, fmt.Sprintf("%s: $%s", argument.Name, argument.Name))
		}
	}
	shown := ""
	if kind := schema.Types[field.Type.Name()].Kind; kind == ast.Object || kind == ast.Interface || kind == ast.Union {
		shown = " { __typename }"
	}
	if connection := schema.Types[field.Type.Name()]; connection.Fields.ForName("nodes") != nil {
		shown = " { nodes { __typename } }"
	}
	return fmt.Sprintf("query(%s) { %s(%s)%s }", strings.Join(declared, ", "), field.Name, strings.Join(given, ", "), shown)
}
