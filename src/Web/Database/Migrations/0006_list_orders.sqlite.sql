ALTER TABLE "need" ADD COLUMN "queue_key" TEXT NOT NULL DEFAULT '';

UPDATE "need" SET "queue_key" = (9 - urgency) || (1 - is_green_channel) || coalesce(replace(deadline, '-', ''), '99991231')
    || strftime('%Y%m%d%H%M%S', queued_at / 1000000, 'unixepoch') || printf('%06d', queued_at % 1000000) || number;

CREATE INDEX "ix_need_county_code_state_queue_key" ON "need" ("county_code", "state", "queue_key");

CREATE INDEX "ix_need_queue" ON "need" ("county_code", "queue_key") WHERE state in ('Open', 'PartMet');

DROP INDEX "ix_household_county_code_merged_into_id";

CREATE INDEX "ix_household_county_code_merged_into_id" ON "household" ("county_code", "merged_into_id") WHERE merged_into_id is not null;

ALTER TABLE "aid_case" ADD COLUMN "due_once_paid" TEXT NULL;

UPDATE "aid_case" SET "due_once_paid" = (
    SELECT CASE WHEN p.state IN ('Planned', 'Released', 'BankFailed', 'Returned') THEN NULL
        WHEN p.state IN ('Paid', 'PapersSubmitted', 'SentBack') THEN coalesce(p.papers_due_on, '9999-01-01') ELSE '9999-01-01' END
    FROM "payment" p WHERE p.county_code = "aid_case".county_code AND p.aid_case_id = "aid_case".id ORDER BY p.instalment_no DESC LIMIT 1);

ALTER TABLE "aid_case" ADD COLUMN "next_due_on" TEXT NOT NULL DEFAULT '9999-01-01';

UPDATE "aid_case" SET "next_due_on" = coalesce(due_once_paid, CASE WHEN state IN ('RefusedInWriting', 'RefusalServed', 'RefusalUpheld', 'Withdrawn', 'Closed') THEN '9999-01-01' ELSE due_on END);

CREATE INDEX "ix_aid_case_county_code_next_due_on_number" ON "aid_case" ("county_code", "next_due_on", "number");

CREATE INDEX "ix_aid_case_county_code_township_code_next_due_on_number" ON "aid_case" ("county_code", "township_code", "next_due_on", "number");
