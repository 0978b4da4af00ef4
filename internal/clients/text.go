package clients

import "github.com/qoricash/qoricash/internal/domain"

// checkReason answers why staff did something, in one line; the audit trail needs it.
func checkReason(faults *domain.Faults, text, field string) string {
	return domain.Reason("Escribe el motivo.").Check(faults, text, field)
}
