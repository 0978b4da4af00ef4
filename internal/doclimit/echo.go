package doclimit

import (
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/validator/core"

	"github.com/99designs/gqlgen/graphql/errcode"
)

// The messages of gqlparser quote the values that they refuse, and a value may be a password that stands in the wrong
// place: answers end up in logs and in screenshots (realtime.md 4.2 row 19). The functions of this file take the values
// out; the place of the mistake stays.

// withoutLiteral is an error option that takes the literal from a message of the rule ValuesOfCorrectType.
func withoutLiteral(err *gqlerror.Error) {
	for _, marker := range []string{": ", ", found "} {
		before, literal, quoted := strings.Cut(err.Message, marker)
		if quoted && strings.TrimSuffix(literal, ".") != "null" {
			err.Message = before + "."
			return
		}
	}
}

// discreet wraps the rule that quotes literals so that it does not.
func discreet(rule core.RuleFunc) core.RuleFunc {
	return func(observers *core.Events, addError core.AddErrFunc) {
		rule(observers, func(options ...core.ErrorOption) {
			addError(append(options, withoutLiteral)...)
		})
	}
}

// withoutValue returns a message of the parser, or of the coercion of variables, without the value it quotes.
func withoutValue(err *gqlerror.Error) string {
	if err.Extensions["code"] == errcode.ParseFailed {
		// Of the tokens only strings carry values: `Unexpected String "..."`.
		if before, _, quoted := strings.Cut(err.Message, `String "`); quoted {
			return before + "String"
		}
	}
	if len(err.Path) > 0 && err.Path[0] == ast.PathName("variable") {
		const marker = " is not a valid "
		if at := strings.LastIndex(err.Message, marker); at >= 0 {
			return "the value" + err.Message[at:]
		}
	}
	return err.Message
}
