package app

import (
	"github.com/prometheus/client_golang/prometheus"

	"github.com/qoricash/qoricash/internal/jobs"
)

// jobCollector reads at each scrape whether the instance leads, and how its clock stands.
type jobCollector struct {
	standing func() jobs.Snapshot
}

var (
	jobsLead   = describe("jobs_leads", "1 on the instance that runs the jobs.")
	clockDrift = describe("clock_drift_seconds", "How far the instance's clock is ahead of the database's; beyond 2 s either way it does not lead.")
)

// Describe implements prometheus.Collector.
func (c *jobCollector) Describe(descs chan<- *prometheus.Desc) {
	descs <- jobsLead
	descs <- clockDrift
}

// Collect implements prometheus.Collector.
func (c *jobCollector) Collect(metrics chan<- prometheus.Metric) {
	standing, leads := c.standing(), 0.0
	if standing.Leads {
		leads = 1
	}
	metrics <- prometheus.MustNewConstMetric(jobsLead, prometheus.GaugeValue, leads)
	metrics <- prometheus.MustNewConstMetric(clockDrift, prometheus.GaugeValue, standing.Drift.Seconds())
}
