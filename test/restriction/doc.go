// Package restriction tests what stops a client at every door at once: of prices, operations and rewards, which rest on the area that it tests.
package restriction
