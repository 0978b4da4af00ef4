package config

import (
	"net/netip"
	"net/url"
	"strings"
)

// UnprovenDatabases names the settings whose database is reached over a network without proof of who answers: without TLS, or with TLS
// that checks no certificate (sslmode other than verify-ca and verify-full). Whoever stands between reads and changes everything then.
func (c Config) UnprovenDatabases() []string {
	var names []string
	for _, setting := range []struct {
		name    string
		address Secret
	}{{"DATABASE_URL", c.DatabaseURL}, {"MIGRATE_DATABASE_URL", c.MigrateDatabaseURL}} {
		host, mode := destination(setting.address.Reveal())
		if !onThisMachine(host) && mode != "verify-ca" && mode != "verify-full" {
			names = append(names, setting.name)
		}
	}
	return names
}

// destination answers the host and the sslmode of an address, in either form that it may have.
func destination(address string) (host, mode string) {
	if parsed, err := url.Parse(address); err == nil && strings.Contains(address, "://") {
		query := parsed.Query()
		if host = parsed.Hostname(); query.Get("host") != "" {
			host = query.Get("host")
		}
		return host, query.Get("sslmode")
	}
	for pair := range strings.FieldsSeq(address) {
		switch name, value, _ := strings.Cut(pair, "="); name {
		case "host":
			host = strings.Trim(value, "'")
		case "sslmode":
			mode = strings.Trim(value, "'")
		}
	}
	return host, mode
}

// onThisMachine tells whether a host is none, the folder of a socket, or a loopback address.
func onThisMachine(host string) bool {
	for one := range strings.SplitSeq(host, ",") {
		if ip, err := netip.ParseAddr(one); err == nil && ip.IsLoopback() {
			continue
		}
		if one != "" && one != "localhost" && !strings.HasPrefix(one, "/") {
			return false
		}
	}
	return true
}
