package domain

import (
	"strings"
	"testing"
)

func TestEveryStateOfADocumentExplainsItself(t *testing.T) {
	t.Parallel()
	for _, state := range InvoiceStates() {
		situations := []InvoiceSituation{{Kind: Boleta, State: state}}
		if state == InvoiceParked {
			situations = nil
			for _, reason := range InvoiceParkReasons() {
				situations = append(situations, InvoiceSituation{Kind: Boleta, State: state, Parked: reason})
			}
		}
		for _, situation := range situations {
			text, next := situation.Explain()
			if !strings.HasSuffix(text, ".") || next != "" && !strings.HasSuffix(next, ".") {
				t.Errorf("%s %s: %q %q", state, situation.Parked, text, next)
			}
			if state == InvoiceParked && next == "" {
				t.Errorf("parked for %s: nobody knows what to do", situation.Parked)
			}
			if situation.ExplainToClient() == "" || state.Status().ClientLabel() == "" {
				t.Errorf("%s: the client reads nothing", state)
			}
		}
	}
}

func TestWhatAPersonDoesNextFitsWhatTheTableAdmits(t *testing.T) {
	t.Parallel()
	today := MustDate("2026-11-30")
	for _, state := range InvoiceStates() {
		_, next := InvoiceSituation{Kind: Boleta, State: state}.Explain()
		facts := InvoiceFacts{Kind: Boleta, Numbered: true, Today: today, VoidUntil: today}
		if strings.Contains(next, "emítelo de nuevo") && !admits(state, ActInvoiceReissue, facts) {
			t.Errorf("%s: it cannot be issued again", state)
		}
		if strings.Contains(next, "nota de crédito") && !admits(state, ActInvoiceRequestNote, facts) {
			t.Errorf("%s: no note undoes it", state)
		}
	}
	for _, reason := range InvoiceParkReasons() {
		_, next := InvoiceSituation{Kind: Boleta, State: InvoiceParked, Parked: reason}.Explain()
		facts := InvoiceFacts{Kind: Boleta, Numbered: reason != ParkedAddressMissing && reason != ParkedUnfit, Parked: reason, Absent: true}
		if strings.Contains(next, "reinténtalo") && !admits(InvoiceParked, ActInvoiceRetry, facts) {
			t.Errorf("%s: it cannot be tried again", reason)
		}
		if strings.Contains(next, "de nuevo") != admits(InvoiceParked, ActInvoiceReissue, facts) {
			t.Errorf("%s: %q", reason, next)
		}
	}
}

func admits(state InvoiceState, act InvoiceAct, facts InvoiceFacts) bool {
	_, refusal := NextInvoice(state, act, facts)
	return refusal == nil
}

func TestAStoppedQueueExplainsWhyNothingGoesOut(t *testing.T) {
	t.Parallel()
	for _, state := range InvoiceStates() {
		text, _ := InvoiceSituation{Kind: Boleta, State: state, Stopped: true}.Explain()
		stands := state == InvoiceRequested || state == InvoiceNumbered || state == InvoiceSending || state == InvoiceUnknown
		if strings.Contains(text, "cola está detenida") != stands {
			t.Errorf("%s: %q", state, text)
		}
	}
}

// Why a document waits for the house is not the client's to read (areas.md E43).
func TestAClientReadsOfAParkedDocumentThatItIsPrepared(t *testing.T) {
	t.Parallel()
	waits := InvoiceSituation{Kind: Boleta, State: InvoiceRequested}
	for _, reason := range InvoiceParkReasons() {
		parked := InvoiceSituation{Kind: Boleta, State: InvoiceParked, Parked: reason, Stopped: true}
		if parked.ExplainToClient() != waits.ExplainToClient() {
			t.Errorf("%s: %q", reason, parked.ExplainToClient())
		}
	}
	if InvoiceStatusError.ClientLabel() != InvoiceStatusPending.ClientLabel() {
		t.Errorf("%q", InvoiceStatusError.ClientLabel())
	}
}

func TestCodesOfTheProviderSayWhetherTheDocumentIsThere(t *testing.T) {
	t.Parallel()
	for _, code := range []int{0, 10, 11, 12, 20, 21, 22, 23, 24, 40, 50, 51, 99} {
		meaning := ProviderMeaning(code)
		unknown := strings.Contains(meaning, "no sabemos si guardó")
		if fault := (&ProviderFault{Code: code}); (fault.Action() == FaultConsults) != (unknown || code == 23) {
			t.Errorf("%d leads to %s: %q", code, fault.Action(), meaning)
		}
	}
}
