CREATE TABLE "complaint" (
    "county_code" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "household_id" TEXT NOT NULL,
    "text_sealed" BLOB NOT NULL,
    "sent_on" TEXT NOT NULL,
    "due_on" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "answer_sealed" BLOB NULL,
    "answered_by" TEXT NOT NULL,
    "answered_on" TEXT NULL,
    CONSTRAINT "pk_complaint" PRIMARY KEY ("county_code", "id")
);

CREATE INDEX "ix_complaint_county_code_household_id" ON "complaint" ("county_code", "household_id");

CREATE UNIQUE INDEX "ix_complaint_county_code_number" ON "complaint" ("county_code", "number");
