package domain_test

import (
	"errors"
	"testing"

	"github.com/qoricash/qoricash/internal/domain"
)

func TestFaultIsRecognisedByItsCode(t *testing.T) {
	t.Parallel()
	_, found := domain.CheckDocument(domain.DocumentRUC, "30131312950")
	err := found.Err()
	for _, code := range []domain.FaultCode{domain.FaultRUCPrefix, domain.FaultRUCCheck} {
		if !errors.Is(err, domain.Fault{Code: code}) {
			t.Errorf("%v does not hold %s", err, code)
		}
	}
	if errors.Is(err, domain.Fault{Code: domain.FaultRUCFormat}) {
		t.Errorf("%v holds a fault that was not found", err)
	}
}

func TestWarningsForbidNothing(t *testing.T) {
	t.Parallel()
	_, found := domain.CheckDocument(domain.DocumentCE, "ab1234567")
	if !found.Accepted() || found.Err() != nil || len(found.Errors()) != 0 || len(found.Warnings()) != 1 {
		t.Errorf("found %v", found)
	}
	var refused domain.Faults
	found.RefuseIn(&refused, "input")
	if refused.Err() != nil {
		t.Errorf("a warning became %v", refused.Err())
	}
}

func TestFindingLevelsReadAsWords(t *testing.T) {
	t.Parallel()
	for level, want := range map[domain.FindingLevel]string{
		domain.LevelOK: "OK", domain.LevelWarning: "WARNING", domain.LevelError: "ERROR",
	} {
		if level.String() != want {
			t.Errorf("level %d reads %s", level, level)
		}
	}
	if (domain.Findings)(nil).Level() != domain.LevelOK {
		t.Error("finding nothing is not OK")
	}
}
