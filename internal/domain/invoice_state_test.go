package domain

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestInvoiceStatesHaveTheirSummaryAndTheirWords(t *testing.T) {
	t.Parallel()
	want := map[InvoiceStatus][]InvoiceState{
		InvoiceStatusPending: {InvoiceRequested, InvoiceNumbered},
		InvoiceStatusSent:    {InvoiceSending, InvoiceUnknown, InvoicePendingSUNAT},
		InvoiceStatusAccepted: {InvoiceAccepted, InvoiceObserved, InvoiceVoidRequested, InvoiceVoidPending,
			InvoiceVoidRejected},
		InvoiceStatusRejected: {InvoiceRejected},
		InvoiceStatusError:    {InvoiceParked},
		InvoiceStatusVoided:   {InvoiceVoided, InvoiceCredited, InvoiceWithdrawn, InvoiceReplaced},
	}
	seen := 0
	for _, status := range InvoiceStatuses() {
		if got := status.States(); !slices.Equal(got, want[status]) {
			t.Errorf("%s covers %v, want %v", status, got, want[status])
		}
		if status.Label() == "" {
			t.Errorf("%s has no word", status)
		}
		seen += len(status.States())
	}
	if seen != len(InvoiceStates()) {
		t.Errorf("the summaries cover %d of %d states", seen, len(InvoiceStates()))
	}
	for _, state := range InvoiceStates() {
		if state.Label() == "" {
			t.Errorf("%s has no word", state)
		}
	}
	for _, reason := range InvoiceParkReasons() {
		if reason.Label() == "" {
			t.Errorf("%s has no word", reason)
		}
	}
}

// A client never reads that a document waits for the house: such a one is being prepared, also where it filters by the summary.
func TestAClientReadsAParkedDocumentAsOneInPreparation(t *testing.T) {
	t.Parallel()
	want := map[InvoiceStatus][]InvoiceState{InvoiceStatusPending: {InvoiceRequested, InvoiceNumbered, InvoiceParked}, InvoiceStatusError: nil}
	for _, status := range InvoiceStatuses() {
		states, special := want[status]
		if !special {
			states = status.States()
		}
		if got := status.StatesFor(ForClient); !slices.Equal(got, states) {
			t.Errorf("to a client %s covers %v, want %v", status, got, states)
		}
		for _, state := range status.StatesFor(ForClient) {
			if state.Status().For(ForClient) != status || state.Status().For(ForHouse) != state.Status() {
				t.Errorf("%s reads %s to a client, %s to the house", state, state.Status().For(ForClient), state.Status().For(ForHouse))
			}
		}
	}
}

func TestWhatIsNoInvoiceStateIsNothing(t *testing.T) {
	t.Parallel()
	none := InvoiceState("DRAFT")
	if none.Status() != "" || none.Live() || none.Final() || none.Settled() || none.Label() != "" {
		t.Error("a state that is none has a meaning")
	}
	if InvoiceParkReason("").Foreign() || InvoiceParkReason("").Label() != "" {
		t.Error("a reason that is none has a meaning")
	}
}

func TestDocumentsThatDoNotCountFreeTheirOperation(t *testing.T) {
	t.Parallel()
	free := []InvoiceState{InvoiceRejected, InvoiceVoided, InvoiceCredited, InvoiceWithdrawn, InvoiceReplaced}
	for _, state := range InvoiceStates() {
		if state.Live() == slices.Contains(free, state) {
			t.Errorf("%s: live %v", state, state.Live())
		}
		if state.Final() && !state.Settled() {
			t.Errorf("%s is final and waits for something", state)
		}
	}
}

// reachable answers the states that rows lead to, from a state on.
func reachable(from InvoiceState) map[InvoiceState]bool {
	seen, queue := map[InvoiceState]bool{from: true}, []InvoiceState{from}
	for len(queue) > 0 {
		for _, row := range InvoiceTransitions() {
			if row.From == queue[0] && !seen[row.To] {
				seen[row.To] = true
				queue = append(queue, row.To)
			}
		}
		queue = queue[1:]
	}
	return seen
}

func TestFromEveryInvoiceStateThereIsAWayToAFinalOne(t *testing.T) {
	t.Parallel()
	all := reachable(InvoiceRequested)
	for _, state := range InvoiceStates() {
		if !all[state] {
			t.Errorf("no document ever is %s", state)
		}
		ends := false
		for reached := range reachable(state) {
			ends = ends || reached.Final()
		}
		if !ends {
			t.Errorf("from %s no way leads to an end", state)
		}
	}
	for _, row := range InvoiceTransitions() {
		if row.From.Final() && row.To != row.From {
			t.Errorf("%s is final, and %s leads to %s", row.From, row.Act, row.To)
		}
	}
}

func TestEveryInvoiceActIsInTheTable(t *testing.T) {
	t.Parallel()
	for _, act := range append(InvoiceActions(), InvoiceSystemActs()...) {
		if !slices.ContainsFunc(InvoiceTransitions(), func(row InvoiceTransition) bool { return row.Act == act }) {
			t.Errorf("%s does nothing", act)
		}
	}
	if got := len(InvoiceAct("").Values()); got != len(InvoiceActions())+len(InvoiceSystemActs()) {
		t.Errorf("%d values", got)
	}
}

func TestRefusalsOfDocumentsSayWhatIsNext(t *testing.T) {
	t.Parallel()
	inTerm := InvoiceFacts{Kind: Factura, Numbered: true, VoidUntil: MustDate("2026-11-30"), Today: MustDate("2026-11-30")}
	with := func(change func(*InvoiceFacts)) InvoiceFacts {
		facts := inTerm
		change(&facts)
		return facts
	}
	for name, given := range map[string]struct {
		state InvoiceState
		act   InvoiceAct
		facts InvoiceFacts
		code  Code
		says  string
	}{
		"retry of what may be there": {InvoiceUnknown, ActInvoiceRetry, inTerm, CodeNotAllowedInStatus,
			"El comprobante se envió y no sabemos si llegó: primero se consulta al proveedor. Espera su respuesta y vuelve a intentarlo."},
		"retry of a parked one nobody asked for": {InvoiceParked, ActInvoiceRetry, with(func(f *InvoiceFacts) { f.Parked = ParkedProvider }),
			CodeNotAllowedInStatus, "Primero se consulta al proveedor: todavía no sabemos si ya tiene el comprobante."},
		"correction of a foreign number": {InvoiceParked, ActInvoiceCorrect,
			with(func(f *InvoiceFacts) { f.Parked, f.Absent = ParkedNumberForeign, true }), CodeNotAllowedInStatus,
			"El número de este comprobante pertenece a otro. Emítelo de nuevo: tomará el número siguiente."},
		"second document while the first has its place": {InvoiceParked, ActInvoiceReissue,
			with(func(f *InvoiceFacts) { f.Parked, f.Absent = ParkedFormat, true }), CodeNotAllowedInStatus,
			"El comprobante conserva su lugar. Corrígelo o reinténtalo: no se emite otro en su lugar."},
		"void after the term": {InvoiceAccepted, ActInvoiceRequestVoid, with(func(f *InvoiceFacts) { f.Today = f.Today.AddDays(1) }),
			CodeNotAllowedInStatus, "El plazo para anular el comprobante venció el 30/11/2026. Emite una nota de crédito."},
		"void of a voided one": {InvoiceVoided, ActInvoiceRequestVoid, inTerm, CodeNotAllowedInStatus, "El comprobante ya está anulado."},
		"void of a note": {InvoiceAccepted, ActInvoiceRequestVoid, with(func(f *InvoiceFacts) { f.Kind = CreditNote }), CodeNotAllowedInStatus,
			"Una nota de crédito no se anula. Emite de nuevo el comprobante que dejó sin efecto."},
		"note during a void": {InvoiceVoidPending, ActInvoiceRequestNote, inTerm, CodeNotAllowedInStatus,
			"La anulación del comprobante está en curso. Espera la respuesta de SUNAT."},
		"second note": {InvoiceAccepted, ActInvoiceRequestNote, with(func(f *InvoiceFacts) { f.CreditLive = true }), CodeAlreadyExists,
			"El comprobante ya tiene una nota de crédito en curso."},
		"void beside a note": {InvoiceObserved, ActInvoiceRequestVoid, with(func(f *InvoiceFacts) { f.CreditLive = true }), CodeAlreadyExists,
			"El comprobante ya tiene una nota de crédito en curso."},
		"second successor": {InvoiceRejected, ActInvoiceReissue, with(func(f *InvoiceFacts) { f.SuccessorLive = true }), CodeAlreadyExists,
			"La operación ya tiene otro comprobante vigente."},
		"withdrawal of a number": {InvoiceParked, ActInvoiceWithdraw, inTerm, CodeNotAllowedInStatus,
			"El comprobante ya tiene número. Corrígelo, espera su aceptación y anúlalo."},
		"answer about what was never sent": {InvoiceParked, ActInvoiceAccept, InvoiceFacts{Parked: ParkedAddressMissing}, CodeNotAllowedInStatus,
			"El comprobante todavía no tiene número: el proveedor no puede conocerlo."},
		"sent once more without a paper": {InvoiceAccepted, ActInvoiceResend, inTerm, CodeNotAllowedInStatus,
			"Todavía no tenemos el PDF del comprobante. Se le envía al cliente en cuanto llegue."},
		"anything else": {InvoiceAccepted, ActInvoiceRetry, inTerm, CodeNotAllowedInStatus,
			"El comprobante está en estado Aceptado y no admite esta acción."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, refusal := NextInvoice(given.state, given.act, given.facts)
			if refusal == nil || refusal.Code != given.code || refusal.Message != given.says {
				t.Errorf("refused with %v", refusal)
			}
		})
	}
}

func TestActionsAreThoseThatTheTableGrants(t *testing.T) {
	t.Parallel()
	today := MustDate("2026-11-30")
	for name, given := range map[string]struct {
		state InvoiceState
		facts InvoiceFacts
		want  []InvoiceAct
	}{
		"accepted in term": {InvoiceAccepted, InvoiceFacts{Kind: Boleta, Numbered: true, Today: today, VoidUntil: today},
			[]InvoiceAct{ActInvoiceRequestVoid, ActInvoiceRequestNote}},
		"accepted long ago": {InvoiceAccepted, InvoiceFacts{Kind: Boleta, Numbered: true, Today: today.AddDays(1), VoidUntil: today},
			[]InvoiceAct{ActInvoiceRequestNote}},
		"accepted, and its paper is there": {InvoiceAccepted, InvoiceFacts{Kind: Boleta, Numbered: true, Filed: true, Today: today.AddDays(1), VoidUntil: today},
			[]InvoiceAct{ActInvoiceRequestNote, ActInvoiceResend}},
		"an address is missing":     {InvoiceParked, InvoiceFacts{Parked: ParkedAddressMissing}, []InvoiceAct{ActInvoiceRetry, ActInvoiceCorrect}},
		"refused and absent":        {InvoiceParked, InvoiceFacts{Numbered: true, Parked: ParkedFormat, Absent: true}, []InvoiceAct{ActInvoiceRetry, ActInvoiceCorrect}},
		"refused, not yet asked":    {InvoiceParked, InvoiceFacts{Numbered: true, Parked: ParkedFormat}, nil},
		"a number of somebody else": {InvoiceParked, InvoiceFacts{Numbered: true, Parked: ParkedSUNATConflict}, []InvoiceAct{ActInvoiceReissue}},
		"rejected":                  {InvoiceRejected, InvoiceFacts{Numbered: true}, []InvoiceAct{ActInvoiceReissue}},
		"withdrawn":                 {InvoiceWithdrawn, InvoiceFacts{}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := given.state.Actions(given.facts); !slices.Equal(got, given.want) {
				t.Errorf("%v, want %v", got, given.want)
			}
		})
	}
}

// invoiceLife is a document that the table moves, with what it did.
type invoiceLife struct {
	state   InvoiceState
	facts   InvoiceFacts
	numbers int
	// maybeThere tells that the provider may have it: it was handed over, and nobody said since that it is not there.
	maybeThere bool
}

// do carries an act out as the house does, and tells whether the table allowed it.
func (l *invoiceLife) do(act InvoiceAct, reason InvoiceParkReason) bool {
	row, refusal := NextInvoice(l.state, act, l.facts)
	if refusal != nil {
		return false
	}
	switch act {
	case ActInvoiceNumber:
		l.numbers++
		l.facts.Numbered = true
	case ActInvoiceSend:
		l.maybeThere, l.facts.Absent = true, false
	case ActInvoiceAbsent, ActInvoiceKeep:
		l.maybeThere, l.facts.Absent = false, act == ActInvoiceAbsent
	}
	l.facts.Parked = ""
	if row.To == InvoiceParked {
		l.facts.Parked = reason
	}
	l.state = row.To
	return true
}

// Whatever happens in whatever order, a document takes one number at most, nothing is handed over twice that may be there already, and an
// operation has one document at a time that counts.
func TestNoPathGivesASecondNumber(t *testing.T) {
	t.Parallel()
	acts := append(InvoiceActions(), InvoiceSystemActs()...)
	rapid.Check(t, func(rt *rapid.T) {
		lives := []*invoiceLife{{state: InvoiceRequested, facts: InvoiceFacts{Kind: Boleta}}}
		for range rapid.IntRange(1, 60).Draw(rt, "steps") {
			life := rapid.SampledFrom(lives).Draw(rt, "document")
			act := rapid.SampledFrom(acts).Draw(rt, "act")
			life.facts.SuccessorLive = liveInvoices(lives) > 0
			before := *life
			if !life.do(act, rapid.SampledFrom(InvoiceParkReasons()).Draw(rt, "reason")) {
				continue
			}
			if act == ActInvoiceSend && before.maybeThere {
				rt.Fatalf("%s: sent again while it may be there", before.state)
			}
			if act == ActInvoiceReissue {
				lives = append(lives, &invoiceLife{state: InvoiceRequested, facts: InvoiceFacts{Kind: Boleta}})
			}
			if life.numbers > 1 {
				rt.Fatal("a document took two numbers")
			}
			if live := liveInvoices(lives); live > 1 {
				rt.Fatalf("%d documents of one operation count after %s", live, act)
			}
			if sent := life.state == InvoiceNumbered || life.state == InvoiceSending; sent && life.numbers != 1 {
				rt.Fatalf("%s without a number", life.state)
			}
			if life.state == InvoiceWithdrawn && life.numbers != 0 {
				rt.Fatal("a number was withdrawn")
			}
		}
	})
}

func liveInvoices(lives []*invoiceLife) int {
	live := 0
	for _, life := range lives {
		if life.state.Live() {
			live++
		}
	}
	return live
}
