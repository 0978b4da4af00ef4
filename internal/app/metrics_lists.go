package app

import (
	"context"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/watchlist"
)

// listCollector reads how old the lists are at each scrape.
type listCollector struct {
	lists *watchlist.Service
	clock clock.Clock
}

var (
	listAge     = describe("list_age_seconds", "Since when nobody has seen that a list is its publisher's, of lists that ever came.", "source")
	listEntries = describe("list_entries", "Entries of the active version of a list.", "source")
	listStale   = describe("list_stale", "1 while new clients wait for a person because of a mandatory list.", "source")
)

// Describe implements prometheus.Collector.
func (c *listCollector) Describe(descs chan<- *prometheus.Desc) {
	for _, one := range []*prometheus.Desc{listAge, listEntries, listStale} {
		descs <- one
	}
}

// Collect implements prometheus.Collector. What the database knows is left out where it does not answer in time.
func (c *listCollector) Collect(metrics chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(access.AsSystem(context.Background()), lagLimit)
	defer cancel()
	states, err := c.lists.States(ctx)
	if err != nil {
		return
	}
	gauge := func(desc *prometheus.Desc, value float64, source string) {
		metrics <- prometheus.MustNewConstMetric(desc, prometheus.GaugeValue, value, source)
	}
	for _, state := range states {
		source := string(state.Rule.Source)
		if !state.CheckedAt.IsZero() {
			gauge(listAge, c.clock.Now().Sub(state.CheckedAt).Round(time.Second).Seconds(), source)
		}
		if state.Active != nil {
			gauge(listEntries, float64(state.Active.Entries), source)
		}
		if state.Rule.Mandatory {
			stale := 0.0
			if state.Stale {
				stale = 1
			}
			gauge(listStale, stale, source)
		}
	}
}
