package notify

import (
	"slices"

	"github.com/qoricash/qoricash/internal/domain"
)

// Rule is one row of the catalogue: of this fact, these people are told this, on these channels.
type Rule struct {
	// Object and Event are the fact's, When narrows it.
	Object domain.ObjectKind
	Event  domain.EventKind
	When   Condition
	// Say is the message.
	Say  Kind
	To   []Audience
	Over []domain.MessageChannel
	// Contacts sends the e-mail also to the further addresses that the client proved.
	Contacts bool
}

// Condition narrows a rule by what was true when the event happened. The zero Condition holds always.
type Condition struct {
	Name  string
	holds func(facts) bool
}

func (c Condition) hold(f facts) bool { return c.holds == nil || c.holds(f) }

// The channels of a rule. E-mails to the staff are off until a person switches them on; see [defaultChannels].
var (
	everywhere = domain.MessageChannels()
	listed     = []domain.MessageChannel{domain.ChannelInbox, domain.ChannelEmail}
	inApp      = []domain.MessageChannel{domain.ChannelInbox, domain.ChannelPush}
)

var (
	entered = Condition{"it came into process", func(f facts) bool {
		return f.text("to") == string(domain.InProcess) && f.text("from") != string(domain.InProcess)
	}}
	waiting   = Condition{"it did not come into process", func(f facts) bool { return !entered.holds(f) }}
	arrived   = Condition{"the money came to it", func(f facts) bool { return f.flag("received") }}
	left      = Condition{"the money left it", func(f facts) bool { return !f.flag("received") }}
	unseen    = Condition{"nobody saw the money in time", func(f facts) bool { return f.text("reason") == returnedUnseen }}
	handed    = Condition{"by an operator", func(f facts) bool { return !unseen.holds(f) }}
	withMoney = Condition{"money waits in it", func(f facts) bool { return f.sum(factWaiting) != "" }}
	empty     = Condition{"no money waits in it", func(f facts) bool { return !withMoney.holds(f) }}
	voided    = Condition{"it was not void before", func(f facts) bool { return !f.flag("cameBack") }}
	cameBack  = Condition{"what went out with wrong data came back", func(f facts) bool { return f.flag("cameBack") }}
	byStaff   = Condition{"by somebody of the house", func(f facts) bool { return f.flag("byStaff") }}
	shared    = Condition{"another client has the e-mail", func(f facts) bool { return f.flag("sharedEmail") }}
	complete  = Condition{"nothing is missing any more", func(f facts) bool { return f.flag("complete") }}
	newDevice = Condition{"from a device that was not seen before", func(f facts) bool { return f.flag("newDevice") }}
	exhausted = Condition{"nothing more may be operated without documents", func(f facts) bool { return f.part("limit").flag("reached") }}
	named     = Condition{"a name, an e-mail or an address", func(f facts) bool { return slices.ContainsFunc(f.list("fields"), identifies) }}
	disclosed = Condition{"a paper that the client may see", func(f facts) bool {
		return f.text("kind") != string(domain.PaperComplianceValidation)
	}}
	held = Condition{"somebody else held it before", func(f facts) bool { return f.text(factFormerOperator) != "" }}
)

// identifies tells whether a field says who a client is or where it is reached. The rest is either the house's own judgement of
// the client or too small for a letter.
func identifies(field string) bool {
	return slices.Contains([]string{"name", "email", "address"}, field)
}

// Rules is the whole catalogue: what is not here is told to nobody. docs/messages.md is made from it.
func Rules() []Rule {
	return slices.Concat(operationRules(), moneyRules(), clientRules(), identificationRules(), staffRules())
}

func operationRules() []Rule {
	of := func(event domain.EventKind, when Condition, say Kind, over []domain.MessageChannel, to ...Audience) Rule {
		return Rule{Object: domain.ObjectOperation, Event: event, When: when, Say: say, Over: over, To: to,
			Contacts: slices.Contains(to, ToClient)}
	}
	always := Condition{}
	return []Rule{
		of(domain.EventCreated, always, KindOperationCreated, everywhere, ToClient),
		of(domain.EventCreated, always, KindDeskOperationCreated, listed, ToTrader, ToOperators, ToMasters),
		of(domain.EventCreated, exhausted, KindLimitReached, everywhere, ToClient),
		of(domain.EventCreated, exhausted, KindDeskLimitReached, listed, ToOwner, ToMiddleOffice, ToMasters),
		of(domain.EventAmended, always, KindOperationAmended, everywhere, ToClient),
		of(domain.EventAmended, always, KindDeskOperationAmended, listed, ToTrader, ToOperators, ToMasters),
		of(domain.EventAmended, exhausted, KindLimitReached, everywhere, ToClient),
		of(domain.EventAmended, exhausted, KindDeskLimitReached, listed, ToOwner, ToMiddleOffice, ToMasters),
		of(domain.EventAssigned, always, KindDeskOperationAssigned, everywhere, ToOperator),
		of(domain.EventAssigned, held, KindDeskOperationTaken, listed, ToFormerOperator),
		of(domain.EventUnassigned, always, KindDeskOperationLeft, listed, ToTrader, ToOperators, ToMasters),
		of(domain.EventOperatorNamed, always, KindDeskOperatorNamed, listed, ToNamedOperator),
		of(domain.EventProofAdded, always, KindDeskProofAdded, listed, ToTrader, ToMasters),
		of(domain.EventCompleted, always, KindOperationCompleted, everywhere, ToClient),
		of(domain.EventCompleted, always, KindDeskCompleted, listed, ToTrader, ToOperators, ToMasters),
		of(domain.EventReturned, handed, KindOperationReturned, everywhere, ToClient),
		of(domain.EventReturned, handed, KindDeskReturned, listed, ToTrader, ToMasters),
		of(domain.EventReturned, unseen, KindDepositUnseen, everywhere, ToClient),
		of(domain.EventReturned, unseen, KindDeskDepositUnseen, listed, ToTrader, ToOperators, ToMasters),
		of(domain.EventCanceled, always, KindOperationCanceled, everywhere, ToClient),
		of(domain.EventCanceled, always, KindDeskCanceled, listed, ToTrader, ToOperators, ToMasters),
		of(domain.EventExpired, empty, KindOperationExpired, everywhere, ToClient),
		of(domain.EventExpired, empty, KindDeskExpired, listed, ToTrader),
		of(domain.EventExpired, withMoney, KindExpiredWithMoney, everywhere, ToClient),
		of(domain.EventExpired, withMoney, KindDeskExpiredWithMoney, listed, ToTrader, ToOperators, ToMasters),
		of(domain.EventHeld, always, KindOperationHeld, everywhere, ToClient),
		of(domain.EventHeld, always, KindDeskHeld, listed, ToTrader, ToOperator, ToMasters),
		of(domain.EventReleased, entered, KindOperationInProcess, inApp, ToClient),
		of(domain.EventReleased, entered, KindDeskInProcess, listed, ToTrader, ToOperators, ToMasters),
		of(domain.EventReleased, waiting, KindOperationReleased, inApp, ToClient),
		of(domain.EventReleased, waiting, KindDeskReleased, listed, ToTrader, ToOperator),
		{Object: domain.ObjectOperationAlert, Event: domain.EventOvernight, Say: KindDeskOvernight, Over: everywhere, To: []Audience{ToWhoeverPays, ToTrader, ToMasters}},
	}
}

// moneyRules are those of what is done to deposits and payouts. Any of the acts on deposits may make the whole of an operation, which
// then comes into process.
func moneyRules() []Rule {
	of := func(event domain.EventKind, when Condition, say Kind, over []domain.MessageChannel, to ...Audience) Rule {
		return Rule{Object: domain.ObjectOperation, Event: event, When: when, Say: say, Over: over, To: to,
			Contacts: slices.Contains(to, ToClient)}
	}
	always := Condition{}
	var rules []Rule
	for _, event := range []domain.EventKind{domain.EventDepositReported, domain.EventDepositWithdrawn, domain.EventDepositConfirmed,
		domain.EventDepositRejected, domain.EventDepositRefunded, domain.EventDepositApplied, domain.EventDepositUnapplied, domain.EventDepositCounted} {
		rules = append(rules,
			of(event, entered, KindOperationInProcess, inApp, ToClient),
			of(event, entered, KindDeskInProcess, listed, ToTrader, ToOperators, ToMasters))
	}
	return append(rules,
		of(domain.EventDepositReported, waiting, KindDeskDepositReported, listed, ToTrader, ToOperator, ToOperators, ToMasters),
		of(domain.EventDepositWithdrawn, always, KindDepositWithdrawn, everywhere, ToClient),
		of(domain.EventDepositWithdrawn, always, KindDeskDepositWithdrawn, listed, ToTrader, ToOperator, ToOperators, ToMasters),
		of(domain.EventDepositRejected, always, KindDepositRejected, everywhere, ToClient),
		of(domain.EventDepositRejected, always, KindDeskDepositRejected, listed, ToTrader),
		of(domain.EventDepositRefunded, always, KindDepositRefunded, everywhere, ToClient),
		of(domain.EventDepositRefunded, always, KindDeskDepositRefunded, listed, ToTrader, ToMasters),
		of(domain.EventDepositApplied, arrived, KindDepositApplied, everywhere, ToClient),
		of(domain.EventDepositApplied, arrived, KindDeskDepositApplied, listed, ToTrader, ToOperator, ToMasters),
		of(domain.EventDepositUnapplied, left, KindDepositUnapplied, everywhere, ToClient),
		of(domain.EventDepositUnapplied, left, KindDeskDepositUnapplied, listed, ToTrader, ToOperator, ToMasters),
		of(domain.EventDepositUnconfirmed, always, KindDepositUnconfirmed, everywhere, ToClient),
		of(domain.EventDepositUnconfirmed, always, KindDeskDepositUnconfirmed, listed, ToTrader, ToOperator, ToMasters),
		of(domain.EventPayoutVoided, voided, KindPayoutVoided, everywhere, ToClient),
		of(domain.EventPayoutVoided, voided, KindDeskPayoutVoided, listed, ToTrader, ToOperator, ToMasters),
		of(domain.EventPayoutVoided, cameBack, KindDeskPayoutCameBack, listed, ToTrader, ToOperator, ToMasters))
}

func clientRules() []Rule {
	of := func(event domain.EventKind, when Condition, say Kind, over []domain.MessageChannel, to ...Audience) Rule {
		return Rule{Object: domain.ObjectClient, Event: event, When: when, Say: say, Over: over, To: to}
	}
	account := func(event domain.EventKind, say Kind, over []domain.MessageChannel) Rule {
		return Rule{Object: domain.ObjectAccount, Event: event, Say: say, Over: over, To: []Audience{ToClient}}
	}
	always := Condition{}
	return []Rule{
		of(domain.EventClientRegistered, byStaff, KindClientRegistered, listed, ToClient),
		of(domain.EventClientRegistered, shared, KindEmailShared, listed, ToSharers),
		of(domain.EventClientRegistered, byStaff, KindDeskClientRegistered, listed, ToOwner, ToOperators, ToMiddleOffice, ToMasters),
		of(domain.EventClientActivated, always, KindWelcome, listed, ToClient),
		of(domain.EventClientActivated, always, KindDeskClientActivated, listed, ToOwner, ToMiddleOffice, ToMasters),
		of(domain.EventClientUpdated, named, KindClientUpdated, listed, ToClient),
		of(domain.EventClientUpdated, always, KindDeskClientUpdated, listed, ToOwner),
		of(domain.EventEmailChanged, always, KindEmailChangedNow, listed, ToClient),
		of(domain.EventContactVerified, always, KindContactVerified, listed, ToClient),
		of(domain.EventContactRemoved, always, KindContactRemoved, listed, ToClient),
		of(domain.EventClientDeactivated, always, KindClientDeactivated, listed, ToClient),
		of(domain.EventClientDeactivated, always, KindDeskClientDeactivated, listed, ToOwner, ToMasters),
		of(domain.EventClientReactivated, always, KindClientReactivated, listed, ToClient),
		of(domain.EventClientReactivated, always, KindDeskClientReactivated, listed, ToOwner, ToMasters),
		of(domain.EventClientReassigned, always, KindClientAssigned, listed, ToNewOwner),
		of(domain.EventClientReassigned, always, KindClientMoved, listed, ToFormerOwner),
		of(domain.EventDataExported, always, KindDataExported, listed, ToClient),
		account(domain.EventAccountAdded, KindAccountAdded, listed),
		account(domain.EventAccountRemoved, KindAccountRemoved, listed),
		account(domain.EventAccountConfirmed, KindAccountConfirmed, inApp),
	}
}

func identificationRules() []Rule {
	of := func(event domain.EventKind, when Condition, say Kind, over []domain.MessageChannel, to ...Audience) Rule {
		return Rule{Object: domain.ObjectClient, Event: event, When: when, Say: say, Over: over, To: to}
	}
	always := Condition{}
	return []Rule{
		of(domain.EventDocumentSubmitted, complete, KindDeskDocuments, listed, ToOwner, ToMiddleOffice, ToMasters),
		of(domain.EventDocumentRejected, disclosed, KindDocumentRejected, everywhere, ToClient),
		of(domain.EventReviewStarted, always, KindIdentificationInReview, listed, ToClient),
		of(domain.EventKYCProposed, always, KindDeskProposed, listed, ToMiddleOffice, ToMasters),
		of(domain.EventKYCDeclined, always, KindDeskDeclined, listed, ToMiddleOffice),
		of(domain.EventKYCApproved, always, KindIdentificationApproved, everywhere, ToClient),
		of(domain.EventKYCApproved, always, KindDeskApproved, listed, ToOwner),
		of(domain.EventKYCRejected, always, KindIdentificationRejected, everywhere, ToClient),
		of(domain.EventKYCRejected, always, KindDeskRejected, listed, ToOwner),
		of(domain.EventKYCReopened, always, KindIdentificationReopened, everywhere, ToClient),
		{Object: domain.ObjectFile, Event: domain.EventDuplicateFound, Say: KindDeskDuplicateFile, Over: listed, To: []Audience{ToMiddleOffice, ToMasters}},
	}
}

func staffRules() []Rule {
	of := func(object domain.ObjectKind, event domain.EventKind, when Condition, say Kind, over []domain.MessageChannel, to ...Audience) Rule {
		return Rule{Object: object, Event: event, When: when, Say: say, Over: over, To: to}
	}
	always := Condition{}
	return []Rule{
		of(domain.ObjectSession, domain.EventSessionStarted, newDevice, KindNewDevice, everywhere, ToPerson),
		of(domain.ObjectPerson, domain.EventPasswordChanged, always, KindPasswordChanged, everywhere, ToPerson),
		of(domain.ObjectPerson, domain.EventTOTPEnabled, always, KindTOTPEnabled, listed, ToPerson),
		of(domain.ObjectPerson, domain.EventTOTPDisabled, always, KindTOTPDisabled, everywhere, ToPerson),
		of(domain.ObjectUser, domain.EventUserCreated, always, KindStaffJoined, listed, ToMasters),
		of(domain.ObjectUser, domain.EventUserRehired, always, KindStaffJoined, listed, ToMasters),
		of(domain.ObjectUser, domain.EventUserDeactivated, always, KindStaffLeft, listed, ToMasters),
		of(domain.ObjectUser, domain.EventRoleChanged, always, KindRoleChanged, listed, ToPerson),
		of(domain.ObjectUser, domain.EventPasswordForced, always, KindPasswordChangeForced, listed, ToPerson),
		of(domain.ObjectUser, domain.EventSecondFactorReset, always, KindTOTPReset, listed, ToPerson),
		of(domain.ObjectUser, domain.EventPermissionGranted, always, KindPermissionGranted, listed, ToPerson),
		of(domain.ObjectUser, domain.EventPermissionWithdrawn, always, KindPermissionRevoked, listed, ToPerson),
		of(domain.ObjectToken, domain.EventTokenCreated, always, KindTokenCreated, listed, ToHolder, ToMasters),
		of(domain.ObjectToken, domain.EventTokenRotated, always, KindTokenRotated, listed, ToHolder),
		of(domain.ObjectToken, domain.EventTokenRevoked, always, KindTokenRevoked, listed, ToHolder),
	}
}

// toldOf is what happened to what.
type toldOf struct {
	object domain.ObjectKind
	event  domain.EventKind
}

// index answers the rules by fact, so that most events are known to concern nobody without a read.
func index(rules []Rule) map[toldOf][]Rule {
	byFact := map[toldOf][]Rule{}
	for _, rule := range rules {
		key := toldOf{rule.Object, rule.Event}
		byFact[key] = append(byFact[key], rule)
	}
	return byFact
}
