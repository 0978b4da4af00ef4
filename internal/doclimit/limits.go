package doclimit

// Limits are the bounds of one document. The zero value of a field means that nothing of the kind is allowed, so start
// from DefaultLimits.
type Limits struct {
	// DocumentBytes bounds the text, comments and white space included.
	DocumentBytes int
	// Tokens bounds the lexical tokens. A comment counts as one, as it does for the parser.
	Tokens int
	// Operations bounds the operations of one document: validation walks the fragments once per operation.
	Operations int
	// Depth bounds nested fields, the leaf included: `{ a { b } }` has depth 2.
	Depth int
	// IntrospectionDepth replaces Depth on paths that go through __schema or __type.
	IntrospectionDepth int
	// AliasesPerParent bounds the renamed fields of one selection set, those that come in by fragments included.
	AliasesPerParent int
	// Fields bounds the field selections of the whole document, each counted once where it is written.
	Fields int
	// Fragments bounds fragment definitions and inline fragments together and, separately, the spreads.
	Fragments int
	// DirectivesPerLocation bounds the directives on one element.
	DirectivesPerLocation int
	// Directives bounds the directives of the whole document.
	Directives int
	// LiteralDepth bounds nested lists and objects in literals and, likewise, in variables.
	LiteralDepth int
	// MergeSteps is the budget of the check that fields of one response name can be merged.
	MergeSteps int
	// Cost is the budget of points for one operation where the guard is given no other.
	Cost int
	// MaxPage is the number of items assumed for a paged field that is asked without first, last or limit and declares
	// no default: the largest page of the schema (realtime.md 3.2 item 6).
	MaxPage int
	// PlainList is the number of items assumed for a list without paging arguments.
	PlainList int
}

// DefaultLimits returns the limits of decisions.md ("document limits") and, for what it leaves open, ours.
func DefaultLimits() Limits {
	return Limits{
		DocumentBytes:         16 << 10,
		Tokens:                1000,
		Operations:            20,
		Depth:                 12,
		IntrospectionDepth:    20,
		AliasesPerParent:      15,
		Fields:                200,
		Fragments:             100,
		DirectivesPerLocation: 10,
		Directives:            50,
		LiteralDepth:          10,
		MergeSteps:            10_000,
		Cost:                  20_000,
		MaxPage:               100,
		PlainList:             10,
	}
}
