package app

import (
	"net/http"
	"path/filepath"

	"github.com/qoricash/qoricash/internal/adapter/cloudinary"
	"github.com/qoricash/qoricash/internal/adapter/disk"
	"github.com/qoricash/qoricash/internal/adapter/expo"
	"github.com/qoricash/qoricash/internal/adapter/resend"
	"github.com/qoricash/qoricash/internal/adapter/s3"
	"github.com/qoricash/qoricash/internal/adapter/smtp"
	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/config"
	"github.com/qoricash/qoricash/internal/files"
	"github.com/qoricash/qoricash/internal/notify"
	"github.com/qoricash/qoricash/internal/notify/preview"
)

// implicitTLSPort is where SMTP speaks TLS from the first byte (RFC 8314).
const implicitTLSPort = 465

// newBlob opens the store that the settings name; the house's own disk where they name none.
func newBlob(settings config.Config, now clock.Clock) (files.Blob, error) {
	switch {
	case settings.S3Endpoint != "":
		return s3.Open(s3.Options{Endpoint: settings.S3Endpoint, Region: settings.S3Region, Bucket: settings.S3Bucket,
			AccessKey: settings.S3AccessKey.Reveal(), SecretKey: settings.S3SecretKey.Reveal(), PathStyle: settings.S3PathStyle})
	case settings.CloudinaryCloud != "":
		return cloudinary.Open(cloudinary.Options{CloudName: settings.CloudinaryCloud, APIKey: settings.CloudinaryKey.Reveal(),
			APISecret: settings.CloudinarySecret.Reveal(), Clock: now})
	}
	return disk.Open(filepath.Join(settings.DataDir, "files"))
}

// newMailer makes the sender of e-mails that the settings name; nil where they name none, and e-mails wait.
func newMailer(settings config.Config, now clock.Clock) (notify.Mailer, error) {
	switch {
	case settings.ResendAPIKey != "":
		return resend.New(resend.Options{APIKey: settings.ResendAPIKey.Reveal(), From: settings.MailFrom, BaseURL: settings.ResendURL})
	case settings.MailServer != "":
		return smtp.New(smtp.Options{Host: settings.MailServer, Port: int(settings.MailPort), Encryption: encryptionOf(settings),
			User: settings.MailUsername, Password: settings.MailPassword.Reveal(), From: settings.MailFrom, Clock: now})
	}
	return nil, nil
}

func encryptionOf(settings config.Config) smtp.Encryption {
	switch {
	case !settings.MailUseTLS:
		return smtp.None
	case settings.MailPort == implicitTLSPort:
		return smtp.Implicit
	}
	return smtp.StartTLS
}

// newConfirmationMailer makes the sender of the letters that confirm a completed operation; nil where they have no account of
// their own and go the way of all e-mails.
func newConfirmationMailer(settings config.Config, now clock.Clock) (notify.Mailer, error) {
	if settings.ResendAPIKey != "" || settings.ConfirmationUsername == "" {
		return nil, nil
	}
	settings.MailUsername, settings.MailPassword, settings.MailFrom = settings.ConfirmationUsername, settings.ConfirmationPassword, settings.ConfirmationSender
	return newMailer(settings, now)
}

// newPusher makes the sender of messages to telephones; nil where the settings want none, and they wait.
func newPusher(settings config.Config) (notify.Pusher, error) {
	if !settings.Push {
		return nil, nil
	}
	return expo.New(expo.Options{AccessToken: settings.ExpoToken.Reveal(), BaseURL: settings.ExpoURL})
}

// newMailers makes the instance's sender of e-mails, and that of confirmations where they have one of their own. Where e-mails
// are previewed, they are kept to be looked at and go to nobody.
func (a *App) newMailers() (usual, confirmations notify.Mailer, err error) {
	if a.preview != nil {
		return a.preview, nil, nil
	}
	if usual, err = newMailer(a.settings, a.clock); err != nil {
		return nil, nil, err
	}
	confirmations, err = newConfirmationMailer(a.settings, a.clock)
	return usual, confirmations, err
}

// mailsPath is where a demo shows its e-mails.
const mailsPath = "/dev/mail"

// mailHandler shows the e-mails of a demo and every template, and stands in for the clients' site; nil where e-mails are sent.
func (a *App) mailHandler() (http.Handler, error) {
	if a.preview == nil {
		return nil, nil
	}
	site, err := preview.Handler(mailsPath, a.preview, a.services.Notify.Samples, a.logger)
	if err != nil {
		return nil, err
	}
	return withSharedLinks(site), nil
}
