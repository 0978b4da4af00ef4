package app_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/qoricash/qoricash/internal/app"
	"github.com/qoricash/qoricash/internal/testkit"
)

func TestThePageOfTheJobsHasEveryJob(t *testing.T) {
	t.Parallel()
	table := "| job | when | what |\n| --- | --- | --- |\n"
	for _, job := range app.Schedule() {
		if job.About == "" {
			t.Errorf("%s does not say what it does", job.Name)
		}
		table += fmt.Sprintf("| `%s` | %s | %s |\n", job.Name, job.Schedule, job.About)
	}
	page, err := os.ReadFile("../../docs/capabilities/jobs.md")
	testkit.Must(t, err)
	if !strings.Contains(string(page), "\n\n"+table+"\n") {
		t.Errorf("docs/capabilities/jobs.md does not have this table:\n\n%s", table)
	}
}
