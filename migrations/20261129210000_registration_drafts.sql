-- The fields of a draft have the names of a closed list now. What was saved under others would come back empty and be kept all the same.
-- +goose Up
DELETE FROM registration_drafts;

-- +goose Down
