package domain

import (
	"github.com/qoricash/qoricash/internal/money"
)

// patternRules are the patterns of one operation (domain.md 6.4).
func patternRules() []MonitoringRule {
	return []MonitoringRule{
		{Code: RuleCriticalAmount, Plain: true, Type: AlertAML, Severity: AlertCritical, Action: ActionDetect, Points: 40,
			Label: "Monto crítico", About: "Una operación desde el monto crítico.",
			Numbers: []RuleNumber{dollars("FROM", "Desde", "100000.00")},
			check:   func(v *ruleView) verdict { return v.fromAmount("crítico") }},
		{Code: RuleHighAmount, Needs: []MonitoringCode{RuleCriticalAmount}, Type: AlertAML, Severity: AlertHigh, Action: ActionDetect, Points: 25,
			Label: "Monto alto", About: "Una operación desde el monto alto que no llega al crítico.",
			Numbers: []RuleNumber{dollars("FROM", "Desde", "50000.00")}, check: checkHighAmount},
		{Code: RuleHighFrequency, Type: AlertBehavioral, Severity: AlertMedium, Action: ActionDetect, Points: 20,
			Label: "Alta frecuencia", About: "Más operaciones del cliente en un día que las usuales.",
			Numbers: []RuleNumber{count("ABOVE", "Más de", "operaciones", 3, 1, 100)}, check: checkHighFrequency},
		{Code: RuleUnusualDeviation, Type: AlertVolume, Severity: AlertMedium, Action: ActionDetect, Points: 15,
			Label: "Desvío inusual", About: "Un monto que se aparta del promedio de lo que el cliente completó, sin contar la operación misma.",
			Numbers: []RuleNumber{count("COMPLETED", "Completadas, al menos", "operaciones", 3, 1, 1_000),
				count("PERCENT", "Desvío de más de", "%", 200, 1, 10_000)}, check: checkUnusualDeviation},
		{Code: RulePEPClient, Plain: true, Type: AlertPEP, Severity: AlertHigh, Action: ActionDetect, Points: 10,
			Label: "Cliente PEP", About: "El cliente es una persona expuesta políticamente.",
			check: func(v *ruleView) verdict {
				return whether(v.Client.PEP, func() verdict { return matched("El cliente es una persona expuesta políticamente.") },
					"Nadie registró si el cliente es una persona expuesta políticamente.")
			}},
		{Code: RuleRestrictiveList, Plain: true, Type: AlertAML, Severity: AlertCritical, Action: ActionDetect, Points: 30,
			Label: "Listas restrictivas", About: "El cliente está en una lista restrictiva, confirmado.",
			check: func(v *ruleView) verdict {
				return whether(v.Client.Listed, func() verdict { return matched("El cliente está en una lista restrictiva.") },
					"El cliente no se revisó en todas las listas.")
			}},
	}
}

// fromAmount matches an operation from an amount on; what names the amount.
func (v *ruleView) fromAmount(what string) verdict {
	if v.Operation.USD.Cmp(v.usd("FROM")) < 0 {
		return unmatched()
	}
	return matched("La operación es de %s: el monto %s empieza en %s.", money.Dollars(v.Operation.USD), what, money.Dollars(v.usd("FROM"))).
		with("usd", v.Operation.USD).with("from", v.usd("FROM"))
}

func checkHighAmount(v *ruleView) verdict {
	if v.asked[RuleCriticalAmount] == RuleMatched { // one amount is one pattern
		return unmatched()
	}
	return v.fromAmount("alto")
}

func checkHighFrequency(v *ruleView) verdict {
	today := v.createdSince(v.today())
	if today <= v.n("ABOVE") {
		return unmatched()
	}
	return matched("Es la operación %d del cliente en el día: se avisa desde más de %d.", today, v.n("ABOVE")).
		with("today", today).with("above", v.n("ABOVE"))
}

// checkUnusualDeviation compares with the average without dividing: |amount - average| > percent of the average.
func checkUnusualDeviation(v *ruleView) verdict {
	total := v.Completed
	if total.Count < v.n("COMPLETED") {
		return unmatched()
	}
	count := int64(total.Count)
	distance := v.Operation.USD.Cents()*count - total.USD.Cents()
	if distance < 0 {
		distance = -distance
	}
	if 100*distance <= int64(v.n("PERCENT"))*total.USD.Cents() {
		return unmatched()
	}
	average := money.FromCents(total.USD.Cents() / count)
	return matched("La operación es de %s y el promedio de las %d completadas del cliente es %s: se aparta más de %d %%.",
		money.Dollars(v.Operation.USD), total.Count, money.Dollars(average), v.n("PERCENT")).
		with("usd", v.Operation.USD).with("average", average).with("completed", total.Count)
}
