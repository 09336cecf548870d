ALTER TABLE organisation_standing ADD COLUMN society text;

CREATE TABLE provider_limit (
    county_code text NOT NULL,
    organisation_id uuid NOT NULL,
    kind_code text NOT NULL,
    units bigint NOT NULL,
    version integer NOT NULL,
    CONSTRAINT pk_provider_limit PRIMARY KEY (county_code, organisation_id, kind_code),
    CONSTRAINT ck_provider_limit_units CHECK (units > 0)
);

CREATE TABLE society_residue (
    county_code text NOT NULL,
    organisation_id uuid NOT NULL,
    source text NOT NULL,
    amount_fen bigint NOT NULL,
    moved_to text NOT NULL,
    moved_on date,
    version integer NOT NULL,
    CONSTRAINT pk_society_residue PRIMARY KEY (county_code, organisation_id, source),
    CONSTRAINT ck_society_residue_amount CHECK (amount_fen >= 0)
);
