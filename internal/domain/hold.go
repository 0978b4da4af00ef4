package domain

import (
	"slices"
	"strings"
)

// HoldText is what everybody reads of a hold who may not know why it is there: one text for every cause and reason, so that none
// is told by it (areas.md E39).
const HoldText = "La operación está en revisión. Te avisaremos apenas pueda continuar."

// HoldCause is what holds an operation. Each cause has a hold of its own, and a release ends that of its cause (areas.md D3).
type HoldCause string

// The causes.
const (
	// HoldManual is somebody of the house who wants to look.
	HoldManual HoldCause = "MANUAL"
	// HoldCompliance is something that the client must not know of.
	HoldCompliance HoldCause = "COMPLIANCE"
	// HoldReconciliation is money that does not agree with what the bank says.
	HoldReconciliation HoldCause = "RECONCILIATION"
)

// HoldRule says who opens and releases the holds of a cause.
type HoldRule struct {
	Cause HoldCause
	// Permission is what it takes of a person.
	Permission Permission
	// Alone tells whether one person does it. Of the others the system opens and releases the holds.
	Alone bool
	// Label names the cause to people, after "por".
	Label string
}

// HoldRules is the table of the causes.
func HoldRules() []HoldRule {
	return []HoldRule{
		{Cause: HoldManual, Permission: OperationsHold, Alone: true, Label: "decisión de la casa"},
		{Cause: HoldCompliance, Permission: OperationsHold, Label: "cumplimiento"},
		{Cause: HoldReconciliation, Permission: OperationsHold, Alone: true, Label: "conciliación"},
	}
}

// HoldCauses lists every cause.
func HoldCauses() []HoldCause {
	var causes []HoldCause
	for _, rule := range HoldRules() {
		causes = append(causes, rule.Cause)
	}
	return causes
}

// Values lists the causes for the database's enum check.
func (HoldCause) Values() []string { return valuesOf(HoldCauses()) }

// Label says a cause to people of the house, after "por"; empty for what is none.
func (c HoldCause) Label() string {
	rule, _ := c.row()
	return rule.Label
}

// row is that of the table; false for a cause that is none.
func (c HoldCause) row() (HoldRule, bool) {
	for _, rule := range HoldRules() {
		if rule.Cause == c {
			return rule, true
		}
	}
	return HoldRule{}, false
}

// rule is the row of a cause; of a cause that is none it is one that lets nobody do anything.
func (c HoldCause) rule() HoldRule {
	if rule, known := c.row(); known {
		return rule
	}
	return HoldRule{Cause: c, Label: string(c)}
}

// Alone tells whether a person with the permissions that may tells of opens and releases a hold of the cause alone.
func (c HoldCause) Alone(may func(Permission) bool) bool {
	rule := c.rule()
	return rule.Alone && may(rule.Permission)
}

// Apart tells whether a hold of the cause is opened in a command of the system's own. One that began with somebody's act would tell that
// person what it is (areas.md E40).
func (c HoldCause) Apart() bool { return !c.rule().Alone }

// CheckHolder refuses a person the causes of which nobody opens a hold alone.
func (c HoldCause) CheckHolder(may func(Permission) bool) *Error {
	if c.Alone(may) {
		return nil
	}
	return Refuse(CodeInvalid, "Nadie abre por su cuenta una observación por %s: la abre el sistema. Elige otra causa.", c.rule().Label).
		At("cause").With("cause", c)
}

// CheckOpening refuses a second hold of a cause. open are the causes of the open holds.
func (c HoldCause) CheckOpening(open []HoldCause) *Error {
	if !slices.Contains(open, c) {
		return nil
	}
	return Refuse(CodeNotAllowedInStatus, "La operación ya está en observación por %s.", c.rule().Label).
		At("cause").With("open", codesOf(open))
}

// CheckReleasing refuses the release of a hold that is not open. open are the causes of the open holds.
func (c HoldCause) CheckReleasing(open []HoldCause) *Error {
	if slices.Contains(open, c) {
		return nil
	}
	if len(open) == 0 {
		return Refuse(CodeNotAllowedInStatus, "La operación no está en observación.").At("cause").With("open", "")
	}
	return Refuse(CodeNotAllowedInStatus, "La operación no está en observación por %s, sino por %s.", c.rule().Label, namesOf(open)).
		At("cause").With("open", codesOf(open))
}

// ChooseRelease answers which hold a person releases: that of the cause that was asked for, or the manual one. Another is never chosen for
// somebody who did not name it: the version of an operation does not move between two releases, so that who asks may not know what is open
// by now. open are the causes of the open holds.
func ChooseRelease(asked HoldCause, open []HoldCause, may func(Permission) bool) (HoldCause, *Error) {
	if asked == "" {
		asked = HoldManual
	}
	if refusal := asked.CheckReleasing(open); refusal != nil {
		return "", refusal
	}
	if !asked.Alone(may) {
		return "", Refuse(CodeFourEyesRequired,
			"Nadie libera por su cuenta una observación por %s. Propón liberarla: la decide otra persona.", asked.rule().Label).At("cause")
	}
	return asked, nil
}

// codesOf lists causes for programs, in the order of the table.
func codesOf(causes []HoldCause) string {
	return listed(causes, ", ", func(rule HoldRule) string { return string(rule.Cause) })
}

// namesOf lists causes for people, after "por".
func namesOf(causes []HoldCause) string {
	return listed(causes, " y por ", func(rule HoldRule) string { return rule.Label })
}

func listed(causes []HoldCause, separator string, word func(HoldRule) string) string {
	var words []string
	for _, rule := range HoldRules() {
		if slices.Contains(causes, rule.Cause) {
			words = append(words, word(rule))
		}
	}
	return strings.Join(words, separator)
}

// HoldReason says why an operation is on hold.
type HoldReason string

// The reasons. Neither client nor trader reads them.
const (
	HoldReview       HoldReason = "REVIEW"
	HoldDocuments    HoldReason = "DOCUMENTS"
	HoldDepositCheck HoldReason = "DEPOSIT_CHECK"
	HoldOther        HoldReason = "OTHER"
)

// HoldReasons lists every reason.
func HoldReasons() []HoldReason {
	return []HoldReason{HoldReview, HoldDocuments, HoldDepositCheck, HoldOther}
}

// Values lists the reasons for the database's enum check.
func (HoldReason) Values() []string { return valuesOf(HoldReasons()) }
