package domain

import (
	"slices"
)

// UnderReview is how whoever asks for a client is refused whose account is looked at: one code and one text whatever the house looks for,
// without figures, so that none of it is told by them (areas.md E41). Who may know why reads it elsewhere.
func UnderReview(reader Reader) *Error {
	return reader.Refuse(CodeOnHold, "Tu cuenta está en verificación. Te avisaremos apenas puedas operar.",
		"La cuenta del cliente está en verificación. Avisaremos apenas pueda operar.")
}

// RestrictionKind is how much of a client a restriction stops (areas.md D4). It is never a status of the client.
type RestrictionKind string

// The kinds.
const (
	// RestrictionFreeze keeps the client from everything that moves a price or money (areas.md E36).
	RestrictionFreeze RestrictionKind = "FREEZE"
	// RestrictionReview keeps a client that never operated from beginning, and holds the money of the others once it is seen (areas.md D8, E40).
	RestrictionReview RestrictionKind = "REVIEW"
)

// RestrictionKinds lists every kind.
func RestrictionKinds() []RestrictionKind {
	return []RestrictionKind{RestrictionFreeze, RestrictionReview}
}

// Values lists the kinds for the database's enum check.
func (RestrictionKind) Values() []string { return valuesOf(RestrictionKinds()) }

// Label names the kind to people of the house.
func (k RestrictionKind) Label() string {
	if k == RestrictionFreeze {
		return "congelado"
	}
	return "en revisión"
}

// RestrictionCause is why a client is restricted. It is for who manages risk, never for client or trader.
type RestrictionCause string

// The causes.
const (
	RestrictionUNMatch        RestrictionCause = "UN_MATCH"
	RestrictionExactDocument  RestrictionCause = "EXACT_DOCUMENT"
	RestrictionConfirmedMatch RestrictionCause = "CONFIRMED_MATCH"
	RestrictionPossibleMatch  RestrictionCause = "POSSIBLE_MATCH"
	RestrictionFalseIdentity  RestrictionCause = "FALSE_IDENTITY"
	RestrictionOfficerOrder   RestrictionCause = "OFFICER_ORDER"
	RestrictionAuthorityOrder RestrictionCause = "AUTHORITY_ORDER"
)

// RestrictionRule says what a cause stops, and who says so.
type RestrictionRule struct {
	Cause RestrictionCause
	// Kinds are those that it goes with.
	Kinds []RestrictionKind
	// ByPerson tells whether the officer or the alternate restricts for it; for the others what is found does.
	ByPerson bool
	// Label names the cause to people of the house.
	Label string
}

// RestrictionRules is the table of the causes. The database keeps it too (restriction_causes), equal by test.
func RestrictionRules() []RestrictionRule {
	freeze, either := []RestrictionKind{RestrictionFreeze}, RestrictionKinds()
	return []RestrictionRule{
		{Cause: RestrictionUNMatch, Kinds: freeze, ByPerson: true, Label: "coincidencia con la lista del Consejo de Seguridad de la ONU"},
		{Cause: RestrictionExactDocument, Kinds: freeze, Label: "documento igual al de una lista"},
		{Cause: RestrictionConfirmedMatch, Kinds: freeze, ByPerson: true, Label: "coincidencia confirmada con una lista"},
		{Cause: RestrictionPossibleMatch, Kinds: []RestrictionKind{RestrictionReview}, Label: "posible coincidencia con una lista"},
		{Cause: RestrictionFalseIdentity, Kinds: freeze, ByPerson: true, Label: "identidad falsa"},
		{Cause: RestrictionOfficerOrder, Kinds: either, ByPerson: true, Label: "decisión del oficial de cumplimiento"},
		{Cause: RestrictionAuthorityOrder, Kinds: freeze, ByPerson: true, Label: "orden de una autoridad"},
	}
}

// RestrictionCauses lists every cause.
func RestrictionCauses() []RestrictionCause {
	var causes []RestrictionCause
	for _, rule := range RestrictionRules() {
		causes = append(causes, rule.Cause)
	}
	return causes
}

// Values lists the causes for the database's enum check.
func (RestrictionCause) Values() []string { return valuesOf(RestrictionCauses()) }

// Label names the cause to people of the house.
func (c RestrictionCause) Label() string { return c.rule().Label }

// rule is the row of a cause; of one that is none it is one that goes with nothing.
func (c RestrictionCause) rule() RestrictionRule {
	for _, rule := range RestrictionRules() {
		if rule.Cause == c {
			return rule
		}
	}
	return RestrictionRule{Cause: c, Label: string(c)}
}

// Goes tells whether the cause goes with a kind.
func (c RestrictionCause) Goes(kind RestrictionKind) bool {
	return slices.Contains(c.rule().Kinds, kind)
}

// CheckPerson refuses a person the causes that what is found alone has, and a kind that does not go with the cause.
func (c RestrictionCause) CheckPerson(kind RestrictionKind) *Error {
	if !c.rule().ByPerson {
		return Refuse(CodeInvalid, "Nadie restringe a un cliente por %s: lo hace el sistema. Elige otra causa.", c.Label()).At("cause").With("cause", c)
	}
	if !c.Goes(kind) {
		return Refuse(CodeInvalid, "La causa «%s» no deja al cliente %s. Elige otra causa u otra restricción.", c.Label(), kind.Label()).
			At("kind").With("cause", c).With("kind", kind)
	}
	return nil
}

// ScreeningStanding is how a client stands to the lists that are checked without a person.
type ScreeningStanding string

// The standings; the zero value is that of a house that checks no lists, where everybody is checked.
const (
	ScreeningChecked ScreeningStanding = "CHECKED"
	// ScreeningNotChecked is a client whom nobody has checked yet; ScreeningStale one whose lists are too old to say anything.
	ScreeningNotChecked ScreeningStanding = "NOT_CHECKED"
	ScreeningStale      ScreeningStanding = "STALE"
)

// ClientAct is something that a client, or the house for it, does and that a restriction may stop.
type ClientAct string

// The acts. Reports of deposits and expiry are not among them: facts of the world go on (areas.md E36).
const (
	ClientQuotes    ClientAct = "QUOTE"
	ClientOperates  ClientAct = "CREATE"
	ClientAmends    ClientAct = "AMEND"
	ClientApplies   ClientAct = "APPLY_DEPOSIT"
	ClientIsPaid    ClientAct = "ADD_PAYOUT"
	ClientCompletes ClientAct = "COMPLETE"
	ClientIsRefund  ClientAct = "REFUND_DEPOSIT"
	ClientRedeems   ClientAct = "REDEEM"
)

// ClientActs lists every act.
func ClientActs() []ClientAct {
	return []ClientAct{ClientQuotes, ClientOperates, ClientAmends, ClientApplies, ClientIsPaid, ClientCompletes, ClientIsRefund, ClientRedeems}
}

// Begins tells whether a client's business with the house begins by the act, with which a client waits who is looked at. What it gets for
// codes is among them: who waits has none, and is not told so by another refusal than who is frozen.
func (a ClientAct) Begins() bool {
	return a == ClientQuotes || a == ClientOperates || a == ClientRedeems
}

// ClientActOf answers which act of a client an act on an operation is; false for one that no restriction stops.
func ClientActOf(act Act) (ClientAct, bool) {
	acts := map[Act]ClientAct{ActApplyDeposit: ClientApplies, ActAddPayout: ClientIsPaid, ActComplete: ClientCompletes, ActRefundDeposit: ClientIsRefund}
	found, stopped := acts[act]
	return found, stopped
}

// ClientStanding is what decides whether a client may act now.
type ClientStanding struct {
	// Frozen and InReview tell whether restrictions of these kinds are open.
	Frozen, InReview bool
	Screening        ScreeningStanding
	// Newcomer tells whether the client never had an operation.
	Newcomer bool
}

// Waits tells whether the client may not begin yet: it never operated, and the house does not know with whom it deals.
func (s ClientStanding) Waits() bool {
	unsure := s.InReview || s.Screening == ScreeningNotChecked || s.Screening == ScreeningStale
	return s.Newcomer && unsure
}

// Admits answers why a client may not act now, in the words of every account that is looked at; nil when it may.
func (s ClientStanding) Admits(act ClientAct, reader Reader) *Error {
	if s.Frozen || act.Begins() && s.Waits() {
		return UnderReview(reader)
	}
	return nil
}

// HoldGround is why the money of an operation is held for compliance.
type HoldGround string

// The grounds.
const (
	// GroundRestriction is a restriction of the client, GroundMatter a hit on a list that nobody decided, GroundRule a rule of monitoring.
	GroundRestriction HoldGround = "RESTRICTION"
	GroundMatter      HoldGround = "MATTER"
	GroundRule        HoldGround = "RULE"
	// GroundNotChecked is a client whom nobody has checked yet. A hold that has no other ground ends as soon as somebody did (areas.md E47).
	GroundNotChecked HoldGround = "NOT_CHECKED"
)

// HoldGrounds lists every ground.
func HoldGrounds() []HoldGround {
	return []HoldGround{GroundRestriction, GroundMatter, GroundRule, GroundNotChecked}
}

// Values lists the grounds for the database's enum check.
func (HoldGround) Values() []string { return valuesOf(HoldGrounds()) }

// GroundsEnd tells whether a hold with these grounds ends by itself for a client who stands so: it was held because nobody had checked the
// client and for nothing else, and now somebody has and found nothing.
func GroundsEnd(grounds []HoldGround, standing ClientStanding, matter bool) bool {
	onlyUnchecked := len(grounds) > 0 && !slices.ContainsFunc(grounds, func(ground HoldGround) bool { return ground != GroundNotChecked })
	checked := standing.Screening == ScreeningChecked || standing.Screening == ""
	return onlyUnchecked && checked && !standing.Frozen && !standing.InReview && !matter
}
