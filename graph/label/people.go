package label

var peopleWords = table{
	"ActorKind": {
		"STAFF": "Persona de la casa", "CLIENT": "Cliente", "SYSTEM": "Sistema", "ANONYMOUS": "Sin sesión",
	},
	"ClientStatus": {
		"PENDING_VERIFICATION": "Por verificar", "ACTIVE": "Activo", "DEACTIVATED": "Inactivo",
	},
	"KycStatus": {
		"PENDING": "Pendiente", "IN_REVIEW": "En revisión", "APPROVED": "Aprobado", "REJECTED": "Rechazado",
	},
	"KycReason": {
		"UNREADABLE":     "No se lee",
		"INCOMPLETE":     "Está incompleto",
		"EXPIRED":        "Está vencido",
		"WRONG_DOCUMENT": "No es el documento que se pidió",
		"DATA_MISMATCH":  "No coincide con los datos declarados",
		"NOT_ACCEPTED":   "No podemos aceptarlo",
	},
	"ClientDocumentStatus": {
		"SUBMITTED": "Enviado", "ACCEPTED": "Aceptado", "REJECTED": "Rechazado", "REPLACED": "Reemplazado",
	},
	"FileMatchKind": {
		"EXACT": "El mismo archivo", "SIMILAR": "Una imagen casi igual",
	},
	"ProposalKind": {
		"NEGOTIATED_RATE": "Dar un tipo de cambio fuera de la banda",
		"KYC_APPROVE":     "Aprobar una identificación", "KYC_REJECT": "Rechazar una identificación",
		"PARAMETER_SET": "Cambiar un parámetro", "PERMISSION_SET_GRANT": "Dar un cargo", "PERMISSION_SET_WITHDRAW": "Retirar un cargo",
		"INVOICE_VOID": "Anular un comprobante", "DUE_DILIGENCE_OVERRIDE": "Decidir la debida diligencia de un cliente",
		"RULE_SWITCH":          "Encender o apagar una regla de monitoreo",
		"SCREENING_TRUE_MATCH": "Confirmar una coincidencia en una lista", "SCREENING_FALSE_POSITIVE": "Descartar una coincidencia en una lista",
		"HOLD_RELEASE": "Liberar una operación en observación", "CLIENT_RELEASE": "Levantar la restricción de un cliente",
	},
	"ProposalDecision": {
		"CONFIRMED": "Confirmada", "DECLINED": "No aceptada", "WITHDRAWN": "Retirada",
	},
	"RewardCodeKind": {
		"REFERRAL": "Código de referido", "REWARD": "Código de premio", "CAMPAIGN": "Código de campaña",
	},
	"RewardCodeState": {
		"FREE": "Disponible", "RESERVED": "En una operación", "CONSUMED": "Usado", "EXPIRED": "Vencido", "WITHDRAWN": "Retirado",
	},
	"RewardReason": {
		"EARNED": "Ganados", "REDEEMED": "Canjeados", "REVERSED": "Devueltos", "ADJUSTED": "Ajustados",
	},
	"ReferralOrigin": {
		"REGISTRATION": "Al registrarse", "CREATION": "Al operar",
	},
	"ReferralFlag": {
		"SAME_DOCUMENT": "La misma persona", "SAME_PHONE": "El mismo teléfono", "SAME_EMAIL": "El mismo correo",
		"SAME_ACCOUNT": "La misma cuenta bancaria", "SAME_NETWORK": "La misma conexión en 24 horas",
	},
	"DiscountKind": {
		"TIER": "Por monto", "COUPON": "Por código",
	},
	"RiskLevel": {
		"LOW": "Bajo", "MEDIUM": "Medio", "HIGH": "Alto", "CRITICAL": "Crítico",
	},
	"DueDiligence": {
		"SIMPLIFIED": "Simplificada", "BASIC": "Básica", "REINFORCED": "Reforzada", "PROHIBITED": "Prohibida",
	},
	"RiskFactorKey": {
		"AVERAGE_TICKET": "Operación promedio", "FREQUENCY": "Frecuencia", "POLITICALLY_EXPOSED": "Exposición política", "LISTS": "Listas restrictivas",
		"LEGAL_ISSUES": "Procesos en su contra", "IDENTIFICATION": "Identificación",
	},
	"RiskReason": {
		"NO_SIMPLIFIED_REGIME": "La casa no usa la simplificada", "DECIDED": "Decidida por dos personas",
		"POLITICALLY_EXPOSED": "Expuesto políticamente: no baja de reforzada", "SANCTIONED": "Coincidencia confirmada en una lista de sanciones",
	},
	"RiskTrigger": {
		"REGISTRATION": "Registro", "DOCUMENT": "Documento aceptado", "IDENTIFICATION": "Identificación", "OPERATION": "Operación completada",
		"PROFILE": "Datos corregidos", "EXPOSURE": "Exposición política", "LISTS": "Revisión de listas", "OVERRIDE": "Decisión de dos personas",
		"DUE": "Un plazo que venció", "MANUAL": "A pedido", "ALL": "Todos los clientes",
	},
	"RiskList": {
		"OFAC": "OFAC", "UN": "ONU", "UIF": "UIF", "INTERPOL": "Interpol", "ADVERSE": "Denuncias", "OTHER": "Otras listas",
	},
	"RiskListState": {
		"CHECKED_CLEAR": "Sin coincidencias", "CHECKED_MATCH": "Coincidencia confirmada", "NOT_CHECKED": "Sin revisar",
	},
	"RiskGround": {
		"FALSE_IDENTITY": "Identidad falsa", "IDENTIFICATION_REFUSED": "No se deja identificar", "JUDGEMENT": "Criterio de la casa",
	},
	"PepKind": {
		"DIRECT": "Tiene o tuvo el cargo", "RELATIVE": "Familiar", "ASSOCIATE": "Asociado cercano",
	},
	"RelatedPersonKind": {
		"REPRESENTATIVE": "Representante", "BENEFICIAL_OWNER": "Beneficiario final", "ATTORNEY": "Apoderado",
	},
	"ProfileField": {
		"IDENTIFICATION": "Identificación aprobada", "BIRTH_DATE": "Fecha de nacimiento", "NATIONALITY": "Nacionalidad", "OCCUPATION": "Ocupación",
		"ORIGIN_OF_FUNDS": "Origen de los fondos", "PURPOSE": "Para qué cambia", "MONTHLY_INCOME": "Ingreso mensual", "ADDRESS": "Dirección",
		"PHONE": "Teléfono", "REPRESENTATIVE": "Representante", "BENEFICIAL_OWNERS": "Beneficiarios finales",
	},
	"IncomeBand": {
		"UP_TO_2000": "Hasta S/ 2,000", "UP_TO_5000": "Hasta S/ 5,000", "UP_TO_10000": "Hasta S/ 10,000", "UP_TO_20000": "Hasta S/ 20,000",
		"UP_TO_50000": "Hasta S/ 50,000", "ABOVE_50000": "Más de S/ 50,000",
	},
	"Gender": {
		"FEMALE": "Femenino", "MALE": "Masculino", "OTHER": "Otro",
	},
	"ConsentDocument": {
		"TERMS": "Términos y condiciones", "PRIVACY": "Tratamiento de datos personales",
	},
	"CharacterSet": {
		"DIGITS": "Dígitos", "LETTERS_AND_DIGITS": "Letras y dígitos",
	},
	"DraftFieldName": {
		"DOCUMENT_TYPE":    "Tipo de documento",
		"DOCUMENT_NUMBER":  "Número de documento",
		"PATERNAL_SURNAME": "Apellido paterno",
		"MATERNAL_SURNAME": "Apellido materno",
		"GIVEN_NAMES":      "Nombres",
		"SINGLE_SURNAME":   "Un solo apellido",
		"LEGAL_NAME":       "Razón social",
		"CONTACT_NAME":     "Nombre del contacto",
		"CONTACT_POSITION": "Cargo del contacto",
		"EMAIL":            "Correo",
		"PHONE":            "Teléfono",
		"ADDRESS_LINE":     "Dirección",
		"DISTRICT":         "Distrito",
		"PROVINCE":         "Provincia",
		"DEPARTMENT":       "Departamento",
		"REFERRAL_CODE":    "Código de quien te recomendó",
		"STEP":             "Paso del formulario",
	},
	"LookupSource": {
		"RENIEC": "RENIEC", "SUNAT": "SUNAT", "SANDBOX": "Registro de prueba",
	},
	"Reach": {
		"ALL": "Todos", "PORTFOLIO": "Su cartera", "ASSIGNED": "Los asignados", "UNASSIGNED": "Los que nadie tiene", "OWN": "Los propios",
	},
	"UserStatus": {
		"ACTIVE": "Activo", "DEACTIVATED": "Inactivo",
	},
	"SessionKind": {
		"STAFF": "Persona de la casa", "CLIENT_WEB": "Navegador del cliente", "CLIENT_APP": "App del cliente",
	},
	"SessionDelivery": {
		"COOKIE": "Cookie del navegador", "BEARER": "Llave en la respuesta",
	},
	"SessionRestriction": {
		"PASSWORD_CHANGE": "Debe cambiar su contraseña", "TOTP_SETUP": "Debe activar la verificación en dos pasos",
	},
	"TokenAudience": {
		"ANALYST": "Herramienta de un analista", "MACHINE": "Máquina",
	},
	"TokenScope": {
		"READ_RATES":       "Leer el precio base",
		"READ_OPERATIONS":  "Leer operaciones",
		"READ_CLIENTS":     "Leer clientes",
		"READ_LEDGER":      "Leer los libros",
		"READ_SCHEMA":      "Leer el esquema",
		"WRITE_CLIENTS":    "Registrar clientes",
		"WRITE_OPERATIONS": "Crear y seguir operaciones",
		"WRITE_RATES":      "Publicar tipos de cambio",
	},
}
