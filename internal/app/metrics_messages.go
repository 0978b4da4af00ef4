package app

import (
	"github.com/prometheus/client_golang/prometheus"

	"github.com/qoricash/qoricash/internal/notify"
)

// messageCollector reads what is told at each scrape; what is sent of it is work.
type messageCollector struct{ messages *notify.Service }

var toldMessages = describe("messages_told_total", "Lines of inboxes, and e-mails and pushes to be sent, that this instance made of what happened.", "what")

// Describe implements prometheus.Collector.
func (c *messageCollector) Describe(descs chan<- *prometheus.Desc) { descs <- toldMessages }

// Collect implements prometheus.Collector.
func (c *messageCollector) Collect(metrics chan<- prometheus.Metric) {
	counted := c.messages.Counted()
	metrics <- prometheus.MustNewConstMetric(toldMessages, prometheus.CounterValue, float64(counted.Lines), "line")
	metrics <- prometheus.MustNewConstMetric(toldMessages, prometheus.CounterValue, float64(counted.Queued), "message")
}
