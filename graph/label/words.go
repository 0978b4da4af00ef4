package label

import "maps"

// table is the words of some enumerations, by their names and values.
type table map[string]map[string]string

// words are those that front ends alone say.
var words = together(operationWords, moneyWords, peopleWords, houseWords)

func together(chapters ...table) table {
	all := table{}
	for _, chapter := range chapters {
		maps.Copy(all, chapter)
	}
	return all
}

// returnReasons are the words of why an operation was handed back; other reasons of events have words elsewhere.
var returnReasons = map[string]string{
	"NOT_ARRIVED":      "El depósito no llegó",
	"NOT_SEEN_IN_TIME": "Nadie vio el depósito a tiempo",
}

var operationWords = table{
	"Channel": {
		"DESK": "Sistema", "PLATFORM": "Plataforma", "APP": "App", "WEB": "Web", "API": "Integración",
	},
	"OperationAction": {
		"AMEND":             "Modificar el monto",
		"REPORT_DEPOSIT":    "Informar un depósito",
		"WITHDRAW_DEPOSIT":  "Retirar el aviso de un depósito",
		"CONFIRM_DEPOSIT":   "Confirmar un depósito",
		"UNCONFIRM_DEPOSIT": "Deshacer la confirmación de un depósito",
		"REJECT_DEPOSIT":    "Rechazar un depósito",
		"REFUND_DEPOSIT":    "Devolver un depósito",
		"APPLY_DEPOSIT":     "Aplicar un depósito a otra operación",
		"UNAPPLY_DEPOSIT":   "Deshacer la aplicación de un depósito",
		"TAKE":              "Tomar la operación",
		"REASSIGN":          "Reasignar la operación",
		"HAND_BACK":         "Devolver la asignación",
		"ADD_PAYOUT":        "Registrar un pago",
		"VOID_PAYOUT":       "Anular un pago",
		"ADD_PROOF":         "Adjuntar una constancia",
		"COMPLETE":          "Completar la operación",
		"RETURN":            "Devolver la operación al cliente",
		"CANCEL":            "Cancelar la operación",
		"HOLD":              "Poner en observación",
		"RELEASE":           "Liberar la observación",
		"NAME_OPERATOR":     "Nombrar al operador",
	},
	"OperationEventKind": {
		"CREATED":             "Operación creada",
		"AMENDED":             "Monto modificado",
		"DEPOSIT_REPORTED":    "Depósito informado",
		"DEPOSIT_WITHDRAWN":   "Aviso de depósito retirado",
		"DEPOSIT_CONFIRMED":   "Depósito confirmado",
		"DEPOSIT_UNCONFIRMED": "Confirmación de depósito deshecha",
		"DEPOSIT_REJECTED":    "Depósito rechazado",
		"DEPOSIT_REFUNDED":    "Depósito devuelto",
		"DEPOSIT_APPLIED":     "Depósito aplicado",
		"DEPOSIT_UNAPPLIED":   "Aplicación de depósito deshecha",
		"DEPOSIT_COUNTED":     "Depósito que esperaba, contado",
		"ASSIGNED":            "Operación asignada",
		"PAYOUT_ADDED":        "Pago registrado",
		"PAYOUT_VOIDED":       "Pago anulado",
		"PROOF_ADDED":         "Constancia adjuntada",
		"COMPLETED":           "Operación completada",
		"RETURNED":            "Operación devuelta al cliente",
		"CANCELED":            "Operación cancelada",
		"EXPIRED":             "Operación expirada",
		"HELD":                "Operación en revisión",
		"RELEASED":            "Operación liberada",
		"UNASSIGNED":          "Operación sin operador",
		"OPERATOR_NAMED":      "Operador nombrado",
	},
	"TimelineStepKey": {
		"CREATED":         "Operación creada",
		"DEPOSIT":         "Transferencia a la casa",
		"DEPOSIT_UNSEEN":  "Depósito que todavía no vemos",
		"DEPOSIT_WAITING": "Depósito en espera",
		"IN_PROCESS":      "Verificación del depósito",
		"PAYOUT_VOIDED":   "Pago anulado",
		"PAID":            "Pago al cliente",
		"COMPLETED":       "Operación completada",
		"CANCELED":        "Operación cancelada",
		"EXPIRED":         "Operación expirada",
	},
	"HoldReason": {
		"REVIEW": "Revisión de rutina", "DOCUMENTS": "Faltan documentos", "DEPOSIT_CHECK": "Verificación del depósito con el banco", "OTHER": "Otro motivo",
	},
	"OperationSortKey": {
		"CREATED_AT": "Fecha de creación", "EXPIRES_AT": "Fin del plazo", "CLOCK_DUE_AT": "Fin del reloj", "USD_AMOUNT": "Monto en dólares",
	},
	"SortDirection": {
		"ASC": "Ascendente", "DESC": "Descendente",
	},
}

var moneyWords = table{
	"Side": {
		"HOUSE_BUYS_USD": "La casa compra dólares", "HOUSE_SELLS_USD": "La casa vende dólares",
	},
	"Currency": {
		"PEN": "Soles", "USD": "Dólares",
	},
	"CurrencyPair": {
		"USD_PEN": "Dólares por soles",
	},
	"RateSource": {
		"BASE": "Calculado del precio base", "MANUAL": "Escrito a mano",
	},
	"DepositStatus": {
		"REPORTED":  "Informado",
		"CONFIRMED": "Confirmado",
		"REJECTED":  "Rechazado",
		"WITHDRAWN": "Retirado",
		"RETURNED":  "Devuelto",
		"APPLIED":   "Aplicado a otra operación",
		"UNAPPLIED": "Regresó a la operación de la que vino",
	},
	"MoneyDuplicateKind": {
		"SAME_REFERENCE":           "Mismo número de operación en la misma cuenta",
		"SAME_REFERENCE_ELSEWHERE": "Mismo número de operación e importe en otra cuenta",
		"SAME_FILE":                "Misma constancia en otra operación",
	},
	"BankAccountKind": {
		"SAVINGS": "Ahorros", "CHECKING": "Corriente",
	},
	"LedgerAccountKind": {
		"BANK":         "Bancos",
		"CLIENT_FUNDS": "Fondos de clientes",
		"POSITION":     "Posición de cambio",
		"FEES":         "Comisiones",
		"ROUNDING":     "Redondeo",
		"RESULT":       "Resultado",
		"OPENING":      "Saldos de apertura",
	},
	"LedgerEntryKind": {
		"OPENING":    "Saldo de apertura",
		"DEPOSIT":    "Depósito",
		"REFUND":     "Devolución",
		"COMPLETION": "Cambio completado",
		"APPLY":      "Aplicación a otra operación",
		"REVERSAL":   "Extorno",
	},
}
