package doclimit

import (
	"fmt"

	"github.com/vektah/gqlparser/v2/gqlerror"
)

// The codes of the closed list (product.md 2.7) that this package gives.
const (
	CodeBadRequest   = "BAD_REQUEST"
	CodeCostExceeded = "COST_EXCEEDED"
)

// Limit names what a document exceeded; it is the value of `extensions.limit`.
type Limit string

// The limits, each after the field of Limits that sets its figure.
const (
	LimitDocumentBytes         Limit = "documentBytes"
	LimitTokens                Limit = "tokens"
	LimitOperations            Limit = "operations"
	LimitDepth                 Limit = "depth"
	LimitIntrospectionDepth    Limit = "introspectionDepth"
	LimitAliasesPerParent      Limit = "aliasesPerParent"
	LimitFields                Limit = "fields"
	LimitFragments             Limit = "fragments"
	LimitSpreads               Limit = "fragmentSpreads"
	LimitDirectivesPerLocation Limit = "directivesPerLocation"
	LimitDirectives            Limit = "directives"
	LimitLiteralDepth          Limit = "literalDepth"
	LimitVariableDepth         Limit = "variableDepth"
	LimitMergeSteps            Limit = "mergeSteps"
	LimitCost                  Limit = "cost"
	// LimitIncremental is not a figure: no transport of the house delivers @defer or @stream.
	LimitIncremental Limit = "incremental"
)

// Refusal says which limit a document exceeded. It is an error and, through GraphQL, the error of the answer.
type Refusal struct {
	Limit Limit
	// Max is the figure of the limit.
	Max int
}

// Code returns the top-level code of the refusal.
func (r *Refusal) Code() string {
	if r.Limit == LimitCost {
		return CodeCostExceeded
	}
	return CodeBadRequest
}

// Error returns the Spanish text that the caller reads.
func (r *Refusal) Error() string {
	switch r.Limit {
	case LimitDocumentBytes:
		return fmt.Sprintf("La consulta es demasiado larga: el límite es de %d bytes.", r.Max)
	case LimitTokens:
		return fmt.Sprintf("La consulta tiene demasiados símbolos: el límite es %d.", r.Max)
	case LimitOperations:
		return fmt.Sprintf("El documento tiene demasiadas operaciones: el límite es %d.", r.Max)
	case LimitDepth:
		return fmt.Sprintf("La consulta anida demasiados niveles: el límite es %d.", r.Max)
	case LimitIntrospectionDepth:
		return fmt.Sprintf("La introspección anida demasiados niveles: el límite es %d.", r.Max)
	case LimitAliasesPerParent:
		return fmt.Sprintf("La consulta usa demasiados alias en un mismo nivel: el límite es %d.", r.Max)
	case LimitFields:
		return fmt.Sprintf("La consulta pide demasiados campos: el límite es %d.", r.Max)
	case LimitFragments:
		return fmt.Sprintf("La consulta tiene demasiados fragmentos: el límite es %d.", r.Max)
	case LimitSpreads:
		return fmt.Sprintf("La consulta usa fragmentos demasiadas veces: el límite es %d.", r.Max)
	case LimitDirectivesPerLocation:
		return fmt.Sprintf("Hay demasiadas directivas en un mismo elemento: el límite es %d.", r.Max)
	case LimitDirectives:
		return fmt.Sprintf("La consulta tiene demasiadas directivas: el límite es %d.", r.Max)
	case LimitLiteralDepth:
		return fmt.Sprintf("Un argumento anida demasiadas listas u objetos: el límite es %d.", r.Max)
	case LimitVariableDepth:
		return fmt.Sprintf("Una variable anida demasiadas listas u objetos: el límite es %d.", r.Max)
	case LimitMergeSteps:
		return fmt.Sprintf("La consulta repite demasiados campos en fragmentos: el límite es de %d comparaciones.", r.Max)
	case LimitCost:
		return fmt.Sprintf("La consulta cuesta más que el límite de %d puntos: pide menos elementos por página o menos campos.", r.Max)
	case LimitIncremental:
		return "Las directivas @defer y @stream no están disponibles."
	default:
		return fmt.Sprintf("La consulta supera el límite %s de %d.", r.Limit, r.Max)
	}
}

// GraphQL returns the refusal as the error of an answer; errors.As finds the Refusal in it.
func (r *Refusal) GraphQL() *gqlerror.Error {
	extensions := map[string]any{"code": r.Code(), "limit": string(r.Limit)}
	if r.Limit != LimitIncremental {
		extensions["max"] = r.Max
	}
	return &gqlerror.Error{Err: r, Message: r.Error(), Extensions: extensions}
}
