package app_test

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/qoricash/qoricash/internal/testkit"
)

// clientPassword is what a client of the house chooses here.
const clientPassword = "cuatro sillas de paja"

// knows lets the n-th client of the house choose a password by the link of its invitation.
func (w *town) knows(t *testing.T, n int) identityDocument {
	t.Helper()
	token := w.post.await(t, fmt.Sprintf("rosa%d@correo.pe", n), "Elige tu contraseña de QoriCash").token(t, siteURL)
	w.comes(laptop).does(t, attempt{"passwordReset", map[string]any{"token": token, "newPassword": clientPassword}, "done"}, nil)
	return identityDocument{"DNI", fmt.Sprintf("4444333%d", n)}
}

// rush sends one request many times, in turns to both instances, and answers how many went through. All others must be told
// when to come back.
func (w *town) rush(t *testing.T, v visitor, times int, document string, variables func() map[string]any) (done int, took time.Duration) {
	t.Helper()
	const atOnce = 4
	var counting sync.Mutex
	var faults []error
	send := func(i *instance) {
		heard, err := v.at(i).ask(t.Context(), document, variables())
		counting.Lock()
		defer counting.Unlock()
		switch {
		case err != nil:
			faults = append(faults, err)
		case len(heard.Errors) == 0:
			done++
		default:
			faults = append(faults, heard.tellsWhenToComeBack())
		}
	}
	began := time.Now()
	var senders sync.WaitGroup
	for range atOnce {
		senders.Go(func() {
			for n := range times / atOnce {
				send([]*instance{w.a, w.b}[n%2])
			}
		})
	}
	senders.Wait()
	testkit.Must(t, errors.Join(faults...))
	return done, time.Since(began)
}

// tellsWhenToComeBack holds a refusal to RATE_LIMITED with the wait, in words, in the extensions and in the header.
func (a answer) tellsWhenToComeBack() error {
	refusals := a.refusals()
	wait, err := strconv.Atoi(refusals[0].param("retryAfterSeconds"))
	if err != nil || refusals[0].Code != "RATE_LIMITED" || wait < 1 || wait > 60 || refusals[0].Message == "" {
		return fmt.Errorf("refused with %+v", refusals)
	}
	if a.status == http.StatusTooManyRequests && a.header.Get("Retry-After") != strconv.Itoa(wait) {
		return fmt.Errorf("Retry-After is %q, the extension %d", a.header.Get("Retry-After"), wait)
	}
	return nil
}

// within holds what went through to a limit a minute, in which what came back during the rush counts, give or take 5 %.
func within(t *testing.T, done, limit int, took time.Duration) {
	t.Helper()
	returned := int(took*time.Duration(limit)/time.Minute) + 1
	if done*20 < limit*19 || done*20 > limit*21+returned*20 {
		t.Errorf("%d went through in %v, the limit is %d a minute", done, took, limit)
	}
}

func TestLookUpsFromOneAddressAreBoundedForBothInstancesTogether(t *testing.T) {
	t.Parallel()
	w := foundTown(t)
	done, took := w.rush(t, w.comes(laptop), 40, `{ documentLookup(documentType: DNI, documentNumber: "45678912") { source } }`,
		func() map[string]any { return nil })
	within(t, done, 10, took)
	// Somebody else is not in the way.
	if done, _ := w.rush(t, w.comes(laptop), 4, `{ documentLookup(documentType: DNI, documentNumber: "45678912") { source } }`,
		func() map[string]any { return nil }); done != 4 {
		t.Errorf("of another address's 4 questions %d are answered", done)
	}
}

func TestQuotesOfOneClientAreBoundedForBothInstancesTogether(t *testing.T) {
	t.Parallel()
	w := foundTown(t)
	rosa := w.comes(laptop).entersAs(t, w.knows(t, 0), clientPassword, false)
	done, took := w.rush(t, rosa, 120, mutation("quoteLock", "quote { id }", true),
		func() map[string]any { return map[string]any{"input": quoting("100.00").input} })
	within(t, done, 60, took)
}

func TestASessionThatItsClientRevokesElsewhereIsSilentOnBothInstancesWithinASecond(t *testing.T) {
	t.Parallel()
	w := foundTown(t)
	document := w.knows(t, 0)
	lost := w.comes(phone).entersAs(t, document, clientPassword, true)
	kept := w.comes(laptop).at(w.b).entersAs(t, document, clientPassword, false)
	here, there := lost.listen(t), lost.at(w.b).listen(t)
	var list struct {
		Sessions []struct {
			ID, Kind string
			Current  bool
		}
	}
	kept.sees(t, `{ sessions { id kind current } }`, nil, &list)
	for _, session := range list.Sessions {
		if session.Current {
			continue
		}
		kept.does(t, attempt{"sessionRevoke", map[string]any{"sessionId": session.ID}, "sessions { id }"}, &list)
		w.isOut(t, lost, time.Now(), "Inicia sesión", here, there)
	}
	if len(list.Sessions) != 1 || !kept.stillIn(t) {
		t.Errorf("left are %+v", list.Sessions)
	}
}

// stillIn tells whether a session still answers.
func (v visitor) stillIn(t *testing.T) bool {
	t.Helper()
	heard, err := v.ask(t.Context(), `{ viewer { client { id } } }`, nil)
	testkit.Must(t, err)
	return len(heard.Errors) == 0
}

func TestALinkThatOneInstanceSentWorksOnceAtTheOther(t *testing.T) {
	t.Parallel()
	w := foundTown(t)
	document := w.knows(t, 0)
	lost := w.comes(phone).entersAs(t, document, clientPassword, true)
	socket := lost.at(w.b).listen(t)
	rosa := w.comes(laptop)
	forgotten := document.input(map[string]any{"email": "rosa0@correo.pe"})
	rosa.does(t, attempt{"passwordResetRequest", map[string]any{"client": forgotten}, "validSeconds"}, nil)
	token := w.post.await(t, "rosa0@correo.pe", "Elige una contraseña nueva").token(t, siteURL)
	chooses := func(i *instance, password string) []refused {
		return rosa.at(i).tries(t, attempt{"passwordReset", map[string]any{"token": token, "newPassword": password}, "done"}, nil)
	}
	const another = "un faro lejos del puerto"
	if refusals := chooses(w.b, another); len(refusals) > 0 {
		t.Fatalf("the link is refused: %+v", refusals)
	}
	w.isOut(t, lost, time.Now(), "Inicia sesión", socket)
	isRefused(t, chooses(w.a, clientPassword), refusalWanted{code: "VERIFICATION_FAILED", field: "token", next: "Pide uno nuevo"})
	isRefused(t, rosa.tries(t, clientSignIn(document, clientPassword, false), nil), refusalWanted{code: "INVALID_CREDENTIALS", next: "Revísalos"})
	rosa.entersAs(t, document, another, false)
}
