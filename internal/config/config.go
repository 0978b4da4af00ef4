// Package config is every setting of the program, in one struct.
//
// Invariants: a setting is read here and nowhere else; it is documented where it is declared, and .env.example is made
// from the declaration; an empty value is the same as none, but where the declaration says otherwise; of several places the strongest wins: flag, environment,
// .env file, the command's own default, default; whatever is wrong is told at once, before anything starts; secrets are
// never shown, in logs, errors or the listing.
package config

import (
	"log/slog"
	"net/netip"
	"strings"
	"time"

	"github.com/qoricash/qoricash/internal/document"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/origin"
)

// Environment is where the program runs.
type Environment string

// The environments.
const (
	Development Environment = "development"
	Production  Environment = "production"
)

// Config holds the settings. The tags of a field are its documentation: env is the name, default what an absent value
// means, development what it means in that environment, empty what a value that is set to nothing means where that is not the same as
// none, unit what the value is counted in, about what it does; secret hides it, needs names a setting without which it
// makes no sense, and section begins a new part of the listing.
type Config struct {
	Environment Environment `env:"APP_ENV" default:"production" unit:"development or production" section:"Server" about:"Production writes logs as JSON and sends cookies over HTTPS only. The command demo is development where nothing is said."`
	Addr        string      `env:"ADDR" default:":8080" unit:"host:port" about:"Where the server listens. An empty host is every network."`
	Port        uint16      `env:"PORT" unit:"1 to 65535" about:"Port to listen on where ADDR is not set, as hosting platforms give it."`
	MetricsAddr string      `env:"METRICS_ADDR" default:"127.0.0.1:9464" unit:"host:port, or empty" empty:"off" about:"Where the server answers Prometheus, at /metrics. Taken by another program: one warning, and no metrics. Set to nothing: none."`
	LogLevel    slog.Level  `env:"LOG_LEVEL" default:"INFO" unit:"DEBUG, INFO, WARN or ERROR" about:"The least level that is logged."`
	DataDir     string      `env:"DATA_DIR" default:"./.data" unit:"folder" about:"Holds uploads, the seals of the evidence and, without DATABASE_URL, the private PostgreSQL."`

	DatabaseURL        Secret `env:"DATABASE_URL" secret:"url" section:"Database" unit:"postgres://user:password@host:port/database" about:"Database for the serving role qoricash_app. Empty: a private local PostgreSQL under DATA_DIR."`
	MigrateDatabaseURL Secret `env:"MIGRATE_DATABASE_URL" secret:"url" needs:"DATABASE_URL" unit:"postgres://user:password@host:port/database" about:"The same database for the owning role qoricash_owner, which only migrations use. Empty: this instance does not migrate."`
	DatabasePool       int    `env:"DATABASE_POOL" default:"16" unit:"connections" about:"Connections of one instance at most, busy and idle together."`

	SecretKey          Secret         `env:"SECRET_KEY" secret:"true" section:"Security" unit:"text of at least 32 characters" about:"Wraps the keys that sign evidence; signs addresses of files and cursors of events. Needed by serve; demo makes one and keeps it in DATA_DIR."`
	SecretKeyPrevious  Secret         `env:"SECRET_KEY_PREVIOUS" secret:"true" needs:"SECRET_KEY" unit:"text of at least 32 characters" about:"The key before a change: what it signed or wrapped stays valid. The command keys rewrap ends the need for it, as far as evidence is concerned."`
	AllowedOrigins     []string       `env:"ALLOWED_ORIGINS" default:"https://qoricash.vercel.app,https://app.qoricash.pe" development:"http://localhost:3000,http://localhost:8081,https://qoricash.vercel.app,https://app.qoricash.pe" unit:"origins, separated by commas" about:"Front ends of other origins that may call the API, with a bearer token or the session's cookie (which is SameSite Lax, so that browsers send it from pages of the same site alone). One * in the first label of an https host covers previews, as in https://qoricash-git-*.vercel.app: those act by bearer token alone, their cookies are ignored. In development also http://localhost:3000 and :8081."`
	TrustedProxies     []netip.Prefix `env:"TRUSTED_PROXIES" unit:"networks such as 10.0.0.0/8, separated by commas" about:"Proxies whose X-Forwarded-For is believed. Empty: the address of the connection counts."`
	NetworkConnections int            `env:"NETWORK_CONNECTIONS" default:"250" unit:"connections" about:"How many connections one network (an IPv4 address, an IPv6 /64) may have open, sockets apart. Those of TRUSTED_PROXIES are not counted."`
	NetworkRequests    int            `env:"NETWORK_REQUESTS" default:"150" unit:"requests" about:"How many requests one network may have in flight, sockets and event streams apart. Many people behind one address of their provider want room in it. RATELIMIT_ENABLED=false takes both bounds away."`
	TrustedDocuments   string         `env:"TRUSTED_DOCUMENTS" unit:"path of a JSON file, SHA-256 to document" about:"Answer only these GraphQL documents, but for staff who explore. Empty: every document."`
	PublicSchema       bool           `env:"PUBLIC_SCHEMA" default:"false" unit:"true or false" about:"In production too, everybody may read the schema: at /schema.graphql and by introspection. Elsewhere everybody always may."`

	SpreadPips          money.Pips    `env:"SPREAD_PIPS" default:"20" section:"Rates" unit:"pips, 0.0001 PEN per USD" about:"Taken off the base's bid and put on its ask for the public pair (domain.md 4.3)."`
	NegotiationBandPips money.Pips    `env:"NEGOTIATION_BAND_PIPS" default:"100" unit:"pips, 0.0001 PEN per USD" about:"How far a negotiated rate may be from the public one, either way."`
	QuoteTTL            time.Duration `env:"QUOTE_TTL" default:"15m" unit:"duration such as 15m" about:"How long a quote holds."`
	RateMaxAge          time.Duration `env:"RATE_MAX_AGE" default:"0s" unit:"duration such as 15m" about:"Quotes stop when the public pair is older. 0s: any age will do."`

	DepositWindow  time.Duration  `env:"DEPOSIT_WINDOW" default:"15m" section:"Operations" unit:"duration such as 15m" about:"How long a client's operation waits for its deposit, from its creation or return."`
	PartGrace      time.Duration  `env:"DEPOSIT_PART_GRACE" default:"30m" unit:"duration such as 30m" about:"How much longer it waits while a part of the deposit counts. 0s: no longer."`
	Unproven       time.Duration  `env:"DEPOSIT_UNPROVEN" default:"30m" unit:"duration such as 30m" about:"How long a whole deposit that was reported without a file is believed; then the operation goes back to its client."`
	SelfServiceMin money.Amount   `env:"SELF_SERVICE_MIN_USD" default:"50.00" unit:"USD" about:"Smallest amount of a client without the desk."`
	SelfServiceMax money.Amount   `env:"SELF_SERVICE_MAX_USD" default:"20000.00" unit:"USD" about:"Largest amount of a client without the desk."`
	DeskMin        money.Amount   `env:"DESK_MIN_USD" default:"1.00" unit:"USD" about:"Smallest amount that the desk quotes."`
	DocumentsLimit DocumentsLimit `env:"LIMIT_WITHOUT_DOCUMENTS" default:"1000.00" unit:"USD, or live-system" about:"What a client may operate in all before its documents are approved, until other limits are set (parameterSet). live-system: 2 operations, 10000.00 for people and 30000.00 for companies."`
	StrictKYC      bool           `env:"KYC_STRICT" default:"false" unit:"true or false" about:"Clients may not operate at all before their documents are approved."`
	KYCFourEyes    bool           `env:"KYC_FOUR_EYES" default:"true" unit:"true or false" about:"An identification that one person proposes to approve or reject is decided by another."`
	RoundTheClock  bool           `env:"ROUND_THE_CLOCK" default:"false" unit:"true or false" about:"The house never closes, until its hours are set (BUSINESS_HOURS of parameterSet). Else Monday to Friday 9 to 18 and Saturday 9 to 14 in Lima, except on holidays."`

	RewardEarn   money.Pips   `env:"REWARD_EARN_PIPS" default:"30" section:"Rewards" unit:"pips, 0.0001 PEN per USD" about:"What who recommended the house earns with each completed operation of the client."`
	RewardRedeem money.Pips   `env:"REWARD_REDEEM_PIPS" default:"30" unit:"pips, 0.0001 PEN per USD" about:"What becomes a code."`
	CouponPips   money.Pips   `env:"COUPON_PIPS" default:"30" unit:"pips, 0.0001 PEN per USD" about:"What a code takes off a price."`
	RewardPreset RewardPreset `env:"REWARD_PRESET" default:"house" unit:"house or live-system" about:"house: the settings as they stand, without discounts by amount. live-system: 15 pips earned, and 10, 15 and 20 pips from 3000.00, 5000.00 and 10000.00 USD on, until others are set (parameterSet)."`

	TOTPRoles      StaffRoles       `env:"TOTP_ROLES" default:"MASTER,MIDDLE_OFFICE" section:"People" unit:"roles of the house separated by commas, or none" about:"Roles that may do nothing before they set up a second factor."`
	RateLimits     bool             `env:"RATELIMIT_ENABLED" default:"true" unit:"true or false" about:"Bounds how often things may be asked for, for all instances together. False is for load tests alone."`
	SiteURL        string           `env:"SITE_URL" default:"https://qoricash.pe" unit:"address" about:"The clients' site: where links in messages lead. In the demo, where it is not set, the demo itself."`
	SitePaths      domain.SitePaths `env:"SITE_PATHS" unit:"TARGET=/path, separated by commas" about:"Pages of the clients' site that are elsewhere than in the table of docs/front-end.md, as in NEW_OPERATION=/dashboard/nueva-operacion,OPERATION=/dashboard/operaciones/{id}."`
	DeskURL        string           `env:"DESK_URL" default:"https://app.qoricash.pe" unit:"address" about:"The staff's desk: where links in messages to people of the house lead. In the demo, where it is not set, the demo itself."`
	PublicURL      string           `env:"PUBLIC_URL" unit:"address" about:"Where this API is reached from outside: what addresses of files begin with. Needed in production; elsewhere, empty: with where the request came in."`
	TermsVersion   string           `env:"TERMS_VERSION" default:"2026-01" unit:"text" about:"Version of the terms that clients accept now."`
	PrivacyVersion string           `env:"PRIVACY_VERSION" default:"2026-01" unit:"text" about:"Version of the notice on personal data (Ley 29733) that clients accept now."`
	HouseName      string           `env:"HOUSE_NAME" default:"QORICASH SAC" unit:"text" about:"The company behind the house, as its papers name it."`
	HouseRUC       string           `env:"HOUSE_RUC" default:"20615113698" unit:"11 digits" about:"Its RUC, on papers."`
	HouseAddress   string           `env:"HOUSE_ADDRESS" unit:"text" about:"Its address, on papers. Empty: none is written."`
	HouseSBS       string           `env:"HOUSE_SBS_REGISTRATION" unit:"text" about:"Number under which the SBS has the house registered. Empty: none is written."`

	NubefactEnabled   bool   `env:"NUBEFACT_ENABLED" default:"false" section:"Invoices" unit:"true or false" about:"Every operation that is completed gets its electronic document, which NubeFact hands to SUNAT."`
	NubefactURL       Secret `env:"NUBEFACT_API_URL" secret:"true" needs:"NUBEFACT_TOKEN" unit:"address" about:"The account's address at NubeFact, https://api.nubefact.com/api/v1/ and a code that is as secret as the token."`
	NubefactToken     Secret `env:"NUBEFACT_TOKEN" secret:"true" needs:"NUBEFACT_API_URL" unit:"token" about:"The account's token."`
	SeriesFactura     string `env:"NUBEFACT_SERIES_FACTURA" default:"F001" unit:"F and three letters or digits" about:"Series of documents for who has a RUC. A series is not changed once it has a number."`
	SeriesBoleta      string `env:"NUBEFACT_SERIES_BOLETA" default:"B002" unit:"B and three letters or digits" about:"Series of documents for everybody else."`
	SeriesFacturaNote string `env:"NUBEFACT_SERIES_NOTE_FACTURA" default:"FC01" unit:"F and three letters or digits" about:"Series of credit notes that undo a factura."`
	SeriesBoletaNote  string `env:"NUBEFACT_SERIES_NOTE_BOLETA" default:"BC01" unit:"B and three letters or digits" about:"Series of credit notes that undo a boleta."`
	InvoiceTax        string `env:"INVOICE_TAX_KIND" default:"inafecto" unit:"inafecto or gravado" about:"How documents treat the IGV. Exchange of currency is outside of it (inafecto); gravado adds 18 percent, as the sample of the integration's first description did."`
	InvoicePurchases  bool   `env:"INVOICE_PURCHASES" default:"true" unit:"true or false" about:"The house issues a document also when it buys dollars."`
	InvoiceAmount     string `env:"INVOICE_AMOUNT" default:"full" unit:"full or spread" about:"What of an operation is invoiced: its whole value in PEN, or what its rate is better for the house than the base rate."`

	ListsDir     string `env:"LISTS_DIR" section:"Lists" unit:"folder" about:"Holds the lists of sanctioned people as their publishers serve them, in folders ofac (sdn.csv, alt.csv, add.csv, sdn_comments.csv), un (un.xml), eu (eu.csv) and uk (uk.csv); looked at every hour. Empty, and without addresses: lists come by the command lists import alone."`
	ListsURLOFAC string `env:"LISTS_URL_OFAC" unit:"address" about:"Folder at which OFAC serves sdn.csv, alt.csv, add.csv and sdn_comments.csv. Goes before LISTS_DIR, as do the following."`
	ListsURLUN   string `env:"LISTS_URL_UN" unit:"address" about:"Address of the consolidated list of the United Nations as XML."`
	ListsURLEU   string `env:"LISTS_URL_EU" unit:"address" about:"Address of the consolidated list of the European Union as CSV."`
	ListsURLUK   string `env:"LISTS_URL_UK" unit:"address" about:"Address of the consolidated list of the United Kingdom as CSV (ConList)."`

	MailFrom             string `env:"MAIL_FROM" default:"QoriCash <no-responder@qoricash.pe>" section:"Messages" unit:"name <address>" about:"Sender of all e-mails."`
	MailReplyTo          string `env:"MAIL_REPLY_TO" unit:"address" about:"Where answers go; empty: to the sender."`
	ResendAPIKey         Secret `env:"RESEND_API_KEY" secret:"true" unit:"key" about:"Sends e-mails by Resend. Without it and without MAIL_SERVER nothing is sent and messages wait."`
	MailServer           string `env:"MAIL_SERVER" unit:"host" about:"Sends e-mails by this SMTP server, where RESEND_API_KEY is empty."`
	MailPort             uint16 `env:"MAIL_PORT" default:"587" unit:"1 to 65535" about:"Port of the SMTP server; 465 speaks TLS from the first byte."`
	MailUseTLS           bool   `env:"MAIL_USE_TLS" default:"true" unit:"true or false" about:"Refuses to speak SMTP in the clear."`
	MailUsername         string `env:"MAIL_USERNAME" needs:"MAIL_SERVER" unit:"text" about:"Name at the SMTP server."`
	MailPassword         Secret `env:"MAIL_PASSWORD" secret:"true" needs:"MAIL_USERNAME" unit:"text" about:"Password at the SMTP server."`
	ConfirmationSender   string `env:"MAIL_CONFIRMATION_SENDER" unit:"address, or name <address>" about:"Sender of the letters that confirm a completed operation; empty: that of all e-mails."`
	ConfirmationUsername string `env:"MAIL_CONFIRMATION_USERNAME" needs:"MAIL_SERVER" unit:"text" about:"Name at the SMTP server for those letters; empty: MAIL_USERNAME."`
	ConfirmationPassword Secret `env:"MAIL_CONFIRMATION_PASSWORD" secret:"true" needs:"MAIL_CONFIRMATION_USERNAME" unit:"text" about:"Password at the SMTP server for those letters."`
	Push                 bool   `env:"EXPO_PUSH" default:"false" unit:"true or false" about:"Sends messages to telephones by Expo."`
	ExpoURL              string `env:"EXPO_URL" default:"https://exp.host" unit:"address" about:"Where Expo's service is."`
	ResendURL            string `env:"RESEND_URL" default:"https://api.resend.com" unit:"address" about:"Where Resend's service is."`
	ExpoToken            Secret `env:"EXPO_ACCESS_TOKEN" secret:"true" unit:"token" about:"Expo's access token, where the project asks for one."`

	S3Endpoint       string `env:"S3_ENDPOINT" section:"Files" unit:"host:port or address" about:"Keeps files in this S3-compatible store. Empty: in DATA_DIR, unless Cloudinary is set."`
	S3Region         string `env:"S3_REGION" default:"us-east-1" unit:"region" about:"Region of the bucket."`
	S3Bucket         string `env:"S3_BUCKET" needs:"S3_ENDPOINT" unit:"name" about:"The bucket; it is private."`
	S3AccessKey      Secret `env:"S3_ACCESS_KEY" secret:"true" needs:"S3_ENDPOINT" unit:"key" about:"Access key of the bucket."`
	S3SecretKey      Secret `env:"S3_SECRET_KEY" secret:"true" needs:"S3_ENDPOINT" unit:"key" about:"Secret key of the bucket."`
	S3PathStyle      bool   `env:"S3_PATH_STYLE" default:"false" unit:"true or false" about:"Names the bucket in the path, as MinIO wants it."`
	CloudinaryCloud  string `env:"CLOUDINARY_CLOUD_NAME" unit:"name" about:"Keeps files in this Cloudinary cloud."`
	CloudinaryKey    Secret `env:"CLOUDINARY_API_KEY" secret:"true" needs:"CLOUDINARY_CLOUD_NAME" unit:"key" about:"Cloudinary's key."`
	CloudinarySecret Secret `env:"CLOUDINARY_API_SECRET" secret:"true" needs:"CLOUDINARY_CLOUD_NAME" unit:"key" about:"Cloudinary's secret."`

	origins origin.List
	listing []Setting
}

// Origins are whose pages may call the API from elsewhere.
func (c Config) Origins() origin.List { return c.origins }

// Production tells whether the program serves the real house.
func (c Config) Production() bool { return c.Environment == Production }

// SchemaIsPublic tells whether everybody may read the schema.
func (c Config) SchemaIsPublic() bool { return c.PublicSchema || !c.Production() }

// Parameters answers what people of the house change while it runs, as the settings have it: the values before anybody sets another.
func (c Config) Parameters() domain.Parameters {
	p := domain.DefaultParameters()
	if c.RoundTheClock {
		p.Week = domain.FullWeek()
	}
	p.Pricing.Spread, p.Pricing.Band, p.RateMaxAge, p.QuoteTTL = c.SpreadPips, c.NegotiationBandPips, c.RateMaxAge, c.QuoteTTL
	p.DepositWindow, p.PartGrace, p.Unproven = c.DepositWindow, c.PartGrace, c.Unproven
	p.SelfService, p.DeskMinimum = domain.AmountRange{Min: c.SelfServiceMin, Max: c.SelfServiceMax}, c.DeskMin
	p.Limits, p.KYCStrict, p.KYCFourEyes = c.DocumentsLimit.LimitPreset, c.StrictKYC, c.KYCFourEyes
	p.Rewards.Earn, p.Rewards.Redeem, p.Rewards.Coupon = c.RewardEarn, c.RewardRedeem, c.CouponPips
	if c.RewardPreset == liveSystem {
		p.Rewards.Earn, p.Rewards.Tiers = domain.LiveEarnPips, domain.LiveBotTiers()
	}
	return p
}

// InvoiceRules answers how the house makes electronic documents.
func (c Config) InvoiceRules() domain.InvoiceRules {
	return domain.InvoiceRules{
		Tax: domain.TaxKind(strings.ToUpper(c.InvoiceTax)), Amount: domain.InvoiceAmount(strings.ToUpper(c.InvoiceAmount)), Purchases: c.InvoicePurchases,
		Series: domain.InvoiceSeries{Factura: c.SeriesFactura, Boleta: c.SeriesBoleta, FacturaNote: c.SeriesFacturaNote, BoletaNote: c.SeriesBoletaNote},
	}
}

// House is who the papers are of.
func (c Config) House() document.Issuer {
	return document.Issuer{Name: c.HouseName, RUC: c.HouseRUC, Address: c.HouseAddress}
}
