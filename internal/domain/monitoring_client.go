package domain

import (
	"time"

	"github.com/qoricash/qoricash/internal/money"
)

// clientRules look at who operates, beside what.
func clientRules() []MonitoringRule {
	return []MonitoringRule{
		{Code: RuleGeography, Plain: true, Type: AlertSuspicious, Severity: AlertMedium, Action: ActionDetect, Cooldown: 30,
			Label: "Geografía", About: "Opera desde un lugar o una red de la tabla interna de riesgo.",
			check: func(v *ruleView) verdict {
				return whether(v.Client.RiskyPlace, func() verdict { return matched("Opera desde un lugar o una red de la tabla interna de riesgo.") },
					"No se conoce el país de la red, ni hay una tabla interna de lugares.")
			}},
		{Code: RuleAgeOccupation, Type: AlertBehavioral, Severity: AlertMedium, Action: ActionDetect, Cooldown: 30,
			Label: "Edad y ocupación", About: "Quien por su edad u ocupación no suele tener ingresos opera montos grandes en el mes.",
			Numbers: []RuleNumber{count("YOUNGER", "Menor de", "años", 21, 18, 30), count("OLDER", "Mayor de", "años", 75, 60, 100),
				dollars("ABOVE", "En el mes, más de", "5000.00")}, check: checkAgeOccupation},
		{Code: RuleCompanySubstance, Plain: true, Type: AlertKYC, Severity: AlertHigh, Action: ActionDetect, Cooldown: 30,
			Label: "Empresa sin sustancia", About: "Una empresa muy nueva, que no está activa y habida, o de otro giro.",
			Numbers: []RuleNumber{count("MONTHS", "Menos de", "meses", 6, 1, 60)}, check: checkCompanySubstance},
		{Code: RuleEvasion, Type: AlertSuspicious, Severity: AlertHigh, Action: ActionDetect, Cooldown: 30,
			Label: "Evasión de documentos", About: "Desiste cuando se le piden documentos y vuelve con menos.",
			Numbers: []RuleNumber{count("TIMES", "Veces, al menos", "", 2, 1, 20), days("DAYS", "En", 30)}, check: checkEvasion},
		{Code: RulePEPOperation, Plain: true, Type: AlertPEP, Severity: AlertMedium, Action: ActionDetect, Cooldown: 7,
			Label: "Operación de un PEP", About: "Una persona expuesta políticamente opera desde un monto.",
			Numbers: []RuleNumber{dollars("FROM", "Desde", "1000.00")}, check: checkPEPOperation},
		{Code: RuleNegativeEvent, Plain: true, Type: AlertSuspicious, Severity: AlertHigh, Action: ActionDetect, Cooldown: 30,
			Label: "Hecho negativo", About: "Hay un reporte anterior, un pedido de la autoridad o una orden judicial.",
			check: func(v *ruleView) verdict {
				return whether(v.Client.Denounced, func() verdict {
					return matched("Hay un reporte anterior, un pedido de la autoridad o una orden judicial sobre el cliente.")
				}, "Nadie registra todavía reportes ni pedidos de la autoridad.")
			}},
		{Code: RuleScreeningStale, Plain: true, Type: AlertScreening, Severity: AlertCritical, Action: ActionBlock, Cooldown: 1,
			Label: "Revisión de listas vencida", About: "El cliente no se revisó contra las listas vigentes.",
			check: func(v *ruleView) verdict {
				return whether(v.Client.Stale, func() verdict { return matched("El cliente no se revisó contra las listas vigentes.") },
					"No se sabe contra qué listas se revisó el cliente.")
			}},
	}
}

func checkAgeOccupation(v *ruleView) verdict {
	if v.Client.Document == DocumentRUC {
		return unmatched()
	}
	today := v.today()
	birth := v.Client.BirthDate
	unusual := v.Client.SmallMeans == FactYes
	if birth != nil {
		age := yearsSince(*birth, today)
		unusual = unusual || age < v.n("YOUNGER") || age > v.n("OLDER")
	}
	if !unusual {
		if birth == nil && v.Client.SmallMeans == FactUnknown {
			return notChecked("No se conoce la fecha de nacimiento ni la ocupación del cliente.")
		}
		return v.unknownPerson(unmatched())
	}
	total := v.since(NewDate(today.Year(), today.Month(), 1))
	if total.USD.Cmp(v.usd("ABOVE")) <= 0 {
		return v.unknownPerson(unmatched())
	}
	return v.unknownPerson(matched("Por su edad u ocupación no suele tener ingresos, y suma %s en el mes.", money.Dollars(total.USD)).with("month", total.USD))
}

func (v *ruleView) unknownPerson(found verdict) verdict {
	if v.Client.BirthDate == nil {
		found = found.without("fecha de nacimiento")
	}
	if v.Client.SmallMeans == FactUnknown {
		found = found.without("ocupación")
	}
	return found
}

// yearsSince counts the whole years from one day to another.
func yearsSince(from, to Date) int {
	years := to.Year() - from.Year()
	if to.Before(NewDate(to.Year(), from.Month(), from.Day())) {
		years--
	}
	return years
}

func checkCompanySubstance(v *ruleView) verdict {
	if v.Client.Document != DocumentRUC {
		return unmatched()
	}
	registered, hollow := v.Client.RegisteredOn, v.Client.Hollow
	switch {
	case registered != nil && NewDate(registered.Year(), registered.Month()+time.Month(v.n("MONTHS")), registered.Day()).After(v.today()):
		return matched("La empresa existe desde el %s: menos de %d meses.", *registered, v.n("MONTHS")).with("since", *registered)
	case hollow == FactYes:
		return matched("La empresa no está activa y habida, o su giro no corresponde.")
	case registered == nil && hollow == FactUnknown:
		return notChecked("No se conoce la fecha, el estado ni el giro de la empresa.")
	case registered == nil:
		return unmatched().without("fecha de la empresa")
	case hollow == FactUnknown:
		return unmatched().without("estado y giro de la empresa")
	}
	return unmatched()
}

func checkEvasion(v *ruleView) verdict {
	if v.Client.GivenUp == nil {
		return notChecked("No se registra cuándo el cliente desiste ante un pedido de documentos.")
	}
	from := v.Operation.At.Add(-time.Duration(v.n("DAYS")) * aDay)
	times := 0
	for _, given := range v.Client.GivenUp {
		if !given.At.Before(from) && given.At.Before(v.Operation.At) && v.Operation.USD.Cmp(given.USD) < 0 {
			times++
		}
	}
	if times < v.n("TIMES") {
		return unmatched()
	}
	return matched("En %d días desistió %d veces ante un pedido de documentos y volvió con menos.", v.n("DAYS"), times).with("times", times)
}

func checkPEPOperation(v *ruleView) verdict {
	if v.Operation.USD.Cmp(v.usd("FROM")) < 0 {
		return unmatched()
	}
	return whether(v.Client.PEP, func() verdict {
		return matched("Una persona expuesta políticamente opera %s.", money.Dollars(v.Operation.USD)).with("usd", v.Operation.USD)
	}, "Nadie registró si el cliente es una persona expuesta políticamente.")
}

// combinedRules ask what others found, so they stand at the end.
func combinedRules() []MonitoringRule {
	return []MonitoringRule{
		{Code: RuleRoundAmounts, Needs: []MonitoringCode{RuleAccumulation, RuleVelocity}, Type: AlertBehavioral, Severity: AlertLow, Action: ActionDetect, Cooldown: 30,
			Label: "Montos redondos", About: "Muchos montos redondos, junto con acumulación o velocidad.",
			Numbers: []RuleNumber{dollars("MULTIPLE", "Múltiplos de", "1000.00"), count("OPERATIONS", "Operaciones, al menos", "operaciones", 5, 2, 100),
				days("DAYS", "En", 30)}, check: checkRoundAmounts},
	}
}

func checkRoundAmounts(v *ruleView) verdict {
	accumulation, asked := v.asked[RuleAccumulation]
	velocity, alsoAsked := v.asked[RuleVelocity]
	if !asked && !alsoAsked {
		return notChecked("No está activa la regla de acumulación ni la de velocidad, con las que se combina.")
	}
	if accumulation != RuleMatched && velocity != RuleMatched {
		return unmatched()
	}
	multiple := v.usd("MULTIPLE").Cents()
	round := 0
	for _, o := range v.within(time.Duration(v.n("DAYS")) * aDay) {
		if o.USD.Cents()%multiple == 0 {
			round++
		}
	}
	if round < v.n("OPERATIONS") {
		return unmatched()
	}
	return matched("Hizo %d operaciones por múltiplos de %s en %d días, junto con otro aviso.", round, money.Dollars(v.usd("MULTIPLE")), v.n("DAYS")).
		with("operations", round)
}
