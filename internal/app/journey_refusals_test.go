package app_test

import (
	"maps"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/globalid"
	"github.com/qoricash/qoricash/internal/testkit/program"
)

// trial is something that is refused: where in the product, by whom, what is sent and what is answered.
type trial struct {
	name string
	by   visitor
	act  attempt
	want refusalWanted
}

// counter is a house at work, with somebody of each kind in front of it.
type counter struct {
	*town
	anonymous, client, trader, marta, master visitor
	// clientID is the client's, strange another one's; code names the client's live operation.
	clientID, strange, operatorID, masterID, code string
	accounts                                      ownAccounts
}

// openCounter opens a house whose client has accounts and an operation that waits for its deposit.
func openCounter(t *testing.T) *counter {
	t.Helper()
	w := foundTown(t)
	c := &counter{town: w, anonymous: w.comes(laptop), master: w.master(t)}
	c.marta = w.middleOffice(t, c.master, "marta.mostrador@qoricash.pe")
	w.hire(t, c.master, "Tito Ramos", "tito.mostrador@qoricash.pe", "TRADER")
	c.trader = w.comes(laptop).signsIn(t, "tito.mostrador@qoricash.pe", staffPassword, "")
	c.client = w.comes(laptop).entersAs(t, w.knows(t, 0), clientPassword, false)
	var own struct {
		Viewer struct {
			Client struct {
				ID       string
				Accounts []deskAccount
			}
		}
	}
	c.client.sees(t, `{ viewer { client { id accounts { id currency } } } }`, nil, &own)
	by := byCurrency(own.Viewer.Client.Accounts)
	c.clientID, c.accounts = own.Viewer.Client.ID, ownAccounts{by["USD"], by["PEN"]}
	var others struct {
		Clients struct{ Nodes []deskClient }
		Staff   struct {
			Nodes []struct{ ID, Role string }
		}
	}
	c.master.sees(t, `{ clients(first: 50) { nodes { id } } staff(first: 50) { nodes { id role } } }`, nil, &others)
	for _, other := range others.Clients.Nodes {
		if other.ID != c.clientID {
			c.strange = other.ID
		}
	}
	for _, person := range others.Staff.Nodes {
		switch person.Role {
		case "OPERATOR":
			c.operatorID = person.ID
		case "MASTER":
			c.masterID = person.ID
		}
	}
	var made taken
	c.client.does(t, creating(c.client.quotes(t, "300.00"), c.accounts), &made)
	c.code = made.Operation.Code
	return c
}

func TestEveryRefusalSaysWhyWithItsFiguresAndWhatToDoNext(t *testing.T) {
	t.Parallel()
	c := openCounter(t)
	trials := append(c.ofRegistration(), c.ofAccess()...)
	trials = append(trials, c.ofClients(t)...)
	trials = append(trials, c.ofPapers(t)...)
	trials = append(trials, c.ofTheHouse(t)...)
	for _, one := range trials {
		t.Run(one.name, func(t *testing.T) {
			t.Parallel()
			isRefused(t, one.by.tries(t, one.act, nil), one.want)
		})
	}
}

// ofRegistration are refusals of who is not known yet.
func (c *counter) ofRegistration() []trial {
	person := map[string]any{"paternalSurname": "Luna", "maternalSurname": "Paz", "givenNames": "Inés"}
	registering := func(changes map[string]any) attempt {
		input := keyed(map[string]any{"documentType": "DNI", "documentNumber": "46781234", "name": map[string]any{"person": person},
			"email": "ines@correo.pe", "password": "tres barcos de papel", "consent": map[string]any{"terms": "2026-01", "privacy": "2026-01"}})
		maps.Copy(input, changes)
		return attempt{"clientRegister", input, ""}
	}
	at := func(name string, act attempt, want refusalWanted) trial { return trial{name, c.anonymous, act, want} }
	draft := func(token any, field string) attempt {
		return attempt{"registrationDraftSave", map[string]any{"token": token, "fields": []any{map[string]any{"name": field, "value": "x"}}}, ""}
	}
	document := identityDocument{"DNI", "46781234"}
	return []trial{
		at("a DNI without the second surname", registering(map[string]any{"name": map[string]any{"person": map[string]any{
			"paternalSurname": "Luna", "givenNames": "Inés"}}}),
			refusalWanted{code: "REQUIRED", field: "name.person.maternalSurname", next: "escribe también el apellido materno"}),
		at("a DNI with a company's name", registering(map[string]any{"name": map[string]any{"company": map[string]any{"legalName": "Luna S.A.C."}}}),
			refusalWanted{code: "REQUIRED", field: "name", next: "indica los apellidos y nombres"}),
		at("an e-mail that is none", registering(map[string]any{"email": "ines"}),
			refusalWanted{code: "INVALID", field: "email", next: "por ejemplo ana@correo.pe"}),
		at("a password with the own name", registering(map[string]any{"password": "luna llena de enero"}),
			refusalWanted{code: "INVALID", field: "password", next: "no debe contener tu nombre"}),
		at("a referral code of another form", registering(map[string]any{"referralCode": "O0I1"}),
			refusalWanted{code: "INVALID", field: "referralCode", next: "6 letras o dígitos"}),
		at("a draft that is too old", draft("no-such-draft", "EMAIL"), refusalWanted{code: "NOT_FOUND", field: "token", next: "Empieza uno nuevo"}),
		at("a code of five digits", attempt{"registrationVerify", document.input(map[string]any{"password": "tres-tristes-tigres", "code": "12345"}), ""},
			refusalWanted{code: "INVALID", field: "code", next: "6 dígitos"}),
		at("a code of nobody", attempt{"registrationVerify", document.input(map[string]any{"password": "tres-tristes-tigres", "code": "123456"}), ""},
			refusalWanted{code: "VERIFICATION_FAILED", field: "code", next: "pide uno nuevo"}),
		at("a code for a document that is none", attempt{"registrationCodeSend", map[string]any{"documentType": "RUC", "documentNumber": "123"}, ""},
			refusalWanted{code: "INVALID", field: "documentNumber", next: "11 dígitos"}),
	}
}

// ofAccess are refusals about who somebody is.
func (c *counter) ofAccess() []trial {
	nobody := globalid.Encode(ent.SessionIDPrefix, uuid.New())
	return []trial{
		{"a price for nobody", c.anonymous, quoting("100.00"), refusalWanted{code: "UNAUTHENTICATED", next: "Inicia sesión"}},
		{"a wrong password", c.anonymous, staffSignIn(masterLogin, "otra-Clave-9999", ""), refusalWanted{code: "INVALID_CREDENTIALS", next: "Revísalos"}},
		{"a link that is none", c.anonymous, attempt{"passwordReset", map[string]any{"token": "none", "newPassword": clientPassword}, ""},
			refusalWanted{code: "VERIFICATION_FAILED", field: "token", next: "Pide uno nuevo"}},
		{"a reset for an e-mail that is none", c.anonymous, attempt{"passwordResetRequest", map[string]any{"client": map[string]any{"documentType": "DNI",
			"documentNumber": "46781234", "email": "ines"}}, ""}, refusalWanted{code: "INVALID", field: "client.email", next: "por ejemplo ana@correo.pe"}},
		{"another password without the one of today", c.client, attempt{"passwordChange", map[string]any{"currentPassword": "otra cosa del todo",
			"newPassword": "dos trenes a las ocho"}, ""}, refusalWanted{code: "INVALID_CREDENTIALS", field: "currentPassword", next: "contraseña actual"}},
		{"a session that is not one's own", c.client, attempt{"sessionRevoke", map[string]any{"sessionId": nobody}, ""},
			refusalWanted{code: "NOT_FOUND", field: "sessionId", next: "ya se cerró"}},
		{"a second factor for a client", c.client, attempt{"totpBegin", nil, ""}, refusalWanted{code: "FORBIDDEN", next: "para el personal de la casa"}},
		{"a second factor given up where it is asked for", c.marta, attempt{"totpDisable", map[string]any{"password": staffPassword}, ""},
			refusalWanted{code: "FORBIDDEN", next: "pide a un administrador que la reinicie"}},
	}
}

// ofClients are refusals of a client at its own affairs.
func (c *counter) ofClients(t *testing.T) []trial {
	t.Helper()
	adding := func(changes map[string]any) attempt {
		input := keyed(map[string]any{"bank": "INTERBANK", "currency": "USD", "kind": "SAVINGS", "cci": program.Account(t, 90).CCI, "holderDeclared": true})
		maps.Copy(input, changes)
		return attempt{"accountAdd", input, ""}
	}
	wrongCCI := []byte(program.Account(t, 90).CCI)
	wrongCCI[19] = '0' + (wrongCCI[19]-'0'+1)%10
	at := func(name string, act attempt, want refusalWanted) trial { return trial{name, c.client, act, want} }
	return []trial{
		at("less than the least", quoting("10.00"),
			refusalWanted{code: "BELOW_MINIMUM", field: "amount.pay.amount", figures: map[string]string{"minimum": "50.00"}, next: "El monto mínimo es"}),
		at("more than the most", quoting("20000.01"),
			refusalWanted{code: "ABOVE_MAXIMUM", field: "amount.pay.amount", figures: map[string]string{"maximum": "20000.00"}, next: "habla con tu asesor"}),
		at("a second operation at once", creating(c.client.quotes(t, "100.00"), c.accounts),
			refusalWanted{code: "LIVE_OPERATION_EXISTS", figures: map[string]string{"code": c.code}, next: "Termínala o cancélala"}),
		at("an account that an operation uses", attempt{"accountRemove", keyed(map[string]any{"accountId": c.accounts.usd}), ""},
			refusalWanted{code: "IN_USE", field: "accountId", figures: map[string]string{"code": c.code}, next: "Termínala o cancélala"}),
		at("an account at an unknown bank", adding(map[string]any{"bank": "ROTSCHILD", "cci": ""}),
			refusalWanted{code: "INVALID", field: "bank", next: "no está en la lista"}),
		at("an account of somebody else", adding(map[string]any{"holderDeclared": false}),
			refusalWanted{code: "REQUIRED", field: "holderDeclared", next: "Declara que la cuenta es tuya"}),
		at("a CCI with a wrong digit", adding(map[string]any{"cci": string(wrongCCI)}),
			refusalWanted{code: "INVALID", field: "cci", figures: map[string]string{"rule": "CCI_CHECK_DIGITS"}, next: "revisa"}),
		at("an account for another client", adding(map[string]any{"clientId": c.strange}),
			refusalWanted{code: "NOT_FOUND", field: "clientId", next: "No existe ese cliente"}),
		at("a telephone without a token", attempt{"deviceRegister", keyed(map[string]any{"expoPushToken": "none", "platform": "IOS",
			"appVersion": "1.0.0", "locale": "es-PE"}), ""},
			refusalWanted{code: "INVALID", field: "expoPushToken", next: "ExponentPushToken"}),
		at("a review of one's own", proposing(c.clientID), refusalWanted{code: "FORBIDDEN", next: "Tu perfil no tiene permiso"}),
	}
}

// ofPapers are refusals about papers and what is decided on them.
func (c *counter) ofPapers(t *testing.T) []trial {
	t.Helper()
	file := c.client.uploads(t, "CLIENT_DOCUMENT", picture(t, 17))
	sending := func(kind, file string) attempt {
		return attempt{"documentSubmit", keyed(map[string]any{"kind": kind, "fileId": file}), ""}
	}
	var sent struct{ Document struct{ ID string } }
	c.client.does(t, attempt{"documentSubmit", sending("ID_FRONT", file).input, "document { id }"}, &sent)
	return []trial{
		{"a paper of another kind of client", c.client, sending("PASSPORT_PAGE", file),
			refusalWanted{code: "INVALID", field: "kind", next: "Te pedimos: documento de identidad"}},
		{"a paper of the house", c.client, sending("COMPLIANCE_VALIDATION", file),
			refusalWanted{code: "FORBIDDEN", field: "kind", next: "la agrega Middle Office"}},
		{"one file for two papers", c.client, sending("ID_BACK", file), refusalWanted{code: "ALREADY_EXISTS", field: "fileId", next: "súbelo otra vez"}},
		{"a file that is too large", c.client, attempt{"uploadRequest", map[string]any{"purpose": "CLIENT_DOCUMENT", "mediaType": "image/png",
			"size": 11 << 20, "sha256": strings.Repeat("0", 64)}, ""},
			refusalWanted{code: "INVALID", field: "size", figures: map[string]string{"maximum": "10485760"}, next: "como máximo 10 MB"}},
		{"a rejection without a reason", c.marta, reviewing(sent.Document.ID, false, nil),
			refusalWanted{code: "REQUIRED", field: "reason", next: "Indica el motivo"}},
		{"an approval before the papers", c.marta, proposing(c.clientID), refusalWanted{code: "NOT_ALLOWED_IN_STATUS", field: "clientId",
			figures: map[string]string{"kycStatus": "PENDING"}, next: "La revisión empieza cuando el cliente envía todos sus documentos"}},
		{"a reopening without a reason", c.marta, attempt{"identificationReopen", keyed(map[string]any{"clientId": c.clientID, "reason": " "}), ""},
			refusalWanted{code: "REQUIRED", field: "reason", next: "Indica por qué"}},
		{"a review by a trader", c.trader, reviewing(sent.Document.ID, true, nil), refusalWanted{code: "FORBIDDEN", next: "Tu perfil no tiene permiso"}},
	}
}

// ofTheHouse are refusals of the house's own people.
func (c *counter) ofTheHouse(t *testing.T) []trial {
	t.Helper()
	hiring := func(changes map[string]any) attempt {
		input := keyed(map[string]any{"name": "Otra Persona", "email": "otra@qoricash.pe", "role": "TRADER"})
		maps.Copy(input, changes)
		return attempt{"userCreate", input, ""}
	}
	return []trial{
		{"a hiring by Middle Office", c.marta, hiring(nil), refusalWanted{code: "FORBIDDEN", next: "Tu perfil no tiene permiso"}},
		{"an e-mail that somebody has", c.master, hiring(map[string]any{"email": "tito.mostrador@qoricash.pe"}),
			refusalWanted{code: "ALREADY_EXISTS", field: "email", next: "Usa otro"}},
		{"a client hired", c.master, hiring(map[string]any{"role": "CLIENT"}), refusalWanted{code: "INVALID", field: "role", next: "rol"}},
		{"somebody who lets oneself go", c.master, attempt{"userDeactivate", keyed(map[string]any{"userId": c.masterID, "reason": "Cansancio"}), ""},
			refusalWanted{code: "FORBIDDEN", field: "userId", next: "Pídelo a otra persona"}},
		{"a permission that is not given", c.master, attempt{"userGrant", keyed(map[string]any{"userId": c.operatorID, "permission": "KYC_REVIEW"}), ""},
			refusalWanted{code: "INVALID", field: "permission", next: "depende de su rol"}},
		{"a client who is operating closed", c.master, attempt{"clientDeactivate", keyed(map[string]any{"clientId": c.clientID, "reason": "Lo pidió"}), ""},
			refusalWanted{code: "IN_USE", field: "clientId", figures: map[string]string{"code": c.code}, next: "Termínala o cancélala antes"}},
		{"a portfolio for an operator", c.master, attempt{"clientsReassign", keyed(map[string]any{"clientIds": []string{c.clientID},
			"ownerId": c.operatorID, "reason": "Vacaciones"}), ""},
			refusalWanted{code: "INVALID", field: "ownerId", next: "trader activo"}},
		{"a correction without a change", c.marta, attempt{"clientUpdate", keyed(map[string]any{"clientId": c.clientID, "reason": "Revisión"}), ""},
			refusalWanted{code: "INVALID", next: "No hay nada que cambiar"}},
		{"an account for a client of another portfolio", c.trader, attempt{"accountAdd", keyed(map[string]any{"clientId": c.clientID, "bank": "INTERBANK",
			"currency": "USD", "kind": "SAVINGS", "cci": program.Account(t, 94).CCI, "holderDeclared": true}), ""},
			refusalWanted{code: "NOT_FOUND", field: "clientId", next: "No existe ese cliente"}},
	}
}

func TestAHouseThatAsksForAnApprovalFirstTellsSo(t *testing.T) {
	t.Parallel()
	w := foundTown(t, "KYC_STRICT=true")
	rosa := w.comes(laptop).entersAs(t, w.knows(t, 0), clientPassword, false)
	from := ownAccounts{rosa.adds(t, "USD", 92), rosa.adds(t, "PEN", 93)}
	isRefused(t, rosa.tries(t, creating(rosa.quotes(t, "100.00"), from), nil), refusalWanted{code: "KYC_INCOMPLETE",
		figures: map[string]string{"kycStatus": "PENDING"}, next: "Sube los documentos pendientes"})
}
