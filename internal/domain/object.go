package domain

import "slices"

// ObjectKind is a kind of thing of the house: what an event is about, what a command locks, what a row of the audit trail names. The
// same thing has the same name in all three, and these constants are the only place where a name is written.
type ObjectKind string

// The things of operations and of money.
const (
	ObjectOperation ObjectKind = "operation"
	// ObjectOperationAlert is what the staff must look at about an operation; it has the operation's id. What is told of it is no event
	// of the operation: its version stays, and the client hears nothing.
	ObjectOperationAlert ObjectKind = "operation_alert"
	// ObjectOperationNotes are the notes of an operation, as one.
	ObjectOperationNotes ObjectKind = "operation_notes"
	// ObjectBankReference is a bank's number on one of the house's accounts: one payment is counted once.
	ObjectBankReference ObjectKind = "bank_reference"
	ObjectQuote         ObjectKind = "quote"
	ObjectRate          ObjectKind = "rate"
	ObjectPublicRate    ObjectKind = "public_rate"
	ObjectBaseRate      ObjectKind = "base_rate"
	// ObjectScheduledRate is a pair that will be published at an instant.
	ObjectScheduledRate ObjectKind = "scheduled_rate"
	ObjectHouseAccount  ObjectKind = "house_account"
	// ObjectBooks are the books of the house, as one.
	ObjectBooks ObjectKind = "books"
	// ObjectTraderExposure are the open operations that the desk made for the clients of a trader, as one; it has the trader's id.
	ObjectTraderExposure ObjectKind = "trader_exposure"
	// ObjectInvoice is an electronic document, ObjectInvoiceSeries the numbers that those of one kind take; ObjectInvoiceQueue are the documents
	// that wait to go out, as one, because the provider takes or refuses the account of the house and no single series.
	ObjectInvoice       ObjectKind = "invoice"
	ObjectInvoiceSeries ObjectKind = "invoice_series"
	ObjectInvoiceQueue  ObjectKind = "invoice_queue"
)

// The things of rewards.
const (
	// ObjectRewardCode is a code of six characters, of whatever kind.
	ObjectRewardCode ObjectKind = "reward_code"
	// ObjectRewardCodes are all codes, as one.
	ObjectRewardCodes ObjectKind = "reward_codes"
	// ObjectCouponUse is a code that one operation has.
	ObjectCouponUse ObjectKind = "coupon_use"
	// ObjectRewardMovement is pips that a client got or gave.
	ObjectRewardMovement ObjectKind = "reward_movement"
	ObjectReferral       ObjectKind = "referral"
	ObjectCampaign       ObjectKind = "campaign"
)

// The things of clients.
const (
	ObjectClient        ObjectKind = "client"
	ObjectClientContact ObjectKind = "client_contact"
	ObjectAccount       ObjectKind = "bank_account"
	ObjectDocument      ObjectKind = "document"
	// ObjectDocumentNumber is the document that somebody registers by, before there is a client.
	ObjectDocumentNumber    ObjectKind = "client_document"
	ObjectRegistrationDraft ObjectKind = "registration_draft"
	ObjectProposal          ObjectKind = "proposal"
	ObjectFile              ObjectKind = "file"
	// ObjectComplianceClient is what the house thinks of a client's risk; it has the client's id. What is told of it is no event of the
	// client: neither the client nor its trader hears it (areas.md E38).
	ObjectComplianceClient ObjectKind = "compliance_client"
	// ObjectRule is a monitoring rule with all its versions; its id is that of its code. Proposals and the audit trail name a version by it.
	ObjectRule ObjectKind = "rule"
	// ObjectScreeningHit is an entry of a list that a subject of a client may be. What waits for a decision about it names it, and never the client
	// (areas.md E42).
	ObjectScreeningHit ObjectKind = "screening_hit"
	// ObjectClientRestriction is what keeps a client from acting, ObjectHold what holds an operation: what two persons decide about either stands
	// on it alone, and so betrays nothing to who asks about the client or the operation (areas.md E42).
	ObjectClientRestriction ObjectKind = "client_restriction"
	ObjectHold              ObjectKind = "hold"
	// ObjectAlert is what somebody of compliance must look at.
	ObjectAlert ObjectKind = "alert"
	// ObjectCase is what the officer decides, and the report that may follow; ObjectRegister is the register of operations. Nobody but the officer
	// and the alternate reads that there is one (areas.md E44).
	ObjectCase     ObjectKind = "compliance_case"
	ObjectRegister ObjectKind = "operations_register"
	// ObjectComparedFiles are all files that are compared with each other, as one.
	ObjectComparedFiles ObjectKind = "files.matched"
	// ObjectUnattachedFiles are the files of a person that belong to nothing yet, as one.
	ObjectUnattachedFiles ObjectKind = "files.unattached"
)

// The things of people, of messages and of the house itself.
const (
	ObjectUser ObjectKind = "user"
	// ObjectAdministrators are those who administer the house, as one: the last of them stays.
	ObjectAdministrators ObjectKind = "administrators"
	// ObjectPerson is somebody's way in, client's or user's: it has the id of either.
	ObjectPerson              ObjectKind = "person"
	ObjectSession             ObjectKind = "session"
	ObjectToken               ObjectKind = "token"
	ObjectNotification        ObjectKind = "notification"
	ObjectNotificationSetting ObjectKind = "notification_setting"
	ObjectOutboxMessage       ObjectKind = "outbox_message"
	ObjectPushDevice          ObjectKind = "push_device"
	// ObjectPushDevices are the devices of a person, as one.
	ObjectPushDevices ObjectKind = "push_devices"
	// ObjectHouse is the house itself, with its calendar.
	ObjectHouse ObjectKind = "house"
	// ObjectParameter is what people of the house change while it runs; its id is that of its key.
	ObjectParameter ObjectKind = "parameter"
	// ObjectList is a list of sanctioned or exposed people; its id is that of its source. It is never told of as a client's.
	ObjectList       ObjectKind = "list"
	ObjectEventEpoch ObjectKind = "event_epoch"
	// ObjectQuery is a question that was answered with data that is written down when it is read, about more than one object.
	ObjectQuery ObjectKind = "query"
)

// ObjectUse says where the name of a thing may stand.
type ObjectUse uint8

// The uses.
const (
	// ToldOf things have events.
	ToldOf ObjectUse = 1 << iota
	// LockedOn things are locked by commands.
	LockedOn
	// AuditedAs things are named by rows of the audit trail.
	AuditedAs
)

var objectUses = map[ObjectKind]ObjectUse{
	ObjectOperation:           ToldOf | LockedOn | AuditedAs,
	ObjectOperationAlert:      ToldOf | LockedOn,
	ObjectOperationNotes:      LockedOn,
	ObjectBankReference:       LockedOn,
	ObjectQuote:               AuditedAs,
	ObjectRate:                ToldOf | LockedOn,
	ObjectPublicRate:          AuditedAs,
	ObjectBaseRate:            ToldOf | LockedOn | AuditedAs,
	ObjectScheduledRate:       ToldOf | LockedOn | AuditedAs,
	ObjectHouseAccount:        AuditedAs,
	ObjectBooks:               ToldOf | LockedOn,
	ObjectTraderExposure:      LockedOn,
	ObjectRewardCode:          LockedOn | AuditedAs,
	ObjectRewardCodes:         ToldOf | LockedOn,
	ObjectCouponUse:           ToldOf,
	ObjectRewardMovement:      ToldOf,
	ObjectReferral:            ToldOf | LockedOn | AuditedAs,
	ObjectCampaign:            ToldOf | LockedOn | AuditedAs,
	ObjectInvoice:             ToldOf | LockedOn | AuditedAs,
	ObjectInvoiceSeries:       ToldOf | LockedOn | AuditedAs,
	ObjectInvoiceQueue:        ToldOf | LockedOn | AuditedAs,
	ObjectClient:              ToldOf | LockedOn | AuditedAs,
	ObjectClientContact:       AuditedAs,
	ObjectAccount:             ToldOf | LockedOn | AuditedAs,
	ObjectDocument:            AuditedAs,
	ObjectDocumentNumber:      LockedOn,
	ObjectComplianceClient:    ToldOf | LockedOn | AuditedAs,
	ObjectRule:                ToldOf | LockedOn | AuditedAs,
	ObjectScreeningHit:        AuditedAs,
	ObjectClientRestriction:   AuditedAs,
	ObjectHold:                AuditedAs,
	ObjectAlert:               ToldOf | LockedOn | AuditedAs,
	ObjectCase:                ToldOf | LockedOn | AuditedAs,
	ObjectRegister:            LockedOn | AuditedAs,
	ObjectRegistrationDraft:   LockedOn | AuditedAs,
	ObjectProposal:            ToldOf | AuditedAs,
	ObjectFile:                ToldOf | LockedOn | AuditedAs,
	ObjectComparedFiles:       LockedOn,
	ObjectUnattachedFiles:     LockedOn,
	ObjectUser:                ToldOf | AuditedAs,
	ObjectAdministrators:      LockedOn,
	ObjectPerson:              ToldOf | LockedOn,
	ObjectSession:             ToldOf | AuditedAs,
	ObjectToken:               ToldOf | AuditedAs,
	ObjectNotification:        ToldOf,
	ObjectNotificationSetting: LockedOn | AuditedAs,
	ObjectOutboxMessage:       ToldOf | LockedOn | AuditedAs,
	ObjectPushDevice:          LockedOn | AuditedAs,
	ObjectPushDevices:         LockedOn,
	ObjectHouse:               LockedOn | AuditedAs,
	ObjectParameter:           ToldOf | LockedOn | AuditedAs,
	ObjectList:                ToldOf | LockedOn,
	ObjectEventEpoch:          AuditedAs,
	ObjectQuery:               AuditedAs,
}

// Is tells whether the kind is used in a way; no name outside the constants is.
func (k ObjectKind) Is(use ObjectUse) bool { return objectUses[k]&use != 0 }

// ObjectKinds lists the kinds that are used in a way, in the order of their names.
func ObjectKinds(use ObjectUse) []ObjectKind {
	var kinds []ObjectKind
	for kind := range objectUses {
		if kind.Is(use) {
			kinds = append(kinds, kind)
		}
	}
	slices.Sort(kinds)
	return kinds
}

// OfficersObjects lists the things of which the officer and the alternate alone read (areas.md E44).
func OfficersObjects() []ObjectKind { return []ObjectKind{ObjectCase, ObjectRegister} }
