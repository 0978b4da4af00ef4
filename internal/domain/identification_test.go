package domain

import (
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestEachKindOfClientHasItsPapers(t *testing.T) {
	t.Parallel()
	for document, want := range map[DocumentType][]DocumentKind{
		DocumentDNI: {PaperIDFront, PaperIDBack}, DocumentCE: {PaperIDFront, PaperIDBack},
		DocumentPassport: {PaperPassportPage}, DocumentRUC: {PaperRUCSheet},
	} {
		if got := RequiredDocuments(document); !slices.Equal(got, want) {
			t.Errorf("%s needs %v, want %v", document, got, want)
		}
		if admitted := AdmittedDocuments(document); !slices.Equal(admitted[:len(want)], want) || !slices.Contains(admitted, PaperOther) {
			t.Errorf("%s admits %v", document, admitted)
		}
	}
	if slices.Contains(AdmittedDocuments(DocumentDNI), PaperRUCSheet) || !slices.Contains(AdmittedDocuments(DocumentRUC), PaperRepresentativeFront) {
		t.Error("a person sends no ficha RUC, and a company its representative's document")
	}
}

func TestWhatIsMissingFollowsFromThePapers(t *testing.T) {
	t.Parallel()
	front := func(status DocumentStatus) Paper { return Paper{PaperIDFront, status} }
	back := func(status DocumentStatus) Paper { return Paper{PaperIDBack, status} }
	for name, c := range map[string]struct {
		papers         []Paper
		sent, accepted []DocumentKind
	}{
		"nothing":               {nil, []DocumentKind{PaperIDFront, PaperIDBack}, []DocumentKind{PaperIDFront, PaperIDBack}},
		"one side":              {[]Paper{front(DocumentSubmitted)}, []DocumentKind{PaperIDBack}, []DocumentKind{PaperIDFront, PaperIDBack}},
		"both, one is accepted": {[]Paper{front(DocumentAccepted), back(DocumentSubmitted)}, nil, []DocumentKind{PaperIDBack}},
		"both are accepted":     {[]Paper{front(DocumentAccepted), back(DocumentAccepted)}, nil, nil},
		"one is rejected":       {[]Paper{front(DocumentRejected), back(DocumentAccepted)}, []DocumentKind{PaperIDFront}, []DocumentKind{PaperIDFront}},
		"one is replaced":       {[]Paper{front(DocumentReplaced), back(DocumentAccepted)}, []DocumentKind{PaperIDFront}, []DocumentKind{PaperIDFront}},
		"other papers": {[]Paper{{PaperOther, DocumentAccepted}, {PaperRUCSheet, DocumentAccepted}}, []DocumentKind{PaperIDFront, PaperIDBack},
			[]DocumentKind{PaperIDFront, PaperIDBack}},
	} {
		if got := MissingDocuments(DocumentDNI, c.papers, DocumentStatus.Sent); !slices.Equal(got, c.sent) {
			t.Errorf("%s: %v are to be sent, want %v", name, got, c.sent)
		}
		if got := MissingDocuments(DocumentDNI, c.papers, DocumentStatus.Accepted); !slices.Equal(got, c.accepted) {
			t.Errorf("%s: %v are to be accepted, want %v", name, got, c.accepted)
		}
	}
}

// Whatever the papers: what is missing is required, and is what no paper of the kind suffices for.
func TestMissingPapersAreRequiredOnes(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		document := rapid.SampledFrom(DocumentTypes()).Draw(t, "document")
		papers := rapid.SliceOf(rapid.Custom(func(t *rapid.T) Paper {
			return Paper{rapid.SampledFrom(DocumentKinds()).Draw(t, "kind"), rapid.SampledFrom(DocumentStatuses()).Draw(t, "status")}
		})).Draw(t, "papers")
		sent, accepted := MissingDocuments(document, papers, DocumentStatus.Sent), MissingDocuments(document, papers, DocumentStatus.Accepted)
		for _, kind := range RequiredDocuments(document) {
			has := slices.Contains(papers, Paper{kind, DocumentAccepted})
			if slices.Contains(accepted, kind) == has {
				t.Fatalf("%s is accepted: %v, and missing: %v", kind, has, !has)
			}
			if slices.Contains(sent, kind) && !slices.Contains(accepted, kind) {
				t.Fatalf("%s is accepted and not sent", kind)
			}
		}
		for _, kind := range append(sent, accepted...) {
			if !slices.Contains(RequiredDocuments(document), kind) {
				t.Fatalf("%s is missing and not asked for", kind)
			}
		}
	})
}

func TestIdentificationMovesByItsTableAlone(t *testing.T) {
	t.Parallel()
	allowed := map[string]KYCStatus{
		"PENDING COMPLETE": KYCInReview, "REJECTED COMPLETE": KYCInReview, "IN_REVIEW APPROVE": KYCApproved, "IN_REVIEW REJECT": KYCRejected,
		"APPROVED REOPEN": KYCInReview, "REJECTED REOPEN": KYCInReview,
	}
	for _, status := range KYCStatus("").Values() {
		for _, act := range []KYCAct{KYCComplete, KYCApprove, KYCReject, KYCReopen} {
			from := KYCStatus(status)
			row, refusal := NextKYC(from, act)
			want, admitted := allowed[status+" "+string(act)]
			if admitted && (refusal != nil || row.To != want || row.Event == "") {
				t.Errorf("%s in %s: %+v, %v", act, from, row, refusal)
			}
			if !admitted && (refusal == nil || refusal.Code != CodeNotAllowedInStatus || !strings.Contains(refusal.Message, from.wayOut())) {
				t.Errorf("%s in %s: %+v, %v", act, from, row, refusal)
			}
		}
	}
}

// Limits are lifted by APPROVED alone, and nothing but an approval at the end of a review leads there.
func TestOnlyAnApprovalAfterAReviewLiftsLimits(t *testing.T) {
	t.Parallel()
	for _, row := range KYCTransitions() {
		if row.To == KYCApproved && (row.From != KYCInReview || row.Act != KYCApprove) {
			t.Errorf("%s from %s approves", row.Act, row.From)
		}
	}
}

// suspicious are words that would tell a client that a list, an alert or an investigation is behind a verdict (Ley 27693).
var suspicious = []string{"lista", "alerta", "sospech", "riesgo", "lavado", "pep", "uif", "investig", "coinciden", "ofac", "sanci", "cumplimiento", "bloque"}

func TestNoTextForAClientHintsAtListsOrAlerts(t *testing.T) {
	t.Parallel()
	texts := map[string]string{}
	for _, reason := range append(KYCReasons(), "") {
		texts["advice "+string(reason)], texts["explanation "+string(reason)] = reason.Advice(), reason.Explanation()
		for _, status := range KYCStatus("").Values() {
			for _, document := range DocumentTypes() {
				for _, missing := range [][]DocumentKind{nil, RequiredDocuments(document)} {
					texts[fmt.Sprint("next step ", status, document, len(missing), reason)] = NextKYCStep(KYCStatus(status), missing, reason, ForClient)
				}
			}
		}
	}
	for name, text := range texts {
		if text == "" || !strings.HasSuffix(text, ".") {
			t.Errorf("%s: %q is no sentence", name, text)
		}
		// That papers do not agree with what the client typed is about its own data.
		lower := strings.NewReplacer("no coincide con los datos", "", "no coinciden con los datos", "").Replace(strings.ToLower(text))
		for _, word := range suspicious {
			if strings.Contains(lower, word) {
				t.Errorf("%s: %q speaks of %q", name, text, word)
			}
		}
	}
}

func TestTheNextStepNamesWhatIsMissing(t *testing.T) {
	t.Parallel()
	for want, got := range map[string]string{
		"Envía: documento de identidad (anverso) y documento de identidad (reverso). Con eso empezamos a revisar tu identificación.": NextKYCStep(KYCPending,
			RequiredDocuments(DocumentDNI), "", ForClient),
		"Tu documento está vencido. Envía: ficha RUC.":                       NextKYCStep(KYCRejected, RequiredDocuments(DocumentRUC), KYCExpired, ForClient),
		"Estamos revisando tus documentos. Te avisaremos cuando terminemos.": NextKYCStep(KYCInReview, nil, "", ForClient),
		"Tu identificación está aprobada. No tienes que hacer nada.":         NextKYCStep(KYCApproved, nil, "", ForClient),
		"El cliente debe enviar: ficha RUC. Con eso empieza la revisión.":    NextKYCStep(KYCPending, []DocumentKind{PaperRUCSheet}, "", ForHouse),
		"Su documento está vencido. El cliente debe enviar: ficha RUC.":      NextKYCStep(KYCRejected, []DocumentKind{PaperRUCSheet}, KYCExpired, ForHouse),
		"La identificación está aprobada. No hay nada que hacer.":            NextKYCStep(KYCApproved, nil, "", ForHouse),
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

const identificationPage = "../../docs/identification.md"

// The page is made from the table: `go test ./internal/domain -run TheIdentificationPage -update` writes it.
func TestTheIdentificationPageFollowsTheTable(t *testing.T) {
	t.Parallel()
	want := identificationDocument()
	if *update {
		if err := os.WriteFile(identificationPage, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := os.ReadFile(identificationPage); err != nil || string(got) != want {
		t.Errorf("docs/identification.md is out of step with the table; run the test with -update (%v)", err)
	}
}

func identificationDocument() string {
	var b strings.Builder
	b.WriteString("# States of an identification\n\nMade from the table in `internal/domain/identification.go`; a test compares it. Who does what, and how: " +
		"[identification](capabilities/identification.md).\n\n```mermaid\nstateDiagram-v2\n    [*] --> PENDING: REGISTER\n")
	for _, row := range KYCTransitions() {
		fmt.Fprintf(&b, "    %s --> %s: %s\n", row.From, row.To, row.Act)
	}
	b.WriteString("```\n\n| from | act | to | event |\n| --- | --- | --- | --- |\n")
	for _, row := range KYCTransitions() {
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", row.From, row.Act, row.To, row.Event)
	}
	b.WriteString("\n| document | required papers |\n| --- | --- |\n")
	for _, document := range DocumentTypes() {
		kinds := make([]string, 0, 2)
		for _, kind := range RequiredDocuments(document) {
			kinds = append(kinds, string(kind))
		}
		fmt.Fprintf(&b, "| %s | %s |\n", document, strings.Join(kinds, ", "))
	}
	return b.String()
}

func TestARejectionForAGraveReasonStopsTradingUntilItIsLifted(t *testing.T) {
	t.Parallel()
	grave := map[KYCReason]bool{KYCDataMismatch: true, KYCNotAccepted: true}
	for _, status := range (KYCStatus("")).Values() {
		for _, reason := range KYCReasons() {
			refusal := AdmitsTrading(KYCStatus(status), &reason, ForHouse)
			if want := grave[reason] && KYCStatus(status) != KYCApproved; (refusal != nil) != want {
				t.Errorf("%s for %s: %v", status, reason, refusal)
			}
		}
		// A rejection whose reason nobody knows is held to be grave; whoever was never rejected trades.
		refusal := AdmitsTrading(KYCStatus(status), nil, ForClient)
		if want := KYCStatus(status) == KYCRejected; (refusal != nil) != want {
			t.Errorf("%s without a reason: %v", status, refusal)
		}
	}
}

func TestTheBarTellsEachReaderWhatToDoNext(t *testing.T) {
	t.Parallel()
	reason := KYCNotAccepted
	for name, c := range map[string]struct {
		refusal *Error
		want    string
	}{
		"client": {AdmitsTrading(KYCRejected, &reason, ForClient), "Comunícate con tu asesor o con la casa para revisarla."},
		"staff":  {AdmitsTrading(KYCRejected, &reason, ForHouse), "Middle Office debe reabrirla para continuar."},
	} {
		if c.refusal == nil || c.refusal.Code != CodeKYCIncomplete || !strings.HasSuffix(c.refusal.Message, c.want) {
			t.Errorf("%s: %v", name, c.refusal)
		}
	}
}

// areas.md E41: what is looked at again sounds like every account that is looked at.
func TestAnIdentificationThatIsLookedAtAgainBarsInTheWordsOfEveryAccountThatIs(t *testing.T) {
	t.Parallel()
	reason := KYCNotAccepted
	for _, reader := range []Reader{ForClient, ForHouse} {
		if got, want := AdmitsTrading(KYCInReview, &reason, reader), UnderReview(reader); !reflect.DeepEqual(got, want) {
			t.Errorf("%v, want %v", got, want)
		}
	}
}
