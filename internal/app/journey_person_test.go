package app_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/globalid"
)

// The person of the journey, and the password that she chooses: nobody else ever sets one.
const (
	rosaEmail    = "rosa.journey@correo.pe"
	rosaPassword = "cometa roja en agosto"
	rosaToken    = "ExponentPushToken[rosa-journey]"
	martaEmail   = "marta.salas@qoricash.pe"
)

// personJourney is how somebody whom nobody knows becomes a client without a limit.
type personJourney struct {
	*town
	// rosa acts at the second instance, and hears at the first.
	rosa                    visitor
	master, marta, operator visitor
	document                identityDocument
	name                    map[string]any
	clientID, draft         string
	hears                   *listener
	accounts                ownAccounts
	codes                   []string
}

func TestAPersonComesFromNothingToOperatingWithoutALimit(t *testing.T) {
	t.Parallel()
	w := foundTown(t)
	j := &personJourney{town: w, rosa: w.comes(phone).at(w.b), master: w.master(t), operator: w.operator(t),
		document: identityDocument{"DNI", "45678912"}}
	j.marta = w.middleOffice(t, j.master, martaEmail)
	j.fillsInAForm(t)
	j.isToldAllThatIsWrong(t)
	j.registersOnce(t)
	j.provesItsEmailAtTheOtherInstance(t)
	j.signsInAndSeesWhatItMayDo(t)
	j.needsAnAccountInEachCurrency(t)
	j.operatesInsideTheLimitAndNotBeyond(t)
	j.sendsItsPapers(t)
	j.sendsARejectedPaperAgain(t)
	j.isApprovedByTwoPeople(t)
	j.operatesBeyondTheOldLimit(t)
	j.signsInElsewhereWithItsOwnPassword(t)
	j.heardOfEachThingOnce(t)
}

// fillsInAForm begins on one device and goes on at another, with the names that the register suggests.
func (j *personJourney) fillsInAForm(t *testing.T) {
	t.Helper()
	var suggested struct {
		DocumentLookup struct{ Source, PaternalSurname, MaternalSurname, GivenNames string }
	}
	j.rosa.sees(t, `query($number: String!) { documentLookup(documentType: DNI, documentNumber: $number) { source at paternalSurname
		maternalSurname givenNames } }`, map[string]any{"number": j.document.number}, &suggested)
	if suggested.DocumentLookup.Source != "SANDBOX" || suggested.DocumentLookup.PaternalSurname == "" {
		t.Fatalf("the register suggests %+v", suggested.DocumentLookup)
	}
	j.name = map[string]any{"person": map[string]any{"paternalSurname": suggested.DocumentLookup.PaternalSurname,
		"maternalSurname": suggested.DocumentLookup.MaternalSurname, "givenNames": suggested.DocumentLookup.GivenNames}}
	saves := func(v visitor, token any, name, value string) {
		var saved struct{ Token string }
		v.does(t, attempt{"registrationDraftSave", map[string]any{"token": token, "fields": []any{map[string]any{"name": name, "value": value}}},
			"token draft { expiresAt }"}, &saved)
		j.draft = saved.Token
	}
	saves(j.comes(laptop).at(j.a), nil, "DOCUMENT_NUMBER", j.document.number)
	saves(j.rosa, j.draft, "EMAIL", rosaEmail)
	var resumed struct {
		RegistrationDraft struct {
			Fields []struct{ Name, Value string }
		}
	}
	j.rosa.sees(t, `query($token: String!) { registrationDraft(token: $token) { fields { name value } } }`, map[string]any{"token": j.draft}, &resumed)
	if got := fmt.Sprint(resumed.RegistrationDraft.Fields); got != fmt.Sprintf("[{DOCUMENT_NUMBER %s} {EMAIL %s}]", j.document.number, rosaEmail) {
		t.Errorf("the draft comes back as %s", got)
	}
}

func (j *personJourney) registration(changes map[string]any) attempt {
	input := keyed(j.document.input(map[string]any{"name": j.name, "email": rosaEmail, "phone": "987654321", "password": rosaPassword,
		"consent": map[string]any{"terms": "2026-01", "privacy": "2026-01"}, "app": true, "draftToken": j.draft}))
	maps.Copy(input, changes)
	return attempt{"clientRegister", input, "client { id }"}
}

// isToldAllThatIsWrong shows that all faults of a form come at once, and that nothing is written.
func (j *personJourney) isToldAllThatIsWrong(t *testing.T) {
	t.Helper()
	refusals := j.rosa.tries(t, j.registration(map[string]any{"documentNumber": j.document.number + "-X", "consent": nil, "password": "corta"}), nil)
	for _, want := range []refusalWanted{
		{code: "INVALID", field: "documentNumber", next: "revisa los 8 dígitos"},
		{code: "REQUIRED", field: "consent", next: "acepta los términos"},
		{code: "INVALID", field: "password", next: "8 caracteres"},
	} {
		at := slices.IndexFunc(refusals, func(r refused) bool { return strings.Join(r.Field, ".") == want.field })
		if at < 0 {
			t.Fatalf("nothing is said of %s in %+v", want.field, refusals)
		}
		want.check(t, refusals[at])
	}
	isRefused(t, j.rosa.tries(t, j.registration(map[string]any{"consent": map[string]any{"terms": "2024-07", "privacy": "2026-01"}}), nil),
		refusalWanted{code: "INVALID", field: "consent.terms", figures: map[string]string{"current": "2026-01"}, next: "acepta la versión 2026-01"})
	isRefused(t, j.rosa.tries(t, j.registration(map[string]any{"password": "contraseña1"}), nil),
		refusalWanted{code: "INVALID", field: "password", next: "Elige otra"})
}

// registersOnce sends the registration twice under one key, as a telephone does that got no answer.
func (j *personJourney) registersOnce(t *testing.T) {
	t.Helper()
	asked := j.registration(nil)
	var made struct{ Client *struct{ ID string } }
	j.rosa.does(t, asked, &made)
	j.rosa.at(j.a).does(t, asked, &made)
	if made.Client != nil {
		t.Errorf("who is not signed in yet is shown %+v", made.Client)
	}
	var left struct{ RegistrationDraft *struct{} }
	j.rosa.sees(t, `query($token: String!) { registrationDraft(token: $token) { updatedAt } }`, map[string]any{"token": j.draft}, &left)
	if left.RegistrationDraft != nil {
		t.Error("the draft is still there")
	}
	isRefused(t, j.rosa.tries(t, clientSignIn(j.document, rosaPassword, true), nil),
		refusalWanted{code: "INVALID_CREDENTIALS", next: "confirma primero tu correo"})
}

// provesItsEmailAtTheOtherInstance types the code wrong twice at one instance, and right at the other.
func (j *personJourney) provesItsEmailAtTheOtherInstance(t *testing.T) {
	t.Helper()
	code := j.post.await(t, rosaEmail, "Tu código de QoriCash").code(t)
	proves := func(v visitor, code string) []refused {
		return v.tries(t, attempt{"registrationVerify", j.document.input(map[string]any{"password": rosaPassword, "code": code}), "verified"}, nil)
	}
	wrong := refusalWanted{code: "VERIFICATION_FAILED", field: "code", next: "pide uno nuevo"}
	for _, digit := range []string{"1", "2"} {
		first := string('0' + (code[0]-'0'+digit[0]-'0')%10)
		isRefused(t, proves(j.rosa.at(j.a), first+code[1:]), wrong)
	}
	if refusals := proves(j.rosa, code); len(refusals) > 0 {
		t.Fatalf("the code of the letter is refused: %+v", refusals)
	}
	isRefused(t, proves(j.rosa, code), wrong)
}

// standing is what a client sees of itself.
type standing struct {
	Viewer struct {
		Role string
		Can  struct{ OperationsCreate, DocumentsSubmit, KycReview, UsersWrite bool }

		Client struct {
			ID, Status, KycStatus string
			OperatingLimit        struct {
				Applies             bool
				Maximum, Used, Left *struct{ Amount string }
				Unlock              *string
			}
			Identification struct {
				Status, NextStep  string
				Missing, Required []string
				Documents         []paper
			}
		}
	}
}

// paper is a paper of a client as the reader may see it.
type paper struct {
	ID, Kind, Status     string
	Reason, Advice, Note *string
}

func (v visitor) standing(t *testing.T) standing {
	t.Helper()
	var seen standing
	v.sees(t, `{ viewer { role can { operationsCreate documentsSubmit kycReview usersWrite }
		client { id status kycStatus operatingLimit { applies maximum { amount } used { amount } left { amount } unlock }
			identification { status missing required nextStep documents { id kind status reason advice note } } } } }`, nil, &seen)
	return seen
}

// figures are the limit, what is used and what is left.
func (s standing) figures() string {
	limit := s.Viewer.Client.OperatingLimit
	if !limit.Applies || limit.Maximum == nil || limit.Left == nil {
		return fmt.Sprintf("none, used %s", limit.Used.Amount)
	}
	return fmt.Sprintf("%s, used %s, left %s", limit.Maximum.Amount, limit.Used.Amount, limit.Left.Amount)
}

func (j *personJourney) signsInAndSeesWhatItMayDo(t *testing.T) {
	t.Helper()
	j.rosa = j.rosa.entersAs(t, j.document, rosaPassword, true)
	j.hears = j.rosa.at(j.a).listen(t)
	j.rosa.does(t, attempt{"deviceRegister", keyed(map[string]any{"expoPushToken": rosaToken, "platform": "ANDROID", "appVersion": "1.0.0",
		"locale": "es-PE"}), "device { id }"}, nil)
	seen := j.rosa.standing(t)
	j.clientID = seen.Viewer.Client.ID
	can := seen.Viewer.Can
	if seen.Viewer.Role != "CLIENT" || !can.OperationsCreate || !can.DocumentsSubmit || can.KycReview || can.UsersWrite {
		t.Errorf("a client may %+v", can)
	}
	if got := seen.figures(); got != "1000.00, used 0.00, left 1000.00" {
		t.Errorf("the limit is %s", got)
	}
	if unlock := seen.Viewer.Client.OperatingLimit.Unlock; unlock == nil || !strings.Contains(*unlock, "sube tu documento por ambos lados") {
		t.Errorf("what unlocks more: %v", unlock)
	}
	identification := seen.Viewer.Client.Identification
	if fmt.Sprint(identification.Missing) != "[ID_FRONT ID_BACK]" || !strings.HasPrefix(identification.NextStep, "Envía: ") {
		t.Errorf("the identification begins with %+v", identification)
	}
}

func (j *personJourney) needsAnAccountInEachCurrency(t *testing.T) {
	t.Helper()
	nowhere := globalid.Encode(ent.BankAccountIDPrefix, uuid.New())
	quote := j.rosa.quotes(t, "600.00")
	refusals := j.rosa.tries(t, creating(quote, ownAccounts{nowhere, nowhere}), nil)
	if len(refusals) != 2 {
		t.Fatalf("without accounts: %+v", refusals)
	}
	for i, want := range []refusalWanted{
		{code: "NOT_FOUND", field: "sourceAccountId", figures: map[string]string{"currency": "USD"}, next: "Agrega una cuenta en US$"},
		{code: "NOT_FOUND", field: "destinationAccountId", figures: map[string]string{"currency": "PEN"}, next: "Agrega una cuenta en S/"},
	} {
		want.check(t, refusals[i])
	}
	j.accounts.usd = j.rosa.adds(t, "USD", 60)
	isRefused(t, j.rosa.tries(t, creating(quote, ownAccounts{j.accounts.usd, j.accounts.usd}), nil),
		refusalWanted{code: "INVALID", field: "destinationAccountId", figures: map[string]string{"currency": "PEN"}, next: "debe estar en S/"})
	j.accounts.pen = j.rosa.adds(t, "PEN", 61)
}

func (j *personJourney) operatesInsideTheLimitAndNotBeyond(t *testing.T) {
	t.Helper()
	j.codes = append(j.codes, j.exchanges(t, j.rosa, j.operator, j.accounts, "600.00"))
	if got := j.rosa.standing(t).figures(); got != "1000.00, used 600.00, left 400.00" {
		t.Errorf("the limit is %s", got)
	}
	isRefused(t, j.rosa.tries(t, creating(j.rosa.quotes(t, "400.01"), j.accounts), nil),
		refusalWanted{code: "LIMIT_EXCEEDED", field: "quoteId", figures: map[string]string{"limit": "1000.00", "used": "600.00", "left": "400.00"},
			next: "sube tu documento por ambos lados y espera la aprobación"})
}

func (j *personJourney) sendsItsPapers(t *testing.T) {
	t.Helper()
	j.rosa.submits(t, "ID_FRONT", picture(t, 3))
	if one := j.rosa.standing(t).Viewer.Client.Identification; one.Status != "PENDING" || fmt.Sprint(one.Missing) != "[ID_BACK]" {
		t.Errorf("after one side: %+v", one)
	}
	j.rosa.submits(t, "ID_BACK", picture(t, 5))
	both := j.rosa.standing(t)
	if both.Viewer.Client.KycStatus != "IN_REVIEW" || !both.Viewer.Client.OperatingLimit.Applies {
		t.Errorf("papers that were sent: %+v", both.Viewer.Client)
	}
	j.post.await(t, rosaEmail, "Recibimos tus documentos")
}

// queued finds the client in the queue of who reviews, with the papers beside what was declared.
func (j *personJourney) queued(t *testing.T, reviewer visitor) map[string]paper {
	t.Helper()
	var queue struct {
		ReviewQueue struct {
			Nodes []struct {
				ID, DocumentNumber, FullName string
				Identification               struct {
					Documents []struct {
						paper
						File struct{ URL *string }
					}
				}
			}
		}
	}
	reviewer.sees(t, `{ reviewQueue(first: 10) { nodes { id documentNumber fullName identification { documents { id kind status reason advice note
		file { url } } } } } }`, nil, &queue)
	papers := map[string]paper{}
	for _, client := range queue.ReviewQueue.Nodes {
		if client.ID != j.clientID {
			continue
		}
		if client.DocumentNumber != j.document.number || client.FullName == "" {
			t.Errorf("the queue shows %+v", client)
		}
		for _, one := range client.Identification.Documents {
			if status, _, _, err := reviewer.send(t.Context(), "GET", *one.File.URL, nil, nil); err != nil || status != 200 {
				t.Errorf("the file of %s: %d, %v", one.Kind, status, err)
			}
			papers[one.Kind] = one.paper
		}
	}
	return papers
}

func reviewing(paper string, accept bool, more map[string]any) attempt {
	input := keyed(map[string]any{"documentId": paper, "accept": accept})
	maps.Copy(input, more)
	return attempt{"documentReview", input, "document { status }"}
}

func (j *personJourney) sendsARejectedPaperAgain(t *testing.T) {
	t.Helper()
	papers := j.queued(t, j.marta)
	if len(papers) != 2 {
		t.Fatalf("the queue shows the papers %+v", papers)
	}
	j.marta.does(t, reviewing(papers["ID_FRONT"].ID, true, nil), nil)
	j.marta.does(t, reviewing(papers["ID_BACK"].ID, false, map[string]any{"reason": "UNREADABLE", "note": "Parece retocado"}), nil)
	isRefused(t, j.marta.tries(t, proposing(j.clientID), nil), refusalWanted{code: "KYC_INCOMPLETE", field: "clientId",
		figures: map[string]string{"missing": "ID_BACK"}, next: "Revisa esos documentos o pídeselos al cliente"})
	said := j.post.await(t, rosaEmail, "Necesitamos que envíes de nuevo un documento").text
	if !strings.Contains(said, "foto nítida") || strings.Contains(said, "retocado") {
		t.Errorf("the letter about a rejected paper says\n%s", said)
	}
	for _, one := range j.rosa.standing(t).Viewer.Client.Identification.Documents {
		if one.Kind == "ID_BACK" && (one.Status != "REJECTED" || one.Advice == nil || one.Note != nil) {
			t.Errorf("the client sees of the rejected paper %+v", one)
		}
	}
	j.rosa.submits(t, "ID_BACK", picture(t, 7))
	j.marta.does(t, reviewing(j.queued(t, j.marta)["ID_BACK"].ID, true, nil), nil)
}

func proposing(client string) attempt {
	return attempt{"identificationPropose", keyed(map[string]any{"clientId": client, "approve": true}), "proposal { id fourEyes } client { kycStatus }"}
}

func deciding(proposal, decision string) attempt {
	return attempt{"proposalDecide", keyed(map[string]any{"proposalId": proposal, "decision": decision}), "proposal { decision } client { kycStatus }"}
}

// mayDecide reads what the caller is told about deciding a proposal.
func (v visitor) mayDecide(t *testing.T, proposal string) (allowed bool, code string) {
	t.Helper()
	var seen struct {
		Node struct {
			MayDecide struct {
				Allowed bool
				Code    *string
			}
		}
	}
	v.sees(t, `query($id: ID!) { node(id: $id) { ... on Proposal { mayDecide { allowed code } } } }`, map[string]any{"id": proposal}, &seen)
	if seen.Node.MayDecide.Code != nil {
		code = *seen.Node.MayDecide.Code
	}
	return seen.Node.MayDecide.Allowed, code
}

func (j *personJourney) isApprovedByTwoPeople(t *testing.T) {
	t.Helper()
	var proposed struct {
		Proposal struct {
			ID       string
			FourEyes bool
		}
		Client struct{ KycStatus string }
	}
	j.marta.does(t, proposing(j.clientID), &proposed)
	if !proposed.Proposal.FourEyes || proposed.Client.KycStatus != "IN_REVIEW" {
		t.Errorf("a proposal is %+v", proposed)
	}
	isRefused(t, j.marta.tries(t, deciding(proposed.Proposal.ID, "CONFIRMED"), nil),
		refusalWanted{code: "FOUR_EYES_REQUIRED", field: "proposalId", next: "otra persona"})
	if allowed, code := j.marta.mayDecide(t, proposed.Proposal.ID); allowed || code != "FOUR_EYES_REQUIRED" {
		t.Errorf("who proposed is told %t, %s", allowed, code)
	}
	second := j.master.at(j.b)
	if allowed, code := second.mayDecide(t, proposed.Proposal.ID); !allowed || code != "" {
		t.Errorf("the second person is told %t, %s", allowed, code)
	}
	second.does(t, deciding(proposed.Proposal.ID, "CONFIRMED"), &proposed)
	if proposed.Client.KycStatus != "APPROVED" {
		t.Errorf("after the decision: %+v", proposed.Client)
	}
	seen := j.rosa.standing(t)
	if seen.Viewer.Client.KycStatus != "APPROVED" || seen.figures() != "none, used 600.00" {
		t.Errorf("the client sees %s and the limit %s", seen.Viewer.Client.KycStatus, seen.figures())
	}
}

func (j *personJourney) operatesBeyondTheOldLimit(t *testing.T) {
	t.Helper()
	j.codes = append(j.codes, j.exchanges(t, j.rosa, j.operator, j.accounts, "5000.00"))
}

// signsInElsewhereWithItsOwnPassword shows that nothing on the way touched the password, and is the last thing to hear of.
func (j *personJourney) signsInElsewhereWithItsOwnPassword(t *testing.T) {
	t.Helper()
	j.comes(laptop).at(j.a).entersAs(t, j.document, rosaPassword, false)
	j.hears.until(t, "NEW_DEVICE")
	j.post.await(t, rosaEmail, "Alguien entró a tu cuenta desde un dispositivo nuevo")
	j.settles(t, j.master)
}

func (j *personJourney) heardOfEachThingOnce(t *testing.T) {
	t.Helper()
	letters := []string{"Tu código de QoriCash", "Tu cuenta en QoriCash está activa", "Agregaste una cuenta bancaria", "Agregaste una cuenta bancaria",
		"Recibimos tus documentos", "Necesitamos que envíes de nuevo un documento", "Aprobamos tus documentos: ya operas sin límite",
		"Alguien entró a tu cuenta desde un dispositivo nuevo"}
	for i, code := range j.codes {
		letters = append(letters, fmt.Sprintf("Tu operación %s está registrada: deposita US$ %s", code, []string{"600.00", "5,000.00"}[i]),
			fmt.Sprintf("Tu operación %s está completa", code))
	}
	j.post.isOnce(t, rosaEmail, letters...)

	inbox := j.rosa.inbox(t)
	want := map[string]int{"WELCOME": 1, "ACCOUNT_ADDED": 2, "OPERATION_CREATED": 2, "OPERATION_IN_PROCESS": 2, "OPERATION_COMPLETED": 2,
		"IDENTIFICATION_IN_REVIEW": 1, "DOCUMENT_REJECTED": 1, "IDENTIFICATION_APPROVED": 1, "NEW_DEVICE": 1}
	if got := kinds(inbox); !maps.Equal(got, want) {
		t.Errorf("the inbox has %v, want %v", got, want)
	}
	// The stream began after the welcome.
	later := slices.DeleteFunc(slices.Clone(inbox), func(l line) bool { return l.Kind == "WELCOME" })
	heard := slices.DeleteFunc(slices.Clone(j.hears.heard), func(l line) bool { return l.Kind == "WELCOME" })
	if !slices.Equal(heard, later) {
		t.Errorf("the stream told\n%v\nand the inbox has\n%v", heard, later)
	}
	j.pushedOnceAndWithoutAFigure(t)
	j.houseHeardOnce(t)
}

// pushedOnceAndWithoutAFigure looks at what stood on the lock screen.
func (j *personJourney) pushedOnceAndWithoutAFigure(t *testing.T) {
	t.Helper()
	titles := map[string]int{}
	for _, push := range j.pushes.Messages() {
		if push.To != rosaToken {
			t.Errorf("a push went to %s", push.To)
		}
		titles[push.Title]++
		shown := push.Title + " " + push.Body
		if strings.ContainsFunc(shown, unicode.IsDigit) || strings.ContainsAny(shown, "$") || strings.Contains(shown, "S/") {
			t.Errorf("the lock screen shows %q", shown)
		}
		for _, part := range j.name["person"].(map[string]any) {
			if strings.Contains(strings.ToUpper(shown), strings.ToUpper(part.(string))) {
				t.Errorf("the lock screen names the client: %q", shown)
			}
		}
	}
	want := map[string]int{"Operación registrada": 2, "Operación en proceso": 2, "Operación completa": 2, "Envía de nuevo un documento": 1,
		"Identificación aprobada": 1, "Nuevo ingreso a tu cuenta": 1}
	if !maps.Equal(titles, want) {
		t.Errorf("the telephone got %v, want %v", titles, want)
	}
}

// houseHeardOnce looks at what the people of the house were told of the client's identification.
func (j *personJourney) houseHeardOnce(t *testing.T) {
	t.Helper()
	for name, who := range map[string]struct {
		visitor
		want map[string]int
	}{
		"Middle Office": {j.marta, map[string]int{"DESK_CLIENT_ACTIVATED": 1, "DESK_DOCUMENTS_UPLOADED": 2, "TOTP_ENABLED": 1}},
		"the Master": {j.master, map[string]int{"DESK_CLIENT_ACTIVATED": 1, "DESK_DOCUMENTS_UPLOADED": 2, "DESK_IDENTIFICATION_PROPOSED": 1,
			"DESK_OPERATION_COMPLETED": 2}},
	} {
		got := kinds(who.inbox(t))
		for kind, times := range who.want {
			if got[kind] != times {
				t.Errorf("%s heard %d times of %s, want %d: %v", name, got[kind], kind, times, got)
			}
		}
	}
}
