package doclimit

import (
	"encoding/json"
	"maps"
	"unicode/utf8"

	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/99designs/gqlgen/graphql/errcode"
)

// The bounds of the errors of one answer (realtime.md 4.2 row 5).
const (
	maxErrors     = 10
	maxErrorBytes = 4 << 10
	maxMessage    = 300
)

// RequestErrors prepares the errors of a request that was not executed: at most ten in 4 KB, and gqlgen's own codes for
// what it cannot parse or validate become BAD_REQUEST and quote no values. Their words are English, as the specification is,
// behind a lead in the language of the house. The given errors are not changed.
func RequestErrors(errors gqlerror.List) gqlerror.List {
	prepared := make(gqlerror.List, 0, min(len(errors), maxErrors))
	for _, err := range errors[:min(len(errors), maxErrors)] {
		switch err.Extensions["code"] {
		case nil, errcode.ParseFailed, errcode.ValidationFailed:
			coded := *err
			coded.Message = lead(err.Extensions["code"]) + withoutValue(err)
			coded.Extensions = maps.Clone(err.Extensions)
			if coded.Extensions == nil {
				coded.Extensions = map[string]any{}
			}
			coded.Extensions["code"] = CodeBadRequest
			err = &coded
		}
		prepared = append(prepared, err)
	}
	return capErrors(prepared)
}

// lead introduces the words of the parser and of the validator.
func lead(code any) string {
	switch code {
	case errcode.ParseFailed:
		return "El documento GraphQL no se puede leer: "
	case errcode.ValidationFailed:
		return "La solicitud GraphQL no es válida: "
	default:
		return ""
	}
}

// capErrors keeps the first errors that fit, and of a message what is readable. The first always stays.
func capErrors(errors gqlerror.List) gqlerror.List {
	capped := make(gqlerror.List, 0, min(len(errors), maxErrors))
	size := 0
	for _, err := range errors {
		if len(capped) == maxErrors {
			break
		}
		if len(err.Message) > maxMessage {
			short := *err
			short.Message = shorten(err.Message)
			err = &short
		}
		encoded, failure := json.Marshal(err)
		if size += len(encoded); failure != nil || (size > maxErrorBytes && len(capped) > 0) {
			break
		}
		capped = append(capped, err)
	}
	return capped
}

// shorten cuts a message, which may quote the document, at a whole character.
func shorten(message string) string {
	end := maxMessage
	for end > 0 && !utf8.RuneStart(message[end]) {
		end--
	}
	return message[:end] + "..."
}
