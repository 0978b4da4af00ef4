package screening

import "time"

// EntityKind is what an entry of a list is, and what a subject is taken for.
type EntityKind string

// The kinds of entities. A subject without a kind is compared with all of them.
const (
	Person   EntityKind = "PERSON"
	Company  EntityKind = "COMPANY"
	Vessel   EntityKind = "VESSEL"
	Aircraft EntityKind = "AIRCRAFT"
)

// NameKind is how sure the publisher of a list is that somebody bears a name.
type NameKind string

// The kinds of names. A weak alias alone never reaches the band that blocks (compliance.md 2.3).
const (
	PrimaryName NameKind = "PRIMARY"
	StrongAlias NameKind = "STRONG_ALIAS"
	WeakAlias   NameKind = "WEAK_ALIAS"
	FormerName  NameKind = "FORMER"
)

// Name is one name of an entry, as its publisher wrote it. Where the publisher tells surnames from given names, they stand
// apart and Text is the whole; where it does not, Text alone is filled.
type Name struct {
	Kind    NameKind `json:"kind"`
	Text    string   `json:"text"`
	Family  string   `json:"family,omitempty"`
	Given   string   `json:"given,omitempty"`
	Script  string   `json:"script,omitempty"` // ISO 15924, where the publisher says it: Latn, Cyrl, Arab
	Remarks string   `json:"remarks,omitempty"`
}

// Document is an identifier that a publisher gives or that a subject shows.
type Document struct {
	Type    string `json:"type"`              // DNI, RUC, PASSPORT, CE, CEDULA, NATIONAL_ID, TAX, SWIFT, REGISTRATION, OTHER
	Country string `json:"country,omitempty"` // ISO 3166-1 alpha-2, where it is known
	Number  string `json:"number"`            // as written; the engine compares it without separators
}

// DateRange is what is known of a date of birth: a day, a month, a year, or years from one to another. Both ends are days
// in UTC; an exact day has equal ends.
type DateRange struct {
	From time.Time `json:"from"`
	To   time.Time `json:"to"`
}

// Entry is one person, company, vessel or aircraft of a list, whole as its publisher gives it.
type Entry struct {
	Source        string      `json:"source"` // the code of the list: OFAC, UN, EU, UK, PEP, UIF, INTERPOL, ADVERSE
	ID            string      `json:"id"`     // the publisher's own number, stable over versions
	Kind          EntityKind  `json:"kind"`
	Names         []Name      `json:"names"`
	Documents     []Document  `json:"documents,omitempty"`
	BirthDates    []DateRange `json:"birthDates,omitempty"`
	BirthPlaces   []string    `json:"birthPlaces,omitempty"`
	Nationalities []string    `json:"nationalities,omitempty"` // ISO 3166-1 alpha-2 where it can be told
	Gender        string      `json:"gender,omitempty"`        // F, M or nothing
	Programs      []string    `json:"programs,omitempty"`
	Reference     string      `json:"reference,omitempty"` // the number the publisher prints: QDi.001, EU.27.28, SYR0306
	Position      string      `json:"position,omitempty"`  // title, rank or post
	Addresses     []string    `json:"addresses,omitempty"`
	Remarks       string      `json:"remarks,omitempty"`
}
