package notify

import (
	"time"

	"github.com/qoricash/qoricash/internal/domain"
)

// What clients are told.
const (
	KindOperationCreated       Kind = "OPERATION_CREATED"
	KindOperationAmended       Kind = "OPERATION_AMENDED"
	KindOperationInProcess     Kind = "OPERATION_IN_PROCESS"
	KindDepositWithdrawn       Kind = "DEPOSIT_WITHDRAWN"
	KindDepositRejected        Kind = "DEPOSIT_REJECTED"
	KindDepositRefunded        Kind = "DEPOSIT_REFUNDED"
	KindDepositApplied         Kind = "DEPOSIT_APPLIED"
	KindDepositUnapplied       Kind = "DEPOSIT_UNAPPLIED"
	KindDepositUnconfirmed     Kind = "DEPOSIT_UNCONFIRMED"
	KindDepositUnseen          Kind = "DEPOSIT_UNSEEN"
	KindPayoutVoided           Kind = "PAYOUT_VOIDED"
	KindOperationCompleted     Kind = "OPERATION_COMPLETED"
	KindOperationReturned      Kind = "OPERATION_RETURNED"
	KindOperationCanceled      Kind = "OPERATION_CANCELED"
	KindOperationExpired       Kind = "OPERATION_EXPIRED"
	KindExpiredWithMoney       Kind = "OPERATION_EXPIRED_WITH_MONEY"
	KindOperationHeld          Kind = "OPERATION_HELD"
	KindOperationReleased      Kind = "OPERATION_RELEASED"
	KindLimitReached           Kind = "LIMIT_REACHED"
	KindClientRegistered       Kind = "CLIENT_REGISTERED"
	KindEmailShared            Kind = "EMAIL_SHARED"
	KindWelcome                Kind = "WELCOME"
	KindClientUpdated          Kind = "CLIENT_UPDATED"
	KindEmailChangedNow        Kind = "EMAIL_CHANGED_NOW"
	KindContactVerified        Kind = "CONTACT_VERIFIED"
	KindContactRemoved         Kind = "CONTACT_REMOVED"
	KindClientDeactivated      Kind = "CLIENT_DEACTIVATED"
	KindClientReactivated      Kind = "CLIENT_REACTIVATED"
	KindDocumentRejected       Kind = "DOCUMENT_REJECTED"
	KindIdentificationInReview Kind = "IDENTIFICATION_IN_REVIEW"
	KindIdentificationApproved Kind = "IDENTIFICATION_APPROVED"
	KindIdentificationRejected Kind = "IDENTIFICATION_REJECTED"
	KindIdentificationReopened Kind = "IDENTIFICATION_REOPENED"
	KindDataExported           Kind = "DATA_EXPORTED"
	KindAccountAdded           Kind = "ACCOUNT_ADDED"
	KindAccountRemoved         Kind = "ACCOUNT_REMOVED"
	KindAccountConfirmed       Kind = "ACCOUNT_CONFIRMED"
)

// What a person is told about its own access, client or staff.
const (
	KindNewDevice              Kind = "NEW_DEVICE"
	KindPasswordChanged        Kind = "PASSWORD_CHANGED"
	KindTOTPEnabled            Kind = "TOTP_ENABLED"
	KindTOTPDisabled           Kind = "TOTP_DISABLED"
	KindRoleChanged            Kind = "ROLE_CHANGED"
	KindPasswordChangeForced   Kind = "PASSWORD_CHANGE_FORCED"
	KindTOTPReset              Kind = "TOTP_RESET"
	KindPermissionGranted      Kind = "PERMISSION_GRANTED"
	KindPermissionRevoked      Kind = "PERMISSION_REVOKED"
	KindTokenCreated           Kind = "TOKEN_CREATED"
	KindTokenRotated           Kind = "TOKEN_ROTATED"
	KindTokenRevoked           Kind = "TOKEN_REVOKED"
	KindStaffJoined            Kind = "STAFF_JOINED"
	KindStaffLeft              Kind = "STAFF_LEFT"
	KindClientAssigned         Kind = "CLIENT_ASSIGNED"
	KindClientMoved            Kind = "CLIENT_MOVED"
	KindDeskOperationCreated   Kind = "DESK_OPERATION_CREATED"
	KindDeskOperationAmended   Kind = "DESK_OPERATION_AMENDED"
	KindDeskDepositReported    Kind = "DESK_DEPOSIT_REPORTED"
	KindDeskDepositWithdrawn   Kind = "DESK_DEPOSIT_WITHDRAWN"
	KindDeskDepositRejected    Kind = "DESK_DEPOSIT_REJECTED"
	KindDeskDepositRefunded    Kind = "DESK_DEPOSIT_REFUNDED"
	KindDeskDepositApplied     Kind = "DESK_DEPOSIT_APPLIED"
	KindDeskDepositUnapplied   Kind = "DESK_DEPOSIT_UNAPPLIED"
	KindDeskDepositUnconfirmed Kind = "DESK_DEPOSIT_UNCONFIRMED"
	KindDeskDepositUnseen      Kind = "DESK_DEPOSIT_UNSEEN"
	KindDeskPayoutVoided       Kind = "DESK_PAYOUT_VOIDED"
	KindDeskPayoutCameBack     Kind = "DESK_PAYOUT_CAME_BACK"
	KindDeskInProcess          Kind = "DESK_OPERATION_IN_PROCESS"
	KindDeskOperationAssigned  Kind = "DESK_OPERATION_ASSIGNED"
	KindDeskOperationTaken     Kind = "DESK_OPERATION_TAKEN_OVER"
	KindDeskOperationLeft      Kind = "DESK_OPERATION_LEFT"
	KindDeskOperatorNamed      Kind = "DESK_OPERATOR_NAMED"
	KindDeskProofAdded         Kind = "DESK_PROOF_ADDED"
	KindDeskCompleted          Kind = "DESK_OPERATION_COMPLETED"
	KindDeskReturned           Kind = "DESK_OPERATION_RETURNED"
	KindDeskCanceled           Kind = "DESK_OPERATION_CANCELED"
	KindDeskExpired            Kind = "DESK_OPERATION_EXPIRED"
	KindDeskExpiredWithMoney   Kind = "DESK_OPERATION_EXPIRED_WITH_MONEY"
	KindDeskOvernight          Kind = "DESK_OPERATION_OVERNIGHT"
	KindDeskHeld               Kind = "DESK_OPERATION_HELD"
	KindDeskReleased           Kind = "DESK_OPERATION_RELEASED"
	KindDeskLimitReached       Kind = "DESK_LIMIT_REACHED"
	KindDeskClientRegistered   Kind = "DESK_CLIENT_REGISTERED"
	KindDeskClientActivated    Kind = "DESK_CLIENT_ACTIVATED"
	KindDeskClientUpdated      Kind = "DESK_CLIENT_UPDATED"
	KindDeskClientDeactivated  Kind = "DESK_CLIENT_DEACTIVATED"
	KindDeskClientReactivated  Kind = "DESK_CLIENT_REACTIVATED"
	KindDeskDocuments          Kind = "DESK_DOCUMENTS_UPLOADED"
	KindDeskProposed           Kind = "DESK_IDENTIFICATION_PROPOSED"
	KindDeskDeclined           Kind = "DESK_IDENTIFICATION_DECLINED"
	KindDeskApproved           Kind = "DESK_IDENTIFICATION_APPROVED"
	KindDeskRejected           Kind = "DESK_IDENTIFICATION_REJECTED"
	KindDeskDuplicateFile      Kind = "DESK_DUPLICATE_FILE"
)

// Traits are what holds for every message of a kind.
type Traits struct {
	Kind  Kind
	Topic domain.Topic
	// Urgent messages do not wait for the end of the quiet, and wake the telephone.
	Urgent bool
	// Lifetime is how long the message says something worth knowing.
	Lifetime time.Duration
	// ByCommand tells that a command tells it by [Service.Tell]; Secret, that it carries a code then, or a link where Link is set.
	ByCommand, Secret, Link bool
}

// How long messages are worth sending.
const (
	hours = 48 * time.Hour
	days  = 7 * 24 * time.Hour
)

// Kinds lists every kind of message with what holds for it, in the order of the documentation.
func Kinds() []Traits {
	var all []Traits
	add := func(topic domain.Topic, lifetime time.Duration, kinds ...Kind) {
		for _, kind := range kinds {
			all = append(all, Traits{Kind: kind, Topic: topic, Lifetime: lifetime, Urgent: topic == domain.TopicSecurity})
		}
	}
	add(domain.TopicOperations, hours, KindOperationCreated, KindOperationAmended, KindOperationInProcess, KindDepositWithdrawn,
		KindDepositRejected, KindDepositRefunded, KindDepositApplied, KindDepositUnapplied, KindDepositUnconfirmed, KindDepositUnseen,
		KindPayoutVoided, KindOperationCompleted, KindOperationReturned, KindOperationCanceled, KindOperationExpired, KindExpiredWithMoney,
		KindOperationHeld, KindOperationReleased)
	add(domain.TopicIdentity, days, KindLimitReached, KindClientRegistered, KindWelcome, KindDocumentRejected,
		KindIdentificationInReview, KindIdentificationApproved, KindIdentificationRejected, KindIdentificationReopened)
	add(domain.TopicSecurity, days, KindEmailShared, KindClientUpdated, KindEmailChangedNow, KindContactVerified, KindContactRemoved,
		KindClientDeactivated, KindClientReactivated, KindDataExported, KindAccountAdded, KindAccountRemoved, KindAccountConfirmed,
		KindNewDevice, KindPasswordChanged, KindTOTPEnabled, KindTOTPDisabled, KindRoleChanged, KindPasswordChangeForced,
		KindTOTPReset, KindPermissionGranted, KindPermissionRevoked, KindTokenCreated, KindTokenRotated, KindTokenRevoked)
	add(domain.TopicOperations, hours, KindDeskOperationCreated, KindDeskOperationAmended, KindDeskDepositReported,
		KindDeskDepositWithdrawn, KindDeskDepositRejected, KindDeskDepositRefunded, KindDeskDepositApplied, KindDeskDepositUnapplied,
		KindDeskDepositUnconfirmed, KindDeskDepositUnseen, KindDeskPayoutVoided, KindDeskPayoutCameBack, KindDeskInProcess,
		KindDeskOperationAssigned, KindDeskOperationTaken, KindDeskOperationLeft, KindDeskOperatorNamed,
		KindDeskProofAdded, KindDeskCompleted, KindDeskReturned, KindDeskCanceled,
		KindDeskExpired, KindDeskExpiredWithMoney, KindDeskOvernight, KindDeskHeld, KindDeskReleased)
	add(domain.TopicIdentity, days, KindDeskLimitReached, KindDeskDocuments, KindDeskProposed, KindDeskDeclined, KindDeskApproved,
		KindDeskRejected, KindDeskDuplicateFile)
	add(domain.TopicPortfolio, days, KindDeskClientRegistered, KindDeskClientActivated, KindDeskClientUpdated,
		KindDeskClientDeactivated, KindDeskClientReactivated, KindClientAssigned, KindClientMoved)
	add(domain.TopicHouse, days, KindStaffJoined, KindStaffLeft)
	for _, kind := range []Kind{KindRegistrationCode, KindRegistrationKnown, KindContactCode, KindPasswordReset, KindClientInvitation,
		KindStaffInvitation, KindEmailChangedBefore, KindFirstContactCode, KindFirstContactChanged, KindStaffEmailChanged} {
		all = append(all, Traits{Kind: kind, Topic: domain.TopicSecurity, Urgent: true, Lifetime: days, ByCommand: true,
			Secret: kind != KindRegistrationKnown && kind != KindEmailChangedBefore && kind != KindStaffEmailChanged,
			Link: kind == KindPasswordReset || kind == KindClientInvitation || kind == KindStaffInvitation ||
				kind == KindFirstContactChanged})
	}
	return all
}
