package identity

// Occupy takes every place of a service where passwords are hashed, and those where callers wait, until it is released.
func Occupy(s *Service) (release func()) {
	taken := int64(0)
	for s.hasher.admitted.TryAcquire(1) {
		taken++
	}
	return func() { s.hasher.admitted.Release(taken) }
}

// CheapHash is a hash of lower costs than today's, as an older release would have stored.
func CheapHash(password string) string {
	hash := passwordHash{params: argonParams{memory: 1024, time: 1, threads: 1}, salt: make([]byte, saltLength)}
	hash.key = hash.keyOf(password, keyLength)
	return hash.String()
}
