package app

import (
	"maps"

	"github.com/qoricash/qoricash/internal/adapter/listfiles"
	"github.com/qoricash/qoricash/internal/config"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/watchlist"
)

// publisherOf is what brings the lists that the settings name; nil where they name none.
func publisherOf(settings config.Config) watchlist.Publisher {
	addresses := map[domain.ListSource]string{domain.ListOFAC: settings.ListsURLOFAC, domain.ListUN: settings.ListsURLUN,
		domain.ListEU: settings.ListsURLEU, domain.ListUK: settings.ListsURLUK}
	maps.DeleteFunc(addresses, func(_ domain.ListSource, address string) bool { return address == "" })
	if len(addresses) == 0 && settings.ListsDir == "" {
		return nil
	}
	return listfiles.New(listfiles.Options{Folder: settings.ListsDir, Addresses: addresses})
}
