package app

// Jobs is how many jobs happen by the clock.
func (a *App) Jobs() int { return len(a.schedule()) }
