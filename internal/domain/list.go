package domain

import (
	"slices"
	"time"

	"github.com/google/uuid"
)

// ListSource is where a list of sanctioned or exposed people comes from.
type ListSource string

// The sources. Those after ListUK are loaded by people of the house.
const (
	ListOFAC     ListSource = "OFAC"
	ListUN       ListSource = "UN"
	ListEU       ListSource = "EU"
	ListUK       ListSource = "UK"
	ListPEP      ListSource = "PEP"
	ListUIF      ListSource = "UIF"
	ListInterpol ListSource = "INTERPOL"
	ListAdverse  ListSource = "ADVERSE"
	ListOther    ListSource = "OTHER"
)

// Values lists the sources.
func (ListSource) Values() []string {
	values := make([]string, 0, len(ListRules()))
	for _, rule := range ListRules() {
		values = append(values, string(rule.Source))
	}
	return values
}

// ListRule is what holds for every version of a list.
type ListRule struct {
	Source ListSource
	// Name, Publisher and Basis are for people, in Spanish: what it is called, whose it is and why the house compares with it.
	Name, Publisher, Basis string
	// Mandatory lists must be fresh before a new client may pass.
	Mandatory bool
	// Published lists are fetched from their publisher; the others are loaded by people.
	Published bool
	// MinRows is how many entries a version has at least. MaxShrinkPercent is how much smaller than the one before it may be.
	MinRows, MaxShrinkPercent int
}

// maxShrinkPercent is how much of a list may be gone in one version before a person looks at it (compliance.md 2.5).
const maxShrinkPercent = 10

// maxBadRowsPerMille is how many rows of a thousand may be unreadable.
const maxBadRowsPerMille = 5

// ListRules is the table of the sources. MinRows of published lists is about half of what they had in 2026: fewer is another file.
func ListRules() []ListRule {
	return []ListRule{
		{Source: ListOFAC, Name: "OFAC SDN", Publisher: "Departamento del Tesoro de los Estados Unidos", Mandatory: true, Published: true,
			Basis: "Política de la casa: los bancos con los que opera la exigen.", MinRows: 8_000, MaxShrinkPercent: maxShrinkPercent},
		{Source: ListUN, Name: "Lista consolidada de la ONU", Publisher: "Consejo de Seguridad de las Naciones Unidas", Mandatory: true, Published: true,
			Basis: "Res. SBS 3862-2016: contraste permanente y congelamiento.", MinRows: 500, MaxShrinkPercent: maxShrinkPercent},
		{Source: ListEU, Name: "Lista consolidada de la Unión Europea", Publisher: "Comisión Europea", Published: true,
			Basis: "Política de la casa.", MinRows: 1_500, MaxShrinkPercent: maxShrinkPercent},
		{Source: ListUK, Name: "Lista consolidada del Reino Unido", Publisher: "OFSI, Tesoro del Reino Unido", Published: true,
			Basis: "Política de la casa.", MinRows: 1_500, MaxShrinkPercent: maxShrinkPercent},
		{Source: ListPEP, Name: "Personas expuestas políticamente", Publisher: "La casa", Basis: "Res. SBS 4349-2016 y Res. 00199-2025: funciones y cargos.",
			MinRows: 1, MaxShrinkPercent: maxShrinkPercent},
		{Source: ListUIF, Name: "Listas de la UIF", Publisher: "La casa, de lo que comunica la UIF-Perú", Basis: "Comunicaciones de la UIF-Perú.",
			MinRows: 1, MaxShrinkPercent: maxShrinkPercent},
		{Source: ListInterpol, Name: "Notificaciones rojas de INTERPOL", Publisher: "La casa, de lo que publica INTERPOL", Basis: "Política de la casa.",
			MinRows: 1, MaxShrinkPercent: maxShrinkPercent},
		{Source: ListAdverse, Name: "Información adversa", Publisher: "La casa", Basis: "Política de la casa.", MinRows: 1, MaxShrinkPercent: maxShrinkPercent},
		{Source: ListOther, Name: "Otras listas", Publisher: "La casa", Basis: "Política de la casa.", MinRows: 1, MaxShrinkPercent: maxShrinkPercent},
	}
}

// ListRuleOf answers the rule of a source; false for what is none.
func ListRuleOf(source ListSource) (ListRule, bool) {
	for _, rule := range ListRules() {
		if rule.Source == source {
			return rule, true
		}
	}
	return ListRule{}, false
}

// listSpace is the space of the ids of lists.
var listSpace = uuid.MustParse("00000000-0000-7000-8000-0000000fa2a4")

// ListID is the id by which events, locks and the audit trail know a list: the same in every house.
func ListID(source ListSource) uuid.UUID { return uuid.NewSHA1(listSpace, []byte(source)) }

// ListStatus is how a version of a list stands.
type ListStatus string

// The statuses. A version begins STAGED or REJECTED; of a list at most one is ACTIVE, and the one before it is SUPERSEDED.
const (
	ListStaged     ListStatus = "STAGED"
	ListActive     ListStatus = "ACTIVE"
	ListRejected   ListStatus = "REJECTED"
	ListSuperseded ListStatus = "SUPERSEDED"
)

// Values lists the statuses.
func (ListStatus) Values() []string {
	return []string{string(ListStaged), string(ListActive), string(ListRejected), string(ListSuperseded)}
}

// ListFault is why a version of a list does not become the active one by itself.
type ListFault string

// The faults (compliance.md 2.5). The first six are found by whoever reads the bytes.
const (
	ListMalformed       ListFault = "MALFORMED"
	ListTruncated       ListFault = "TRUNCATED"
	ListWrongFormat     ListFault = "WRONG_FORMAT"
	ListHTMLPage        ListFault = "HTML_PAGE"
	ListUnknownColumns  ListFault = "UNKNOWN_COLUMNS"
	ListUnreachable     ListFault = "UNREACHABLE"
	ListEmpty           ListFault = "EMPTY"
	ListDuplicateIDs    ListFault = "DUPLICATE_IDS"
	ListBadRows         ListFault = "BAD_ROWS"
	ListFutureDate      ListFault = "FUTURE_DATE"
	ListOlderDate       ListFault = "OLDER_DATE"
	ListSameHashNewDate ListFault = "SAME_HASH_NEWER_DATE"
	ListTooFewRows      ListFault = "TOO_FEW_ROWS"
	ListShrunk          ListFault = "SHRUNK"
)

// ListFaultRow is what holds for a fault.
type ListFaultRow struct {
	Fault ListFault
	// Staged versions wait for a person, who may make them active; the others are never used.
	Staged bool
	// Message says it to the people of the house.
	Message string
}

// ListFaults is the table of the faults, in the order in which they are looked for.
func ListFaults() []ListFaultRow {
	return []ListFaultRow{
		{ListUnreachable, false, "No se pudo obtener la lista."},
		{ListHTMLPage, false, "En lugar de la lista llegó una página web."},
		{ListWrongFormat, false, "El archivo no es de esta lista."},
		{ListUnknownColumns, false, "Las columnas no son las de esta lista."},
		{ListTruncated, false, "El archivo está cortado."},
		{ListMalformed, false, "El archivo está dañado."},
		{ListEmpty, false, "La lista no tiene ninguna entrada."},
		{ListDuplicateIDs, false, "Hay identificadores repetidos."},
		{ListBadRows, false, "Demasiadas filas no se pueden leer."},
		{ListFutureDate, false, "La lista dice una fecha que todavía no llega."},
		{ListOlderDate, false, "La lista es más antigua que la vigente."},
		{ListSameHashNewDate, false, "La lista dice una fecha nueva, pero su contenido es el mismo de la vigente."},
		{ListTooFewRows, true, "La lista tiene menos entradas de las que debería."},
		{ListShrunk, true, "La lista perdió más entradas de las que puede perder de una vez."},
	}
}

// Values lists the faults.
func (ListFault) Values() []string {
	values := make([]string, 0, len(ListFaults()))
	for _, row := range ListFaults() {
		values = append(values, string(row.Fault))
	}
	return values
}

// Row answers what holds for a fault; the zero row for none.
func (f ListFault) Row() ListFaultRow {
	rows := ListFaults()
	if at := slices.IndexFunc(rows, func(row ListFaultRow) bool { return row.Fault == f }); at >= 0 {
		return rows[at]
	}
	return ListFaultRow{}
}

// ListContent is what is known of a version without looking at its entries.
type ListContent struct {
	// SHA256 is of the bytes; PublishedAt is zero where neither the format nor the publisher says it.
	SHA256      string
	PublishedAt time.Time
	// Rows were read, BadRows of them could not be; Entries came out, of which Duplicates have the number of another.
	Rows, BadRows, Entries, Duplicates int
	// Unreadable is why nothing came out; empty where something did.
	Unreadable ListFault
}

// listClockSkew is how far a publisher's clock may be ahead.
const listClockSkew = 24 * time.Hour

// Refresh says what a version that arrived is, beside the active one; active is nil for the first.
func (r ListRule) Refresh(active *ListContent, arrived ListContent, now time.Time) ListFault {
	if fault := r.itself(arrived, now); fault != "" {
		return fault
	}
	if active != nil {
		dated := !arrived.PublishedAt.IsZero() && !active.PublishedAt.IsZero()
		switch {
		case dated && arrived.PublishedAt.Before(active.PublishedAt):
			return ListOlderDate
		case dated && arrived.PublishedAt.After(active.PublishedAt) && arrived.SHA256 == active.SHA256:
			return ListSameHashNewDate
		}
	}
	switch {
	case arrived.Entries < r.MinRows:
		return ListTooFewRows
	case active != nil && arrived.Entries*100 < active.Entries*(100-r.MaxShrinkPercent):
		return ListShrunk
	}
	return ""
}

// itself is what is wrong with a version whatever was there before.
func (r ListRule) itself(arrived ListContent, now time.Time) ListFault {
	switch {
	case arrived.Unreadable != "":
		return arrived.Unreadable
	case arrived.Entries == 0:
		return ListEmpty
	case arrived.Duplicates > 0:
		return ListDuplicateIDs
	case arrived.BadRows*1000 > arrived.Rows*maxBadRowsPerMille:
		return ListBadRows
	case arrived.PublishedAt.After(now.Add(listClockSkew)):
		return ListFutureDate
	}
	return ""
}

// Unchanged tells whether a version that arrived is the active one once more: the same bytes, and no newer date.
func (c ListContent) Unchanged(arrived ListContent) bool {
	return arrived.Unreadable == "" && c.SHA256 == arrived.SHA256 && !arrived.PublishedAt.After(c.PublishedAt)
}

// ListFreshness is when a list was last seen to be the publisher's; zero for never.
type ListFreshness struct {
	Source    ListSource
	CheckedAt time.Time
}

// Stale tells whether a list was not seen to be the publisher's within a time, or never.
func (l ListFreshness) Stale(within time.Duration, now time.Time) bool {
	return l.CheckedAt.IsZero() || now.Sub(l.CheckedAt) > within
}

// StaleLists answers the mandatory lists that were not seen to be the publisher's within a time, or never.
func StaleLists(lists []ListFreshness, within time.Duration, now time.Time) []ListSource {
	var stale []ListSource
	for _, rule := range ListRules() {
		at := slices.IndexFunc(lists, func(list ListFreshness) bool { return list.Source == rule.Source })
		if rule.Mandatory && (at < 0 || lists[at].Stale(within, now)) {
			stale = append(stale, rule.Source)
		}
	}
	return stale
}
