package app

import (
	"context"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/qoricash/qoricash/internal/notify"
)

// messageCollector reads what is told and what waits at each scrape.
type messageCollector struct{ messages *notify.Service }

var (
	endedMessages   = describe("messages_total", "Messages by how they ended on this instance, and lines of inboxes.", "outcome")
	waitingMessages = describe("messages_waiting", "Messages of the house that are not sent.", "channel", "state")
	oldestMessage   = describe("messages_oldest_seconds", "How long the oldest message waits that could have gone.", "channel")
)

// Describe implements prometheus.Collector.
func (c *messageCollector) Describe(descs chan<- *prometheus.Desc) {
	prometheus.DescribeByCollect(c, descs)
}

// Collect implements prometheus.Collector. What waits is left out where the database does not answer in time.
func (c *messageCollector) Collect(metrics chan<- prometheus.Metric) {
	counted := c.messages.Counted()
	for outcome, count := range map[string]int64{"line": counted.Lines, "queued": counted.Queued, "sent": counted.Sent, "dead": counted.Dead,
		"canceled": counted.Canceled, "retried": counted.Retried} {
		metrics <- prometheus.MustNewConstMetric(endedMessages, prometheus.CounterValue, float64(count), outcome)
	}
	ctx, cancel := context.WithTimeout(context.Background(), lagLimit)
	defer cancel()
	backlogs, err := c.messages.Backlogs(ctx)
	if err != nil {
		return
	}
	for channel, backlog := range backlogs {
		metrics <- prometheus.MustNewConstMetric(waitingMessages, prometheus.GaugeValue, float64(backlog.Pending), string(channel), "pending")
		metrics <- prometheus.MustNewConstMetric(waitingMessages, prometheus.GaugeValue, float64(backlog.Dead), string(channel), "dead")
		metrics <- prometheus.MustNewConstMetric(oldestMessage, prometheus.GaugeValue, backlog.OldestAge.Seconds(), string(channel))
	}
}
