ALTER TABLE "appointment" ADD COLUMN "stands_in_for" TEXT NOT NULL DEFAULT '';

CREATE TABLE "month_refusal" (
    "county_code" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "township_code" TEXT NOT NULL,
    "month" TEXT NOT NULL,
    "record" TEXT NOT NULL,
    "outstanding_fen" INTEGER NOT NULL,
    "actor" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    "refusal" TEXT NOT NULL,
    CONSTRAINT "pk_month_refusal" PRIMARY KEY ("county_code", "id")
);

CREATE INDEX "ix_month_refusal_county_code_township_code_month" ON "month_refusal" ("county_code", "township_code", "month");

CREATE TRIGGER month_refusal_no_update BEFORE UPDATE ON month_refusal  BEGIN SELECT RAISE(ABORT, 'month_refusal is written once'); END;

CREATE TRIGGER month_refusal_no_delete BEFORE DELETE ON month_refusal  BEGIN SELECT RAISE(ABORT, 'month_refusal is written once'); END;
