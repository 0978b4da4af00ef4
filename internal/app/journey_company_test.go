package app_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"
)

const companyPassword = "molino y trigo de sierra"

// company is a registration of a company; contact is empty where nobody speaks for it.
func company(document identityDocument, email, contact string, more map[string]any) attempt {
	name := map[string]any{"legalName": "Textiles Valle Claro S.A.C."}
	if contact != "" {
		name["contactName"], name["contactPosition"] = contact, "Tesorera"
	}
	input := keyed(document.input(map[string]any{"name": map[string]any{"company": name}, "email": email, "phone": "014455667"}))
	maps.Copy(input, more)
	return attempt{"clientRegister", input, "client { id fullName contactName owner { name } }"}
}

func TestACompanyComesFromNothingToOperatingWithoutALimit(t *testing.T) {
	t.Parallel()
	w := foundTown(t)
	master, operator := w.master(t), w.operator(t)
	marta := w.middleOffice(t, master, "marta.empresas@qoricash.pe")
	const email = "tesoreria@valleclaro.pe"
	document := identityDocument{"RUC", "20555123451"}
	carmen := w.comes(laptop)

	own := map[string]any{"password": companyPassword, "consent": map[string]any{"terms": "2026-01", "privacy": "2026-01"}}
	isRefused(t, carmen.tries(t, company(document, email, "", own), nil),
		refusalWanted{code: "REQUIRED", field: "name.company.contactName", next: "Escribe quién habla por la empresa"})
	isRefused(t, carmen.tries(t, company(identityDocument{"RUC", "20555123452"}, email, "Carmen Ríos", own), nil),
		refusalWanted{code: "INVALID", field: "documentNumber", next: "revisa los 11 dígitos"})
	carmen.does(t, company(document, email, "Carmen Ríos", own), nil)
	code := w.post.await(t, email, "Tu código de QoriCash").code(t)
	carmen.at(w.b).does(t, attempt{"registrationVerify", document.input(map[string]any{"password": companyPassword, "code": code}), "verified"}, nil)

	carmen = carmen.entersAs(t, document, companyPassword, false)
	client := carmen.standing(t).Viewer.Client
	if fmt.Sprint(client.Identification.Required) != "[RUC_SHEET]" ||
		client.OperatingLimit.Unlock == nil || !strings.Contains(*client.OperatingLimit.Unlock, "ficha RUC") {
		t.Errorf("a company is asked for %+v", client)
	}
	from := ownAccounts{carmen.adds(t, "USD", 70), carmen.adds(t, "PEN", 71)}
	isRefused(t, carmen.tries(t, creating(carmen.quotes(t, "1000.01"), from), nil), refusalWanted{code: "LIMIT_EXCEEDED", field: "quoteId",
		figures: map[string]string{"limit": "1000.00", "used": "0.00", "left": "1000.00"}, next: "sube la ficha RUC de la empresa"})
	card := carmen.uploads(t, "CLIENT_DOCUMENT", picture(t, 11))
	isRefused(t, carmen.tries(t, attempt{"documentSubmit", keyed(map[string]any{"kind": "ID_FRONT", "fileId": card}), ""}, nil),
		refusalWanted{code: "INVALID", field: "kind", next: "Te pedimos: ficha RUC"})

	carmen.submits(t, "RUC_SHEET", picture(t, 13))
	w.approves(t, marta, master, client.ID)
	completed := w.exchanges(t, carmen.at(w.b), operator, from, "15000.00")

	w.post.await(t, email, "Tu operación "+completed+" está completa")
	w.settles(t, master)
	w.post.isOnce(t, email, "Tu código de QoriCash", "Tu cuenta en QoriCash está activa", "Agregaste una cuenta bancaria",
		"Agregaste una cuenta bancaria", "Recibimos tus documentos", "Aprobamos tus documentos: ya operas sin límite",
		fmt.Sprintf("Tu operación %s está registrada: deposita US$ 15,000.00", completed), fmt.Sprintf("Tu operación %s está completa", completed))
}

// approves accepts all papers of a client that are in the queue, proposes the approval and lets the second person confirm it.
func (w *town) approves(t *testing.T, first, second visitor, client string) {
	t.Helper()
	var queue struct {
		Node struct{ Identification struct{ Documents []paper } }
	}
	first.sees(t, `query($id: ID!) { node(id: $id) { ... on Client { identification { documents { id kind status } } } } }`,
		map[string]any{"id": client}, &queue)
	for _, one := range queue.Node.Identification.Documents {
		first.does(t, reviewing(one.ID, true, nil), nil)
	}
	var proposed struct {
		Proposal struct{ ID string }
		Client   struct{ KycStatus string }
	}
	first.does(t, proposing(client), &proposed)
	second.does(t, deciding(proposed.Proposal.ID, "CONFIRMED"), &proposed)
	if proposed.Client.KycStatus != "APPROVED" {
		t.Fatalf("after two people decided: %+v", proposed)
	}
}

func TestAClientWhomATraderRegistersChoosesItsPasswordByTheLinkOfItsInvitation(t *testing.T) {
	t.Parallel()
	w := foundTown(t)
	master := w.master(t)
	const email, traderEmail = "pagos@valleclaro.pe", "tito.ramos@qoricash.pe"
	document := identityDocument{"RUC", "20598765431"}
	w.hire(t, master, "Tito Ramos", traderEmail, "TRADER")
	tito := w.comes(laptop).signsIn(t, traderEmail, staffPassword, "")

	isRefused(t, tito.tries(t, company(document, email, "", map[string]any{"password": companyPassword}), nil),
		refusalWanted{code: "INVALID", field: "password", next: "déjala vacía"})
	var registered struct {
		Client struct {
			ID    string
			Owner struct{ Name string }
		}
	}
	tito.does(t, company(document, email, "", nil), &registered)
	if registered.Client.Owner.Name != "Tito Ramos" {
		t.Errorf("the client is in the portfolio of %q", registered.Client.Owner.Name)
	}
	isRefused(t, tito.tries(t, company(document, email, "", nil), nil),
		refusalWanted{code: "ALREADY_EXISTS", field: "documentNumber", next: "Búscalo en tu cartera"})

	token := w.post.await(t, email, "Elige tu contraseña de QoriCash").token(t, siteURL)
	client := w.comes(laptop)
	chooses := func(v visitor, password string) []refused {
		return v.tries(t, attempt{"passwordReset", map[string]any{"token": token, "newPassword": password}, "done"}, nil)
	}
	isRefused(t, chooses(client, "corta"), refusalWanted{code: "INVALID", field: "newPassword", next: "8 caracteres"})
	if refusals := chooses(client.at(w.b), companyPassword); len(refusals) > 0 {
		t.Fatalf("the link of the invitation is refused: %+v", refusals)
	}
	isRefused(t, chooses(client, companyPassword), refusalWanted{code: "VERIFICATION_FAILED", field: "token", next: "Pide uno nuevo"})

	seen := client.entersAs(t, document, companyPassword, false).standing(t).Viewer.Client
	if seen.ID != registered.Client.ID || seen.Status != "ACTIVE" {
		t.Errorf("who signed in is %+v", seen)
	}
	w.post.await(t, email, "Cambiaste tu contraseña")
	w.settles(t, master)
	w.post.isOnce(t, email, "Te registramos en QoriCash", "Elige tu contraseña de QoriCash", "Cambiaste tu contraseña")
}
