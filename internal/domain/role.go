package domain

import "slices"

// Role is the part that a person of the house plays. Code never branches on a role: it asks for a permission.
type Role string

// The roles of the seeds, and ANALYST: reads only, personal data masked.
const (
	RoleMaster       Role = "MASTER"
	RoleTrader       Role = "TRADER"
	RoleOperator     Role = "OPERATOR"
	RoleMiddleOffice Role = "MIDDLE_OFFICE"
	RoleAnalyst      Role = "ANALYST"
)

// The callers that are no staff. They have rows in the permission table like everybody else, and never stand in the
// database as the role of a user.
const (
	RoleClient    Role = "CLIENT"
	RoleAnonymous Role = "ANONYMOUS"
	RoleSystem    Role = "SYSTEM"
)

// Label is the word that people of the house read for the part of a caller (Spanish, Peru).
func (r Role) Label() string {
	switch r {
	case RoleMaster:
		return "Master"
	case RoleTrader:
		return "Trader"
	case RoleOperator:
		return "Operador"
	case RoleMiddleOffice:
		return "Middle Office"
	case RoleAnalyst:
		return "Analista"
	case RoleClient:
		return "Cliente"
	case RoleAnonymous:
		return "Sin sesión"
	case RoleSystem:
		return "Sistema"
	}
	return ""
}

// StaffRoles lists the roles that a user may have.
func StaffRoles() []Role {
	return []Role{RoleMaster, RoleTrader, RoleOperator, RoleMiddleOffice, RoleAnalyst}
}

// ActorRoles lists the part of every caller who acts: those of the house, and of who is no staff.
func ActorRoles() []Role { return append(StaffRoles(), RoleClient, RoleAnonymous, RoleSystem) }

// Staff tells whether r is a role of the house.
func (r Role) Staff() bool { return slices.Contains(StaffRoles(), r) }

// Values lists the roles for the database's enum check.
func (Role) Values() []string { return valuesOf(StaffRoles()) }
