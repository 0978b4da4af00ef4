package domain

import (
	"fmt"
	"slices"
	"time"

	"github.com/qoricash/qoricash/internal/money"
)

// Parameter is one row of the table of parameters.
type Parameter struct {
	Key  ParameterKey
	Kind ParameterKind
	// Label names it, About says what it decides, Unit what an integer counts; Spanish.
	Label, About, Unit string
	// Permission is what setting it takes, Reading what reading it takes; without Reading it is for all people of the house.
	Permission, Reading Permission
	// FourEyes asks for a second person: what bounds risk is changed by nobody alone (areas.md F30).
	FourEyes bool
	// Least and Most bound it, both included; empty where its kind has no order. The bounds of parameters that are measured against each
	// other do not overlap, so that no setting contradicts another.
	Least, Most ParameterValue

	read  func(*Parameters) ParameterValue
	write func(*Parameters, ParameterValue)
}

// HouseParameters is the table: a new parameter is a field of [Parameters] and a row here. The database keeps the keys that ask for a
// second person too (four_eyes_parameters), equal by test.
func HouseParameters() []Parameter {
	return slices.Concat(operationParameters(), rewardParameters(), invoiceParameters(), riskParameters(), caseworkParameters())
}

// invoiceParameters are those of electronic documents. The day begins as none, and once there is one, there is always one.
func invoiceParameters() []Parameter {
	return []Parameter{
		ofDate(ParameterInvoicingFrom, "Comprobantes desde",
			"Desde qué día, en Lima, las operaciones completadas llevan comprobante electrónico: las de antes no llevan ninguno. Sin fecha: todas.",
			func(p *Parameters) *Date { return &p.InvoicingFrom }).days("2020-01-01", "2099-12-31").twoPeople(),
	}
}

// riskParameters are those of how the risk of clients is assessed. The bounds of the bands do not overlap, so that they stay in their order.
func riskParameters() []Parameter {
	return []Parameter{
		ofInteger(ParameterRiskMedium, "Riesgo medio desde", "Desde qué puntaje el riesgo de un cliente es medio.",
			func(p *Parameters) *int { return &p.Risk.MediumFrom }).in("puntos", 10, 40).twoPeople(),
		ofInteger(ParameterRiskHigh, "Riesgo alto desde", "Desde qué puntaje el riesgo de un cliente es alto.",
			func(p *Parameters) *int { return &p.Risk.HighFrom }).in("puntos", 41, 65).twoPeople(),
		ofInteger(ParameterRiskCritical, "Riesgo crítico desde", "Desde qué puntaje el riesgo de un cliente es crítico: su debida diligencia es reforzada.",
			func(p *Parameters) *int { return &p.Risk.CriticalFrom }).in("puntos", 66, 95).twoPeople(),
		ofFlag(ParameterSimplified, "Debida diligencia simplificada", "Un cliente de riesgo bajo o medio tiene la simplificada; si no, la básica. Norma por confirmar.",
			func(p *Parameters) *bool { return &p.Risk.SimplifiedAllowed }).twoPeople(),
		ofInteger(ParameterExposure, "Años de exposición política", "Cuántos años sigue expuesta una persona después de dejar el cargo. Norma por confirmar.",
			func(p *Parameters) *int { return &p.Risk.ExposedYears }).in("años", 0, 30).twoPeople(),
	}
}

// caseworkParameters are the terms of alerts and reports, and the thresholds of the register of operations. The numbers of the norm are unconfirmed
// (areas.md D27).
func caseworkParameters() []Parameter {
	return []Parameter{
		ofInteger(ParameterAlertTriage, "Plazo para tomar una alerta", "En cuántos días hábiles alguien toma una alerta nueva.",
			func(p *Parameters) *int { return &p.Casework.TriageDays }).in("días hábiles", 1, 5).twoPeople(),
		ofInteger(ParameterAlertAnalysis, "Plazo para analizar", "En cuántos días se analiza una alerta tomada, o un caso. Norma por confirmar.",
			func(p *Parameters) *int { return &p.Casework.AnalysisDays }).in("días", 1, 60).twoPeople(),
		ofDuration(ParameterReportTerm, "Plazo del reporte de operación sospechosa",
			"Cuánto tiempo hay para enviar el reporte desde que la operación se calificó de sospechosa. Norma por confirmar.",
			func(p *Parameters) *time.Duration { return &p.Casework.ReportTerm }).lasting(time.Hour, longestParameterDuration).twoPeople(),
		ofAmount(ParameterRegisterSingle, "Registro de operaciones: operación única",
			"Desde qué monto una operación completada va al registro de operaciones. Norma por confirmar.",
			func(p *Parameters) *money.Amount { return &p.Casework.RegisterSingle }).between("200.00", "50000.00").twoPeople(),
		ofAmount(ParameterRegisterMonth, "Registro de operaciones: operaciones múltiples",
			"Desde qué suma en un mes van al registro todas las operaciones de un cliente. Norma por confirmar.",
			func(p *Parameters) *money.Amount { return &p.Casework.RegisterMonth }).between("200.00", "500000.00").twoPeople(),
	}
}

// rewardParameters are those of recommendations, codes and discounts. The boundaries of the tiers do not overlap, so that they stay in
// their order.
func rewardParameters() []Parameter {
	list := []Parameter{
		ofInteger(ParameterRewardEarn, "Pips por referido", "Cuánto gana quien recomendó por cada operación completada de su referido.",
			func(p *Parameters) *money.Pips { return &p.Rewards.Earn }).in("pips", 0, 100).twoPeople(),
		ofInteger(ParameterRewardRedeem, "Pips por código", "Cuántos pips cuesta un código de premio.",
			func(p *Parameters) *money.Pips { return &p.Rewards.Redeem }).in("pips", 1, 1_000).twoPeople(),
		ofAmount(ParameterRewardMin, "Mínimo que gana pips", "Una operación menor no da pips a quien recomendó.",
			func(p *Parameters) *money.Amount { return &p.Rewards.Minimum }).between("0.00", "10000.00").twoPeople(),
		ofInteger(ParameterCoupon, "Descuento de un código", "Cuánto mejora el precio un código de referido, o uno de premio que se hace desde entonces.",
			func(p *Parameters) *money.Pips { return &p.Rewards.Coupon }).in("pips", 1, 100).twoPeople(),
		ofAmount(ParameterCouponMax, "Máximo con código", "Una operación mayor no admite código.",
			func(p *Parameters) *money.Amount { return &p.Rewards.CouponMaximum }).between("1000.00", "1000000.00").twoPeople(),
		ofInteger(ParameterDiscountCap, "Tope del descuento", "Cuánto suman como máximo el descuento por monto y el de un código.",
			func(p *Parameters) *money.Pips { return &p.Rewards.Cap }).in("pips", 0, 200).twoPeople(),
	}
	for i, tier := range []struct {
		boundary, pips ParameterKey
		least, most    string
	}{
		{ParameterTier1, ParameterTier1Pips, "1000.00", "4999.99"},
		{ParameterTier2, ParameterTier2Pips, "5000.00", "9999.99"},
		{ParameterTier3, ParameterTier3Pips, "10000.00", "1000000.00"},
	} {
		n := i + 1
		list = append(list,
			ofAmount(tier.boundary, fmt.Sprintf("Tramo %d: desde", n), fmt.Sprintf("Desde qué monto rige el descuento del tramo %d.", n),
				func(p *Parameters) *money.Amount { return &p.Rewards.Tiers[i].From }).between(tier.least, tier.most).twoPeople(),
			ofInteger(tier.pips, fmt.Sprintf("Tramo %d: descuento", n), fmt.Sprintf("Cuánto mejora el precio en el tramo %d. Cero: nada.", n),
				func(p *Parameters) *money.Pips { return &p.Rewards.Tiers[i].Pips }).in("pips", 0, 100).twoPeople())
	}
	return list
}

// operationParameters are those of prices, deadlines, limits and identifications.
func operationParameters() []Parameter {
	return []Parameter{
		ofWeek(ParameterBusinessHours, "Horario de atención", "Cuándo pueden los clientes hacer operaciones, salvo feriados. La casa puede operar a toda hora.",
			func(p *Parameters) *Week { return &p.Week }).by(CalendarManage),
		ofInteger(ParameterSpread, "Spread", "Cuánto se aparta el precio al público del precio base, a cada lado. Rige desde la siguiente publicación del precio base.",
			func(p *Parameters) *money.Pips { return &p.Pricing.Spread }).in("pips", 0, 200).by(RatesOverride).readBy(RatesBase),
		ofInteger(ParameterBand, "Banda de negociación", "Cuánto puede apartarse del precio al público el que negocia un trader.",
			func(p *Parameters) *money.Pips { return &p.Pricing.Band }).in("pips", 0, 500).twoPeople(),
		ofInteger(ParameterRateWarn, "Aviso por desvío", "Desde qué desvío se publica un precio con un aviso.",
			func(p *Parameters) *money.BasisPoints { return &p.Pricing.WarnAbove }).in("puntos básicos", 10, 200).twoPeople(),
		ofInteger(ParameterRateReject, "Rechazo por desvío", "Desde qué desvío solo un Master publica un precio, con un motivo.",
			func(p *Parameters) *money.BasisPoints { return &p.Pricing.RejectAbove }).in("puntos básicos", 201, 1_000).twoPeople(),
		ofDuration(ParameterRateMaxAge, "Antigüedad del precio", "Con un precio al público más antiguo no se cotiza. Cero: no importa cuán antiguo sea.",
			func(p *Parameters) *time.Duration { return &p.RateMaxAge }).lasting(0, longestParameterDuration).twoPeople(),
		ofFlag(ParameterPricingPaused, "Precios en pausa", "Nadie cotiza mientras tanto, ni los clientes ni la mesa; lo ya cotizado se respeta.",
			func(p *Parameters) *bool { return &p.PricingPaused }).by(RatesOverride),
		ofDuration(ParameterQuoteTTL, "Vigencia de una cotización", "Cuánto tiempo se respeta el precio de una cotización.",
			func(p *Parameters) *time.Duration { return &p.QuoteTTL }).lasting(time.Minute, time.Hour).twoPeople(),
		ofDuration(ParameterDepositWindow, "Plazo del abono", "Cuánto tiempo tiene el cliente para abonar, desde que crea la operación o se la devuelven.",
			func(p *Parameters) *time.Duration { return &p.DepositWindow }).lasting(5*time.Minute, longestParameterDuration).twoPeople(),
		ofDuration(ParameterPartGrace, "Plazo extra por abono parcial", "Cuánto más se espera mientras cuenta una parte del abono.",
			func(p *Parameters) *time.Duration { return &p.PartGrace }).lasting(0, longestParameterDuration).twoPeople(),
		ofDuration(ParameterUnproven, "Espera sin constancia", "Cuánto tiempo se cree un abono completo que se informó sin constancia; después la operación vuelve al cliente.",
			func(p *Parameters) *time.Duration { return &p.Unproven }).lasting(5*time.Minute, longestParameterDuration).twoPeople(),
		ofAmount(ParameterSelfServiceMin, "Mínimo sin asesor", "El menor monto que opera un cliente sin asesor.",
			func(p *Parameters) *money.Amount { return &p.SelfService.Min }).between("50.00", "500.00").twoPeople(),
		ofAmount(ParameterSelfServiceMax, "Máximo sin asesor", "El mayor monto que opera un cliente sin asesor.",
			func(p *Parameters) *money.Amount { return &p.SelfService.Max }).between("1000.00", "100000.00").twoPeople(),
		ofAmount(ParameterDeskMin, "Mínimo de la mesa", "El menor monto que cotiza la mesa.",
			func(p *Parameters) *money.Amount { return &p.DeskMinimum }).between("0.01", "50.00").twoPeople(),
		ofAmount(ParameterTraderExposure, "Exposición de un trader",
			"Cuánto suman como máximo las operaciones abiertas que la mesa hizo para los clientes de un trader. Cero: sin tope.",
			func(p *Parameters) *money.Amount { return &p.TraderExposure }).between("0.00", "100000000.00").twoPeople(),
		ofAmount(ParameterPersonLimit, "Límite de personas sin documentos", "Cuánto opera en total una persona antes de que se aprueben sus documentos.",
			func(p *Parameters) *money.Amount { return &p.Limits.Person.Amount }).between("0.00", "1000000.00").twoPeople(),
		ofInteger(ParameterPersonCount, "Operaciones de personas sin documentos",
			"Cuántas operaciones hace una persona antes de que se aprueben sus documentos. Cero: las que sean.",
			func(p *Parameters) *int { return &p.Limits.Person.MaxCount }).in("operaciones", 0, 100).twoPeople(),
		ofAmount(ParameterCompanyLimit, "Límite de empresas sin documentos", "Cuánto opera en total una empresa antes de que se aprueben sus documentos.",
			func(p *Parameters) *money.Amount { return &p.Limits.Company.Amount }).between("0.00", "1000000.00").twoPeople(),
		ofInteger(ParameterCompanyCount, "Operaciones de empresas sin documentos",
			"Cuántas operaciones hace una empresa antes de que se aprueben sus documentos. Cero: las que sean.",
			func(p *Parameters) *int { return &p.Limits.Company.MaxCount }).in("operaciones", 0, 100).twoPeople(),
		ofFlag(ParameterKYCStrict, "Identificación antes de operar", "Nadie opera antes de que se apruebe su identificación.",
			func(p *Parameters) *bool { return &p.KYCStrict }).twoPeople(),
		ofFlag(ParameterKYCFourEyes, "Cuatro ojos en la identificación", "La identificación que una persona propone aprobar o rechazar la decide otra.",
			func(p *Parameters) *bool { return &p.KYCFourEyes }).twoPeople(),
	}
}

var parameterTable = func() map[ParameterKey]Parameter {
	byKey := map[ParameterKey]Parameter{}
	for _, row := range HouseParameters() {
		byKey[row.Key] = row
	}
	return byKey
}()

// ParameterOf answers the row of a parameter; false for what is none.
func ParameterOf(key ParameterKey) (Parameter, bool) {
	row, known := parameterTable[key]
	return row, known
}

// ParameterKeys lists the keys, in the order of the table.
func ParameterKeys() []ParameterKey {
	rows := HouseParameters()
	keys := make([]ParameterKey, len(rows))
	for i, row := range rows {
		keys[i] = row.Key
	}
	return keys
}

// ParametersReadBy lists the keys of which somebody with these permissions reads the values, in the order of the table. From the public
// pair and the spread everybody would know the base.
func ParametersReadBy(can func(Permission) bool) []ParameterKey {
	var keys []ParameterKey
	for _, row := range HouseParameters() {
		if row.Reading == "" || can(row.Reading) {
			keys = append(keys, row.Key)
		}
	}
	return keys
}

// Values lists the keys for the database's enum check.
func (ParameterKey) Values() []string { return valuesOf(ParameterKeys()) }

// Of answers the value of the parameter among those of the house.
func (p Parameter) Of(parameters Parameters) ParameterValue { return p.read(&parameters) }

// Spoken says a value of the parameter as people of the house do (Spanish).
func (p Parameter) Spoken(value ParameterValue) string {
	if p.Kind == ParameterDate && value.Date == nil { // no day comes back from JSON as nothing
		value = dateValue(Date{})
	}
	return value.spoken(p.Unit)
}

// Check refuses with INVALID a value of another kind, out of bounds, or of no sense.
func (p Parameter) Check(value ParameterValue) *Error {
	kinds := value.Kinds()
	switch {
	case !slices.Equal(kinds, []ParameterKind{p.Kind}):
		return Refuse(CodeInvalid, "%s lleva %s, y nada más.", p.Label, p.Kind.label()).With("kind", p.Kind)
	case p.Kind == ParameterWeek:
		return value.Week.check()
	case p.Kind == ParameterFlag:
		return nil
	case value.compare(p.Least) < 0 || value.compare(p.Most) > 0:
		least, most := p.Spoken(p.Least), p.Spoken(p.Most)
		return Refuse(CodeInvalid, "%s va de %s a %s.", p.Label, least, most).With("minimum", least).With("maximum", most)
	}
	return nil
}

// label names a kind in the middle of a sentence.
func (k ParameterKind) label() string {
	return map[ParameterKind]string{ParameterInteger: "un número entero (integer)", ParameterAmount: "un importe en dólares (amount)",
		ParameterDuration: "una duración en segundos (seconds)", ParameterFlag: "sí o no (flag)", ParameterWeek: "las horas de cada día (week)",
		ParameterDate: "un día (date)"}[k]
}

func (p Parameter) by(permission Permission) Parameter {
	p.Permission = permission
	return p
}

func (p Parameter) readBy(permission Permission) Parameter {
	p.Reading = permission
	return p
}

func (p Parameter) twoPeople() Parameter {
	p.FourEyes = true
	return p
}

func (p Parameter) in(unit string, least, most int64) Parameter {
	p.Unit, p.Least, p.Most = unit, integerValue(least), integerValue(most)
	return p
}

func (p Parameter) lasting(least, most time.Duration) Parameter {
	p.Least, p.Most = durationValue(least), durationValue(most)
	return p
}

func (p Parameter) between(least, most string) Parameter {
	p.Least, p.Most = amountValue(money.MustAmount(least)), amountValue(money.MustAmount(most))
	return p
}

func (p Parameter) days(first, last string) Parameter {
	p.Least, p.Most = dateValue(MustDate(first)), dateValue(MustDate(last))
	return p
}

func ofInteger[N ~int | ~int64](key ParameterKey, label, about string, field func(*Parameters) *N) Parameter {
	return Parameter{Key: key, Kind: ParameterInteger, Label: label, About: about, Permission: ParametersManage,
		read:  func(p *Parameters) ParameterValue { return integerValue(int64(*field(p))) },
		write: func(p *Parameters, value ParameterValue) { *field(p) = N(*value.Integer) }}
}

func ofAmount(key ParameterKey, label, about string, field func(*Parameters) *money.Amount) Parameter {
	return Parameter{Key: key, Kind: ParameterAmount, Label: label, About: about, Permission: ParametersManage,
		read:  func(p *Parameters) ParameterValue { return amountValue(*field(p)) },
		write: func(p *Parameters, value ParameterValue) { *field(p) = *value.Amount }}
}

func ofDuration(key ParameterKey, label, about string, field func(*Parameters) *time.Duration) Parameter {
	return Parameter{Key: key, Kind: ParameterDuration, Label: label, About: about, Permission: ParametersManage,
		read:  func(p *Parameters) ParameterValue { return durationValue(*field(p)) },
		write: func(p *Parameters, value ParameterValue) { *field(p) = time.Duration(*value.Seconds) * time.Second }}
}

func ofFlag(key ParameterKey, label, about string, field func(*Parameters) *bool) Parameter {
	return Parameter{Key: key, Kind: ParameterFlag, Label: label, About: about, Permission: ParametersManage,
		read:  func(p *Parameters) ParameterValue { return flagValue(*field(p)) },
		write: func(p *Parameters, value ParameterValue) { *field(p) = *value.Flag }}
}

func ofWeek(key ParameterKey, label, about string, field func(*Parameters) *Week) Parameter {
	return Parameter{Key: key, Kind: ParameterWeek, Label: label, About: about, Permission: ParametersManage,
		read:  func(p *Parameters) ParameterValue { return weekValue(*field(p)) },
		write: func(p *Parameters, value ParameterValue) { *field(p) = *value.Week }}
}

func ofDate(key ParameterKey, label, about string, field func(*Parameters) *Date) Parameter {
	return Parameter{Key: key, Kind: ParameterDate, Label: label, About: about, Permission: ParametersManage,
		read:  func(p *Parameters) ParameterValue { return dateValue(*field(p)) },
		write: func(p *Parameters, value ParameterValue) { *field(p) = *value.Date }}
}
