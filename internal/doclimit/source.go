package doclimit

import (
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/lexer"
)

// checkSource measures the text before anything is built from it. A text that is not lexically GraphQL passes: the
// parser, which stops at the same place, says so better.
func checkSource(query string, limits Limits) *Refusal {
	if len(query) > limits.DocumentBytes {
		return &Refusal{Limit: LimitDocumentBytes, Max: limits.DocumentBytes}
	}
	scanner := lexer.New(&ast.Source{Input: query})
	for tokens := 0; ; {
		token, err := scanner.ReadToken()
		if err != nil || token.Kind == lexer.EOF {
			return nil
		}
		if tokens++; tokens > limits.Tokens {
			return &Refusal{Limit: LimitTokens, Max: limits.Tokens}
		}
	}
}

// checkVariables bounds the nesting of variables: input types may refer to themselves (and, or, not), so neither the
// schema nor the size of the body bounds it.
func checkVariables(variables map[string]any, limits Limits) *Refusal {
	for _, value := range variables {
		if nestsDeeper(value, limits.LiteralDepth) {
			return &Refusal{Limit: LimitVariableDepth, Max: limits.LiteralDepth}
		}
	}
	return nil
}

// nestsDeeper reports whether value holds more than depth levels of lists and objects.
func nestsDeeper(value any, depth int) bool {
	switch value := value.(type) {
	case []any:
		if depth == 0 {
			return true
		}
		for _, element := range value {
			if nestsDeeper(element, depth-1) {
				return true
			}
		}
	case map[string]any:
		if depth == 0 {
			return true
		}
		for _, element := range value {
			if nestsDeeper(element, depth-1) {
				return true
			}
		}
	}
	return false
}
