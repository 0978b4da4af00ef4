package ratelimit

// Statements is how many statements the limiter has sent.
func (l *Limiter) Statements() int { return int(l.statements.Load()) }

// Remembered is how many subjects of a rule the limiter knows.
func (l *Limiter) Remembered(rule Rule) int {
	l.accounts.mu.Lock()
	defer l.accounts.mu.Unlock()
	return l.accounts.byRule[rule.Name].Len()
}

// Interval is what one costs in time.
func (r Rule) Interval() string { return r.interval().String() }
