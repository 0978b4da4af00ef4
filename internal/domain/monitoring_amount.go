package domain

import (
	"time"

	"github.com/qoricash/qoricash/internal/money"
)

const aDay = 24 * time.Hour

// amountRules look for amounts that are split, or that add up.
func amountRules() []MonitoringRule {
	return []MonitoringRule{
		{Code: RuleStructuring, Type: AlertAML, Severity: AlertHigh, Action: ActionDetect, Cooldown: 30,
			Label: "Fraccionamiento", About: "Varias operaciones seguidas, cada una menor que un monto que juntas alcanzan.",
			Numbers: []RuleNumber{dollars("THRESHOLD", "Monto", "10000.00"),
				count("IN_A_DAY", "En 24 horas, al menos", "operaciones", 3, 2, 100),
				count("IN_A_WEEK", "En 7 días, al menos", "operaciones", 7, 2, 100),
				count("COMPANY_WEEK", "En 7 días, empresas, al menos", "operaciones", 12, 2, 500)}, check: checkStructuring},
		{Code: RuleUnderThreshold, Type: AlertAML, Severity: AlertHigh, Action: ActionDetect, Cooldown: 30,
			Label: "Fraccionamiento bajo un umbral", About: "Varias operaciones seguidas, cada una poco menor que un umbral de control.",
			Numbers: []RuleNumber{dollars("THRESHOLD_1", "Umbral de la declaración", "5000.00"),
				dollars("THRESHOLD_2", "Umbral de la identificación", "200.00"), dollars("THRESHOLD_3", "Límite sin documentos", "1000.00"),
				count("FROM_PERCENT", "Cada una desde", "% del umbral", 60, 1, 99),
				count("IN_A_DAY", "En 24 horas, al menos", "operaciones", 3, 2, 100),
				count("IN_A_WEEK", "En 7 días, al menos", "operaciones", 4, 2, 100)}, check: checkUnderThreshold},
		{Code: RuleAccumulation, Type: AlertVolume, Severity: AlertMedium, Action: ActionDetect, Cooldown: 90,
			Label: "Acumulación", About: "Lo que el cliente opera en el mes, o en 30 días, alcanza un monto; se avisa otra vez cuando se duplica.",
			Numbers: []RuleNumber{dollars("PERSON", "Personas", "40000.00"), dollars("COMPANY", "Empresas", "400000.00"),
				days("DAYS", "Días seguidos", 30)}, check: checkAccumulation},
	}
}

// run is a number of operations within a time.
type run struct {
	window time.Duration
	least  RuleNumberKey
	name   string
}

func runs(week RuleNumberKey) []run {
	return []run{{aDay, "IN_A_DAY", "24 horas"}, {7 * aDay, week, "7 días"}}
}

// splitBelow looks for a run of operations from an amount to below a threshold that reach it together. The operation is one of them: a run
// is told of while it grows, not when something else happens.
func (v *ruleView) splitBelow(from, threshold money.Amount, runs []run) (verdict, bool) {
	small := func(usd money.Amount) bool { return usd.Cmp(from) >= 0 && usd.Cmp(threshold) < 0 }
	if !small(v.Operation.USD) {
		return unmatched(), false
	}
	for _, run := range runs {
		var total AmountTotal
		for _, o := range v.within(run.window) {
			if small(o.USD) {
				total = total.Add(o.USD)
			}
		}
		if total.Count >= v.n(run.least) && total.USD.Cmp(threshold) >= 0 {
			return matched("En %s hizo %d operaciones menores que %s que suman %s.", run.name, total.Count, money.Dollars(threshold), money.Dollars(total.USD)).
				with("operations", total.Count).with("sum", total.USD).with("threshold", threshold), true
		}
	}
	return unmatched(), false
}

func checkStructuring(v *ruleView) verdict {
	week := RuleNumberKey("IN_A_WEEK")
	if v.Client.Document == DocumentRUC { // what a person splits is a company's trade
		week = "COMPANY_WEEK"
	}
	found, _ := v.splitBelow(money.Amount{}, v.usd("THRESHOLD"), runs(week))
	return found
}

func checkUnderThreshold(v *ruleView) verdict {
	for _, key := range []RuleNumberKey{"THRESHOLD_1", "THRESHOLD_3", "THRESHOLD_2"} {
		threshold := v.usd(key)
		from := money.FromCents((threshold.Cents()*int64(v.n("FROM_PERCENT")) + 99) / 100)
		if found, split := v.splitBelow(from, threshold, runs("IN_A_WEEK")); split {
			return found.with("from", from)
		}
	}
	return unmatched()
}

func checkAccumulation(v *ruleView) verdict {
	bound := v.usd("PERSON")
	if v.Client.Document == DocumentRUC {
		bound = v.usd("COMPANY")
	}
	today := v.today()
	first := NewDate(today.Year(), today.Month(), 1)
	if rolling := today.AddDays(1 - v.n("DAYS")); rolling.Before(first) {
		first = rolling
	}
	total := v.since(first)
	if total.USD.Cmp(bound) < 0 {
		return unmatched()
	}
	return matched("Desde el %s suma %s en %d operaciones: se avisa desde %s.", first, money.Dollars(total.USD), total.Count, money.Dollars(bound)).
		with("sum", total.USD).with("operations", total.Count).with("from", first).with("bound", bound).
		again(total.USD.Cents() / bound.Cents())
}
