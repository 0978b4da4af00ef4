package app

import (
	"github.com/prometheus/client_golang/prometheus"

	"github.com/qoricash/qoricash/internal/rewards"
)

// rewardCollector reads at each scrape how codes were tried on this instance.
type rewardCollector struct{ rewards *rewards.Service }

var (
	triedCodes   = describe("reward_code_tries_total", "Tries of codes of rewards and recommendations on this instance, by how they ended.", "outcome")
	guessedCodes = describe("reward_codes_guessed", "1 while more unknown codes are tried in the whole house than people mistype.")
)

// Describe implements prometheus.Collector.
func (c *rewardCollector) Describe(descs chan<- *prometheus.Desc) {
	descs <- triedCodes
	descs <- guessedCodes
}

// Collect implements prometheus.Collector.
func (c *rewardCollector) Collect(metrics chan<- prometheus.Metric) {
	tried := c.rewards.Attempts()
	for outcome, count := range map[string]int64{"usable": tried.Usable, "unknown": tried.Unknown, "limited": tried.Limited} {
		metrics <- prometheus.MustNewConstMetric(triedCodes, prometheus.CounterValue, float64(count), outcome)
	}
	guessed := 0.0
	if c.rewards.Guessed() {
		guessed = 1
	}
	metrics <- prometheus.MustNewConstMetric(guessedCodes, prometheus.GaugeValue, guessed)
}
