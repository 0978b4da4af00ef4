package clients

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/qoricash/qoricash/internal/domain"
)

// longestReason is the width of the columns of reasons.
const longestReason = 300

// checkReason answers why staff did something, in one line; the audit trail needs it.
func checkReason(faults *domain.Faults, text, field string) string {
	reason := strings.Join(strings.Fields(text), " ")
	if reason == "" {
		faults.Add(domain.Refuse(domain.CodeRequired, "Escribe el motivo.").At(field))
		return ""
	}
	checkText(faults, reason, longestReason, field)
	return reason
}

// checkText refuses a text of one line that is too long or hides something.
func checkText(faults *domain.Faults, text string, longest int, path ...string) {
	hidden := func(r rune) bool { return !unicode.IsPrint(r) || r == utf8.RuneError }
	switch {
	case strings.ContainsFunc(text, hidden):
		faults.Add(domain.Refuse(domain.CodeInvalid, "Tiene caracteres que no se pueden leer.").At(path...))
	case utf8.RuneCountInString(text) > longest:
		faults.Add(domain.Refuse(domain.CodeInvalid, "Puede tener hasta %d caracteres.", longest).At(path...).With("maximum", longest))
	}
}
