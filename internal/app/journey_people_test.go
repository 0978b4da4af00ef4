package app_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"image"
	"image/color"
	"image/png"
	"maps"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/internal/testkit/program"
)

// staffPassword is what people of the house choose here; it says nothing about any of them.
const staffPassword = "Puente-verde-27-lluvia"

// signsIn signs a person of the house in; code is empty where there is no second factor.
func (v visitor) signsIn(t *testing.T, login, password, code string) visitor {
	t.Helper()
	var payload struct{ Token string }
	v.does(t, staffSignIn(login, password, code), &payload)
	v.token = payload.Token
	return v
}

func staffSignIn(login, password, code string) attempt {
	credentials := map[string]any{"login": login, "password": password}
	if code != "" {
		credentials["totpCode"] = code
	}
	return attempt{"sessionCreate", map[string]any{"credentials": map[string]any{"staff": credentials}}, "token session { restriction }"}
}

// identityDocument names a client when it signs in, and before.
type identityDocument struct{ kind, number string }

func (d identityDocument) input(more map[string]any) map[string]any {
	input := map[string]any{"documentType": d.kind, "documentNumber": d.number}
	maps.Copy(input, more)
	return input
}

func clientSignIn(d identityDocument, password string, app bool) attempt {
	return attempt{"sessionCreate", map[string]any{"credentials": map[string]any{"client": d.input(map[string]any{"password": password, "app": app})}},
		"token viewer { role }"}
}

// entersAs signs a client in.
func (v visitor) entersAs(t *testing.T, d identityDocument, password string, app bool) visitor {
	t.Helper()
	var payload struct{ Token string }
	v.does(t, clientSignIn(d, password, app), &payload)
	v.token = payload.Token
	return v
}

// hire takes a person into the house as a Master does, and lets it choose its password by the link of its letter.
func (w *town) hire(t *testing.T, master visitor, name, email, role string) (id string) {
	t.Helper()
	var hired struct{ User struct{ ID string } }
	master.does(t, attempt{"userCreate", keyed(map[string]any{"name": name, "email": email, "role": role}), "user { id }"}, &hired)
	w.choosesPassword(t, email)
	return hired.User.ID
}

// choosesPassword follows the link of an invitation of the house.
func (w *town) choosesPassword(t *testing.T, email string) {
	t.Helper()
	token := w.post.await(t, email, "Tu acceso a QoriCash").token(t, deskURL)
	var chosen struct{ Done bool }
	w.comes(laptop).does(t, attempt{"passwordReset", map[string]any{"token": token, "newPassword": staffPassword}, "done"}, &chosen)
	if !chosen.Done {
		t.Error("the password is not chosen")
	}
}

// authenticator is the program that knows the secret of a second factor.
type authenticator struct {
	secret   string
	recovery []string
}

// code is what it shows now, or will show some steps later. A code is good once, so each use needs a later one.
func (a authenticator) code(t *testing.T, later int) string {
	t.Helper()
	code, err := totp.GenerateCode(a.secret, time.Now().Add(time.Duration(later)*30*time.Second))
	testkit.Must(t, err)
	return code
}

// setsUpTOTP sets the second factor up, which makes the session whole.
func (v visitor) setsUpTOTP(t *testing.T) authenticator {
	t.Helper()
	var begun struct{ Secret, URI string }
	v.does(t, attempt{"totpBegin", nil, "secret uri"}, &begun)
	a := authenticator{secret: begun.Secret}
	var confirmed struct {
		RecoveryCodes []string
		Session       struct{ Restriction *string }
	}
	v.does(t, attempt{"totpConfirm", map[string]any{"code": a.code(t, 0)}, "recoveryCodes session { restriction }"}, &confirmed)
	if len(confirmed.RecoveryCodes) == 0 || confirmed.Session.Restriction != nil {
		t.Fatalf("after the second factor: %+v", confirmed)
	}
	a.recovery = confirmed.RecoveryCodes
	return a
}

// master is the house's Master, signed in.
func (w *town) master(t *testing.T) visitor {
	t.Helper()
	return w.comes(laptop).signsIn(t, masterLogin, password, "")
}

// operator is the house's operator, signed in.
func (w *town) operator(t *testing.T) visitor {
	t.Helper()
	return w.comes(laptop).signsIn(t, "operator@qoricash.pe", password, "")
}

// middleOffice hires somebody for compliance, with the second factor that the house asks this role for.
func (w *town) middleOffice(t *testing.T, master visitor, email string) visitor {
	t.Helper()
	w.hire(t, master, "Marta Salas", email, "MIDDLE_OFFICE")
	marta := w.comes(laptop).signsIn(t, email, staffPassword, "")
	marta.setsUpTOTP(t)
	return marta
}

// picture is a photograph that looks like no other of another seed.
func picture(t *testing.T, seed uint8) []byte {
	t.Helper()
	drawn := image.NewGray(image.Rect(0, 0, 320, 200))
	for x := range 320 {
		for y := range 200 {
			shade := uint8((x/40*int(seed) + y/25*(int(seed)+3)) * 37)
			drawn.SetGray(x, y, color.Gray{Y: shade})
		}
	}
	var file bytes.Buffer
	testkit.Must(t, png.Encode(&file, drawn))
	return file.Bytes()
}

// uploads sends a picture as the API tells, and answers the file.
func (v visitor) uploads(t *testing.T, purpose string, content []byte) (id string) {
	t.Helper()
	sum := sha256.Sum256(content)
	var asked struct {
		Upload struct {
			Token, Method, URL string
			Headers            []struct{ Name, Value string }
		}
	}
	v.does(t, attempt{"uploadRequest", map[string]any{"purpose": purpose, "mediaType": "image/png", "size": len(content),
		"sha256": hex.EncodeToString(sum[:])}, "upload { token method url headers { name value } }"}, &asked)
	headers := map[string]string{}
	for _, h := range asked.Upload.Headers {
		headers[h.Name] = h.Value
	}
	status, text, _, err := v.send(t.Context(), asked.Upload.Method, asked.Upload.URL, headers, content)
	testkit.Must(t, err)
	if status >= 300 {
		t.Fatalf("the store answers %d %s", status, text)
	}
	var confirmed struct{ File struct{ ID string } }
	v.does(t, attempt{"uploadConfirm", map[string]any{"token": asked.Upload.Token}, "file { id }"}, &confirmed)
	return confirmed.File.ID
}

// submits sends a paper of the caller's own.
func (v visitor) submits(t *testing.T, kind string, content []byte) {
	t.Helper()
	file := v.uploads(t, "CLIENT_DOCUMENT", content)
	v.does(t, attempt{"documentSubmit", keyed(map[string]any{"kind": kind, "fileId": file}), "document { id } client { kycStatus }"}, nil)
}

// adds adds an account of the caller's own and answers its id.
func (v visitor) adds(t *testing.T, currency string, n int) (id string) {
	t.Helper()
	var added struct{ Account struct{ ID string } }
	v.does(t, attempt{"accountAdd", keyed(map[string]any{"bank": "INTERBANK", "currency": currency, "kind": "CHECKING", "cci": program.Account(t, n).CCI,
		"holderDeclared": true}), "account { id }"}, &added)
	return added.Account.ID
}

// ownAccounts are a client's accounts, one for each currency.
type ownAccounts struct{ usd, pen string }

// quotes asks for a price to sell dollars.
func (v visitor) quotes(t *testing.T, usd string) (id string) {
	t.Helper()
	var locked struct{ Quote struct{ ID string } }
	v.does(t, quoting(usd), &locked)
	return locked.Quote.ID
}

func quoting(usd string) attempt {
	return attempt{"quoteLock", keyed(map[string]any{"amount": map[string]any{"pay": map[string]any{"amount": usd, "currency": "USD"}}}), "quote { id }"}
}

const operationShown = "operation { id code status version pay { amount currency } receive { amount currency } deposits { id } proofs { id } }"

func creating(quote string, from ownAccounts) attempt {
	return attempt{"operationCreate", keyed(map[string]any{"quoteId": quote, "sourceAccountId": from.usd, "destinationAccountId": from.pen}),
		operationShown}
}

// exchanges brings an operation to its end: the client asks for it and pays, the operator checks and pays.
func (w *town) exchanges(t *testing.T, client, operator visitor, from ownAccounts, usd string) (code string) {
	t.Helper()
	var at taken
	client.does(t, creating(client.quotes(t, usd), from), &at)
	on := func(input map[string]any) map[string]any {
		input["operationId"], input["expectedVersion"] = at.Operation.ID, at.Operation.Version
		return keyed(input)
	}
	client.does(t, attempt{"operationReportDeposit", on(map[string]any{"amount": usd, "bankReference": "V-" + at.Operation.Code}), operationShown}, &at)
	operator.does(t, attempt{"operationConfirmDeposit", on(map[string]any{"depositId": at.Operation.Deposits[0].ID}), operationShown}, &at)
	var seen struct{ HouseAccounts []deskAccount }
	operator.sees(t, `{ houseAccounts { id currency } }`, nil, &seen)
	operator.does(t, attempt{"operationAddPayout", on(map[string]any{"amount": at.Operation.Receive.Amount,
		"houseAccountId": byCurrency(seen.HouseAccounts)["PEN"], "bankReference": "P-" + at.Operation.Code}), operationShown}, &at)
	file := operator.uploads(t, "PAYOUT_PROOF", picture(t, uint8(at.Operation.Version)))
	operator.does(t, attempt{"operationAddProof", on(map[string]any{"fileId": file}), operationShown}, &at)
	operator.does(t, attempt{"operationComplete", on(map[string]any{"proofIds": []string{at.Operation.Proofs[0].ID}}), operationShown}, &at)
	if at.Operation.Status != "COMPLETED" {
		t.Fatalf("%s is %s", at.Operation.Code, at.Operation.Status)
	}
	return at.Operation.Code
}
