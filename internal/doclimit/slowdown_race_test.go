//go:build race

package doclimit

// slowdown is by how much the race detector slows this build down.
const slowdown = 15
