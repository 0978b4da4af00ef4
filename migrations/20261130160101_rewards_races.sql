-- +goose Up
-- +goose StatementBegin
-- A code that was taken back while somebody was about to reserve it is refused as though an index kept it, so that who comes too late hears why.
CREATE OR REPLACE FUNCTION guard_coupon_use() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    code record;
    running record;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF OLD.state <> 'RESERVED' THEN
            RAISE EXCEPTION 'the use % of a code is %: it never changes again', OLD.id, OLD.state USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END IF;
    SELECT kind, withdrawn_at, campaign_id, client_id INTO code FROM codes WHERE id = NEW.code_id FOR SHARE;
    IF code.withdrawn_at IS NOT NULL THEN
        RAISE EXCEPTION 'code % was taken back', NEW.code_id USING ERRCODE = 'unique_violation', CONSTRAINT = 'coupon_uses_not_withdrawn';
    END IF;
    IF code.client_id = NEW.client_id OR NEW.state <> 'RESERVED' THEN
        RAISE EXCEPTION 'code % is not for client %', NEW.code_id, NEW.client_id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF code.campaign_id IS NOT NULL THEN
        SELECT ended_at, max_uses INTO running FROM campaigns WHERE id = code.campaign_id FOR UPDATE;
        IF running.ended_at IS NOT NULL
            OR running.max_uses <= (SELECT count(*) FROM coupon_uses WHERE code_id = NEW.code_id AND state IN ('RESERVED', 'CONSUMED')) THEN
            RAISE EXCEPTION 'campaign % has no place left', code.campaign_id USING ERRCODE = 'unique_violation', CONSTRAINT = 'coupon_uses_campaign_left';
        END IF;
    END IF;
    RETURN NEW;
END
$$;
-- +goose StatementEnd

-- +goose Down
