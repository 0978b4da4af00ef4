package domain

import (
	"time"

	"github.com/qoricash/qoricash/internal/money"
)

// habitRules compare a client with its own habits.
func habitRules() []MonitoringRule {
	return []MonitoringRule{
		{Code: RuleVelocity, Type: AlertBehavioral, Severity: AlertMedium, Action: ActionDetect, Cooldown: 30,
			Label: "Velocidad", About: "Más operaciones en un día o una semana que las usuales, o que las del cliente mismo.",
			Numbers: []RuleNumber{count("IN_A_DAY", "Más por día que", "operaciones", 3, 1, 100),
				count("IN_A_WEEK", "Más por semana que", "operaciones", 10, 1, 500),
				count("DEVIATIONS", "Desvíos del propio promedio", "", 3, 1, 10),
				count("LEAST", "Semana de al menos", "operaciones", 7, 2, 100),
				count("WEEKS", "Semanas de historia, al menos", "semanas", 8, 2, 25)}, check: checkVelocity},
		{Code: RuleProfile, Type: AlertVolume, Severity: AlertMedium, Action: ActionDetect, Cooldown: 7,
			Label: "Desvío del perfil", About: "Un monto mucho mayor que el ingreso declarado, que lo propio o que lo de clientes parecidos.",
			Numbers: []RuleNumber{count("INCOMES", "Veces el ingreso del mes", "", 3, 1, 100), count("DISTANCE", "Distancia robusta", "", 4, 1, 100),
				count("TIMES", "Veces la mediana, al menos", "", 4, 1, 100), count("HISTORY", "Operaciones de historia", "operaciones", 5, 3, 100),
				dollars("LEAST", "Desde", "3000.00")}, check: checkProfile},
		{Code: RuleDormancy, Type: AlertBehavioral, Severity: AlertHigh, Action: ActionDetect,
			Label: "Cuenta dormida", About: "La primera operación después de mucho tiempo, por un monto grande.",
			Numbers: []RuleNumber{days("SILENCE", "Sin operar", 180), dollars("ABOVE", "Más de", "5000.00"),
				count("HISTORY", "Operaciones de historia", "operaciones", 5, 2, 100)}, check: checkDormancy},
		{Code: RuleNewClient, Type: AlertBehavioral, Severity: AlertMedium, Action: ActionDetect, Cooldown: 30,
			Label: "Cliente nuevo, monto grande", About: "Un cliente recién registrado opera un monto grande.",
			Numbers: []RuleNumber{days("DAYS", "Días desde el registro", 7), dollars("FROM", "Desde", "5000.00")}, check: checkNewClient},
		{Code: RuleRoundTrip, Type: AlertSuspicious, Severity: AlertHigh, Action: ActionDetect, Cooldown: 7,
			Label: "Ida y vuelta", About: "Compra y vende casi lo mismo en poco tiempo, y pierde la diferencia del precio.",
			Numbers: []RuleNumber{count("HOURS", "En", "horas", 72, 1, 720), count("PERCENT", "Diferencia de hasta", "%", 5, 0, 50),
				dollars("LEAST", "Desde", "500.00")}, check: checkRoundTrip},
		{Code: RulePriceIndifference, Type: AlertSuspicious, Severity: AlertLow, Action: ActionDetect, Cooldown: 30,
			Label: "Indiferencia al precio", About: "Acepta una y otra vez precios peores, por montos grandes.",
			check: func(*ruleView) verdict {
				return notChecked("La casa no sabe qué otros precios tuvo el cliente a la vista.")
			}},
	}
}

func checkVelocity(v *ruleView) verdict {
	today := v.today()
	if day := v.createdSince(today); day > v.n("IN_A_DAY") {
		return matched("Hizo %d operaciones en el día: se avisa desde más de %d.", day, v.n("IN_A_DAY")).with("day", day)
	}
	monday := today.AddDays(-6)
	week := v.createdSince(monday)
	if week > v.n("IN_A_WEEK") {
		return matched("Hizo %d operaciones en 7 días: se avisa desde más de %d.", week, v.n("IN_A_WEEK")).with("week", week)
	}
	if week < v.n("LEAST") {
		return unmatched()
	}
	weeks, sum, squares := v.weeks(monday)
	if weeks < v.n("WEEKS") {
		return unmatched().without("semanas de historia")
	}
	// week > mean + k * deviation, in whole numbers: (weeks*week - sum)^2 > k^2 * (weeks*squares - sum^2).
	distance := weeks*week - sum
	if k := v.n("DEVIATIONS"); distance <= 0 || distance*distance <= k*k*(weeks*squares-sum*sum) {
		return unmatched()
	}
	return matched("Hizo %d operaciones en 7 días; en las %d semanas de antes, %d en total.", week, weeks, sum).
		with("week", week).with("weeks", weeks).with("before", sum)
}

// weeks counts the weeks before a day since the client's first one, with the sum and the sum of squares of their operations.
func (v *ruleView) weeks(before Date) (weeks, sum, squares int) {
	if len(v.Days) == 0 {
		return 0, 0, 0
	}
	counts := map[int]int{}
	for _, figures := range v.Days {
		if figures.Day.Before(before) {
			counts[(before.DaysSince(figures.Day)-1)/7] += figures.Created.Count
		}
	}
	weeks = max(0, before.DaysSince(v.Days[0].Day)) / 7
	for week, n := range counts {
		if week < weeks {
			sum, squares = sum+n, squares+n*n
		}
	}
	return weeks, sum, squares
}

func checkProfile(v *ruleView) verdict {
	usd := v.Operation.USD
	if usd.Cmp(v.usd("LEAST")) < 0 {
		return unmatched()
	}
	if income := v.Client.MonthlyIncome; income != nil && usd.Cents() > int64(v.n("INCOMES"))*income.Cents() {
		return matched("La operación es de %s: más de %d veces el ingreso del mes que declaró.", money.Dollars(usd), v.n("INCOMES")).
			with("usd", usd).with("income", *income)
	}
	amounts := v.amounts()
	if len(amounts) < v.n("HISTORY") {
		return v.besidePeers()
	}
	median := middle(amounts)
	spread := spreadAround(amounts, median)
	// The distance counts in standard deviations: 1.4826 times the median deviation is one, of amounts that spread as usual.
	far := 10_000*(usd.Cents()-median.Cents()) > int64(v.n("DISTANCE"))*14_826*spread.Cents()
	if !far || usd.Cents() < int64(v.n("TIMES"))*median.Cents() {
		return v.unknownIncome(unmatched())
	}
	return v.unknownIncome(matched("La operación es de %s; la mitad de las %d que se conocen del cliente no pasa de %s.",
		money.Dollars(usd), len(amounts), money.Dollars(median)).with("usd", usd).with("median", median).with("spread", spread))
}

func (v *ruleView) unknownIncome(found verdict) verdict {
	if v.Client.MonthlyIncome == nil {
		return found.without("ingreso declarado")
	}
	return found
}

// besidePeers is how a client without a history of its own is looked at.
func (v *ruleView) besidePeers() verdict {
	switch top := v.Client.PeerTop; {
	case top == nil && v.Client.MonthlyIncome == nil:
		return notChecked("El cliente no tiene todavía historia ni ingreso declarado, y no hay con quién compararlo.")
	case top == nil || v.Operation.USD.Cmp(*top) <= 0:
		return v.unknownIncome(unmatched())
	default:
		return v.unknownIncome(matched("La operación es de %s; 99 de 100 de clientes parecidos no pasan de %s.",
			money.Dollars(v.Operation.USD), money.Dollars(*top)).with("usd", v.Operation.USD).with("peers", *top))
	}
}

func checkDormancy(v *ruleView) verdict {
	last := v.last()
	if last.IsZero() {
		return unmatched()
	}
	silence := BusinessDate(v.Operation.At).DaysSince(BusinessDate(last))
	if silence < v.silence("SILENCE") {
		return unmatched()
	}
	usd, above := v.Operation.USD, v.usd("ABOVE")
	if amounts := v.amounts(); len(amounts) >= v.n("HISTORY") {
		if top := amounts[(len(amounts)*9-1)/10]; top.Cmp(above) < 0 {
			above = top
		}
	}
	if usd.Cmp(above) <= 0 {
		return unmatched()
	}
	return matched("Opera %s después de %d días: se avisa desde más de %s.", money.Dollars(usd), silence, money.Dollars(above)).
		with("usd", usd).with("silence", silence).with("above", above)
}

func checkNewClient(v *ruleView) verdict {
	age := v.Operation.At.Sub(v.Client.Since)
	if age > time.Duration(v.n("DAYS"))*aDay || v.Operation.USD.Cmp(v.usd("FROM")) < 0 {
		return unmatched()
	}
	return matched("Se registró hace %d días y opera %s.", int(age/aDay), money.Dollars(v.Operation.USD)).
		with("days", int(age/aDay)).with("usd", v.Operation.USD)
}

func checkRoundTrip(v *ruleView) verdict {
	own := v.Operation
	if own.USD.Cmp(v.usd("LEAST")) < 0 {
		return unmatched()
	}
	for _, o := range v.within(time.Duration(v.n("HOURS")) * time.Hour) {
		larger := max(o.USD.Cents(), own.USD.Cents())
		if o.Side != own.Side && 100*o.USD.Sub(own.USD).Abs().Cents() <= int64(v.n("PERCENT"))*larger {
			hours := int(own.At.Sub(o.At) / time.Hour)
			return matched("Hace %d horas operó %s en sentido contrario; ahora, %s.", hours, money.Dollars(o.USD), money.Dollars(own.USD)).
				with("other", o.USD).with("usd", own.USD).with("hours", hours)
		}
	}
	return unmatched()
}

// middle is the median of sorted amounts, the lower one of two.
func middle(sorted []money.Amount) money.Amount { return sorted[(len(sorted)-1)/2] }

// spreadAround is the median distance of amounts from their median.
func spreadAround(amounts []money.Amount, median money.Amount) money.Amount {
	distances := make([]money.Amount, len(amounts))
	for i, amount := range amounts {
		distances[i] = amount.Sub(median).Abs()
	}
	sortAmounts(distances)
	return middle(distances)
}
