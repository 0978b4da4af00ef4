package ids

import (
	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/domain"
)

// objectPrefixes are the prefixes of the global ids of the things that rows of the audit trail name.
var objectPrefixes = map[domain.ObjectKind]string{
	domain.ObjectOperation: ent.OperationIDPrefix, domain.ObjectQuote: ent.QuoteIDPrefix, domain.ObjectFile: ent.FileIDPrefix,
	domain.ObjectHouseAccount: ent.HouseAccountIDPrefix, domain.ObjectBaseRate: ent.BaseRateIDPrefix, domain.ObjectPublicRate: ent.PublicRateIDPrefix,
	domain.ObjectClient: ent.CustomerIDPrefix, domain.ObjectAccount: ent.BankAccountIDPrefix, domain.ObjectClientContact: ent.ClientContactIDPrefix,
	domain.ObjectDocument: ent.ClientDocumentIDPrefix, domain.ObjectParameter: view.ParameterIDPrefix, domain.ObjectProposal: ent.ProposalIDPrefix,
	domain.ObjectUser: ent.UserIDPrefix, domain.ObjectSession: ent.SessionIDPrefix, domain.ObjectToken: ent.AccessTokenIDPrefix,
	domain.ObjectOutboxMessage: ent.OutboxMessageIDPrefix, domain.ObjectPushDevice: ent.PushDeviceIDPrefix,
	domain.ObjectRewardCode: ent.RewardCodeIDPrefix, domain.ObjectReferral: ent.ReferralIDPrefix, domain.ObjectCampaign: ent.CampaignIDPrefix,
	domain.ObjectScheduledRate: ent.ScheduledRateIDPrefix, domain.ObjectInvoice: ent.InvoiceIDPrefix, domain.ObjectRule: ent.MonitoringRuleIDPrefix,
	domain.ObjectScreeningHit: ent.ScreeningHitIDPrefix,
	domain.ObjectHold:         ent.HoldIDPrefix, domain.ObjectClientRestriction: ent.ClientRestrictionIDPrefix,
	domain.ObjectAlert: ent.AlertIDPrefix, domain.ObjectCase: ent.ComplianceCaseIDPrefix,
}

// ObjectPrefix answers the prefix of the global ids of a kind of thing; false for what has none.
func ObjectPrefix(kind domain.ObjectKind) (string, bool) {
	prefix, known := objectPrefixes[kind]
	return prefix, known
}

// ObjectOf answers what kind of thing global ids of a prefix are of; false for what the audit trail does not name.
func ObjectOf(prefix string) (domain.ObjectKind, bool) {
	for kind, of := range objectPrefixes {
		if of == prefix {
			return kind, true
		}
	}
	return "", false
}
