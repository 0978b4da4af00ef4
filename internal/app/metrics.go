package app

import (
	"context"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/jobs"
	"github.com/qoricash/qoricash/internal/live"
	"github.com/qoricash/qoricash/internal/wsproto"
)

// lagLimit bounds the look at the feed's lag in one scrape.
const lagLimit = time.Second

// metricsHandler serves what the parts of the house count, for Prometheus.
func (a *App) metricsHandler() http.Handler {
	registry := prometheus.NewRegistry()
	registry.MustRegister(
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
		collectors.NewDBStatsCollector(a.pool, "serving"),
		&streamCollector{transport: a.transport, hub: a.hub, feed: a.feed},
		&messageCollector{messages: a.services.Notify},
		&workCollector{workers: a.services.Workers()},
		&invoiceCollector{invoices: a.services.Invoicing},
		&listCollector{lists: a.services.Watchlist, clock: a.clock},
		&rewardCollector{rewards: a.services.Rewards},
		// The scheduler is made after the handler, and before anything is scraped.
		&jobCollector{standing: func() jobs.Snapshot { return a.scheduler.Snapshot() }},
		&sealCollector{sealer: a.sealer},
	)
	return promhttp.HandlerFor(registry, promhttp.HandlerOpts{})
}

// streamCollector reads the figures of the live side at each scrape.
type streamCollector struct {
	transport *wsproto.Server
	hub       *live.Hub
	feed      *event.Feed
}

func describe(name, help string, labels ...string) *prometheus.Desc {
	return prometheus.NewDesc("qoricash_"+name, help, labels, nil)
}

var (
	openSockets       = describe("live_sockets", "Open websockets.")
	openStreams       = describe("live_streams", "Open SSE streams.")
	openSubscriptions = describe("live_subscriptions", "Live operations on sockets and streams.")
	queuedBytes       = describe("live_queued_bytes", "Bytes that wait for peers.")
	sentMessages      = describe("live_sent_total", "Frames and SSE events sent.")
	socketWrites      = describe("live_writes_total", "System calls that carried them.")
	connectionEndings = describe("live_endings_total", "Ended connections by cause.", "cause")
	fanOutGroups      = describe("live_groups", "Groups of subscribers that share an execution.")
	largestGroup      = describe("live_largest_group", "Members of the largest group.")
	executedItems     = describe("live_executions_total", "Items executed, once per group.")
	deliveredItems    = describe("live_deliveries_total", "Items given to subscribers.")
	resumes           = describe("live_resumes_total", "Cursors taken up, from memory or by a replay.", "from")
	resyncs           = describe("live_resyncs_total", "Subscribers told to reload.")
	deliveryLatency   = describe("live_delivery_seconds", "From an event's instant to the sockets' queues.")
	feedLag           = describe("feed_lag_seconds", "How far the feed is behind.", "of")
)

// Describe implements prometheus.Collector.
func (c *streamCollector) Describe(descs chan<- *prometheus.Desc) {
	prometheus.DescribeByCollect(c, descs)
}

// Collect implements prometheus.Collector.
func (c *streamCollector) Collect(metrics chan<- prometheus.Metric) {
	gauge := func(desc *prometheus.Desc, value float64, labels ...string) {
		metrics <- prometheus.MustNewConstMetric(desc, prometheus.GaugeValue, value, labels...)
	}
	counter := func(desc *prometheus.Desc, value float64, labels ...string) {
		metrics <- prometheus.MustNewConstMetric(desc, prometheus.CounterValue, value, labels...)
	}
	transport := c.transport.Snapshot()
	gauge(openSockets, float64(transport.Sockets))
	gauge(openStreams, float64(transport.Streams))
	gauge(openSubscriptions, float64(transport.Subscriptions))
	gauge(queuedBytes, float64(transport.QueuedBytes))
	counter(sentMessages, float64(transport.Sent))
	counter(socketWrites, float64(transport.Writes))
	for cause, count := range transport.Endings {
		counter(connectionEndings, float64(count), cause)
	}
	hub := c.hub.Snapshot()
	gauge(fanOutGroups, float64(hub.Groups))
	gauge(largestGroup, float64(hub.LargestGroup))
	counter(executedItems, float64(hub.Executions))
	counter(deliveredItems, float64(hub.Deliveries))
	counter(resumes, float64(hub.ResumeHits), "memory")
	counter(resumes, float64(hub.ResumeMisses), "replay")
	counter(resyncs, float64(hub.Resyncs))
	metrics <- latencyHistogram(hub)
	c.collectLag(gauge)
}

func latencyHistogram(hub live.Snapshot) prometheus.Metric {
	var total uint64
	bounds := map[float64]uint64{}
	for _, bucket := range hub.Latency {
		total += uint64(bucket.Count)
		if bucket.UpTo > 0 {
			bounds[bucket.UpTo.Seconds()] = total
		}
	}
	return prometheus.MustNewConstHistogram(deliveryLatency, total, hub.LatencySum.Seconds(), bounds)
}

// collectLag leaves the lag out of a scrape while the database does not answer; readiness tells that.
func (c *streamCollector) collectLag(gauge func(*prometheus.Desc, float64, ...string)) {
	ctx, cancel := context.WithTimeout(context.Background(), lagLimit)
	defer cancel()
	lag, err := c.feed.Lag(ctx)
	if err != nil {
		return
	}
	gauge(feedLag, lag.Newest.Seconds(), "newest")
	gauge(feedLag, lag.Held.Seconds(), "held")
	gauge(feedLag, lag.OldestWriter.Seconds(), "oldest_writer")
}
