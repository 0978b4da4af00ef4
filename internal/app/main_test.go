package app_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"syscall"
	"testing"

	"github.com/qoricash/qoricash/internal/app"
	"github.com/qoricash/qoricash/internal/config"
)

// Instances that have to die are this binary, started again with this variable.
const processVariable = "APP_TEST_PROCESS"

func TestMain(m *testing.M) {
	if os.Getenv(processVariable) == "" {
		os.Exit(m.Run())
	}
	if err := instanceProcess(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// instanceProcess serves with the settings of its environment until it is told to leave, as the program does.
func instanceProcess() error {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	settings, err := config.Load(config.Sources{Environ: os.Environ()})
	if err != nil {
		return err
	}
	instance, err := app.New(ctx, settings, slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn})))
	if err != nil {
		return err
	}
	fmt.Println(instance.Address())
	return errors.Join(instance.Run(ctx), instance.Close(context.WithoutCancel(ctx)))
}
