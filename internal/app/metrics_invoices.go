package app

import (
	"context"
	"strconv"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/invoicing"
)

// invoiceCollector reads how the electronic documents stand at each scrape.
type invoiceCollector struct{ invoices *invoicing.Service }

var (
	invoicesByState = describe("invoices", "Electronic documents of the house by state.", "state")
	oldestInvoice   = describe("invoices_oldest_open_seconds", "How long the oldest electronic document waits that is not settled.")
	stoppedInvoices = describe("invoices_stopped", "1 while the provider of electronic documents refuses the account of the house.")
	invoiceFaults   = describe("invoice_faults_total", "Faults of the provider of electronic documents on this instance, by its code; 0 without one.", "code")
)

// Describe implements prometheus.Collector.
func (c *invoiceCollector) Describe(descs chan<- *prometheus.Desc) {
	for _, one := range []*prometheus.Desc{invoicesByState, oldestInvoice, stoppedInvoices, invoiceFaults} {
		descs <- one
	}
}

// Collect implements prometheus.Collector. What the database knows is left out where it does not answer in time.
func (c *invoiceCollector) Collect(metrics chan<- prometheus.Metric) {
	for code, count := range c.invoices.Faults() {
		metrics <- prometheus.MustNewConstMetric(invoiceFaults, prometheus.CounterValue, float64(count), strconv.Itoa(code))
	}
	ctx, cancel := context.WithTimeout(context.Background(), lagLimit)
	defer cancel()
	standing, err := c.invoices.Standing(ctx)
	if err != nil {
		return
	}
	for _, state := range domain.InvoiceStates() {
		metrics <- prometheus.MustNewConstMetric(invoicesByState, prometheus.GaugeValue, float64(standing.ByState[state]), string(state))
	}
	metrics <- prometheus.MustNewConstMetric(oldestInvoice, prometheus.GaugeValue, standing.Oldest.Seconds())
	stopped := 0.0
	if !standing.Stopped.IsZero() {
		stopped = 1
	}
	metrics <- prometheus.MustNewConstMetric(stoppedInvoices, prometheus.GaugeValue, stopped)
}
