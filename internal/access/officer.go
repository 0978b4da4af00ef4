package access

import (
	"slices"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/domain"
)

// officer tells whether the actor is the officer or the alternate, at work: an access token has the rights of no office.
func officer(a Actor) bool {
	return a.IsStaff() && a.TokenID == uuid.Nil && slices.ContainsFunc(domain.ComplianceOffice(), a.Can)
}

// officers shows rows to the officer and the alternate alone.
func officers(a Actor) predicate {
	if officer(a) {
		return nil
	}
	return none
}

// auditEntries shows the trail but for what the officer and the alternate do, which they alone read.
func auditEntries(a Actor) predicate {
	if !a.IsStaff() || !a.Can(domain.AuditRead) {
		return none
	}
	if officer(a) {
		return nil
	}
	hidden := []any{}
	for _, kind := range domain.OfficersObjects() {
		hidden = append(hidden, string(kind))
	}
	return func(s *sql.Selector) { s.Where(sql.NotIn(s.C("object_kind"), hidden...)) }
}

// officersFiles are what belongs to cases and reports, for the officer and the alternate.
func officersFiles(a Actor, s *sql.Selector) *sql.Predicate {
	if officer(a) {
		return ofReaders(s, domain.ReadByOfficers)
	}
	return sql.False()
}

// knowsOfCases tells whether somebody may read that an alert was escalated: the officer, the alternate and the house itself.
func knowsOfCases(a Actor) bool { return a.Kind == domain.ActorSystem || officer(a) }

// hideEscalation makes an alert that was escalated one that was resolved.
func hideEscalation(a *ent.Alert) {
	a.Status, a.CaseID = a.Status.Shown(), nil
}
