package doclimit

// maxPoints is where points stop growing: far above every budget, and their sum within 32 bits.
const maxPoints = 1 << 29

// addCapped adds two numbers of points, neither negative.
func addCapped(a, b int) int {
	return min(a+b, maxPoints)
}

// multiplyCapped multiplies points by a number of items, neither negative.
func multiplyCapped(points, items int) int {
	if points > 0 && items > maxPoints/points {
		return maxPoints
	}
	return points * items
}
