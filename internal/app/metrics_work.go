package app

import (
	"context"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/qoricash/qoricash/internal/work"
)

// workCollector reads at each scrape what the house does behind its commits: of every kind what this instance did and what waits.
type workCollector struct{ workers []*work.Worker }

var (
	endedWork   = describe("work_total", "Tries of work by how they ended on this instance.", "kind", "outcome")
	waitingWork = describe("work_waiting", "Work of the house that is not done.", "kind", "state")
	oldestWork  = describe("work_oldest_seconds", "How long the oldest work waits that could have been done.", "kind")
)

// Describe implements prometheus.Collector.
func (c *workCollector) Describe(descs chan<- *prometheus.Desc) {
	descs <- endedWork
	descs <- waitingWork
	descs <- oldestWork
}

// Collect implements prometheus.Collector. What waits is left out where the database does not answer in time.
func (c *workCollector) Collect(metrics chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), lagLimit)
	defer cancel()
	for _, worker := range c.workers {
		counted := worker.Counted()
		for outcome, count := range map[string]int64{"done": counted.Done, "dead": counted.Dead, "canceled": counted.Canceled, "retried": counted.Retried} {
			metrics <- prometheus.MustNewConstMetric(endedWork, prometheus.CounterValue, float64(count), worker.Kind(), outcome)
		}
		backlog, err := worker.Backlog(ctx)
		if err != nil {
			continue
		}
		metrics <- prometheus.MustNewConstMetric(waitingWork, prometheus.GaugeValue, float64(backlog.Pending), worker.Kind(), "pending")
		metrics <- prometheus.MustNewConstMetric(waitingWork, prometheus.GaugeValue, float64(backlog.Dead), worker.Kind(), "dead")
		metrics <- prometheus.MustNewConstMetric(oldestWork, prometheus.GaugeValue, backlog.OldestAge.Seconds(), worker.Kind())
	}
}
