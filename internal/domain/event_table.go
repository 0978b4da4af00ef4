package domain

import "reflect"

// EventType is one row of the table of events: what may be told of which thing, and what is said with it.
type EventType struct {
	Object ObjectKind
	Kind   EventKind
	// Facts is an empty value of the struct that goes with the event; nil for an event that says all by its kind.
	Facts any
	// Version counts the shapes that the facts have had.
	Version int16
}

type eventKey struct {
	object ObjectKind
	kind   EventKind
}

// operationFactsVersion: facts of version 1 had no sealed part.
const operationFactsVersion = 2

// EventTypes is the whole table: what is not here is never told.
func EventTypes() []EventType {
	types := []EventType{
		{Object: ObjectOperationAlert, Kind: EventOvernight, Facts: OvernightFacts{}},
		{Object: ObjectOperationAlert, Kind: EventHoldAdded, Facts: HoldFacts{}},
		{Object: ObjectOperationAlert, Kind: EventHoldLifted, Facts: HoldFacts{}},
		{Object: ObjectRate, Kind: EventPublicRatePublished, Facts: RatesFacts{}},
		{Object: ObjectBaseRate, Kind: EventBaseRatePublished},
		{Object: ObjectScheduledRate, Kind: EventScheduledRateRefused, Facts: ScheduledRateFacts{}},
		{Object: ObjectScheduledRate, Kind: EventScheduledRateSet},
		{Object: ObjectScheduledRate, Kind: EventScheduledRateCanceled},
		{Object: ObjectScheduledRate, Kind: EventScheduledRatePublished},
		{Object: ObjectClient, Kind: EventClientRegistered, Facts: RegisteredFacts{}},
		{Object: ObjectClient, Kind: EventClientActivated},
		{Object: ObjectClient, Kind: EventClientUpdated, Facts: FieldsFacts{}},
		{Object: ObjectClient, Kind: EventEmailChanged},
		{Object: ObjectClient, Kind: EventFirstContactChanged, Facts: ContactFacts{}},
		{Object: ObjectClient, Kind: EventFirstContactUndone, Facts: ContactFacts{}},
		{Object: ObjectClient, Kind: EventAddressUpdated},
		{Object: ObjectClient, Kind: EventContactAdded, Facts: ContactFacts{}},
		{Object: ObjectClient, Kind: EventContactVerified, Facts: ContactFacts{}},
		{Object: ObjectClient, Kind: EventContactRemoved, Facts: ContactFacts{}},
		{Object: ObjectClient, Kind: EventClientDeactivated},
		{Object: ObjectClient, Kind: EventClientReactivated},
		{Object: ObjectClient, Kind: EventClientReassigned, Facts: ReassignedFacts{}},
		{Object: ObjectClient, Kind: EventDataExported, Facts: ExportedFacts{}},
		{Object: ObjectAccount, Kind: EventAccountAdded, Facts: AccountFacts{}},
		{Object: ObjectAccount, Kind: EventAccountRemoved, Facts: AccountFacts{}},
		{Object: ObjectAccount, Kind: EventAccountConfirmed, Facts: AccountFacts{}},
		{Object: ObjectFile, Kind: EventDuplicateFound, Facts: DuplicateFacts{}},
		{Object: ObjectRewardMovement, Kind: EventRewardEarned, Facts: RewardFacts{}},
		{Object: ObjectRewardMovement, Kind: EventRewardRedeemed, Facts: RewardFacts{}},
		{Object: ObjectCouponUse, Kind: EventCouponReserved, Facts: CouponFacts{}},
		{Object: ObjectCouponUse, Kind: EventCouponReleased, Facts: CouponFacts{}},
		{Object: ObjectCouponUse, Kind: EventCouponConsumed, Facts: CouponFacts{}},
		{Object: ObjectReferral, Kind: EventReferralFlagged, Facts: ReferralFacts{}},
		{Object: ObjectReferral, Kind: EventReferralDecided, Facts: ReferralFacts{}},
		{Object: ObjectComplianceClient, Kind: EventRiskChanged, Facts: RiskFactsTold{}},
		{Object: ObjectComplianceClient, Kind: EventRiskReviewDue, Facts: RiskReviewFacts{}},
		{Object: ObjectComplianceClient, Kind: EventScreened, Facts: ScreenedFacts{}},
		{Object: ObjectComplianceClient, Kind: EventHitOpened, Facts: HitFacts{}},
		{Object: ObjectComplianceClient, Kind: EventHitDecided, Facts: HitFacts{}},
		{Object: ObjectComplianceClient, Kind: EventClientRestricted, Facts: RestrictionFacts{}},
		{Object: ObjectComplianceClient, Kind: EventClientReleased, Facts: RestrictionFacts{}},
		{Object: ObjectCampaign, Kind: EventCampaignCreated},
		{Object: ObjectCampaign, Kind: EventCampaignEnded},
		{Object: ObjectRewardCodes, Kind: EventCodesGuessed, Facts: CodesGuessedFacts{}},
		{Object: ObjectParameter, Kind: EventParameterSet, Facts: ParameterFacts{}},
		{Object: ObjectList, Kind: EventListActivated, Facts: ListActivatedFacts{}},
		{Object: ObjectList, Kind: EventListRejected, Facts: ListRejectedFacts{}},
		{Object: ObjectList, Kind: EventListStale, Facts: ListStaleFacts{}},
		{Object: ObjectNotification, Kind: EventNotified, Facts: NotifiedFacts{}},
	}
	types = append(types, peopleTypes()...)
	types = append(types, caseworkTypes()...)
	types = append(types, identificationTypes()...)
	types = append(types, ofObject(ObjectProposal, ProposalEvents(), ProposalFacts{}, 1)...)
	types = append(types, ofObject(ObjectOutboxMessage, MessageEvents(), MessageFacts{}, 1)...)
	types = append(types, ofObject(ObjectInvoice, InvoiceEvents(), InvoiceToldFacts{}, 1)...)
	types = append(types, ofObject(ObjectInvoiceQueue, []EventKind{EventInvoiceQueueStopped, EventInvoiceQueueResumed}, InvoiceQueueFacts{}, 1)...)
	types = append(types, EventType{Object: ObjectInvoiceSeries, Kind: EventInvoiceSeriesBegun, Facts: InvoiceSeriesFacts{}})
	types = append(types, ofObject(ObjectRule, RuleEvents(), RuleFacts{}, 1)...)
	types = append(types, ofObject(ObjectBooks, BooksEvents(), BooksFacts{}, 1)...)
	types = append(types, ofObject(ObjectOperation, OperationEvents(), OperationFacts{}, operationFactsVersion)...)
	for i := range types {
		types[i].Version = max(types[i].Version, 1)
	}
	return types
}

// peopleTypes are the events of who works here, and of how people sign in.
func peopleTypes() []EventType {
	return []EventType{
		{Object: ObjectUser, Kind: EventUserCreated, Facts: HiredFacts{}},
		{Object: ObjectUser, Kind: EventUserUpdated, Facts: FieldsFacts{}},
		{Object: ObjectUser, Kind: EventRoleChanged, Facts: RoleChangedFacts{}},
		{Object: ObjectUser, Kind: EventUserDeactivated, Facts: DismissedFacts{}},
		{Object: ObjectUser, Kind: EventUserRehired},
		{Object: ObjectUser, Kind: EventPasswordForced},
		{Object: ObjectUser, Kind: EventSecondFactorReset},
		{Object: ObjectUser, Kind: EventPermissionGranted, Facts: GrantFacts{}},
		{Object: ObjectUser, Kind: EventPermissionWithdrawn, Facts: GrantFacts{}},
		{Object: ObjectUser, Kind: EventSetGranted, Facts: SetFacts{}},
		{Object: ObjectUser, Kind: EventSetWithdrawn, Facts: SetFacts{}},
		{Object: ObjectPerson, Kind: EventPasswordChanged, Facts: PasswordChangedFacts{}},
		{Object: ObjectPerson, Kind: EventTOTPEnabled},
		{Object: ObjectPerson, Kind: EventTOTPDisabled},
		{Object: ObjectPerson, Kind: EventInvited},
		{Object: ObjectSession, Kind: EventSessionStarted, Facts: SessionStartedFacts{}},
		{Object: ObjectSession, Kind: EventSessionLifted, Facts: SessionLiftedFacts{}},
		{Object: ObjectSession, Kind: EventSessionEnded, Facts: SessionEndedFacts{}},
		{Object: ObjectToken, Kind: EventTokenCreated, Facts: TokenCreatedFacts{}},
		{Object: ObjectToken, Kind: EventTokenRotated, Facts: TokenRotatedFacts{}},
		{Object: ObjectToken, Kind: EventTokenRevoked},
	}
}

// caseworkTypes are the events of alerts and cases.
func caseworkTypes() []EventType {
	return []EventType{
		{Object: ObjectAlert, Kind: EventAlertOpened, Facts: AlertFacts{}},
		{Object: ObjectAlert, Kind: EventAlertTaken},
		{Object: ObjectAlert, Kind: EventAlertNoted},
		{Object: ObjectAlert, Kind: EventAlertResolved, Facts: AlertEndFacts{}},
		{Object: ObjectAlert, Kind: EventAlertOverdue, Facts: AlertOverdueFacts{}},
		{Object: ObjectCase, Kind: EventCaseOpened, Facts: CaseAlertFacts{}},
		{Object: ObjectCase, Kind: EventCaseJoined, Facts: CaseAlertFacts{}},
		{Object: ObjectCase, Kind: EventCaseDecided, Facts: CaseFacts{}},
		{Object: ObjectCase, Kind: EventReportDrafted, Facts: CaseFacts{}},
		{Object: ObjectCase, Kind: EventReportFiled, Facts: CaseFacts{}},
		{Object: ObjectCase, Kind: EventReportAlarmed, Facts: ReportAlarmFacts{}},
		{Object: ObjectCase, Kind: EventCaseOverdue},
	}
}

// identificationTypes are the events of a client's identification.
func identificationTypes() []EventType {
	return []EventType{
		{Object: ObjectClient, Kind: EventDocumentSubmitted, Facts: SubmittedFacts{}},
		{Object: ObjectClient, Kind: EventDocumentAccepted, Facts: ReviewedFacts{}},
		{Object: ObjectClient, Kind: EventDocumentRejected, Facts: ReviewedFacts{}},
		{Object: ObjectClient, Kind: EventReviewStarted},
		{Object: ObjectClient, Kind: EventKYCProposed, Facts: ProposedFacts{}},
		{Object: ObjectClient, Kind: EventKYCDeclined},
		{Object: ObjectClient, Kind: EventKYCWithdrawn},
		{Object: ObjectClient, Kind: EventKYCApproved},
		{Object: ObjectClient, Kind: EventKYCRejected, Facts: KYCRejectedFacts{}},
		{Object: ObjectClient, Kind: EventKYCReopened},
	}
}

// ofObject is one type for each of the kinds that an object has.
func ofObject(object ObjectKind, kinds []EventKind, facts any, version int16) []EventType {
	types := make([]EventType, len(kinds))
	for i, kind := range kinds {
		types[i] = EventType{Object: object, Kind: kind, Facts: facts, Version: version}
	}
	return types
}

// eventTable is the table by thing and kind.
var eventTable = func() map[eventKey]EventType {
	byKey := map[eventKey]EventType{}
	for _, row := range EventTypes() {
		byKey[eventKey{row.Object, row.Kind}] = row
	}
	return byKey
}()

// EventTypeOf answers the row of an event; false for what is never told.
func EventTypeOf(object ObjectKind, kind EventKind) (EventType, bool) {
	row, found := eventTable[eventKey{object, kind}]
	return row, found
}

// Admits tells whether facts are of the struct that the table names, or none where it names none.
func (t EventType) Admits(facts any) bool { return reflect.TypeOf(facts) == reflect.TypeOf(t.Facts) }
