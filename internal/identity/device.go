package identity

import (
	"cmp"
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/mileusna/useragent"

	"github.com/qoricash/qoricash/ent/session"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/store"
)

// unknownDevice is shown where a program does not say what it is.
const unknownDevice = "Dispositivo no reconocido"

// deviceOf is what a person recognises a device by: Chrome en Windows, App QoriCash en Android. It is made of known names
// alone: a user agent is whatever its sender likes, and this text is shown, mailed and told in events.
func deviceOf(userAgent string, kind domain.SessionKind) string {
	agent := useragent.Parse(userAgent)
	program, system := browsers[agent.Name], systemOf(agent, userAgent)
	if kind == domain.SessionClientApp {
		program = "App QoriCash"
	}
	switch {
	case program == "" && system == "":
		return unknownDevice
	case system == "":
		return program
	}
	return cmp.Or(program, "Otro programa") + " en " + system
}

// browsers are the programs that are called by name.
var browsers = map[string]string{
	useragent.Chrome: "Chrome", useragent.HeadlessChrome: "Chrome", useragent.Firefox: "Firefox", useragent.Safari: "Safari",
	useragent.Edge: "Edge", useragent.Opera: "Opera", useragent.OperaMini: "Opera", useragent.OperaTouch: "Opera",
	useragent.InternetExplorer: "Internet Explorer", useragent.SamsungBrowser: "Samsung Internet", useragent.Vivaldi: "Vivaldi",
	useragent.MobileSafari: "Safari", useragent.FacebookApp: "Facebook", useragent.InstagramApp: "Instagram",
	"Brave": "Brave", "curl": "curl", "PostmanRuntime": "Postman",
}

// systems are the operating systems as people call them.
var systems = map[string]string{
	useragent.Windows: "Windows", useragent.WindowsPhone: "Windows Phone", useragent.Android: "Android", useragent.MacOS: "Mac",
	useragent.IOS: "iPhone o iPad", useragent.Linux: "Linux", useragent.ChromeOS: "ChromeOS",
}

// systemOf also knows the two libraries by which apps of telephones speak HTTP: they do not name the system.
func systemOf(agent useragent.UserAgent, text string) string {
	switch {
	case systems[agent.OS] != "":
		return systems[agent.OS]
	case strings.Contains(text, "okhttp"):
		return systems[useragent.Android]
	case strings.Contains(text, "CFNetwork") && strings.Contains(text, "Darwin"):
		return systems[useragent.IOS]
	}
	return ""
}

// deviceRemembered is how long a device that was not used stays known.
const deviceRemembered = 180 * 24 * time.Hour

// isNewDevice tells whether a person who had sessions before had none on a device for long. The first one ever is not new:
// there is nothing that it could be unlike.
func isNewDevice(ctx context.Context, tx *store.Tx, person Person, device string) (bool, error) {
	// Who signs in is the owner of these rows, and may still owe something for which a session sees nothing.
	ctx = access.AsSystem(ctx)
	labelled := tx.Session.Query().Where(sessionsOf(person), session.DeviceNEQ(""))
	known, err := labelled.Clone().Where(session.Device(device), session.CreatedAtGT(tx.Now.Add(-deviceRemembered))).Exist(ctx)
	if err != nil {
		return false, fmt.Errorf("look for a device: %w", err)
	}
	if known {
		return false, nil
	}
	others, err := labelled.Exist(ctx)
	if err != nil {
		return false, fmt.Errorf("look for other devices: %w", err)
	}
	return others, nil
}
