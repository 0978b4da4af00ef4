package ratelimit

import "time"

// The rules of the house. The figures are those of the seeds (domain.md 14.2) where they have one; a burst as large as the
// limit lets a person use it at once. Attempts to sign in have a rule of their own with a growing wait
// (decisions.md, "login attempts"; package identity).
//
// Work is priced by the document (package doclimit), by the hour. The desk's list of fifty live operations with deposits,
// payouts and proofs costs 5,400 points; a screen that reads it every five seconds spends four million an hour. A list of twenty
// costs 333 and keeps a core busy for less than a millisecond, so the ten million of one person at the desk are less than a
// hundredth of a core.

// SignInToIdentity is somebody trying to sign in as one person, from wherever: 50 at once and 50 an hour, so at most 100 in any
// hour and 1,250 in a day, however many networks they come from. Strictly counted is each network and each known device by itself
// (package identity); this bound refuses only who comes from neither a device nor a network on which the person signed in before.
// Guesses are spent on the most used passwords first, and no password is one of those (identity.CheckChosenPassword). A year of
// trying without a pause is less than half a million guesses, one in six million of what eight letters and digits can be; the staff
// have ten characters of four kinds and may have a second factor.
func SignInToIdentity() Rule {
	return Rule{Name: "sign-in.identity", Limit: 50, Per: time.Hour, Burst: 50, Strict: true, Reason: "Demasiados intentos."}
}

// Registration is a person registering itself, by address. The seeds have 5 an hour in the app and 3 a minute in the web: the
// slower one stands, for nobody registers often, and whoever does looks for documents that are known. Five at once, because
// a family or an office behind one address registers on one day.
func Registration() Rule {
	return Rule{Name: "client.register", Limit: 5, Per: time.Hour, Burst: 5, Strict: true,
		Reason: "Se hicieron demasiados registros desde tu conexión."}
}

// CodeToIdentity is a verification code for one person that is asked for from one network, or a code that one client asks for:
// 5 an hour.
func CodeToIdentity() Rule { return code("code.identity") }

// CodeFromAddress is a verification code asked for from one address: 5 an hour.
func CodeFromAddress() Rule { return code("code.address") }

// CodeToMailbox is what is sent to one mailbox, whoever asks for it: 20 an hour. It keeps strangers from flooding a mailbox;
// registering goes on beyond it, and the code that was sent last stays good.
func CodeToMailbox() Rule {
	return Rule{Name: "code.mailbox", Limit: 20, Per: time.Hour, Burst: 20, Strict: true, Reason: "Se enviaron demasiados códigos a ese correo."}
}

func code(name string) Rule {
	return Rule{Name: name, Limit: 5, Per: time.Hour, Burst: 5, Strict: true, Reason: "Se pidieron demasiados códigos."}
}

// ResetOfIdentity is a link for a forgotten password that is sent to one person: 3 an hour.
func ResetOfIdentity() Rule { return reset("password-reset.identity") }

// ResetOfDevice is one that a device asks for on which the person signed in before: 3 an hour.
func ResetOfDevice() Rule { return reset("password-reset.device") }

// ResetFromAddress is a forgotten password, whoever's, from one address: 3 an hour.
func ResetFromAddress() Rule { return reset("password-reset.address") }

func reset(name string) Rule {
	return Rule{Name: name, Limit: 3, Per: time.Hour, Burst: 3, Strict: true,
		Reason: "Se pidieron demasiados cambios de contraseña."}
}

// DocumentLookup is a question about a DNI, CE or RUC, by caller: 10 a minute. It could be used to find out who is a client
// (domain.md 14.3).
func DocumentLookup() Rule {
	return Rule{Name: "document.lookup", Limit: 10, Per: time.Minute, Burst: 10, Strict: true,
		Reason: "Hiciste demasiadas consultas de documentos."}
}

// DraftSaving is an unfinished registration that one caller saves: 60 a minute, one for each field that is left.
func DraftSaving() Rule {
	return Rule{Name: "draft.save", Limit: 60, Per: time.Minute, Burst: 60, Reason: "Guardaste el borrador demasiadas veces seguidas."}
}

// OperationCreation is an operation of one client: 20 a minute, as in the app; the web's 10 would refuse what the app does.
func OperationCreation() Rule {
	return Rule{Name: "operation.create", Limit: 20, Per: time.Minute, Burst: 20, Reason: "Creaste demasiadas operaciones seguidas."}
}

// Quoting is a quote of one caller: 60 a minute, one for each keystroke that a front end did not wait for.
func Quoting() Rule {
	return Rule{Name: "quote", Limit: 60, Per: time.Minute, Burst: 60, Lease: 10, Reason: "Pediste demasiadas cotizaciones seguidas."}
}

// PricePreview is what an amount would come to, asked by one caller, an address or a person: 60 a minute (areas.md D33), as quotes.
func PricePreview() Rule {
	return Rule{Name: "price.preview", Limit: 60, Per: time.Minute, Burst: 60, Lease: 10, Reason: "Consultaste precios demasiadas veces seguidas."}
}

// CodeAttempt is a code of a reward or of a recommendation that somebody tries, by caller and by network, wherever it may be typed: 10 a
// minute. Codes have six characters, so that at this rate nobody finds one (areas.md E21).
func CodeAttempt() Rule {
	return Rule{Name: "reward.code", Limit: 10, Per: time.Minute, Burst: 10, Strict: true, Reason: "Probaste demasiados códigos seguidos."}
}

// UnknownCodes are codes that were refused without saying why, tried by whomever in the whole house: 300 an hour. It refuses nobody; beyond it
// more is tried than people mistype (areas.md E21). Of the 32^6 codes that can be, a house with 100,000 good ones loses one in 36 hours to
// whoever tries as many as that, together.
func UnknownCodes() Rule {
	return Rule{Name: "reward.code.unknown", Limit: 300, Per: time.Hour, Burst: 300, Reason: "En la casa se probaron demasiados códigos."}
}

// CodesAlarm is the news that codes are being guessed, told to the house: once an hour, however many instances notice.
func CodesAlarm() Rule {
	return Rule{Name: "reward.code.alarm", Limit: 1, Per: time.Hour, Burst: 1, Strict: true, Reason: "La casa ya lo sabe."}
}

// ActPreview is what an act would come to, asked by one person of the house before it does it: 120 a minute, for an amount is previewed as it
// is typed.
func ActPreview() Rule {
	return Rule{Name: "operation.preview", Limit: 120, Per: time.Minute, Burst: 120, Lease: 10, Reason: "Consultaste demasiadas acciones seguidas."}
}

// Searching is a person of the house that looks for anything, by caller: 30 a minute (areas.md F28). Each answer may show personal data.
func Searching() Rule {
	return Rule{Name: "search.anything", Limit: 30, Per: time.Minute, Burst: 30, Lease: 5, Reason: "Hiciste demasiadas búsquedas seguidas."}
}

// AccountAddition is a bank account added by one caller: 10 a minute.
func AccountAddition() Rule {
	return Rule{Name: "account.add", Limit: 10, Per: time.Minute, Burst: 10, Reason: "Agregaste demasiadas cuentas seguidas."}
}

// ProfileChange is a change that one person makes to what the house keeps of it: its address and contacts, the accounts that it takes
// away, its settings and telephones, its password and second factor. 60 an hour: each leaves rows of evidence for good, and nobody
// changes one's own data every minute.
func ProfileChange() Rule {
	return Rule{Name: "profile.change", Limit: 60, Per: time.Hour, Burst: 60, Reason: "Cambiaste tus datos demasiadas veces."}
}

// InvoiceResending is an electronic document that one person of the house sends to its client once more: 30 an hour. Each is a letter that
// nobody can call back.
func InvoiceResending() Rule {
	return Rule{Name: "invoice.resend", Limit: 30, Per: time.Hour, Burst: 30, Reason: "Enviaste demasiados comprobantes seguidos."}
}

// Upload is a file that one caller begins to send: 30 a minute.
func Upload() Rule {
	return Rule{Name: "file.upload", Limit: 30, Per: time.Minute, Burst: 30, Reason: "Subiste demasiados archivos seguidos."}
}

// Export is data that one caller takes away as a file: 5 an hour.
func Export() Rule {
	return Rule{Name: "export", Limit: 5, Per: time.Hour, Burst: 5, Reason: "Pediste demasiadas exportaciones."}
}

// StaffCost is what a person of the house may spend in points: two busy screens.
func StaffCost() Rule { return cost("cost.staff", 10_000_000) }

// ClientCost is what a client may spend in points: its operations read every five seconds, and as much again.
func ClientCost() Rule { return cost("cost.client", 2_000_000) }

// AnonymousCost is what an address may spend in points before anybody has signed in. An office and a mobile network stand
// behind one address; what is open to all costs them a few points each time.
func AnonymousCost() Rule { return cost("cost.anonymous", 200_000) }

// TokenCost is what an access token may spend in points an hour; each token has a budget of its own.
func TokenCost(hourly int) Rule { return cost("cost.token", max(hourly, 1)) }

// dearest is what one document may cost (doclimit.DefaultLimits); a budget that holds less would never let it pass.
const dearest = 20_000

// cost saves up six minutes' worth, so that an hour's work cannot come in one second, and leases a twentieth of that: many
// requests for one statement.
func cost(name string, hourly int) Rule {
	burst := min(max(hourly/10, dearest), hourly)
	return Rule{Name: name, Limit: hourly, Per: time.Hour, Burst: burst, Lease: burst / 20,
		Reason: "Usaste todo tu presupuesto de consultas por ahora."}
}

// Rules lists every rule of the house; of the tokens' rules, one for a budget of 10,000 points.
func Rules() []Rule {
	return []Rule{SignInToIdentity(), Registration(), CodeToIdentity(), CodeFromAddress(), CodeToMailbox(), ResetOfIdentity(), ResetOfDevice(),
		ResetFromAddress(), DocumentLookup(), DraftSaving(),
		OperationCreation(), Quoting(), PricePreview(), CodeAttempt(), UnknownCodes(), CodesAlarm(), ActPreview(), Searching(), AccountAddition(), ProfileChange(),
		InvoiceResending(), Upload(), Export(),
		StaffCost(), ClientCost(), AnonymousCost(), TokenCost(10_000)}
}
