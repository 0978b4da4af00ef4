//go:build ignore

// Command entc generates the ent package from ent/schema.
package main

import (
	"log"

	"entgo.io/ent/entc"
	"entgo.io/ent/entc/gen"
)

func main() {
	err := entc.Generate("./schema",
		&gen.Config{Features: []gen.Feature{gen.FeatureExecQuery, gen.FeatureVersionedMigration, gen.FeatureIntercept}},
		entc.TemplateDir("./template"))
	if err != nil {
		log.Fatalf("generate ent: %v", err)
	}
}
