package domain

import "errors"

// FaultCode names a broken rule for machines. A code never changes once it is published.
type FaultCode string

// FaultDate says that a text is not a day of the calendar.
const FaultDate FaultCode = "DATE_INVALID"

// Fault is one broken rule: a code for machines and a text in Spanish for the person who has to put it right. Neither
// repeats what was typed, so a fault may be logged.
type Fault struct {
	Code    FaultCode
	Message string
}

// Error returns the code and the text.
func (f Fault) Error() string { return string(f.Code) + ": " + f.Message }

// Is reports whether target is a Fault of the same code, so that a rule is recognised without its text.
func (f Fault) Is(target error) bool {
	other, ok := target.(Fault)
	return ok && other.Code == f.Code
}

// FindingLevel says how serious a finding is.
type FindingLevel int

// A warning is shown and may be overruled by the person; an error may not. LevelOK is the level of no finding at all.
const (
	LevelOK FindingLevel = iota
	LevelWarning
	LevelError
)

// String returns "OK", "WARNING" or "ERROR".
func (l FindingLevel) String() string {
	switch l {
	case LevelOK:
		return "OK"
	case LevelWarning:
		return "WARNING"
	default:
		return "ERROR"
	}
}

// Finding is a fault together with how serious it is.
type Finding struct {
	Level FindingLevel
	Fault
}

// Findings is everything that a check found, in the order of the input, so that a person mends it all at once. Empty
// means that nothing is wrong.
type Findings []Finding

// Level returns the level of the most serious finding.
func (f Findings) Level() FindingLevel {
	level := LevelOK
	for _, finding := range f {
		level = max(level, finding.Level)
	}
	return level
}

// Accepted reports whether the input may be used: nothing was found, or warnings only.
func (f Findings) Accepted() bool { return f.Level() < LevelError }

// Errors returns the faults that forbid the input.
func (f Findings) Errors() []Fault { return f.at(LevelError) }

// Warnings returns the faults that a person should look at.
func (f Findings) Warnings() []Fault { return f.at(LevelWarning) }

// Has reports whether a rule was broken, at any level.
func (f Findings) Has(code FaultCode) bool {
	for _, finding := range f {
		if finding.Code == code {
			return true
		}
	}
	return false
}

// Err joins the faults that forbid the input; it is nil when there are none.
func (f Findings) Err() error {
	var faults []error
	for _, fault := range f.Errors() {
		faults = append(faults, fault)
	}
	return errors.Join(faults...)
}

// RefuseIn adds one refusal per forbidding fault to the refusals of an input, at the path of its field. The fault's
// code travels as the parameter "rule".
func (f Findings) RefuseIn(faults *Faults, path ...string) {
	for _, fault := range f.Errors() {
		faults.Add(Refuse(CodeInvalid, "%s", fault.Message).At(path...).With("rule", fault.Code))
	}
}

func (f Findings) at(level FindingLevel) []Fault {
	var faults []Fault
	for _, finding := range f {
		if finding.Level == level {
			faults = append(faults, finding.Fault)
		}
	}
	return faults
}

func (f *Findings) refuse(code FaultCode, message string) {
	*f = append(*f, Finding{Level: LevelError, Fault: Fault{Code: code, Message: message}})
}

func (f *Findings) warn(code FaultCode, message string) {
	*f = append(*f, Finding{Level: LevelWarning, Fault: Fault{Code: code, Message: message}})
}
