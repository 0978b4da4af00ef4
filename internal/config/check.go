package config

import (
	"errors"
	"fmt"
	"net"
	"net/mail"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/origin"
)

// shortestSecret is the least length of a key, in bytes.
const shortestSecret = 32

// fewestCharacters is how many different characters a key has at least. One that was made by chance has more.
const fewestCharacters = 10

// widestProxies is the shortest prefix of a network of proxies: in a wider one are hosts of strangers.
const widestProxies = 8

// The bounds of settings that would make no sense outside.
const (
	shortestWindow = time.Minute
	longestWindow  = 24 * time.Hour
	mostPips       = 1_000
	fewestInPool   = 4
	mostInPool     = 1_000
)

// RequireSecret answers an error when there is no SECRET_KEY. demo makes one; serve must be given it, or what it signed
// could not be verified after a restart.
func (c Config) RequireSecret() error {
	if c.SecretKey == "" {
		return errors.New("SECRET_KEY: needed, at least 32 characters; for example the output of `openssl rand -base64 48`")
	}
	return nil
}

// RequirePublicURL answers an error when there is no PUBLIC_URL in production. Without it an address of a file would begin with the host
// that a caller made up, or with none, and a page of another origin could not show the file.
func (c Config) RequirePublicURL() error {
	if c.Production() && c.PublicURL == "" {
		return errors.New("PUBLIC_URL: needed in production, where this API is reached from outside; for example https://api.qoricash.pe")
	}
	return nil
}

// check tells every value that has its form and makes no sense, and reads those that have a form of their own.
func (c *Config) check() []error {
	var faults []error
	refuse := func(name string, broken bool, why string) {
		if broken {
			faults = append(faults, fmt.Errorf("%s: %s", name, why))
		}
	}
	refuse("APP_ENV", c.Environment != Development && c.Environment != Production, "expected development or production")
	refuse("ADDR", !listenable(c.Addr), "expected host:port")
	refuse("METRICS_ADDR", c.MetricsAddr != "" && !listenable(c.MetricsAddr), "expected host:port, or nothing")
	refuse("DATABASE_URL", !connectable(c.DatabaseURL), "expected postgres://user:password@host:port/database")
	refuse("MIGRATE_DATABASE_URL", !connectable(c.MigrateDatabaseURL), "expected postgres://user:password@host:port/database")
	refuse("NETWORK_CONNECTIONS", c.NetworkConnections < 1, "expected 1 connection or more")
	refuse("NETWORK_REQUESTS", c.NetworkRequests < 1, "expected 1 request or more")
	refuse("DATABASE_POOL", c.DatabasePool < fewestInPool || c.DatabasePool > mostInPool, "expected 4 to 1000 connections")
	refuse("SECRET_KEY", c.SecretKey != "" && len(c.SecretKey) < shortestSecret, "expected at least 32 characters")
	refuse("SECRET_KEY_PREVIOUS", c.SecretKeyPrevious != "" && len(c.SecretKeyPrevious) < shortestSecret, "expected at least 32 characters")
	refuse("SECRET_KEY_PREVIOUS", c.SecretKeyPrevious != "" && c.SecretKeyPrevious == c.SecretKey, "is the same as SECRET_KEY")
	for name, key := range map[string]Secret{"SECRET_KEY": c.SecretKey, "SECRET_KEY_PREVIOUS": c.SecretKeyPrevious} {
		refuse(name, len(key) >= shortestSecret && distinct(key) < fewestCharacters,
			"expected at least 10 different characters: make it by chance, as `openssl rand -base64 48` does")
	}
	for _, network := range c.TrustedProxies {
		refuse("TRUSTED_PROXIES", network.Bits() < widestProxies, fmt.Sprintf("%s trusts strangers: expected networks of /8 or narrower", network))
	}
	var err error
	if c.origins, err = origin.Parse(c.AllowedOrigins); err != nil {
		faults = append(faults, fmt.Errorf("ALLOWED_ORIGINS: %w", err))
	}
	for _, row := range domain.HouseParameters() {
		if setting := settingOf(row.Key); setting != "" {
			refuse(setting, row.Check(row.Of(c.Parameters())) != nil, "expected "+row.Spoken(row.Least)+" to "+row.Spoken(row.Most))
		}
	}
	for name, address := range map[string]string{"SITE_URL": c.SiteURL, "DESK_URL": c.DeskURL, "PUBLIC_URL": c.PublicURL} {
		refuse(name, address != "" && !origin.Is(strings.TrimSuffix(address, "/")), "expected an address such as https://qoricash.pe")
	}
	ruc, _ := domain.CheckDocument(domain.DocumentRUC, c.HouseRUC)
	refuse("HOUSE_RUC", ruc != c.HouseRUC, "expected a RUC: 11 digits, of which the last proves the others")
	refuse("MAIL_USERNAME", (c.MailUsername == "") != (c.MailPassword == ""), "MAIL_USERNAME and MAIL_PASSWORD are set together")
	refuse("MAIL_CONFIRMATION_USERNAME", (c.ConfirmationUsername == "") != (c.ConfirmationPassword == ""),
		"MAIL_CONFIRMATION_USERNAME and MAIL_CONFIRMATION_PASSWORD are set together")
	refuse("MAIL_CONFIRMATION_SENDER", c.ConfirmationUsername != "" && c.ConfirmationSender == "",
		"is missing: an account of its own at the SMTP server sends under its own address")
	for name, sender := range map[string]string{"MAIL_FROM": c.MailFrom, "MAIL_CONFIRMATION_SENDER": c.ConfirmationSender} {
		refuse(name, sender != "" && !isSender(sender), "expected an address such as QoriCash <no-responder@qoricash.pe>")
	}
	refuse("S3_ENDPOINT", c.S3Endpoint != "" && (c.S3Bucket == "" || c.S3AccessKey == "" || c.S3SecretKey == ""),
		"needs S3_BUCKET, S3_ACCESS_KEY and S3_SECRET_KEY")
	refuse("CLOUDINARY_CLOUD_NAME", c.CloudinaryCloud != "" && (c.CloudinaryKey == "" || c.CloudinarySecret == ""),
		"needs CLOUDINARY_API_KEY and CLOUDINARY_API_SECRET")
	refuse("S3_ENDPOINT", c.S3Endpoint != "" && c.CloudinaryCloud != "", "set S3 or Cloudinary, not both")
	return append(faults, c.checkInvoices()...)
}

// distinct counts the different characters of a key.
func distinct(key Secret) int {
	seen := map[rune]bool{}
	for _, character := range key {
		seen[character] = true
	}
	return len(seen)
}

// settingOf is the setting that holds the first value of a parameter; empty for one of companies, which comes with that of people. What
// people of the house may not set, no deployment may either.
func settingOf(key domain.ParameterKey) string {
	switch key {
	case domain.ParameterPersonLimit, domain.ParameterPersonCount:
		return "LIMIT_WITHOUT_DOCUMENTS"
	// The last two begin as no day and no bound, in every house.
	case domain.ParameterCompanyLimit, domain.ParameterCompanyCount, domain.ParameterInvoicingFrom, domain.ParameterTraderExposure:
		return ""
	}
	return string(key)
}

func listenable(address string) bool {
	_, port, err := net.SplitHostPort(address)
	if err != nil {
		return false
	}
	_, err = strconv.ParseUint(port, 10, 16)
	return err == nil
}

// connectable tells whether an address has the form of one, or there is none; the driver reads it when it connects. It is
// a URL or, as libpq takes it too, a list of name=value.
func connectable(address Secret) bool {
	text := address.Reveal()
	if !strings.Contains(text, "://") {
		return text == "" || strings.Contains(text, "=")
	}
	parsed, err := url.Parse(text)
	return err == nil && (parsed.Scheme == "postgres" || parsed.Scheme == "postgresql")
}

// isSender tells whether a text is an address, with or without a name.
func isSender(text string) bool {
	_, err := mail.ParseAddress(text)
	return err == nil
}
