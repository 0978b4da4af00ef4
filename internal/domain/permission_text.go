package domain

// permissionLabels say what each permission lets a person do.
var permissionLabels = map[Permission]string{
	OperationsRead:     "ver operaciones",
	OperationsCreate:   "cotizar y crear operaciones",
	DepositsReport:     "informar depósitos",
	OperationsCancel:   "cancelar operaciones",
	OperationsAmend:    "modificar operaciones pendientes",
	OperationsSettle:   "confirmar depósitos, pagar y completar operaciones",
	OperationsTake:     "tomar operaciones que nadie tiene",
	OperationsReassign: "reasignar operaciones",
	OperationsHold:     "poner operaciones en revisión y liberarlas",
	NotesRead:          "leer notas",
	NotesWrite:         "escribir notas",
	RatesPublish:       "publicar tipos de cambio",
	RatesBase:          "ver el precio base",
	RatesOverride:      "publicar tipos de cambio lejos del vigente",
	BalancesRead:       "ver los saldos de la casa",
	LedgerRead:         "ver los libros",
	HouseAccountsOpen:  "abrir cuentas de la casa",
	ClientsRead:        "ver clientes",
	ClientsCreate:      "registrar clientes",
	AccountsWrite:      "agregar y quitar cuentas bancarias de clientes",
	UsersRead:          "ver a las personas de la casa",
	UsersWrite:         "administrar a las personas de la casa",
	ClientsUpdate:      "corregir los datos de clientes",
	ClientsReassign:    "pasar clientes de una cartera a otra",
	ClientsDeactivate:  "desactivar y reactivar clientes",
	ClientsExport:      "descargar los datos de un cliente",
	AccountsConfirm:    "confirmar cuentas bancarias de clientes",
	KYCRead:            "ver documentos e identificaciones",
	DocumentsSubmit:    "enviar documentos de clientes",
	KYCReview:          "revisar documentos y decidir identificaciones",
	AuditRead:          "ver el registro de auditoría",
	MessagesManage:     "ver los mensajes que no se enviaron y reenviarlos",
	TokensManage:       "crear y revocar llaves de acceso",
	FilesUpload:        "subir archivos",
	CalendarManage:     "fijar los feriados de la casa",
	SchemaExplore:      "explorar el esquema",
}

// Label says what a permission lets a person do, as the middle of a sentence (Spanish, Peru).
func (p Permission) Label() string { return permissionLabels[p] }
