package smtptest

import "errors"

// login is the server's side of AUTH LOGIN, which some relays offer alone: it asks for the name and then the password.
type login struct {
	check func(user, password string) error
	asked int
	user  string
}

// Next implements sasl.Server.
func (l *login) Next(response []byte) (challenge []byte, done bool, err error) {
	if l.asked == 0 && len(response) > 0 {
		l.asked++ // the name came with the command
	}
	l.asked++
	switch l.asked {
	case 1:
		return []byte("Username:"), false, nil
	case 2:
		l.user = string(response)
		return []byte("Password:"), false, nil
	case 3:
		return nil, true, l.check(l.user, string(response))
	default:
		return nil, false, errors.New("unexpected response")
	}
}
