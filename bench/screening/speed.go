package main

func (h *house) speed() []row { return nil }
