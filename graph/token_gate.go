package graph

import (
	"context"
	"slices"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/google/uuid"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/qoricash/qoricash/graph/selection"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
)

// tokenGate keeps access tokens inside their scopes before anything of a document is executed. A root field that is not in
// tokenFields is closed to every token, so that a new field is opened by a decision and not by forgetting; a token without a
// scope that writes runs no mutation at all. The rules of rows and permissions stand behind it.
type tokenGate struct{}

var _ graphql.OperationContextMutator = tokenGate{}

// ExtensionName implements graphql.HandlerExtension.
func (tokenGate) ExtensionName() string { return "TokenGate" }

// Validate implements graphql.HandlerExtension.
func (tokenGate) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationContext implements graphql.OperationContextMutator.
func (tokenGate) MutateOperationContext(ctx context.Context, operation *graphql.OperationContext) *gqlerror.Error {
	caller := access.Current(ctx)
	if caller.TokenID == uuid.Nil {
		return nil
	}
	if operation.Operation.Operation == ast.Mutation && !slices.ContainsFunc(caller.Scopes, domain.TokenScope.Writes) {
		return outsideScopes("Este token solo lee: no ejecuta cambios.")
	}
	asked := selection.In(operation)
	for _, root := range []string{"Query", "Mutation", "Subscription"} {
		for _, field := range asked.FieldsOf(root) {
			if strings.HasPrefix(field, "__") {
				continue // __typename is nobody's secret, and the schema has a gate of its own
			}
			if refusal := admits(caller, root+"."+field); refusal != nil {
				return refusal
			}
		}
	}
	for field, permission := range tokenEdges() {
		if asked.Has(field) && !caller.Can(permission) {
			return outsideScopes("Los alcances de este token no incluyen " + field + ".")
		}
	}
	return nil
}

func admits(caller access.Actor, field string) *gqlerror.Error {
	scopes, open := tokenFields()[field]
	opened := open && (len(scopes) == 0 || slices.ContainsFunc(scopes, func(scope domain.TokenScope) bool {
		return slices.Contains(caller.Scopes, scope)
	}))
	if opened {
		return nil
	}
	return outsideScopes("Los alcances de este token no incluyen " + field + ".")
}

func outsideScopes(message string) *gqlerror.Error {
	return &gqlerror.Error{Message: message, Extensions: map[string]any{"code": string(domain.CodeForbidden)}}
}

// tokenFields are the root fields that tokens may ask for, with the scopes of which one opens them; without any, every token
// does, for they are everybody's. What is one person's own (sessions, password, inbox, telephones) and what administers the
// house is not for tokens.
func tokenFields() map[string][]domain.TokenScope {
	reads := []domain.TokenScope{domain.ScopeReadRates, domain.ScopeReadOperations, domain.ScopeReadClients, domain.ScopeReadLedger}
	everyone := []domain.TokenScope{}
	operations := []domain.TokenScope{domain.ScopeReadOperations}
	clients := []domain.TokenScope{domain.ScopeReadClients}
	books := []domain.TokenScope{domain.ScopeReadLedger}
	writesOperations := []domain.TokenScope{domain.ScopeWriteOperation}
	writesClients := []domain.TokenScope{domain.ScopeWriteClients}
	writesRates := []domain.TokenScope{domain.ScopeWriteRates}
	return map[string][]domain.TokenScope{
		"Query.serverTime":       everyone,
		"Query.banks":            everyone,
		"Query.publicRate":       everyone,
		"Query.pricePreview":     everyone,
		"Query.house":            everyone,
		"Query.documentForms":    everyone,
		"Query.viewer":           everyone,
		"Query.rolePermissions":  everyone,
		"Query.consentTexts":     everyone,
		"Query.node":             reads,
		"Query.nodes":            reads,
		"Query.ratePublications": reads,
		"Query.baseRate":         {domain.ScopeReadRates},
		"Query.operations":       operations,
		"Query.operationByCode":  operations,
		"Query.operationEvents":  operations,
		"Query.clients":          clients,
		"Query.staff":            {domain.ScopeReadOperations, domain.ScopeReadClients},
		"Query.houseAccounts":    {domain.ScopeReadLedger, domain.ScopeReadOperations},
		"Query.clientFunds":      books,
		"Query.ledgerAccounts":   books,

		"Mutation.quoteLock":                writesOperations,
		"Mutation.operationCreate":          writesOperations,
		"Mutation.operationReportDeposit":   writesOperations,
		"Mutation.operationWithdrawDeposit": writesOperations,
		"Mutation.operationCancel":          writesOperations,
		"Mutation.uploadRequest":            writesOperations,
		"Mutation.uploadConfirm":            writesOperations,
		"Mutation.clientRegister":           writesClients,
		"Mutation.accountAdd":               writesClients,
		"Mutation.accountRemove":            writesClients,
		"Mutation.publicRatePublish":        writesRates,
		"Mutation.baseRatePublish":          writesRates,
		"Subscription.rateTicks":            everyone,
		"Subscription.operationEvents":      operations,
	}
}

// tokenEdges are fields that are never null although what they show has a permission of its own.
func tokenEdges() map[string]domain.Permission {
	return map[string]domain.Permission{"Operation.client": domain.ClientsRead}
}
