package domain

import (
	"cmp"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/money"
)

func sortAmounts(amounts []money.Amount) { slices.SortFunc(amounts, money.Amount.Cmp) }

// peopleRules compare a client with others, and with who pays for it.
func peopleRules() []MonitoringRule {
	return []MonitoringRule{
		{Code: RuleAcrossPeople, Type: AlertSuspicious, Severity: AlertHigh, Action: ActionDetect, Cooldown: 7,
			Label: "Fraccionamiento entre personas", About: "Varios clientes con algo en común operan montos menores que juntos alcanzan un umbral.",
			Numbers: []RuleNumber{count("CLIENTS", "Clientes, al menos", "clientes", 3, 2, 100),
				count("REFERRED", "Clientes que recomendó la misma persona, al menos", "clientes", 8, 2, 100),
				count("DAYS", "En", "días", 7, 1, MonitoredRelated), dollars("THRESHOLD", "Umbral", "5000.00")}, check: checkAcrossPeople},
		{Code: RuleThirdParty, Plain: true, Type: AlertSuspicious, Severity: AlertHigh, Action: ActionHold, Cooldown: 0,
			Label: "Cuenta de un tercero", About: "Quien paga no es el cliente.",
			Numbers: []RuleNumber{count("LIKENESS", "Parecido del nombre, al menos", "%", 85, 50, 100)}, check: checkThirdParty},
		{Code: RuleAccountChurn, Type: AlertBehavioral, Severity: AlertHigh, Action: ActionDetect, Cooldown: 30,
			Label: "Rotación de cuentas", About: "Muchas cuentas de destino nuevas, o una que usa más de un cliente.",
			Numbers: []RuleNumber{count("ACCOUNTS", "Cuentas nuevas, al menos", "cuentas", 3, 2, 50), days("DAYS", "En", 30)}, check: checkAccountChurn},
		{Code: RuleMule, Type: AlertSuspicious, Severity: AlertHigh, Action: ActionDetect, Cooldown: 7,
			Label: "Cuenta de paso", About: "El dinero entra y sale el mismo día, pagado en efectivo en varias agencias.",
			Numbers: []RuleNumber{count("AGENCIES", "Agencias, al menos", "agencias", 2, 1, 20)}, check: checkMule},
		{Code: RuleReferralRing, Needs: []MonitoringCode{RuleUnderThreshold, RuleAcrossPeople}, Type: AlertSuspicious, Severity: AlertMedium,
			Action: ActionDetect, Cooldown: 30, Label: "Cadena de recomendados", About: "Varias personas de una cadena de recomendados fraccionaron montos.",
			Numbers: []RuleNumber{count("CLIENTS", "Otros de la cadena, al menos", "clientes", 2, 1, 50)}, check: checkReferralRing},
		{Code: RuleDocumentReuse, Plain: true, Type: AlertKYC, Severity: AlertCritical, Action: ActionDetect, Cooldown: 30,
			Label: "Documento repetido", About: "La imagen del documento del cliente es también de otro.",
			check: func(v *ruleView) verdict {
				return whether(v.Client.DocumentReused, func() verdict { return matched("La imagen de su documento es también la de otro cliente.") },
					"No hay imagen del documento del cliente.")
			}},
	}
}

// sharers are who has one trait in common, and what they operated.
type sharers struct {
	trait   Trait
	clients map[uuid.UUID]bool
	total   AmountTotal
}

func checkAcrossPeople(v *ruleView) verdict {
	threshold := v.usd("THRESHOLD")
	unseen := v.unseenTraits()
	if len(unseen) == len(TraitKinds()) {
		return notChecked("No se conoce nada por lo que comparar al cliente con otros.")
	}
	if v.Operation.USD.Cmp(threshold) >= 0 {
		return unmatched().without(unseen...)
	}
	for _, group := range v.sharers(threshold) {
		least := v.n("CLIENTS")
		if group.trait.Kind == TraitReferrer {
			least = v.n("REFERRED")
		}
		if len(group.clients) >= least && group.total.USD.Cmp(threshold) >= 0 {
			return matched("%d clientes con %s en común suman %s en %d días, cada operación menor que %s.", len(group.clients), group.trait.Kind.label(),
				money.Dollars(group.total.USD), v.n("DAYS"), money.Dollars(threshold)).with("clients", len(group.clients)).with("trait", group.trait.Kind).
				with("sum", group.total.USD).with("threshold", threshold).without(unseen...)
		}
	}
	return unmatched().without(unseen...)
}

// sharers answers who shares each trait with the client below a threshold, the client included, in the order of the kinds.
func (v *ruleView) sharers(threshold money.Amount) []*sharers {
	from := v.Operation.At.Add(-time.Duration(v.n("DAYS")) * aDay)
	groups := map[Trait]*sharers{}
	for _, o := range v.Related {
		if o.At.Before(from) || o.USD.Cmp(threshold) >= 0 {
			continue
		}
		group := groups[o.Trait]
		if group == nil {
			group = &sharers{trait: o.Trait, clients: map[uuid.UUID]bool{v.Client.ID: true}, total: AmountTotal{}.Add(v.Operation.USD)}
			groups[o.Trait] = group
		}
		group.clients[o.Client] = true
		group.total = group.total.Add(o.USD)
	}
	list := make([]*sharers, 0, len(groups))
	for _, group := range groups {
		list = append(list, group)
	}
	slices.SortFunc(list, func(a, b *sharers) int {
		return cmp.Or(cmp.Compare(slices.Index(TraitKinds(), a.trait.Kind), slices.Index(TraitKinds(), b.trait.Kind)), cmp.Compare(a.trait.Value, b.trait.Value))
	})
	return list
}

// unseenTraits names what the operation could not be compared by.
func (v *ruleView) unseenTraits() []string {
	var unseen []string
	for _, kind := range TraitKinds() {
		if !slices.Contains(v.Traits, kind) {
			unseen = append(unseen, kind.label())
		}
	}
	return unseen
}

// label names a kind of trait in the middle of a sentence.
func (k TraitKind) label() string {
	return map[TraitKind]string{TraitAccount: "la cuenta de destino", TraitDevice: "el equipo", TraitNetwork: "la red", TraitPhone: "el teléfono",
		TraitEmail: "el correo", TraitAddress: "la dirección", TraitReferrer: "quién los recomendó"}[k]
}

func checkThirdParty(v *ruleView) verdict {
	switch payer := v.Operation.Payer; {
	case payer == nil:
		return notChecked("Todavía no se sabe quién paga.")
	case payer.OtherDocument == FactYes:
		return matched("El documento de quien paga no es el del cliente.").with("likeness", payer.Likeness)
	case payer.Likeness < v.n("LIKENESS"):
		return matched("El nombre de quien paga se parece al del cliente en %d %%: se avisa por debajo de %d %%.", payer.Likeness, v.n("LIKENESS")).
			with("likeness", payer.Likeness).with("least", v.n("LIKENESS"))
	}
	return unmatched()
}

func checkAccountChurn(v *ruleView) verdict {
	if v.SharedAccount == FactYes {
		return matched("Otro cliente recibe dinero en la misma cuenta.")
	}
	if v.Operation.Destination == "" {
		return notChecked("No se conoce la cuenta de destino.")
	}
	from := v.Operation.At.Add(-time.Duration(v.n("DAYS")) * aDay)
	known, fresh := map[string]bool{}, map[string]bool{}
	for _, o := range append(slices.Clone(v.Past), v.Operation) {
		switch {
		case o.At.Before(from):
			known[o.Destination] = true
		case !known[o.Destination]:
			fresh[o.Destination] = true
		}
	}
	// The first account in each currency is no change of accounts.
	accounts := len(fresh)
	if len(known) == 0 {
		accounts -= 2
	}
	if !fresh[v.Operation.Destination] || accounts < v.n("ACCOUNTS") {
		return v.unknownSharing(unmatched())
	}
	return v.unknownSharing(matched("Usó %d cuentas de destino nuevas en %d días.", accounts, v.n("DAYS")).with("accounts", accounts))
}

func (v *ruleView) unknownSharing(found verdict) verdict {
	if v.SharedAccount == FactUnknown {
		return found.without("quién más usa la cuenta")
	}
	return found
}

func checkMule(v *ruleView) verdict {
	payer := v.Operation.Payer
	if payer == nil {
		return notChecked("Todavía no se sabe cómo se pagó.")
	}
	if payer.CashAgencies < v.n("AGENCIES") {
		return unmatched()
	}
	for _, o := range v.Past {
		if o.Side != v.Operation.Side && BusinessDate(o.At) == v.today() && !o.LostBy(v.Operation.At) {
			return matched("Operó en los dos sentidos el mismo día, con efectivo de %d agencias.", payer.CashAgencies).with("agencies", payer.CashAgencies)
		}
	}
	return unmatched()
}

func checkReferralRing(v *ruleView) verdict {
	switch hits := v.Client.RingHits; {
	case hits == nil:
		return notChecked("No se contó lo que hacen los demás de su cadena de recomendados.")
	case *hits < v.n("CLIENTS"):
		return unmatched()
	default:
		return matched("%d personas más de su cadena de recomendados fraccionaron montos.", *hits).with("clients", *hits)
	}
}
