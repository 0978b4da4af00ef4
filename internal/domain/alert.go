package domain

import (
	"fmt"
	"slices"

	"github.com/google/uuid"
)

// AlertStatus is how far an alert is (decisions.md, Enums; "Nueva", "En revisión", "Resuelta", "Falsa alarma", "Escalada").
type AlertStatus string

// The statuses. ESCALATED is known to the officer and the alternate alone: to everybody else such an alert is RESOLVED (areas.md E44).
const (
	AlertNew        AlertStatus = "NEW"
	AlertInReview   AlertStatus = "IN_REVIEW"
	AlertResolved   AlertStatus = "RESOLVED"
	AlertFalseAlarm AlertStatus = "FALSE_ALARM"
	AlertEscalated  AlertStatus = "ESCALATED"
)

// AlertStatuses lists the statuses.
func AlertStatuses() []AlertStatus {
	return []AlertStatus{AlertNew, AlertInReview, AlertResolved, AlertFalseAlarm, AlertEscalated}
}

// OpenAlertStatuses lists those of alerts that wait for somebody.
func OpenAlertStatuses() []AlertStatus { return []AlertStatus{AlertNew, AlertInReview} }

// Values lists the statuses for the database's enum check.
func (AlertStatus) Values() []string { return valuesOf(AlertStatuses()) }

// Open tells whether an alert waits for somebody.
func (s AlertStatus) Open() bool { return slices.Contains(OpenAlertStatuses(), s) }

// Shown is the status as somebody reads it who is no officer.
func (s AlertStatus) Shown() AlertStatus {
	if s == AlertEscalated {
		return AlertResolved
	}
	return s
}

// AlertStatusesRead are the statuses that stand behind those that somebody asks for. Who is no officer finds what was escalated among what is
// resolved, and nothing by asking for it.
func AlertStatusesRead(asked []AlertStatus, officer bool) []AlertStatus {
	if officer {
		return asked
	}
	read := slices.DeleteFunc(slices.Clone(asked), func(status AlertStatus) bool { return status == AlertEscalated })
	if slices.Contains(read, AlertResolved) {
		read = append(read, AlertEscalated)
	}
	return read
}

// AlertResolution is what somebody found who resolved an alert.
type AlertResolution string

// The resolutions. An alert that was escalated reads as REVIEWED, which says nothing and which whoever resolves one may say too.
const (
	AlertReviewed   AlertResolution = "REVIEWED"
	AlertExplained  AlertResolution = "EXPLAINED"
	AlertDocumented AlertResolution = "DOCUMENTED"
	AlertMeasures   AlertResolution = "MEASURES_TAKEN"
	AlertMistaken   AlertResolution = "MISTAKEN"
	AlertRepeated   AlertResolution = "REPEATED"
)

// AlertResolutions lists the resolutions.
func AlertResolutions() []AlertResolution {
	return []AlertResolution{AlertReviewed, AlertExplained, AlertDocumented, AlertMeasures, AlertMistaken, AlertRepeated}
}

// Values lists the resolutions for the database's enum check.
func (AlertResolution) Values() []string { return valuesOf(AlertResolutions()) }

// ends is how an alert stands that was resolved so.
func (r AlertResolution) ends() AlertStatus {
	if r == AlertMistaken || r == AlertRepeated {
		return AlertFalseAlarm
	}
	return AlertResolved
}

// CheckAlertEnd refuses with INVALID a status in which nobody leaves an alert, and a resolution that does not go with it.
func CheckAlertEnd(faults *Faults, status AlertStatus, resolution AlertResolution) {
	switch {
	case status != AlertResolved && status != AlertFalseAlarm:
		faults.Add(Refuse(CodeInvalid, "Una alerta termina resuelta o como falsa alarma.").At("status"))
	case resolution.ends() != status:
		faults.Add(Refuse(CodeInvalid, "Ese resultado no corresponde al estado elegido.").At("resolution").With("status", resolution.ends()))
	}
}

// What opens alerts beside the rules of monitoring.
const (
	AlertRuleRiskScore  = "RISK_SCORE"
	AlertRulePEP        = "PEP"
	AlertRuleProhibited = "PROHIBITED"
	AlertRuleScreening  = "SCREENING"
)

// AlertFinding is something that somebody of the house must look at.
type AlertFinding struct {
	// Source names what found it, once for good: what is found by the same source is no news.
	Source   string
	Type     AlertType
	Severity AlertSeverity
	Client   uuid.UUID
	// Operation is nil for what is about the client alone, Evaluation for what no rule of monitoring found, Hit for what no screening did.
	Operation, Evaluation, Hit *uuid.UUID
	// Rule is a code: that of a rule of monitoring, or one of those above.
	Rule               string
	Title, Description string
	Details            []RuleFigure
	// Window names the open alert of the client that findings share.
	Window string
}

// AlertOfRule is the alert of what a rule of monitoring found about a client.
func AlertOfRule(client, evaluation uuid.UUID, operation *uuid.UUID, outcome RuleOutcome) AlertFinding {
	found := AlertFinding{Source: "evaluation/" + evaluation.String(), Type: AlertSuspicious, Severity: outcome.Severity, Client: client,
		Operation: operation, Evaluation: &evaluation, Rule: string(outcome.Code), Title: string(outcome.Code), Description: outcome.Why,
		Details: outcome.Figures, Window: outcome.Window}
	if rule, known := outcome.Code.Rule(); known {
		found.Type, found.Title = rule.Type, rule.Label
	}
	return found
}

// AlertsOfRisk are the alerts of how a client's risk stands since (domain.md 6.2, 6.6, 6.7): a level that rises to HIGH or CRITICAL, a
// political exposure, and a regime under which the house does no business. source names what was told.
func AlertsOfRisk(client uuid.UUID, source string, told RiskFactsTold) []AlertFinding {
	var found []AlertFinding
	add := func(kind AlertType, severity AlertSeverity, rule, window, title, description string) {
		found = append(found, AlertFinding{Source: source + "/" + rule, Type: kind, Severity: severity, Client: client, Rule: rule, Window: window,
			Title: title, Description: description, Details: []RuleFigure{{Name: "score", Value: fmt.Sprint(told.Score)}, {Name: "formerScore",
				Value: fmt.Sprint(told.FormerScore)}, {Name: "dueDiligence", Value: string(told.DueDiligence)}}})
	}
	levels := RiskLevels()
	rose := slices.Index(levels, told.Level) > slices.Index(levels, told.FormerLevel)
	switch {
	case rose && told.Level == RiskCritical:
		add(AlertAML, AlertCritical, AlertRuleRiskScore, AlertRuleRiskScore+"/CRITICAL", "Riesgo crítico",
			fmt.Sprintf("El puntaje de riesgo del cliente es %d: crítico.", told.Score))
	case rose && told.Level == RiskHigh:
		add(AlertAML, AlertHigh, AlertRuleRiskScore, AlertRuleRiskScore+"/HIGH", "Riesgo alto",
			fmt.Sprintf("El puntaje de riesgo del cliente es %d: alto.", told.Score))
	}
	if told.Trigger == RiskOnExposure && told.Score > told.FormerScore {
		add(AlertPEP, AlertHigh, AlertRulePEP, AlertRulePEP, "Persona expuesta políticamente",
			"Se registró que el cliente es una persona expuesta políticamente, o cercano a una.")
	}
	if told.DueDiligence == DueDiligenceProhibited && told.FormerDueDiligence != DueDiligenceProhibited {
		add(AlertAML, AlertCritical, AlertRuleProhibited, AlertRuleProhibited, "Cliente con el que no se opera",
			"La debida diligencia del cliente es prohibida: por una lista restrictiva confirmada o porque no se pudo identificar.")
	}
	return found
}

// HitFound is a possible match of a client on a list, as whoever screens tells of it.
type HitFound struct {
	Hit    uuid.UUID
	Source ListSource
	// Exact tells that the match is in the band that blocks, or by a document.
	Exact bool
}

// Alert is the alert of a match on a list about a client (areas.md E36): CRITICAL where it blocks and on the list of the UN in any band.
func (h HitFound) Alert(client uuid.UUID) AlertFinding {
	severity := AlertHigh
	if h.Exact || h.Source == ListUN {
		severity = AlertCritical
	}
	return AlertFinding{Source: "hit/" + h.Hit.String(), Type: AlertScreening, Severity: severity, Client: client, Hit: &h.Hit, Rule: AlertRuleScreening,
		Window: AlertRuleScreening + "/" + h.Hit.String(), Title: "Posible coincidencia en una lista",
		Description: fmt.Sprintf("El nombre o el documento del cliente coincide con una entrada de la lista %s.", h.Source),
		Details:     []RuleFigure{{Name: "source", Value: string(h.Source)}}}
}

// AlertNoteText is how a note on an alert is read.
func AlertNoteText() Text {
	return Text{Longest: longestAlertText, Lines: true, Missing: "Escribe la nota, en hasta 1000 caracteres."}
}

// AlertEndNote is how the note of a resolution is read; it may be left out.
func AlertEndNote() Text { return Text{Longest: longestAlertText, Lines: true} }

// EscalationText is how the reason is read for which an alert goes to the officer.
func EscalationText() Text {
	return Text{Longest: longestAlertText, Lines: true, Missing: "Escribe para el oficial de cumplimiento qué viste, en hasta 1000 caracteres."}
}

const longestAlertText = 1000
