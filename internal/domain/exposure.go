package domain

// ExposureKind is how somebody is politically exposed (PEP, Res. SBS 4349-2016).
type ExposureKind string

// The kinds: who has or had the post ("Directo"), who is kin to that person ("Familiar"), who is close to it ("Asociado Cercano"). All
// count alike.
const (
	ExposureDirect    ExposureKind = "DIRECT"
	ExposureRelative  ExposureKind = "RELATIVE"
	ExposureAssociate ExposureKind = "ASSOCIATE"
)

// ExposureKinds lists the kinds.
func ExposureKinds() []ExposureKind {
	return []ExposureKind{ExposureDirect, ExposureRelative, ExposureAssociate}
}

// Values lists the kinds for the database's enum check.
func (ExposureKind) Values() []string { return valuesOf(ExposureKinds()) }

// Exposure is a political exposure as the house has it on record.
type Exposure struct {
	Kind             ExposureKind
	Position, Entity string
	// Designated is when the person came into the post, Left when it left it; zero for unknown, or for still there.
	Designated, Left Date
	Notes            string
}

// The longest texts of an exposure.
const (
	longestExposurePosition = 150
	longestExposureNotes    = 500
)

// Check answers the exposure as it is stored, or adds all its faults.
func (e Exposure) Check(faults *Faults, today Date) Exposure {
	e.Position = Text{Longest: longestExposurePosition, Missing: "Indica el cargo."}.Check(faults, e.Position, "position")
	e.Entity = Text{Longest: longestExposurePosition, Missing: "Indica la entidad."}.Check(faults, e.Entity, "entity")
	e.Notes = Text{Longest: longestExposureNotes, Lines: true}.Check(faults, e.Notes, "notes")
	if !e.Designated.IsZero() && e.Designated.After(today) {
		faults.Add(Refuse(CodeInvalid, "La designación no puede ser posterior a hoy.").At("designatedOn"))
	}
	e.CheckLeft(faults, today)
	return e
}

// CheckLeft adds what is wrong with the day on which the post was left.
func (e Exposure) CheckLeft(faults *Faults, today Date) {
	switch {
	case e.Left.IsZero():
	case e.Left.After(today):
		faults.Add(Refuse(CodeInvalid, "La fecha en que dejó el cargo no puede ser posterior a hoy.").At("leftOn"))
	case e.Left.Before(e.Designated):
		faults.Add(Refuse(CodeInvalid, "Dejó el cargo antes de su designación: revisa las fechas.").At("leftOn").With("designatedOn", e.Designated))
	}
}

// EndsOn is the first day on which the exposure counts no more; false while the person has the post.
func (r RiskRules) EndsOn(left Date) (Date, bool) {
	if left.IsZero() {
		return Date{}, false
	}
	return NewDate(left.Year()+r.ExposedYears, left.Month(), left.Day()), true
}

// Exposes tells whether somebody that left a post then, zero for still there, is politically exposed on a day.
func (r RiskRules) Exposes(left, day Date) bool {
	ends, ended := r.EndsOn(left)
	return !ended || day.Before(ends)
}
