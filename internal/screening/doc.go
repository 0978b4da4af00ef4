// Package screening compares a person or a company with the lists of sanctioned and exposed people, and says why. It is a
// leaf: pure rules over values in memory, without input or output, so that anybody can audit it from a command line.
package screening
