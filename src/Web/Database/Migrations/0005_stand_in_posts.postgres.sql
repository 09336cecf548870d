ALTER TABLE appointment ADD COLUMN stands_in_for character varying(64) NOT NULL DEFAULT '';

CREATE TABLE month_refusal (
    county_code character varying(12) NOT NULL,
    id uuid NOT NULL,
    township_code character varying(12) NOT NULL,
    month date NOT NULL,
    record character varying(16) NOT NULL,
    outstanding_fen bigint NOT NULL,
    actor character varying(64) NOT NULL,
    at bigint NOT NULL,
    refusal character varying(48) NOT NULL,
    CONSTRAINT pk_month_refusal PRIMARY KEY (county_code, id)
);

CREATE INDEX ix_month_refusal_county_code_township_code_month ON month_refusal (county_code, township_code, month);

CREATE TRIGGER month_refusal_written_once BEFORE UPDATE OR DELETE ON month_refusal FOR EACH ROW EXECUTE FUNCTION ledger_refuse('month_refusal is written once');
CREATE TRIGGER month_refusal_no_truncate BEFORE TRUNCATE ON month_refusal FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse('month_refusal is written once');
