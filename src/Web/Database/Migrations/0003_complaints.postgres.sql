CREATE TABLE complaint (
    county_code character varying(12) NOT NULL,
    id uuid NOT NULL,
    number character varying(32) NOT NULL,
    household_id uuid NOT NULL,
    text_sealed bytea NOT NULL,
    sent_on date NOT NULL,
    due_on date NOT NULL,
    state character varying(12) NOT NULL,
    answer_sealed bytea,
    answered_by character varying(64) NOT NULL,
    answered_on date,
    CONSTRAINT pk_complaint PRIMARY KEY (county_code, id)
);

CREATE INDEX ix_complaint_county_code_household_id ON complaint (county_code, household_id);

CREATE UNIQUE INDEX ix_complaint_county_code_number ON complaint (county_code, number);
