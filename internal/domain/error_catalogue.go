package domain

// CodeEntry explains one code of the closed list to who writes a program against the API.
type CodeEntry struct {
	Code Code
	// WholeRequest tells that the code ends a request or a field, as a GraphQL error; else it stands in userErrors.
	WholeRequest bool
	// Meaning is what happened, Remedy what to do about it; English.
	Meaning, Remedy string
	// Example is a message as a person reads it, Spanish; empty for a code that nothing answers yet.
	Example string
}

// Catalogue explains every code once: those of UserCodes in their order, then those that end a request. docs/errors.md is
// made from it.
func Catalogue() []CodeEntry { return append(userCatalogue(), requestCatalogue()...) }

func userCatalogue() []CodeEntry {
	return append(inputCatalogue(), ruleCatalogue()...)
}

// inputCatalogue explains the codes up to STALE_VERSION: faults of an input, its objects and its price.
func inputCatalogue() []CodeEntry {
	return []CodeEntry{
		{Code: CodeRequired, Meaning: "A field or a confirmation is missing.", Remedy: "Fill the field that `field` names.",
			Example: "Indica de qué cliente se trata."},
		{Code: CodeInvalid, Meaning: "A field cannot be read, or has a value that is not admitted.",
			Remedy: "Correct the field that `field` names; the message and `params` say what is admitted.", Example: "El importe debe ser mayor que cero."},
		{Code: CodeNotFound, Meaning: "There is no such object, or it is not the caller's: the two are not told apart.",
			Remedy: "Read the list again and take an id from it.", Example: "No existe esa operación."},
		{Code: CodeQuoteExpired, Meaning: "The promise of the price ended.",
			Remedy:  "Show `freshQuote`, which `operationCreate` offers in its place, and create from it when the person accepts.",
			Example: "El tiempo de esta cotización terminó. Revisa la nueva y confírmala."},
		{Code: CodeQuoteUsed, Meaning: "The quote already serves an operation.", Remedy: "Lock a new quote; look first whether the operation exists already.",
			Example: "Esta cotización ya se usó en una operación. Pide una nueva."},
		{Code: CodeLimitExceeded, Meaning: "The amount is above what the client may operate without approved documents, or above what is left of a trader's exposure.",
			Remedy: "Offer at most `left`, or ask for the documents that the message names.",
			Example: "Sin documentos aprobados puedes operar hasta US$ 1,000.00 en total; ya usaste US$ 600.00 y te quedan US$ 400.00. " +
				"Para operar sin este límite, sube tu documento por ambos lados y espera la aprobación."},
		{Code: CodeBelowMinimum, Meaning: "The amount is below the smallest by self-service, or below the desk's, which is lower.", Remedy: "Offer `minimum`.",
			Example: "El monto mínimo es US$ 50.00."},
		{Code: CodeAboveMaximum, Meaning: "The amount is above the largest by self-service, or above what can be booked.",
			Remedy: "Offer `maximum`, or lead the client to an adviser.", Example: "El monto máximo es US$ 20,000.00; para un monto mayor habla con tu asesor."},
		{Code: CodeLiveOperationExists, Meaning: "The client has an operation that is neither completed nor ended, and may have one at a time.",
			Remedy:  "Lead to the operation: `code` is its name, `id` its global id.",
			Example: "Ya tienes la operación EXP-1001 en curso. Termínala o cancélala antes de iniciar otra."},
		{Code: CodeStaleVersion, Meaning: "Somebody changed the object after the caller read it.",
			Remedy:  "Show the object of the payload, which is as it is now, and let the person decide again.",
			Example: "Otra persona cambió la operación primero. Revisa cómo quedó y vuelve a intentarlo."},
	}
}

// ruleCatalogue explains the other codes that a person can act on.
func ruleCatalogue() []CodeEntry {
	return []CodeEntry{
		{Code: CodeNotAllowedInStatus, Meaning: "The state of the object does not admit the act.",
			Remedy: "Offer what `availableActions` allows.", Example: "Hay un abono informado o confirmado. Primero debe rechazarse o devolverse ese abono."},
		{Code: CodeFourEyesRequired, Meaning: "A second person must decide.", Remedy: "Ask somebody else of the house to do it; who proposed may withdraw.",
			Example: "Tú hiciste esta propuesta: otra persona de Middle Office debe decidirla. Tú puedes retirarla."},
		{Code: CodeIdempotencyKeyReused, Meaning: "The idempotency key stands for another input of the same caller and mutation.",
			Remedy:  "Make a new key for a new intent; a repeated intent repeats its input.",
			Example: "Esta clave de idempotencia ya se usó con otros datos. Usa una clave nueva para una solicitud nueva."},
		{Code: CodeIdempotencyInProgress, Meaning: "The same request is still running.", Remedy: "Send it again after `retryAfterMs`, with the same key.",
			Example: "La misma solicitud todavía se está procesando. Vuelve a intentarlo en unos segundos."},
		{Code: CodeKYCIncomplete, Meaning: "An approval lacks accepted papers, which `missing` names; " +
			"or the house admits nobody before identification is approved (`KYC_STRICT`); " +
			"or it rejected the identification for a reason that trading waits for, and `kycStatus` tells where that is.",
			Remedy:  "Ask for the documents; a rejected identification is reopened by the house first.",
			Example: "Falta aprobar tu identificación. Sube los documentos pendientes para operar."},
		{Code: CodeOutsideHours, Meaning: "Clients create operations only while the house is open.", Remedy: "Say when it opens: `opensAt`.",
			Example: "Estamos fuera del horario de atención. Puedes operar desde el lunes 23/11 a las 09:00."},
		{Code: CodeAccountNotOwned, Meaning: "The bank account belongs to another client.", Remedy: "Choose an account of this client.",
			Example: "La cuenta no es tuya. Usa una cuenta a tu nombre."},
		{Code: CodeAlreadyExists, Meaning: "The same thing exists already.", Remedy: "Use the one that exists.", Example: "Esta cuenta ya está registrada."},
		{Code: CodeOutsideBand, Meaning: "The negotiated rate is farther from the public one than the house allows.",
			Remedy:  "Stay within `band` pips of `public`, or ask for it by `negotiatedRatePropose`.",
			Example: "El tipo de cambio debe estar a 100 pips como máximo del público (3.7380). Para uno más lejano pide la aprobación de un Master."},
		{Code: CodeRateDeviation, Meaning: "The rate is farther than the guard admits from what `against` names: the one in force, the day's reference or the base.",
			Remedy: "Check the figure; a Master may publish it with `override` and a reason.",
			Example: "La compra al público (3.9800) se aparta 7.05 % de la vigente (3.7180) y el límite es 3.00 %. " +
				"Revisa la cifra; un Master puede publicarla con un motivo."},
		{Code: CodeAmountMismatch, Meaning: "Sums do not match to the cent.", Remedy: "Record what is missing; `params` carry both sums.",
			Example: "Los pagos suman 500.00 de 747.60. Registra los pagos que faltan."},
		{Code: CodeProofRequired, Meaning: "A payout proof is missing.", Remedy: "Attach one with `operationAddProof` and name it in `proofIds`.",
			Example: "Indica al menos un comprobante de pago."},
		{Code: CodeTooMany, Meaning: "There are as many of these as allowed.",
			Remedy:  "Do without, or remove one; `maximum` says how many. Where time alone makes room, as for uploads, `roomAt` says when.",
			Example: "Una operación admite hasta 4 pagos."},
		{Code: CodeOnHold, Meaning: "The operation is on hold.",
			Remedy:  "Show the hold's `safeText`, which is the same for every hold; a Master, Middle Office or the system releases it.",
			Example: "La operación está en observación. Un responsable debe liberarla para continuar."},
		{Code: CodeClientInactive, Meaning: "The client may not act in its present state.", Remedy: "Prove its e-mail, or ask the house; `status` tells the state.",
			Example: "Tu cuenta no está activa y no puedes operar. Completa tu registro o comunícate con la casa."},
		{Code: CodePricingUnavailable, Meaning: "There is no rate in force to quote from.", Remedy: "Try again in some minutes; `rateTicks` tells when there is one.",
			Example: "Todavía no hay un tipo de cambio vigente. Vuelve a intentarlo en unos minutos."},
		{Code: CodeInvalidCredentials, Meaning: "The sign-in is refused, for whatever reason: none is told.", Remedy: "Let the person type again.",
			Example: "Los datos de acceso no son correctos. Revísalos; si acabas de registrarte, confirma primero tu correo."},
		{Code: CodeDuplicateReference, Meaning: "Another deposit at the same house account was confirmed with this bank's operation number. A report with such a number is " +
			"not refused: it is marked `duplicateReference`.",
			Remedy:  "Compare the two vouchers. If they are two transfers, confirm with `overrideReason`; within 90 days only a Master does.",
			Example: "El número 00482913 se usó hace menos de 90 días en la operación EXP-1001: solo un Master confirma un segundo abono con él."},
		{Code: CodeVerificationFailed, Meaning: "The code or link is wrong, used, too old, or was tried too often: which of them is not told.",
			Remedy:  "Let the person type again, or ask for a new one; `attemptsLeft` says how often for further e-mails.",
			Example: "El código no es correcto o ya venció. Revísalo; después de 5 intentos o 10 minutos pide uno nuevo."},
		{Code: CodeTOTPRequired, Meaning: "The password is right, and a code of the second factor is missing or wrong.",
			Remedy:  "Ask for the code of the authenticator, or a recovery code, and send all of it again.",
			Example: "Escribe el código de tu aplicación de verificación, o un código de recuperación."},
		{Code: CodeInUse, Meaning: "Something that is still going on needs it.", Remedy: "End what `params` names first.",
			Example: "La cuenta se usa en la operación EXP-1001, que sigue en curso. Termínala o cancélala para retirar la cuenta."},
		{Code: CodeForbidden, Meaning: "The act is outside the caller's rights: in userErrors when this row is out of reach, " +
			"as a GraphQL error when the role has no part in it.",
			Remedy: "Do not offer the act: `viewer.permissions` and `availableActions` say what is allowed.", Example: "Tu perfil no tiene permiso para esta acción."},
		{Code: CodeCouponNotUsable, Meaning: "The code cannot be used. `reason` says why to whom the code is, or who was promised a price with it; " +
			"nobody else learns whether there is such a code.", Remedy: "Quote without it, or with another.",
			Example: "Ese código no sirve aquí. Revisa cómo está escrito; un código de referido vale hasta tu primera operación completada."},
		{Code: CodeTooFewPips, Meaning: "The client has fewer pips than a code takes.", Remedy: "Show `missing`; offer to share the client's own code.",
			Example: "Un código cuesta 30 pips y tienes 15. Te faltan 15: los ganas cuando tus referidos completan operaciones."},
	}
}

func requestCatalogue() []CodeEntry {
	return []CodeEntry{
		{Code: CodeUnauthenticated, WholeRequest: true, Meaning: "Nobody is signed in, or the session is over.", Remedy: "Sign in and send the request again.",
			Example: "Inicia sesión para continuar."},
		{Code: CodePasswordChangeRequired, WholeRequest: true, Meaning: "The session may do nothing but change the password.",
			Remedy: "Lead to `passwordChange`.", Example: "Antes de continuar debes cambiar tu contraseña."},
		{Code: CodeTOTPSetupRequired, WholeRequest: true, Meaning: "The session may do nothing but set up the second factor, which the house asks of this role.",
			Remedy: "Lead to `totpBegin` and `totpConfirm`.", Example: "Antes de continuar debes activar la verificación en dos pasos."},
		{Code: CodeBadRequest, WholeRequest: true, Meaning: "The document or its arguments are not valid: a mistake of the program, not of a person.",
			Remedy: "Correct the program; `field` or `limit` says where.", Example: "El cursor no es válido: usa el último que recibiste, sin cambios."},
		{Code: CodeCostExceeded, WholeRequest: true, Meaning: "The document could cost more points than its caller may spend.",
			Remedy:  "Ask for smaller pages or fewer fields; `extensions.cost` of an answer says what it cost.",
			Example: "La consulta cuesta más que el límite de 20000 puntos: pide menos elementos por página o menos campos."},
		{Code: CodeRateLimited, WholeRequest: true, Meaning: "Too many attempts or connections.", Remedy: "Wait `retryAfter` seconds; `Retry-After` says the same by HTTP.",
			Example: "Demasiados intentos. Vuelve a intentarlo en 60 segundos."},
		{Code: CodeTimeout, WholeRequest: true, Meaning: "The request took longer than it may.", Remedy: "Send it again, a mutation with the same key.",
			Example: "La solicitud tardó demasiado. Inténtalo de nuevo en unos segundos."},
		{Code: CodeUnavailable, WholeRequest: true, Meaning: "The house cannot serve this now: it starts, drains, is overloaded, or waits for another act on the same object.",
			Remedy: "Send it again after a moment, a mutation with the same key.", Example: "Otra acción sobre lo mismo sigue en curso. Vuelve a intentarlo en unos segundos."},
		{Code: CodeInternal, WholeRequest: true, Meaning: "Something that should not happen. The log has it under the request's id.",
			Remedy:  "Send it again; if it repeats, give support the `requestId`.",
			Example: "Ocurrió un error interno. Inténtalo de nuevo; si se repite, comunícate con soporte e indica el código de la solicitud."},
	}
}
