package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"syscall"
	"time"
)

// metricsTime bounds one scrape, from the head of the request to the last byte of the answer.
const metricsTime = 15 * time.Second

// metricsServer answers scrapes on a listener of its own: what an instance counts tells the volume of the business, and is nobody's who
// reaches the API. A nil one answers nobody.
type metricsServer struct {
	server   *http.Server
	listener net.Listener
	logger   *slog.Logger
}

// openMetrics listens for scrapes, if anybody is to. Of two instances on one machine the second finds the address taken, says so once and
// goes on without: metrics are no reason not to serve.
func (a *App) openMetrics(ctx context.Context) error {
	if a.settings.MetricsAddr == "" {
		return nil
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", a.settings.MetricsAddr)
	if errors.Is(err, syscall.EADDRINUSE) {
		a.logger.WarnContext(ctx, "no metrics: the address is taken; set METRICS_ADDR to another one, or to nothing", "address", a.settings.MetricsAddr)
		return nil
	}
	if err != nil {
		return fmt.Errorf("listen for metrics on %s: %w", a.settings.MetricsAddr, err)
	}
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", a.metricsHandler())
	server := a.newServer()
	server.Handler, server.ReadTimeout, server.WriteTimeout = mux, metricsTime, metricsTime
	a.metrics = &metricsServer{server: server, listener: listener, logger: a.logger}
	a.onClose(func(context.Context) error { return errors.Join(ignoreClosed(listener.Close()), server.Close()) })
	return nil
}

// MetricsAddress is where the instance answers scrapes; empty where it does not.
func (a *App) MetricsAddress() string {
	if a.metrics == nil {
		return ""
	}
	return a.metrics.listener.Addr().String()
}

// serve answers scrapes until ctx ends.
func (m *metricsServer) serve(ctx context.Context) {
	if m == nil {
		return
	}
	stop := context.AfterFunc(ctx, func() { _ = m.server.Close() })
	defer stop()
	if err := m.server.Serve(m.listener); !errors.Is(err, http.ErrServerClosed) {
		m.logger.ErrorContext(ctx, "the metrics are not served any more", "error", err)
	}
}
