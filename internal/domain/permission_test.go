package domain

import (
	"slices"
	"testing"
)

// The matrix of decisions.md ("Who may"), written out a second time from the reader's side.
func TestWhoMay(t *testing.T) {
	t.Parallel()
	all, portfolio, assigned, unassigned, own, no := ReachAll, ReachPortfolio, ReachAssigned, ReachUnassigned, ReachOwn, ReachNone
	roles := []Role{RoleMaster, RoleTrader, RoleOperator, RoleMiddleOffice, RoleAnalyst, RoleClient, RoleAnonymous}
	matrix := map[Permission][]Reach{
		OperationsRead:      {all, portfolio, all, all, all, own, no},
		OperationsCreate:    {all, portfolio, no, no, no, own, no},
		DepositsReport:      {all, portfolio, no, no, no, own, no},
		OperationsCancel:    {all, portfolio, no, no, no, own, no},
		OperationsAmend:     {all, portfolio, no, no, no, no, no},
		OperationsSettle:    {all, no, assigned, no, no, no, no},
		OperationsTake:      {unassigned, no, unassigned, no, no, no, no},
		OperationsReassign:  {all, no, no, no, no, no, no},
		OperationsHold:      {all, no, no, all, no, no, no},
		NotesRead:           {all, portfolio, all, all, no, no, no},
		NotesWrite:          {all, portfolio, all, no, no, no, no},
		RatesPublish:        {all, no, all, no, no, no, no},
		RatesBase:           {all, no, all, no, no, no, no},
		RatesOverride:       {all, no, no, no, no, no, no},
		HouseAccountsOpen:   {all, no, no, no, no, no, no},
		CalendarManage:      {all, no, no, no, no, no, no},
		ParametersManage:    {all, no, no, all, no, no, no},
		RewardsRead:         {all, portfolio, no, no, all, own, no},
		RewardsRedeem:       {no, no, no, no, no, own, no},
		CampaignsManage:     {all, no, no, no, no, no, no},
		ReferralsDecide:     {all, no, no, no, no, no, no},
		InvoicesRead:        {all, portfolio, all, all, all, own, no},
		InvoicesManage:      {all, portfolio, no, no, no, no, no},
		InvoicesVoid:        {all, no, no, no, no, no, no},
		RiskRead:            {all, portfolio, all, all, no, no, no},
		RiskManage:          {all, no, no, all, no, no, no},
		RulesManage:         {all, no, no, all, no, no, no},
		ScreeningReview:     {all, no, no, all, no, no, no},
		AlertsRead:          {all, no, no, all, no, no, no},
		AlertsResolve:       {all, no, no, all, no, no, no},
		ComplianceOfficer:   {no, no, no, no, no, no, no}, // an office gives it, no role does
		ComplianceAlternate: {no, no, no, no, no, no, no},
		SystemRead:          {all, no, no, no, no, no, no},
		UsersWrite:          {all, no, no, no, no, no, no},
		BalancesRead:        {all, no, all, no, all, no, no},
		LedgerRead:          {all, no, no, no, all, no, no},
		ClientsRead:         {all, portfolio, all, all, all, own, no},
		ClientsCreate:       {all, portfolio, no, no, no, no, no},
		AccountsWrite:       {all, portfolio, all, all, no, own, no},
		UsersRead:           {all, all, all, all, all, no, no},
		ClientsUpdate:       {all, no, no, all, no, no, no},
		ClientsReassign:     {all, no, no, no, no, no, no},
		ClientsDeactivate:   {all, no, no, all, no, no, no},
		ClientsExport:       {all, no, no, no, no, own, no},
		AccountsConfirm:     {all, no, all, all, no, no, no},
		KYCRead:             {all, portfolio, no, all, no, own, no},
		DocumentsSubmit:     {all, portfolio, no, all, no, own, no},
		KYCReview:           {all, no, no, all, no, no, no},
		AuditRead:           {all, no, no, all, no, no, no},
		MessagesManage:      {all, no, no, no, no, no, no},
		TokensManage:        {all, no, no, no, own, no, no},
		FilesUpload:         {all, all, all, all, no, own, no},
		SchemaExplore:       {all, all, all, all, all, no, no},
	}
	for _, permission := range Permissions() {
		want, ok := matrix[permission]
		if !ok {
			t.Errorf("%s is not in the matrix", permission)
			continue
		}
		for i, role := range roles {
			if got := ReachOf(role, permission, nil); got != want[i] {
				t.Errorf("%s for %s reaches %q, want %q", permission, role, got, want[i])
			}
		}
	}
}

func TestOnlyGrantablePermissionsAreGranted(t *testing.T) {
	t.Parallel()
	for _, permission := range Permissions() {
		got := ReachOf(RoleTrader, permission, []Permission{permission})
		plain := ReachOf(RoleTrader, permission, nil)
		if grantable := slices.Contains(Grantable(), permission); grantable && got != ReachAll || !grantable && got != plain {
			t.Errorf("%s granted to a trader reaches %q", permission, got)
		}
	}
	if got := ReachOf(RoleClient, RatesPublish, []Permission{RatesPublish}); got != ReachNone {
		t.Errorf("a client was granted %q", got)
	}
}

func TestEveryPermissionSaysWhatItLetsAPersonDo(t *testing.T) {
	t.Parallel()
	said := map[string]Permission{}
	for _, permission := range Permissions() {
		label := permission.Label()
		if other, twice := said[label]; label == "" || twice {
			t.Errorf("%s is called %q, as %q is", permission, label, other)
		}
		said[label] = permission
	}
	if len(permissionLabels) != len(said) {
		t.Errorf("%d words for %d permissions", len(permissionLabels), len(said))
	}
}
