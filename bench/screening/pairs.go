package main

func (h *house) pairs() []row { return nil }
