ALTER TABLE "organisation_standing" ADD COLUMN "society" TEXT NULL;

CREATE TABLE "provider_limit" (
    "county_code" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "kind_code" TEXT NOT NULL,
    "units" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_provider_limit" PRIMARY KEY ("county_code", "organisation_id", "kind_code"),
    CONSTRAINT "ck_provider_limit_units" CHECK (units > 0)
);

CREATE TABLE "society_residue" (
    "county_code" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "amount_fen" INTEGER NOT NULL,
    "moved_to" TEXT NOT NULL,
    "moved_on" TEXT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_society_residue" PRIMARY KEY ("county_code", "organisation_id", "source"),
    CONSTRAINT "ck_society_residue_amount" CHECK (amount_fen >= 0)
);
