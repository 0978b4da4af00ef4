package graph

import (
	"github.com/qoricash/qoricash/graph/model"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
)

// abilities says of every permission whether the caller has it over some rows, so that no front end guesses (class of pain
// P-22).
func abilities(caller access.Actor) *model.Abilities {
	return &model.Abilities{
		OperationsRead:      caller.Can(domain.OperationsRead),
		OperationsCreate:    caller.Can(domain.OperationsCreate),
		DepositsReport:      caller.Can(domain.DepositsReport),
		OperationsCancel:    caller.Can(domain.OperationsCancel),
		OperationsAmend:     caller.Can(domain.OperationsAmend),
		OperationsSettle:    caller.Can(domain.OperationsSettle),
		OperationsTake:      caller.Can(domain.OperationsTake),
		OperationsReassign:  caller.Can(domain.OperationsReassign),
		OperationsHold:      caller.Can(domain.OperationsHold),
		NotesRead:           caller.Can(domain.NotesRead),
		NotesWrite:          caller.Can(domain.NotesWrite),
		RatesPublish:        caller.Can(domain.RatesPublish),
		RatesBase:           caller.Can(domain.RatesBase),
		RatesOverride:       caller.Can(domain.RatesOverride),
		BalancesRead:        caller.Can(domain.BalancesRead),
		LedgerRead:          caller.Can(domain.LedgerRead),
		HouseAccountsOpen:   caller.Can(domain.HouseAccountsOpen),
		ClientsRead:         caller.Can(domain.ClientsRead),
		ClientsCreate:       caller.Can(domain.ClientsCreate),
		AccountsWrite:       caller.Can(domain.AccountsWrite),
		UsersRead:           caller.Can(domain.UsersRead),
		UsersWrite:          caller.Can(domain.UsersWrite),
		ClientsUpdate:       caller.Can(domain.ClientsUpdate),
		ClientsReassign:     caller.Can(domain.ClientsReassign),
		ClientsDeactivate:   caller.Can(domain.ClientsDeactivate),
		ClientsExport:       caller.Can(domain.ClientsExport),
		AccountsConfirm:     caller.Can(domain.AccountsConfirm),
		KycRead:             caller.Can(domain.KYCRead),
		DocumentsSubmit:     caller.Can(domain.DocumentsSubmit),
		KycReview:           caller.Can(domain.KYCReview),
		AuditRead:           caller.Can(domain.AuditRead),
		MessagesManage:      caller.Can(domain.MessagesManage),
		TokensManage:        caller.Can(domain.TokensManage),
		FilesUpload:         caller.Can(domain.FilesUpload),
		CalendarManage:      caller.Can(domain.CalendarManage),
		ParametersManage:    caller.Can(domain.ParametersManage),
		RewardsRead:         caller.Can(domain.RewardsRead),
		RewardsRedeem:       caller.Can(domain.RewardsRedeem),
		CampaignsManage:     caller.Can(domain.CampaignsManage),
		ReferralsDecide:     caller.Can(domain.ReferralsDecide),
		InvoicesRead:        caller.Can(domain.InvoicesRead),
		InvoicesManage:      caller.Can(domain.InvoicesManage),
		InvoicesVoid:        caller.Can(domain.InvoicesVoid),
		RiskRead:            caller.Can(domain.RiskRead),
		RiskManage:          caller.Can(domain.RiskManage),
		RulesManage:         caller.Can(domain.RulesManage),
		AlertsRead:          caller.Can(domain.AlertsRead),
		AlertsResolve:       caller.Can(domain.AlertsResolve),
		ScreeningReview:     caller.Can(domain.ScreeningReview),
		ComplianceOfficer:   caller.Can(domain.ComplianceOfficer),
		ComplianceAlternate: caller.Can(domain.ComplianceAlternate),
		SystemRead:          caller.Can(domain.SystemRead),
		SchemaExplore:       caller.Can(domain.SchemaExplore),
	}
}
