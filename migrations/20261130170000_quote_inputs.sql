-- What the discounts of a price follow from, kept with the quote, so that it can be priced again for ever.

-- +goose Up
-- modify "quotes" table
ALTER TABLE "quotes" ADD COLUMN "discount_inputs" jsonb NULL;

-- +goose Down
-- reverse: modify "quotes" table
ALTER TABLE "quotes" DROP COLUMN "discount_inputs";
