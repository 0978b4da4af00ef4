package domain

// CheckReceipt refuses the receipt of an operation in a state: a receipt says what was exchanged, so a completed operation alone has
// one. Nil admits it.
func CheckReceipt(status Status, reader Reader) *Error {
	switch {
	case status == Completed:
		return nil
	case status.Live():
		return reader.Refuse(CodeNotAllowedInStatus, "Tu operación está en estado %s. El recibo estará aquí apenas se complete.",
			"La operación está en estado %s. El recibo estará aquí apenas se complete.", status.Label()).With("status", status)
	}
	return reader.Refuse(CodeNotAllowedInStatus, "Tu operación terminó en estado %s y no tiene recibo. Si enviaste dinero, lo que pasó con él está en los depósitos.",
		"La operación terminó en estado %s y no tiene recibo. Si hubo dinero, lo que pasó con él está en los depósitos.", status.Label()).With("status", status)
}
