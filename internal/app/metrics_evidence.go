package app

import (
	"context"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/qoricash/qoricash/internal/evidence"
)

// sealCollector looks at each scrape how long rows of evidence have been waiting for their seal.
type sealCollector struct{ sealer *evidence.Sealer }

var (
	unsealedAge  = describe("evidence_unsealed_seconds", "Age of the oldest row that no seal covers.", "stream")
	alteredSeals = describe("evidence_altered_seals_total", "Rows met among the newest seals that are no seals.")
)

// Describe implements prometheus.Collector.
func (c *sealCollector) Describe(descs chan<- *prometheus.Desc) {
	prometheus.DescribeByCollect(c, descs)
}

// Collect implements prometheus.Collector. It leaves a stream out of a scrape while the database does not answer; readiness tells
// that.
func (c *sealCollector) Collect(metrics chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), lagLimit)
	defer cancel()
	metrics <- prometheus.MustNewConstMetric(alteredSeals, prometheus.CounterValue, float64(c.sealer.Altered()))
	for _, stream := range evidence.Streams() {
		if waiting, err := c.sealer.Waiting(ctx, stream); err == nil {
			metrics <- prometheus.MustNewConstMetric(unsealedAge, prometheus.GaugeValue, waiting.Seconds(), stream)
		}
	}
}
