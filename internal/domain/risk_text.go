package domain

import (
	"fmt"
	"strings"

	"github.com/qoricash/qoricash/internal/money"
)

// riskListNames name the kinds of lists (Spanish, Peru).
var riskListNames = map[RiskList]string{RiskListOFAC: "OFAC", RiskListUN: "ONU", RiskListUIF: "UIF", RiskListInterpol: "Interpol",
	RiskListAdverse: "denuncias", RiskListOther: "otras listas"}

// Label names a kind of list (Spanish, Peru).
func (l RiskList) Label() string { return riskListNames[l] }

// riskLevelNames name the levels as the seeds do.
var riskLevelNames = map[RiskLevel]string{RiskLow: "bajo", RiskMedium: "medio", RiskHigh: "alto", RiskCritical: "crítico"}

// Label names a level in the middle of a sentence (Spanish, Peru).
func (l RiskLevel) Label() string { return riskLevelNames[l] }

// dueDiligenceNames name the regimes as the seeds do.
var dueDiligenceNames = map[DueDiligence]string{DueDiligenceSimplified: "simplificada", DueDiligenceBasic: "básica",
	DueDiligenceReinforced: "reforzada", DueDiligenceProhibited: "prohibida"}

// Label names a regime in the middle of a sentence (Spanish, Peru).
func (d DueDiligence) Label() string { return dueDiligenceNames[d] }

func ticketWords(f RiskFacts) (text, lowers string) {
	if f.Completed == 0 {
		return "No ha completado ninguna operación.", ""
	}
	operations := "operaciones completadas"
	if f.Completed == 1 {
		operations = "operación completada"
	}
	text = fmt.Sprintf("%d %s, en promedio %s.", f.Completed, operations, money.Dollars(f.Average()))
	for _, step := range ticketSteps() {
		if f.averageAbove(step.above) {
			lowers = fmt.Sprintf("Baja cuando el promedio no pasa de %s.", money.Dollars(step.above))
			break
		}
	}
	return text, lowers
}

func frequencyWords(f RiskFacts) (text, lowers string) {
	text = fmt.Sprintf("%d operaciones creadas en los últimos %d días.", f.Recent, RiskRecentDays)
	if f.Recent == 1 {
		text = fmt.Sprintf("1 operación creada en los últimos %d días.", RiskRecentDays)
	}
	switch {
	case f.Recent > recentOperationsHigh:
		lowers = fmt.Sprintf("Baja cuando en %d días no hay más de %d.", RiskRecentDays, recentOperationsHigh)
	case f.Recent > recentOperations:
		lowers = fmt.Sprintf("Baja cuando en %d días no hay más de %d.", RiskRecentDays, recentOperations)
	}
	return text, lowers
}

func exposureWords(f RiskFacts) (text, lowers string) {
	switch {
	case f.Exposed:
		return "Es una persona expuesta políticamente, o está vinculada a una: consta en el registro.",
			"Baja cuando vence el plazo desde que dejó el cargo. Si el registro está mal, termínalo con su motivo."
	case f.Declared:
		return "Declaró ser una persona expuesta políticamente.", "Baja cuando se corrige la declaración, con su sustento."
	}
	return "No es una persona expuesta políticamente, que se sepa.", ""
}

func listWords(f RiskFacts) (text, lowers string) {
	matches, unchecked := f.in(RiskListMatch), f.in(RiskListNotChecked)
	switch {
	case len(matches) > 0:
		return "Coincidencia confirmada en " + listNames(matches) + ".", "Baja cuando una revisión posterior descarta la coincidencia."
	case len(unchecked) == 0:
		return "Revisado en las seis listas, sin coincidencias.", ""
	case len(unchecked) < len(RiskLists()):
		return "Revisado en parte: falta " + listNames(unchecked) + ".", "Revisa lo que falta: sin coincidencias resta 5 puntos en vez de sumar 10."
	}
	return "No se ha revisado en ninguna lista.", "Revísalo en las seis listas: sin coincidencias resta 5 puntos en vez de sumar 15."
}

func listNames(lists []RiskList) string {
	names := make([]string, len(lists))
	for i, list := range lists {
		names[i] = list.Label()
	}
	if last := len(names) - 1; last > 0 {
		return strings.Join(names[:last], ", ") + " y " + names[last]
	}
	return names[0]
}

func legalWords(f RiskFacts) (text, lowers string) {
	if f.LegalIssues {
		return "La última revisión encontró procesos en su contra.", "Baja cuando una nueva revisión ya no los encuentra."
	}
	return "No constan procesos en su contra.", ""
}

func identificationWords(f RiskFacts) (text, lowers string) {
	if f.Identified {
		return "Su identificación está aprobada.", ""
	}
	return "Su identificación no está aprobada.", "Aprueba su identificación: resta 10 puntos."
}
