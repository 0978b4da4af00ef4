package graph_test

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/qoricash/qoricash/graph"
	"github.com/qoricash/qoricash/graph/generated"
	"github.com/qoricash/qoricash/graph/scalar"
	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/notify"
	"github.com/qoricash/qoricash/internal/trading"
)

func sdl() *ast.Schema { return graph.Schema(graph.Dependencies{}).Schema() }

// ownTypes are those of the SDL, not of the language.
func ownTypes(schema *ast.Schema) []*ast.Definition {
	var own []*ast.Definition
	for name, definition := range schema.Types {
		if !definition.BuiltIn && !strings.HasPrefix(name, "__") {
			own = append(own, definition)
		}
	}
	return own
}

func TestEverythingInTheSDLIsDescribed(t *testing.T) {
	t.Parallel()
	for _, definition := range ownTypes(sdl()) {
		described(t, definition.Name, definition.Description)
		for _, value := range definition.EnumValues {
			described(t, definition.Name+"."+value.Name, value.Description)
		}
		for _, field := range definition.Fields {
			if !strings.HasPrefix(field.Name, "__") {
				described(t, definition.Name+"."+field.Name, field.Description)
			}
			for _, argument := range field.Arguments {
				if !strings.HasPrefix(field.Name, "__") {
					described(t, definition.Name+"."+field.Name+"("+argument.Name+")", argument.Description)
				}
			}
		}
	}
}

func described(t *testing.T, name, description string) {
	t.Helper()
	if strings.TrimSpace(description) == "" {
		t.Errorf("%s has no description", name)
	}
}

func TestMutationsFollowOneShape(t *testing.T) {
	t.Parallel()
	schema := sdl()
	// Sign-in, sign-out and codes take no key (decisions.md): they carry secrets, or doing them twice is doing them once.
	keyless := []string{"sessionCreate", "sessionRenew", "sessionEnd", "uploadRequest", "uploadConfirm", "sessionRevoke", "sessionsRevokeOthers",
		"passwordChange", "passwordResetRequest", "passwordReset", "totpBegin", "totpConfirm", "totpDisable", "contactVerify",
		"firstContactChange", "firstContactVerify", "firstContactUndo",
		"registrationCodeSend", "registrationVerify", "registrationDraftSave"}
	// The commands of one family answer alike.
	families := []string{"OperationPayload", "UserPayload", "UserSetPayload", "AccessTokenPayload", "InvoicePayload"}
	for _, mutation := range schema.Mutation.Fields {
		payload := schema.Types[mutation.Type.Name()]
		if want := upper(mutation.Name) + "Payload"; payload.Name != want && !slices.Contains(families, payload.Name) {
			t.Errorf("%s answers %s, want %s", mutation.Name, payload.Name, want)
		}
		if !slices.Contains(payload.Interfaces, "MutationPayload") {
			t.Errorf("%s answers %s, which is no MutationPayload", mutation.Name, payload.Name)
		}
		for _, field := range payload.Fields {
			if schema.Types[field.Type.Name()].Kind == ast.Object && field.Type.Elem == nil && field.Type.NonNull {
				t.Errorf("%s.%s must be nullable: a refused act answers no object", payload.Name, field.Name)
			}
		}
		if len(mutation.Arguments) == 0 && slices.Contains(keyless, mutation.Name) {
			continue
		}
		if len(mutation.Arguments) != 1 || mutation.Arguments[0].Name != "input" || mutation.Arguments[0].Type.String() != upper(mutation.Name)+"Input!" {
			t.Errorf("%s does not take exactly `input: %sInput!`", mutation.Name, upper(mutation.Name))
			continue
		}
		input := schema.Types[mutation.Arguments[0].Type.Name()]
		if key := input.Fields.ForName("idempotencyKey"); !slices.Contains(keyless, mutation.Name) && (key == nil || key.Type.String() != "ID!") {
			t.Errorf("%s asks for no idempotencyKey", mutation.Name)
		}
		version := input.Fields.ForName("expectedVersion")
		if strings.HasPrefix(mutation.Name, "operation") && mutation.Name != "operationCreate" && (version == nil || version.Type.String() != "Int!") {
			t.Errorf("%s asks for no expectedVersion", mutation.Name)
		}
	}
}

// A resolver on any other type would be called with a context for each row, and start a goroutine for it.
func TestOnlyRootFieldsAreResolved(t *testing.T) {
	t.Parallel()
	var resolved []string
	for method := range reflect.TypeFor[generated.ResolverRoot]().Methods() {
		resolved = append(resolved, method.Name)
	}
	if !slices.Equal(resolved, []string{"Mutation", "Query", "Subscription"}) {
		t.Errorf("resolvers exist for %v", resolved)
	}
	files, err := filepath.Glob("generated/*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("no generated code (%v)", err)
	}
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(source, []byte("MarshalSliceConcurrently")) {
			t.Errorf("%s executes lists concurrently: run go generate ./graph", file)
		}
	}
}

func upper(name string) string { return strings.ToUpper(name[:1]) + name[1:] }

func TestMoneyIsNeverANumber(t *testing.T) {
	t.Parallel()
	for _, definition := range ownTypes(sdl()) {
		for _, field := range definition.Fields {
			name := strings.ToLower(field.Name)
			if field.Type.Name() == "Float" {
				t.Errorf("%s.%s is a Float", definition.Name, field.Name)
			}
			// "rated" tells of a judgment.
			if field.Type.Name() == "Int" && name != "rated" && slices.ContainsFunc([]string{"amount", "rate", "price", "balance", "usd", "pen"}, func(word string) bool {
				return strings.Contains(name, word)
			}) {
				t.Errorf("%s.%s is an Int", definition.Name, field.Name)
			}
		}
	}
}

func TestConnectionsFollowOneShape(t *testing.T) {
	t.Parallel()
	schema := sdl()
	for _, definition := range ownTypes(schema) {
		if !strings.HasSuffix(definition.Name, "Connection") {
			continue
		}
		node := strings.TrimSuffix(definition.Name, "Connection")
		for field, want := range map[string]string{"edges": "[" + node + "Edge!]!", "nodes": "[" + node + "!]!", "pageInfo": "PageInfo!"} {
			if found := definition.Fields.ForName(field); found == nil || found.Type.String() != want {
				t.Errorf("%s.%s is not %s", definition.Name, field, want)
			}
		}
	}
}

// Relay's cursors connections specification: pages are read from either end, by the same four arguments everywhere.
func TestEveryConnectionIsReadFromEitherEnd(t *testing.T) {
	t.Parallel()
	found := 0
	for _, definition := range ownTypes(sdl()) {
		for _, field := range definition.Fields {
			if !strings.HasSuffix(field.Type.Name(), "Connection") {
				continue
			}
			found++
			for name, want := range map[string]string{"first": "Int", "after": "String", "last": "Int", "before": "String"} {
				if argument := field.Arguments.ForName(name); argument == nil || argument.Type.String() != want {
					t.Errorf("%s.%s has no argument `%s: %s`", definition.Name, field.Name, name, want)
				}
			}
		}
	}
	if found < 8 {
		t.Errorf("%d fields are connections", found)
	}
}

// A permission is given and taken by the name that the SDL shows.
func TestPermissionsAreReadAsTheyAreWritten(t *testing.T) {
	t.Parallel()
	for _, permission := range domain.Permissions() {
		read, err := scalar.UnmarshalPermission(scalar.PermissionName(permission))
		if err != nil || read != permission {
			t.Errorf("%s is read as %q (%v)", scalar.PermissionName(permission), read, err)
		}
	}
	if _, err := scalar.UnmarshalPermission("operations.read"); err == nil {
		t.Error("a permission is read by another name than the SDL's")
	}
}

// The enumerations of the SDL are those of the domain: gqlgen writes and reads them as they are.
func TestEnumerationsHaveTheValuesOfTheDomain(t *testing.T) {
	t.Parallel()
	schema := sdl()
	for name, want := range map[string][]string{
		"Currency":             money.PEN.Values(),
		"DocumentType":         domain.DocumentType("").Values(),
		"ClientStatus":         domain.ClientStatus("").Values(),
		"KycStatus":            domain.KYCStatus("").Values(),
		"BankAccountKind":      domain.AccountKind("").Values(),
		"FilePurpose":          domain.FilePurpose("").Values(),
		"Role":                 append(domain.RoleMaster.Values(), string(domain.RoleClient), string(domain.RoleAnonymous)),
		"SessionKind":          domain.SessionKind("").Values(),
		"RateSource":           domain.RateSource("").Values(),
		"LedgerAccountKind":    domain.LedgerAccountKind("").Values(),
		"LedgerEntryKind":      domain.EntryKind("").Values(),
		"Side":                 domain.Side("").Values(),
		"OperationStatus":      domain.Status("").Values(),
		"Channel":              domain.Channel("").Values(),
		"CancelReason":         domain.CancelReason("").Values(),
		"DepositStatus":        domain.DepositStatus("").Values(),
		"HoldCause":            domain.HoldCause("").Values(),
		"HoldReason":           domain.HoldReason("").Values(),
		"PayoutVoidReason":     domain.VoidReason("").Values(),
		"MoneyDuplicateKind":   texts(trading.DuplicateKinds()),
		"OperationAction":      texts(domain.Actions()),
		"TimelineStepKey":      texts(trading.StepKeys()),
		"OperationEventReason": texts(trading.EventReasons()),
		"LookupSource":         texts(domain.LookupSources()),
		"ActorRole":            texts(domain.ActorRoles()),
		"AuditObjectKind":      objectKinds(),
		"DraftFieldName":       texts(domain.DraftFields()),
		"UploadMethod":         texts(domain.UploadMethods()),
		"MessageKind":          messageKinds(),
		"Permission":           permissionNames(),
		"PermissionSet":        domain.PermissionSet("").Values(),
		"OperationEventKind":   texts(eventKinds()),
		"ApprovalEventKind":    texts(domain.ProposalEvents()),
		"ParameterEventKind":   {string(domain.EventParameterSet)},
		"HoldEventKind":        texts([]domain.EventKind{domain.EventHoldAdded, domain.EventHoldLifted}),
		"MessageEventKind":     texts(domain.MessageEvents()),
		"DeskEventKind": texts([]view.DeskEventKind{view.DeskOperation, view.DeskApproval, view.DeskMessage, view.DeskParameter, view.DeskHold,
			view.DeskInvoice, view.DeskInvoiceQueue, view.DeskBooks,
			view.DeskReferral, view.DeskCampaign, view.DeskScheduledRate}),
		"BooksEventKind": texts(domain.BooksEvents()),
		"ChangeEventKind": texts([]domain.EventKind{domain.EventReferralFlagged, domain.EventReferralDecided, domain.EventCampaignCreated,
			domain.EventCampaignEnded, domain.EventScheduledRateSet, domain.EventScheduledRateCanceled, domain.EventScheduledRatePublished,
			domain.EventScheduledRateRefused}),
		"RiskLevel":             domain.RiskLevel("").Values(),
		"DueDiligence":          domain.DueDiligence("").Values(),
		"RiskFactorKey":         texts(domain.RiskFactorKeys()),
		"RiskReason":            texts(domain.RiskReasons()),
		"RiskTrigger":           domain.RiskTrigger("").Values(),
		"RiskList":              domain.RiskList("").Values(),
		"RiskListState":         domain.RiskListState("").Values(),
		"RiskGround":            domain.RiskGround("").Values(),
		"PepKind":               domain.ExposureKind("").Values(),
		"RelatedPersonKind":     domain.RelatedPersonKind("").Values(),
		"IncomeBand":            domain.IncomeBand("").Values(),
		"Gender":                domain.Gender("").Values(),
		"InvoiceKind":           domain.InvoiceKind("").Values(),
		"InvoiceStatus":         texts(domain.InvoiceStatuses()),
		"InvoiceState":          domain.InvoiceState("").Values(),
		"InvoiceParkReason":     domain.InvoiceParkReason("").Values(),
		"InvoiceAction":         texts(domain.InvoiceActions()),
		"TaxKind":               domain.TaxKind("").Values(),
		"InvoiceEventKind":      texts(domain.InvoiceEvents()),
		"InvoiceQueueEventKind": texts([]domain.EventKind{domain.EventInvoiceQueueStopped, domain.EventInvoiceQueueResumed, domain.EventInvoiceSeriesBegun}),
		"UserErrorCode":         texts(domain.UserCodes()),
		"WarningCode":           texts(domain.WarningCodes()),
		"Reach": texts([]domain.Reach{domain.ReachAll, domain.ReachPortfolio, domain.ReachAssigned, domain.ReachUnassigned,
			domain.ReachOwn}),
	} {
		var found []string
		for _, value := range schema.Types[name].EnumValues {
			found = append(found, value.Name)
		}
		slices.Sort(found)
		slices.Sort(want)
		if !slices.Equal(found, want) {
			t.Errorf("%s has %v, the domain %v", name, found, want)
		}
	}
}

func messageKinds() []string {
	var kinds []string
	for _, traits := range notify.Kinds() {
		kinds = append(kinds, string(traits.Kind))
	}
	return kinds
}

func objectKinds() []string {
	var names []string
	for _, kind := range domain.ObjectKinds(domain.AuditedAs) {
		names = append(names, scalar.ObjectKindName(kind))
	}
	return names
}

func permissionNames() []string {
	var names []string
	for _, permission := range domain.Permissions() {
		names = append(names, scalar.PermissionName(permission))
	}
	return names
}

// eventKinds are those that the lifecycle tells of the operation, and the first one.
func eventKinds() []domain.EventKind {
	kinds := []domain.EventKind{domain.EventCreated}
	for _, transition := range domain.Transitions() {
		if !transition.Aside && !slices.Contains(kinds, transition.Event) {
			kinds = append(kinds, transition.Event)
		}
	}
	return kinds
}

func texts[Text ~string](list []Text) []string {
	plain := make([]string, len(list))
	for i, one := range list {
		plain[i] = string(one)
	}
	return plain
}
