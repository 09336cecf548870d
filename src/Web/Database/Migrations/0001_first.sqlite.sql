CREATE TABLE "account" (
    "county_code" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "fund" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "party" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "balance" INTEGER NOT NULL,
    "held" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "floor" INTEGER NULL,
    "ceiling" INTEGER NULL,
    CONSTRAINT "pk_account" PRIMARY KEY ("county_code", "id"),
    CONSTRAINT "ck_account_bounds_of_kind" CHECK ((kind IN ('Treasury', 'Donor', 'Bank', 'UnknownOwner', 'Supplier') AND floor IS NULL AND ceiling IS NULL) OR (kind IN ('Advanced', 'BroughtForward', 'Lent', 'Received', 'Supplied') AND floor IS NULL AND ceiling IS NOT NULL AND ceiling = 0) OR (kind IN ('InTransit', 'InHands', 'AwaitingPapers', 'Approved', 'HandedBack', 'Recoverable', 'Lost', 'CarriedForward', 'Spent', 'InStock', 'Delivered', 'Withdrawn', 'HeldForOthers') AND floor IS NOT NULL AND floor = 0 AND ceiling IS NULL)),
    CONSTRAINT "ck_account_ceiling" CHECK (ceiling IS NULL OR balance <= ceiling),
    CONSTRAINT "ck_account_floor" CHECK (floor IS NULL OR balance - held >= floor),
    CONSTRAINT "ck_account_held" CHECK (held >= 0),
    CONSTRAINT "ck_account_kind" CHECK (kind IN ('Treasury', 'Donor', 'Bank', 'UnknownOwner', 'Supplier', 'Advanced', 'BroughtForward', 'Lent', 'Received', 'Supplied', 'InTransit', 'InHands', 'AwaitingPapers', 'Approved', 'HandedBack', 'Recoverable', 'Lost', 'CarriedForward', 'Spent', 'InStock', 'Delivered', 'Withdrawn', 'HeldForOthers'))
);

CREATE TABLE "account_day" (
    "county_code" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "occurred_on" INTEGER NOT NULL,
    "net" INTEGER NOT NULL,
    "first_seq" INTEGER NOT NULL,
    "last_seq" INTEGER NOT NULL,
    CONSTRAINT "pk_account_day" PRIMARY KEY ("county_code", "account_id", "occurred_on"),
    CONSTRAINT "ck_account_day_seq" CHECK (first_seq <= last_seq)
);

CREATE TABLE "aid_case" (
    "county_code" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "household_id" TEXT NOT NULL,
    "applicant_person_id" TEXT NOT NULL,
    "township_code" TEXT NOT NULL,
    "village_code" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "cause_code" TEXT NOT NULL,
    "incident_place" TEXT NOT NULL,
    "incident_note" TEXT NOT NULL,
    "amount_fen" INTEGER NOT NULL,
    "people" INTEGER NOT NULL,
    "accepted_on" TEXT NOT NULL,
    "due_on" TEXT NOT NULL,
    "due_provisional" INTEGER NOT NULL,
    "handled_by" TEXT NOT NULL,
    "investigated_by" TEXT NOT NULL,
    "notice_posted_on" TEXT NULL,
    "follows_case_id" TEXT NULL,
    "identity_pending" INTEGER NOT NULL,
    "round" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    CONSTRAINT "pk_aid_case" PRIMARY KEY ("county_code", "id"),
    CONSTRAINT "ck_aid_case_amount" CHECK (amount_fen > 0)
);

CREATE TABLE "announcement" (
    "county_code" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "township_code" TEXT NOT NULL,
    "village_code" TEXT NOT NULL,
    "month" TEXT NOT NULL,
    "made_by" TEXT NOT NULL,
    "due_on" TEXT NOT NULL,
    "due_provisional" INTEGER NOT NULL,
    "posted_on" TEXT NULL,
    "place" TEXT NOT NULL,
    "evidence_hash" TEXT NOT NULL,
    "remove_on" TEXT NULL,
    "removed_on" TEXT NULL,
    "removal_evidence_hash" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    CONSTRAINT "pk_announcement" PRIMARY KEY ("county_code", "id")
);

CREATE TABLE "app_user" (
    "id" TEXT NOT NULL CONSTRAINT "pk_app_user" PRIMARY KEY,
    "display_name" TEXT NOT NULL,
    "is_demo" INTEGER NOT NULL,
    "user_name" TEXT NULL,
    "normalized_user_name" TEXT NULL,
    "email" TEXT NULL,
    "normalized_email" TEXT NULL,
    "email_confirmed" INTEGER NOT NULL,
    "password_hash" TEXT NULL,
    "security_stamp" TEXT NULL,
    "concurrency_stamp" TEXT NULL,
    "phone_number" TEXT NULL,
    "phone_number_confirmed" INTEGER NOT NULL,
    "two_factor_enabled" INTEGER NOT NULL,
    "lockout_end" INTEGER NULL,
    "lockout_enabled" INTEGER NOT NULL,
    "access_failed_count" INTEGER NOT NULL
);

CREATE TABLE "bank_match" (
    "county_code" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "township_code" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "way" TEXT NOT NULL,
    "reasons" INTEGER NOT NULL,
    "amount_fen" INTEGER NOT NULL,
    "by" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    "undone_by" TEXT NOT NULL,
    "undone_at" INTEGER NULL,
    CONSTRAINT "pk_bank_match" PRIMARY KEY ("county_code", "id")
);

CREATE TABLE "bank_statement" (
    "county_code" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "township_code" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "file_hash" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "first_day" TEXT NOT NULL,
    "last_day" TEXT NOT NULL,
    "lines" INTEGER NOT NULL,
    "opening_fen" INTEGER NULL,
    "closing_fen" INTEGER NULL,
    "imported_by" TEXT NOT NULL,
    "imported_at" INTEGER NOT NULL,
    CONSTRAINT "pk_bank_statement" PRIMARY KEY ("county_code", "id"),
    CONSTRAINT "ck_bank_statement_days" CHECK (first_day <= last_day AND lines > 0)
);

CREATE TABLE "book_event" (
    "county_code" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "after_seq" INTEGER NOT NULL,
    "recorded_at" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "hash" BLOB NOT NULL,
    CONSTRAINT "pk_book_event" PRIMARY KEY ("county_code", "number"),
    CONSTRAINT "ck_book_event_actor" CHECK (actor <> ''),
    CONSTRAINT "ck_book_event_hash" CHECK (length(hash) = 32),
    CONSTRAINT "ck_book_event_kind" CHECK (kind IN ('FundEntered', 'PurposeConsented', 'FundEnded', 'PeriodHeld', 'PeriodClosed')),
    CONSTRAINT "ck_book_event_place" CHECK (number >= 1 AND after_seq >= 0)
);

CREATE TABLE "calendar_day" (
    "day" TEXT NOT NULL CONSTRAINT "pk_calendar_day" PRIMARY KEY,
    "is_workday" INTEGER NOT NULL,
    "name" TEXT NOT NULL
);

CREATE TABLE "calendar_year" (
    "year" INTEGER NOT NULL CONSTRAINT "pk_calendar_year" PRIMARY KEY,
    "notice" TEXT NOT NULL
);

CREATE TABLE "chain_signature" (
    "county_code" TEXT NOT NULL,
    "day" INTEGER NOT NULL,
    "seq" INTEGER NOT NULL,
    "hash" BLOB NOT NULL,
    "signed_at" INTEGER NOT NULL,
    "signature" BLOB NOT NULL,
    CONSTRAINT "pk_chain_signature" PRIMARY KEY ("county_code", "day"),
    CONSTRAINT "ck_chain_signature_hash" CHECK (length(hash) = 32)
);

CREATE TABLE "code_item" (
    "list" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "zh" TEXT NOT NULL,
    "en" TEXT NOT NULL,
    "group" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "order" INTEGER NOT NULL,
    CONSTRAINT "pk_code_item" PRIMARY KEY ("list", "code")
);

CREATE TABLE "command" (
    "county_code" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "content_hash" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "recorded_at" INTEGER NOT NULL,
    "answer" TEXT NOT NULL,
    CONSTRAINT "pk_command" PRIMARY KEY ("county_code", "id")
);

CREATE TABLE "death_entry" (
    "county_code" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "id_number_index" BLOB NOT NULL,
    "died_on" TEXT NOT NULL,
    "record_number" TEXT NOT NULL,
    "imported_by" TEXT NOT NULL,
    "imported_at" INTEGER NOT NULL,
    CONSTRAINT "pk_death_entry" PRIMARY KEY ("county_code", "id")
);

CREATE TABLE "disclosure_duty" (
    "county_code" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "formed_on" TEXT NOT NULL,
    "due_on" TEXT NOT NULL,
    "made_by" TEXT NOT NULL,
    "published_on" TEXT NULL,
    "published_by" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "evidence_hash" TEXT NOT NULL,
    "ended_on" TEXT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_disclosure_duty" PRIMARY KEY ("county_code", "id")
);

CREATE TABLE "document" (
    "county_code" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "content" BLOB NOT NULL,
    "uploaded_by" TEXT NOT NULL,
    "uploaded_at" INTEGER NOT NULL,
    CONSTRAINT "pk_document" PRIMARY KEY ("county_code", "hash")
);

CREATE TABLE "entry" (
    "county_code" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "amount" INTEGER NOT NULL,
    "balance_before" INTEGER NOT NULL,
    "balance_after" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_entry" PRIMARY KEY ("county_code", "account_id", "seq"),
    CONSTRAINT "ck_entry_amount" CHECK (amount <> 0),
    CONSTRAINT "ck_entry_balance" CHECK (balance_before + amount = balance_after),
    CONSTRAINT "ck_entry_version" CHECK (version >= 1)
);

CREATE TABLE "fund" (
    "county_code" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "valid_from" INTEGER NOT NULL,
    "valid_to" INTEGER NULL,
    "functional_budget_code" TEXT NOT NULL,
    "economic_budget_code" TEXT NOT NULL,
    CONSTRAINT "pk_fund" PRIMARY KEY ("county_code", "id"),
    CONSTRAINT "ck_fund_kind" CHECK (kind IN ('FiscalReserve', 'FiscalTemporaryAid', 'Society', 'RestrictedDonation', 'UnrestrictedDonation', 'LotInKind')),
    CONSTRAINT "ck_fund_validity" CHECK (valid_to IS NULL OR valid_to >= valid_from)
);

CREATE TABLE "fund_count" (
    "county_code" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "counted_on" TEXT NOT NULL,
    "counted_fen" INTEGER NOT NULL,
    "book_fen" INTEGER NOT NULL,
    "counted_by" TEXT NOT NULL,
    "witness" TEXT NOT NULL,
    "sheet_hash" TEXT NOT NULL,
    CONSTRAINT "pk_fund_count" PRIMARY KEY ("county_code", "id")
);

CREATE TABLE "fund_month" (
    "county_code" TEXT NOT NULL,
    "township_code" TEXT NOT NULL,
    "month" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "statement_fen" INTEGER NOT NULL,
    "book_fen" INTEGER NOT NULL,
    "in_flight_fen" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "held_by" TEXT NOT NULL,
    "held_at" INTEGER NOT NULL,
    "closed_by" TEXT NOT NULL,
    "closed_at" INTEGER NULL,
    CONSTRAINT "pk_fund_month" PRIMARY KEY ("county_code", "township_code", "month"),
    CONSTRAINT "ck_fund_month_two_people" CHECK (closed_by <> held_by AND statement_fen = book_fen + in_flight_fen)
);

CREATE TABLE "fund_report" (
    "county_code" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "area_code" TEXT NOT NULL,
    "township_code" TEXT NOT NULL,
    "period_from" TEXT NOT NULL,
    "period_to" TEXT NOT NULL,
    "due_on" TEXT NOT NULL,
    "as_of" TEXT NOT NULL,
    "prepared_by" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "is_nil" INTEGER NOT NULL,
    "round" INTEGER NOT NULL,
    "submitted_on" TEXT NULL,
    "figures_hash" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    CONSTRAINT "pk_fund_report" PRIMARY KEY ("county_code", "id")
);

CREATE TABLE "hand_over" (
    "county_code" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "appointment_id" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "township_code" TEXT NOT NULL,
    "from" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "last_day" TEXT NOT NULL,
    "document" TEXT NOT NULL,
    "recorded_by" TEXT NOT NULL,
    "recorded_at" INTEGER NOT NULL,
    CONSTRAINT "pk_hand_over" PRIMARY KEY ("county_code", "id")
);

CREATE TABLE "household" (
    "county_code" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "registered_county" TEXT NOT NULL,
    "registered_township" TEXT NOT NULL,
    "registered_village" TEXT NOT NULL,
    "residence_county" TEXT NOT NULL,
    "residence_township" TEXT NOT NULL,
    "residence_village" TEXT NOT NULL,
    "incident_county" TEXT NULL,
    "incident_township" TEXT NULL,
    "incident_village" TEXT NULL,
    "address_sealed" BLOB NULL,
    "address_index" BLOB NULL,
    "category_code" TEXT NOT NULL,
    "category_since" TEXT NULL,
    "taper_until" TEXT NULL,
    "size" INTEGER NOT NULL,
    "slip_code_hash" BLOB NULL,
    "created_at" INTEGER NOT NULL,
    "merged_into_id" TEXT NULL,
    "deleted_at" INTEGER NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_household" PRIMARY KEY ("county_code", "id"),
    CONSTRAINT "ck_household_not_merged_into_itself" CHECK (merged_into_id is null or merged_into_id <> id),
    CONSTRAINT "fk_household_household_county_code_merged_into_id" FOREIGN KEY ("county_code", "merged_into_id") REFERENCES "household" ("county_code", "id") ON DELETE RESTRICT
);

CREATE TABLE "job" (
    "name" TEXT NOT NULL CONSTRAINT "pk_job" PRIMARY KEY,
    "due_at" INTEGER NOT NULL,
    "holder" TEXT NOT NULL,
    "held_until" INTEGER NOT NULL,
    "ended_at" INTEGER NULL,
    "failures" INTEGER NOT NULL
);

CREATE TABLE "joint_document" (
    "county_code" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "issued_on" TEXT NOT NULL,
    "amount_fen" INTEGER NOT NULL,
    "document_hash" TEXT NOT NULL,
    CONSTRAINT "pk_joint_document" PRIMARY KEY ("county_code", "id"),
    CONSTRAINT "ck_joint_document_amount" CHECK (amount_fen > 0)
);

CREATE TABLE "lane" (
    "county_code" TEXT NOT NULL CONSTRAINT "pk_lane" PRIMARY KEY,
    "seq" INTEGER NOT NULL,
    "events" INTEGER NOT NULL,
    "chain_head" BLOB NOT NULL,
    "recorded_at" INTEGER NOT NULL,
    CONSTRAINT "ck_lane_chain_head" CHECK (length(chain_head) = 32),
    CONSTRAINT "ck_lane_seq" CHECK (seq >= 0 AND events >= 0)
);

CREATE TABLE "lead" (
    "county_code" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "given_by" TEXT NOT NULL,
    "given_at" INTEGER NOT NULL,
    "township_code" TEXT NOT NULL,
    "village_code" TEXT NOT NULL,
    "hint_sealed" BLOB NOT NULL,
    "state" TEXT NOT NULL,
    "checked_by" TEXT NULL,
    "checked_at" INTEGER NULL,
    "check_note" TEXT NOT NULL,
    "need_id" TEXT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_lead" PRIMARY KEY ("county_code", "id")
);

CREATE TABLE "learned_rule" (
    "county_code" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "contains" TEXT NOT NULL,
    "is_income" INTEGER NOT NULL,
    "meaning" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "cases" INTEGER NOT NULL,
    "proposed_by" TEXT NOT NULL,
    "proposed_at" INTEGER NOT NULL,
    "decided_by" TEXT NOT NULL,
    CONSTRAINT "pk_learned_rule" PRIMARY KEY ("county_code", "id")
);

CREATE TABLE "lifecycle_move" (
    "county_code" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "noun" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "from" TEXT NOT NULL,
    "trigger" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "stands_in_for" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "occurred_on" TEXT NOT NULL,
    "amount_fen" INTEGER NOT NULL,
    "due_on" TEXT NULL,
    "due_provisional" INTEGER NOT NULL,
    "pack_key" TEXT NOT NULL,
    "pack_version" TEXT NOT NULL,
    "scan_hash" TEXT NOT NULL,
    "refusal" TEXT NULL,
    CONSTRAINT "pk_lifecycle_move" PRIMARY KEY ("county_code", "id")
);

CREATE TABLE "long_task" (
    "county_code" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "word" TEXT NOT NULL,
    "started_by" TEXT NOT NULL,
    "started_at" INTEGER NOT NULL,
    "back" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "done" INTEGER NOT NULL,
    "total" INTEGER NOT NULL,
    "heard_of_at" INTEGER NOT NULL,
    "is_to_stop" INTEGER NOT NULL,
    "notes" TEXT NOT NULL,
    CONSTRAINT "pk_long_task" PRIMARY KEY ("county_code", "id")
);

CREATE TABLE "match_run" (
    "county_code" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "ran_at" INTEGER NOT NULL,
    "ran_by" TEXT NOT NULL,
    "placed_need_id" TEXT NULL,
    "inputs_hash" TEXT NOT NULL,
    "pack_key" TEXT NOT NULL,
    "objective" TEXT NOT NULL,
    "certificate_holds" INTEGER NOT NULL,
    "needs" INTEGER NOT NULL,
    "lots" INTEGER NOT NULL,
    "proposals" INTEGER NOT NULL,
    "duration_milliseconds" INTEGER NOT NULL,
    "result_json" TEXT NOT NULL,
    CONSTRAINT "pk_match_run" PRIMARY KEY ("county_code", "id")
);

CREATE TABLE "matching_move" (
    "county_code" TEXT NOT NULL,
    "act_id" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "noun" TEXT NOT NULL,
    "from_state" TEXT NOT NULL,
    "trigger" TEXT NOT NULL,
    "to_state" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "refusal" TEXT NULL,
    CONSTRAINT "pk_matching_move" PRIMARY KEY ("county_code", "act_id", "subject_id")
);

CREATE TABLE "organisation" (
    "id" TEXT NOT NULL CONSTRAINT "pk_organisation" PRIMARY KEY,
    "code" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name_zh" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "credit_code" TEXT NOT NULL,
    "filing_number" TEXT NOT NULL,
    "county_code" TEXT NOT NULL,
    "may_raise_publicly" INTEGER NOT NULL
);

CREATE TABLE "pack" (
    "key" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "effective_from" TEXT NOT NULL,
    "effective_to" TEXT NULL,
    "json" TEXT NOT NULL,
    CONSTRAINT "pk_pack" PRIMARY KEY ("key", "version")
);

CREATE TABLE "payee_proxy" (
    "county_code" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "payee_person_id" TEXT NOT NULL,
    "name_masked" TEXT NOT NULL,
    "name_sealed" BLOB NOT NULL,
    "account_sealed" BLOB NOT NULL,
    "account_index" BLOB NOT NULL,
    "is_institution" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "document_hash" TEXT NOT NULL,
    "recorded_by" TEXT NOT NULL,
    "from" TEXT NOT NULL,
    "until" TEXT NULL,
    CONSTRAINT "pk_payee_proxy" PRIMARY KEY ("county_code", "id")
);

CREATE TABLE "payer_party" (
    "county_code" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "belongs_to" TEXT NOT NULL,
    "id_number_index" BLOB NOT NULL,
    "account_index" BLOB NOT NULL,
    "declared_by" TEXT NOT NULL,
    "from" TEXT NOT NULL,
    "until" TEXT NULL,
    CONSTRAINT "pk_payer_party" PRIMARY KEY ("county_code", "id")
);

CREATE TABLE "period" (
    "county_code" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "month" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    CONSTRAINT "pk_period" PRIMARY KEY ("county_code", "owner", "month"),
    CONSTRAINT "ck_period_state" CHECK (state IN ('Open', 'Held', 'Closed'))
);

CREATE TABLE "protection_key" (
    "name" TEXT NOT NULL CONSTRAINT "pk_protection_key" PRIMARY KEY,
    "xml" TEXT NOT NULL
);

CREATE TABLE "region" (
    "code" TEXT NOT NULL CONSTRAINT "pk_region" PRIMARY KEY,
    "parent_code" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name_zh" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "gb_code" TEXT NOT NULL,
    "county_code" TEXT NOT NULL,
    "valid_from" TEXT NOT NULL,
    "valid_to" TEXT NULL
);

CREATE TABLE "organisation_standing" (
    "county_code" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "document" TEXT NOT NULL,
    "document_hash" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_organisation_standing" PRIMARY KEY ("county_code", "organisation_id")
);

CREATE TABLE "related_party" (
    "county_code" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "household_id" TEXT NOT NULL,
    "relation" TEXT NOT NULL,
    "declared_by" TEXT NOT NULL,
    "declared_at" INTEGER NOT NULL,
    CONSTRAINT "pk_related_party" PRIMARY KEY ("county_code", "organisation_id", "household_id")
);

CREATE TABLE "reserve_fund" (
    "county_code" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "township_code" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "form" TEXT NOT NULL,
    "custody" TEXT NOT NULL,
    "fund_id" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "bank_place" TEXT NOT NULL,
    "quota_fen" INTEGER NULL,
    "version" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    CONSTRAINT "pk_reserve_fund" PRIMARY KEY ("county_code", "id")
);

CREATE TABLE "slip_try" (
    "who" TEXT NOT NULL CONSTRAINT "pk_slip_try" PRIMARY KEY,
    "tries" INTEGER NOT NULL,
    "since" INTEGER NOT NULL
);

CREATE TABLE "stand_in" (
    "county_code" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "township_code" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "stands_in_for" TEXT NOT NULL,
    "from" TEXT NOT NULL,
    "until" TEXT NOT NULL,
    "document_number" TEXT NOT NULL,
    CONSTRAINT "pk_stand_in" PRIMARY KEY ("county_code", "id")
);

CREATE TABLE "statement_format" (
    "county_code" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "layout" TEXT NOT NULL,
    "made_by" TEXT NOT NULL,
    "made_at" INTEGER NOT NULL,
    CONSTRAINT "pk_statement_format" PRIMARY KEY ("county_code", "id")
);

CREATE TABLE "supply_edition" (
    "county_code" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "published_on" TEXT NOT NULL,
    "published_by" TEXT NOT NULL,
    CONSTRAINT "pk_supply_edition" PRIMARY KEY ("county_code", "id")
);

CREATE TABLE "supply_lot" (
    "county_code" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "need_kind_code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "limit_per_household" INTEGER NULL,
    "age_from" INTEGER NULL,
    "age_to" INTEGER NULL,
    "is_female_only" INTEGER NOT NULL,
    "valid_until" TEXT NOT NULL,
    "is_perishable" INTEGER NOT NULL,
    "fields_needed" INTEGER NOT NULL,
    "place_county" TEXT NOT NULL,
    "place_township" TEXT NOT NULL,
    "place_village" TEXT NOT NULL,
    "restriction" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "created_at" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_supply_lot" PRIMARY KEY ("county_code", "id"),
    CONSTRAINT "ck_supply_lot_quantity" CHECK (quantity > 0)
);

CREATE TABLE "unmatched_item" (
    "county_code" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "township_code" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "is_bank_line" INTEGER NOT NULL,
    "day" TEXT NOT NULL,
    "amount_fen" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "opened_on" TEXT NOT NULL,
    "due_on" TEXT NOT NULL,
    "outcome" TEXT NULL,
    "reason" TEXT NOT NULL,
    "evidence_hash" TEXT NOT NULL,
    "closed_by" TEXT NOT NULL,
    "closed_at" INTEGER NULL,
    CONSTRAINT "pk_unmatched_item" PRIMARY KEY ("county_code", "id")
);

CREATE TABLE "webhook_subscription" (
    "county_code" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "events" TEXT NOT NULL,
    "organisation_id" TEXT NULL,
    "secret_sealed" BLOB NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" INTEGER NOT NULL,
    "ended_at" INTEGER NULL,
    CONSTRAINT "pk_webhook_subscription" PRIMARY KEY ("county_code", "id")
);

CREATE TABLE "transfer" (
    "county_code" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "from_account" TEXT NOT NULL,
    "to_account" TEXT NOT NULL,
    "amount" INTEGER NOT NULL,
    "unit" TEXT NOT NULL,
    "fund" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "case_reference" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "occurred_on" INTEGER NOT NULL,
    "recorded_at" INTEGER NOT NULL,
    "reverses" TEXT NULL,
    "hold" TEXT NULL,
    "expires_at" INTEGER NULL,
    "documents" TEXT NOT NULL,
    "mark" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "hash" BLOB NOT NULL,
    CONSTRAINT "pk_transfer" PRIMARY KEY ("county_code", "id"),
    CONSTRAINT "ak_transfer_county_code_seq" UNIQUE ("county_code", "seq"),
    CONSTRAINT "ck_transfer_accounts" CHECK (from_account <> to_account),
    CONSTRAINT "ck_transfer_amount" CHECK (amount > 0),
    CONSTRAINT "ck_transfer_expiry" CHECK ((expires_at IS NOT NULL) = (kind = 'Reserve')),
    CONSTRAINT "ck_transfer_hash" CHECK (length(hash) = 32),
    CONSTRAINT "ck_transfer_hold" CHECK ((hold IS NOT NULL) = (kind IN ('PostHold', 'VoidHold', 'ExpireHold'))),
    CONSTRAINT "ck_transfer_kind" CHECK (kind IN ('Post', 'Reserve', 'PostHold', 'VoidHold', 'ExpireHold')),
    CONSTRAINT "ck_transfer_reverses" CHECK (reverses IS NULL OR (kind = 'Post' AND note <> '')),
    CONSTRAINT "ck_transfer_words" CHECK (reason <> '' AND actor <> ''),
    CONSTRAINT "fk_transfer_account_county_code_from_account" FOREIGN KEY ("county_code", "from_account") REFERENCES "account" ("county_code", "id"),
    CONSTRAINT "fk_transfer_account_county_code_to_account" FOREIGN KEY ("county_code", "to_account") REFERENCES "account" ("county_code", "id"),
    CONSTRAINT "fk_transfer_transfer_county_code_hold" FOREIGN KEY ("county_code", "hold") REFERENCES "transfer" ("county_code", "id"),
    CONSTRAINT "fk_transfer_transfer_county_code_reverses" FOREIGN KEY ("county_code", "reverses") REFERENCES "transfer" ("county_code", "id")
);

CREATE TABLE "bridging_aid" (
    "county_code" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "aid_case_id" TEXT NOT NULL,
    "household_id" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "confirmed_on" TEXT NOT NULL,
    "due_on" TEXT NOT NULL,
    "due_provisional" INTEGER NOT NULL,
    "monthly_per_person_fen" INTEGER NOT NULL,
    "people" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    CONSTRAINT "pk_bridging_aid" PRIMARY KEY ("county_code", "id"),
    CONSTRAINT "fk_bridging_aid_aid_case_county_code_aid_case_id" FOREIGN KEY ("county_code", "aid_case_id") REFERENCES "aid_case" ("county_code", "id") ON DELETE RESTRICT
);

CREATE TABLE "case_signature" (
    "county_code" TEXT NOT NULL,
    "aid_case_id" TEXT NOT NULL,
    "round" INTEGER NOT NULL,
    "role" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    "scan_hash" TEXT NOT NULL,
    CONSTRAINT "pk_case_signature" PRIMARY KEY ("county_code", "aid_case_id", "round", "role"),
    CONSTRAINT "fk_case_signature_aid_case_county_code_aid_case_id" FOREIGN KEY ("county_code", "aid_case_id") REFERENCES "aid_case" ("county_code", "id") ON DELETE RESTRICT
);

CREATE TABLE "payment_override" (
    "county_code" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "aid_case_id" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    CONSTRAINT "pk_payment_override" PRIMARY KEY ("county_code", "id"),
    CONSTRAINT "fk_payment_override_aid_case_county_code_aid_case_id" FOREIGN KEY ("county_code", "aid_case_id") REFERENCES "aid_case" ("county_code", "id") ON DELETE RESTRICT
);

CREATE TABLE "staged_grant" (
    "county_code" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "aid_case_id" TEXT NOT NULL,
    "instalments" INTEGER NOT NULL,
    "instalment_fen" INTEGER NOT NULL,
    "first_due_on" TEXT NOT NULL,
    "paid_instalments" INTEGER NOT NULL,
    "status_checked_on" TEXT NULL,
    "version" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    CONSTRAINT "pk_staged_grant" PRIMARY KEY ("county_code", "id"),
    CONSTRAINT "fk_staged_grant_aid_case_county_code_aid_case_id" FOREIGN KEY ("county_code", "aid_case_id") REFERENCES "aid_case" ("county_code", "id") ON DELETE RESTRICT
);

CREATE TABLE "announced_aid" (
    "county_code" TEXT NOT NULL,
    "announcement_id" TEXT NOT NULL,
    "payment_id" TEXT NOT NULL,
    "case_number" TEXT NOT NULL,
    "village_code" TEXT NOT NULL,
    "name_masked" TEXT NOT NULL,
    "cause_code" TEXT NOT NULL,
    "amount_fen" INTEGER NOT NULL,
    "paid_on" TEXT NOT NULL,
    CONSTRAINT "pk_announced_aid" PRIMARY KEY ("county_code", "announcement_id", "payment_id"),
    CONSTRAINT "ck_announced_aid_amount" CHECK (amount_fen > 0),
    CONSTRAINT "fk_announced_aid_announcement_county_code_announcement_id" FOREIGN KEY ("county_code", "announcement_id") REFERENCES "announcement" ("county_code", "id") ON DELETE RESTRICT
);

CREATE TABLE "announcement_note" (
    "county_code" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "announcement_id" TEXT NOT NULL,
    "case_number" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "corrected_on" TEXT NOT NULL,
    CONSTRAINT "pk_announcement_note" PRIMARY KEY ("county_code", "id"),
    CONSTRAINT "fk_announcement_note_announcement_county_code_announcement_id" FOREIGN KEY ("county_code", "announcement_id") REFERENCES "announcement" ("county_code", "id") ON DELETE RESTRICT
);

CREATE TABLE "app_user_claim" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_app_user_claim" PRIMARY KEY AUTOINCREMENT,
    "user_id" TEXT NOT NULL,
    "claim_type" TEXT NULL,
    "claim_value" TEXT NULL,
    CONSTRAINT "fk_app_user_claim_app_user_user_id" FOREIGN KEY ("user_id") REFERENCES "app_user" ("id") ON DELETE CASCADE
);

CREATE TABLE "app_user_login" (
    "login_provider" TEXT NOT NULL,
    "provider_key" TEXT NOT NULL,
    "provider_display_name" TEXT NULL,
    "user_id" TEXT NOT NULL,
    CONSTRAINT "pk_app_user_login" PRIMARY KEY ("login_provider", "provider_key"),
    CONSTRAINT "fk_app_user_login_app_user_user_id" FOREIGN KEY ("user_id") REFERENCES "app_user" ("id") ON DELETE CASCADE
);

CREATE TABLE "app_user_passkey" (
    "credential_id" BLOB NOT NULL CONSTRAINT "pk_app_user_passkey" PRIMARY KEY,
    "user_id" TEXT NOT NULL,
    "data" TEXT NOT NULL,
    CONSTRAINT "fk_app_user_passkey_app_user_user_id" FOREIGN KEY ("user_id") REFERENCES "app_user" ("id") ON DELETE CASCADE
);

CREATE TABLE "app_user_token" (
    "user_id" TEXT NOT NULL,
    "login_provider" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "value" TEXT NULL,
    CONSTRAINT "pk_app_user_token" PRIMARY KEY ("user_id", "login_provider", "name"),
    CONSTRAINT "fk_app_user_token_app_user_user_id" FOREIGN KEY ("user_id") REFERENCES "app_user" ("id") ON DELETE CASCADE
);

CREATE TABLE "appointment" (
    "id" TEXT NOT NULL CONSTRAINT "pk_appointment" PRIMARY KEY,
    "user_id" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "county_code" TEXT NOT NULL,
    "township_code" TEXT NOT NULL,
    "organisation_id" TEXT NULL,
    "document" TEXT NOT NULL,
    "from" TEXT NOT NULL,
    "to" TEXT NULL,
    CONSTRAINT "fk_appointment_app_user_user_id" FOREIGN KEY ("user_id") REFERENCES "app_user" ("id") ON DELETE CASCADE
);

CREATE TABLE "authenticator" (
    "user_id" TEXT NOT NULL CONSTRAINT "pk_authenticator" PRIMARY KEY,
    "secret_sealed" BLOB NOT NULL,
    "set_up_at" INTEGER NOT NULL,
    "last_step" INTEGER NOT NULL,
    CONSTRAINT "fk_authenticator_app_user_user_id" FOREIGN KEY ("user_id") REFERENCES "app_user" ("id") ON DELETE CASCADE
);

CREATE TABLE "recovery_code" (
    "user_id" TEXT NOT NULL,
    "no" INTEGER NOT NULL,
    "hash" BLOB NOT NULL,
    "used_at" INTEGER NULL,
    CONSTRAINT "pk_recovery_code" PRIMARY KEY ("user_id", "no"),
    CONSTRAINT "fk_recovery_code_app_user_user_id" FOREIGN KEY ("user_id") REFERENCES "app_user" ("id") ON DELETE CASCADE
);

CREATE TABLE "user_session" (
    "id" TEXT NOT NULL CONSTRAINT "pk_user_session" PRIMARY KEY,
    "user_id" TEXT NOT NULL,
    "device" TEXT NOT NULL,
    "strength" TEXT NOT NULL,
    "started_at" INTEGER NOT NULL,
    "seen_at" INTEGER NOT NULL,
    "ended_at" INTEGER NULL,
    CONSTRAINT "fk_user_session_app_user_user_id" FOREIGN KEY ("user_id") REFERENCES "app_user" ("id") ON DELETE CASCADE
);

CREATE TABLE "bank_match_entry" (
    "county_code" TEXT NOT NULL,
    "match_id" TEXT NOT NULL,
    "transfer_id" TEXT NOT NULL,
    "amount_fen" INTEGER NOT NULL,
    "day" TEXT NOT NULL,
    "is_standing" INTEGER NOT NULL,
    CONSTRAINT "pk_bank_match_entry" PRIMARY KEY ("county_code", "match_id", "transfer_id"),
    CONSTRAINT "fk_bank_match_entry_bank_match_county_code_match_id" FOREIGN KEY ("county_code", "match_id") REFERENCES "bank_match" ("county_code", "id") ON DELETE RESTRICT
);

CREATE TABLE "bank_line" (
    "county_code" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "statement_id" TEXT NOT NULL,
    "township_code" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "row_number" INTEGER NOT NULL,
    "day" TEXT NOT NULL,
    "amount_fen" INTEGER NOT NULL,
    "balance_fen" INTEGER NULL,
    "counterparty" TEXT NOT NULL,
    "account_masked" TEXT NOT NULL,
    "account_index" BLOB NOT NULL,
    "reference" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "match_id" TEXT NULL,
    CONSTRAINT "pk_bank_line" PRIMARY KEY ("county_code", "id"),
    CONSTRAINT "ck_bank_line_amount" CHECK (amount_fen <> 0),
    CONSTRAINT "fk_bank_line_bank_match_county_code_match_id" FOREIGN KEY ("county_code", "match_id") REFERENCES "bank_match" ("county_code", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_bank_line_bank_statement_county_code_statement_id" FOREIGN KEY ("county_code", "statement_id") REFERENCES "bank_statement" ("county_code", "id") ON DELETE RESTRICT
);

CREATE TABLE "duty_correction" (
    "county_code" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "duty_id" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    CONSTRAINT "pk_duty_correction" PRIMARY KEY ("county_code", "id"),
    CONSTRAINT "fk_duty_correction_disclosure_duty_county_code_duty_id" FOREIGN KEY ("county_code", "duty_id") REFERENCES "disclosure_duty" ("county_code", "id") ON DELETE RESTRICT
);

CREATE TABLE "fund_purpose" (
    "county_code" TEXT NOT NULL,
    "fund_id" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "allowed_from" INTEGER NULL,
    "consent_document" TEXT NOT NULL,
    CONSTRAINT "pk_fund_purpose" PRIMARY KEY ("county_code", "fund_id", "purpose"),
    CONSTRAINT "ck_fund_purpose_consent" CHECK ((allowed_from IS NULL) = (consent_document = '')),
    CONSTRAINT "fk_fund_purpose_fund_county_code_fund_id" FOREIGN KEY ("county_code", "fund_id") REFERENCES "fund" ("county_code", "id") ON DELETE CASCADE
);

CREATE TABLE "month_signature" (
    "county_code" TEXT NOT NULL,
    "township_code" TEXT NOT NULL,
    "month" TEXT NOT NULL,
    "record" TEXT NOT NULL,
    "outstanding_fen" INTEGER NOT NULL,
    "actor" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    CONSTRAINT "pk_month_signature" PRIMARY KEY ("county_code", "township_code", "month", "record"),
    CONSTRAINT "fk_month_signature_fund_month_county_code_township_code_month" FOREIGN KEY ("county_code", "township_code", "month") REFERENCES "fund_month" ("county_code", "township_code", "month") ON DELETE RESTRICT
);

CREATE TABLE "fund_report_approval" (
    "county_code" TEXT NOT NULL,
    "report_id" TEXT NOT NULL,
    "round" INTEGER NOT NULL,
    "bureau" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    "document_hash" TEXT NOT NULL,
    CONSTRAINT "pk_fund_report_approval" PRIMARY KEY ("county_code", "report_id", "round", "bureau"),
    CONSTRAINT "fk_fund_report_approval_fund_report_county_code_report_id" FOREIGN KEY ("county_code", "report_id") REFERENCES "fund_report" ("county_code", "id") ON DELETE RESTRICT
);

CREATE TABLE "fund_report_line" (
    "county_code" TEXT NOT NULL,
    "report_id" TEXT NOT NULL,
    "round" INTEGER NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "section" TEXT NOT NULL,
    "area_code" TEXT NOT NULL,
    "fund_year" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "mark" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "amount_fen" INTEGER NOT NULL,
    CONSTRAINT "pk_fund_report_line" PRIMARY KEY ("county_code", "report_id", "round", "ordinal"),
    CONSTRAINT "fk_fund_report_line_fund_report_county_code_report_id" FOREIGN KEY ("county_code", "report_id") REFERENCES "fund_report" ("county_code", "id") ON DELETE RESTRICT
);

CREATE TABLE "fund_report_note" (
    "county_code" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "report_id" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    CONSTRAINT "pk_fund_report_note" PRIMARY KEY ("county_code", "id"),
    CONSTRAINT "fk_fund_report_note_fund_report_county_code_report_id" FOREIGN KEY ("county_code", "report_id") REFERENCES "fund_report" ("county_code", "id") ON DELETE RESTRICT
);

CREATE TABLE "hand_over_item" (
    "county_code" TEXT NOT NULL,
    "hand_over_id" TEXT NOT NULL,
    "no" INTEGER NOT NULL,
    "word" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "due_on" TEXT NULL,
    "amount_fen" INTEGER NULL,
    CONSTRAINT "pk_hand_over_item" PRIMARY KEY ("county_code", "hand_over_id", "no"),
    CONSTRAINT "fk_hand_over_item_hand_over_county_code_hand_over_id" FOREIGN KEY ("county_code", "hand_over_id") REFERENCES "hand_over" ("county_code", "id") ON DELETE CASCADE
);

CREATE TABLE "aid_chain_item" (
    "county_code" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "household_id" TEXT NOT NULL,
    "person_id" TEXT NULL,
    "source" TEXT NOT NULL,
    "given_on" TEXT NOT NULL,
    "amount_fen" INTEGER NULL,
    "given" TEXT NOT NULL,
    "cause_code" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "recorded_at" INTEGER NOT NULL,
    "reverses" TEXT NULL,
    CONSTRAINT "pk_aid_chain_item" PRIMARY KEY ("county_code", "id"),
    CONSTRAINT "fk_aid_chain_item_household_county_code_household_id" FOREIGN KEY ("county_code", "household_id") REFERENCES "household" ("county_code", "id") ON DELETE RESTRICT
);

CREATE TABLE "application" (
    "county_code" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "household_id" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "received_at" INTEGER NOT NULL,
    "pack_key" TEXT NOT NULL,
    "consent_id" TEXT NULL,
    "result_category_code" TEXT NULL,
    "decided_at" INTEGER NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_application" PRIMARY KEY ("county_code", "id"),
    CONSTRAINT "fk_application_household_county_code_household_id" FOREIGN KEY ("county_code", "household_id") REFERENCES "household" ("county_code", "id") ON DELETE RESTRICT
);

CREATE TABLE "consent" (
    "county_code" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "household_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "fields" INTEGER NOT NULL,
    "edition" TEXT NOT NULL,
    "match_id" TEXT NULL,
    "supply_edition_id" TEXT NULL,
    "state" TEXT NOT NULL,
    "asked_at" INTEGER NOT NULL,
    "given_by" TEXT NULL,
    "given_by_person_id" TEXT NULL,
    "form" TEXT NULL,
    "witness" TEXT NULL,
    "answered_at" INTEGER NULL,
    "valid_until" TEXT NULL,
    "withdrawn_at" INTEGER NULL,
    "withdrawal_scope" TEXT NULL,
    "deletion_confirmed_at" INTEGER NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_consent" PRIMARY KEY ("county_code", "id"),
    CONSTRAINT "ck_consent_given_is_complete" CHECK (state <> 'Given' or (given_by is not null and form is not null and valid_until is not null)),
    CONSTRAINT "fk_consent_household_county_code_household_id" FOREIGN KEY ("county_code", "household_id") REFERENCES "household" ("county_code", "id") ON DELETE RESTRICT
);

CREATE TABLE "disclosure" (
    "county_code" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "household_id" TEXT NOT NULL,
    "person_id" TEXT NULL,
    "actor" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "organisation_id" TEXT NULL,
    "fields" INTEGER NOT NULL,
    "purpose" TEXT NOT NULL,
    "basis" TEXT NOT NULL,
    "consent_id" TEXT NULL,
    "second_actor" TEXT NULL,
    "tell_household_by" TEXT NULL,
    "at" INTEGER NOT NULL,
    CONSTRAINT "pk_disclosure" PRIMARY KEY ("county_code", "id"),
    CONSTRAINT "ck_disclosure_consent_is_named" CHECK (basis <> 'Consent' or (consent_id is not null and organisation_id is not null)),
    CONSTRAINT "ck_disclosure_danger_has_second" CHECK (basis <> 'DangerToLife' or (second_actor is not null and second_actor <> actor)),
    CONSTRAINT "fk_disclosure_household_county_code_household_id" FOREIGN KEY ("county_code", "household_id") REFERENCES "household" ("county_code", "id") ON DELETE RESTRICT
);

CREATE TABLE "need" (
    "county_code" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "household_id" TEXT NOT NULL,
    "person_id" TEXT NULL,
    "kind_code" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "met_quantity" INTEGER NOT NULL,
    "urgency" INTEGER NOT NULL,
    "deadline" TEXT NULL,
    "discovery_source" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "is_green_channel" INTEGER NOT NULL,
    "reason" TEXT NULL,
    "cause_code" TEXT NOT NULL,
    "is_whole" INTEGER NOT NULL,
    "note" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "queued_at" INTEGER NOT NULL,
    "came_from" TEXT NOT NULL,
    "moved_to_county" TEXT NULL,
    "referred_to_organisation_id" TEXT NULL,
    "needs_review" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_need" PRIMARY KEY ("county_code", "id"),
    CONSTRAINT "ck_need_met" CHECK (quantity > 0 and met_quantity between 0 and quantity),
    CONSTRAINT "fk_need_household_county_code_household_id" FOREIGN KEY ("county_code", "household_id") REFERENCES "household" ("county_code", "id") ON DELETE RESTRICT
);

CREATE TABLE "person" (
    "county_code" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "household_id" TEXT NOT NULL,
    "name_sealed" BLOB NOT NULL,
    "name_masked" TEXT NOT NULL,
    "name_index" BLOB NOT NULL,
    "id_number_sealed" BLOB NULL,
    "id_number_index" BLOB NULL,
    "phone_sealed" BLOB NULL,
    "account_sealed" BLOB NULL,
    "account_index" BLOB NULL,
    "birth_date" TEXT NULL,
    "sex" TEXT NULL,
    "relation" TEXT NOT NULL,
    "disability_kind" TEXT NOT NULL,
    "disability_grade" INTEGER NULL,
    "self_care_ability" TEXT NOT NULL,
    "own_category_code" TEXT NULL,
    "guardian_person_id" TEXT NULL,
    "deceased_on" TEXT NULL,
    "deleted_at" INTEGER NULL,
    "merged_into_id" TEXT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_person" PRIMARY KEY ("county_code", "id"),
    CONSTRAINT "ck_person_disability_grade" CHECK (disability_grade is null or disability_grade between 1 and 4),
    CONSTRAINT "fk_person_household_county_code_household_id" FOREIGN KEY ("county_code", "household_id") REFERENCES "household" ("county_code", "id") ON DELETE RESTRICT
);

CREATE TABLE "proposal" (
    "county_code" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "rank" INTEGER NOT NULL,
    "need_id" TEXT NOT NULL,
    "lot_id" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "reasons_json" TEXT NOT NULL,
    "match_id" TEXT NULL,
    CONSTRAINT "pk_proposal" PRIMARY KEY ("county_code", "run_id", "rank"),
    CONSTRAINT "fk_proposal_match_run_county_code_run_id" FOREIGN KEY ("county_code", "run_id") REFERENCES "match_run" ("county_code", "id") ON DELETE RESTRICT
);

CREATE TABLE "organisation_area" (
    "organisation_id" TEXT NOT NULL,
    "region_code" TEXT NOT NULL,
    CONSTRAINT "pk_organisation_area" PRIMARY KEY ("organisation_id", "region_code"),
    CONSTRAINT "fk_organisation_area_organisation_organisation_id" FOREIGN KEY ("organisation_id") REFERENCES "organisation" ("id") ON DELETE CASCADE
);

CREATE TABLE "pack_scope" (
    "pack_key" TEXT NOT NULL,
    "pack_version" INTEGER NOT NULL,
    "county_code" TEXT NOT NULL,
    CONSTRAINT "pk_pack_scope" PRIMARY KEY ("pack_key", "pack_version", "county_code"),
    CONSTRAINT "fk_pack_scope_pack_pack_key_pack_version" FOREIGN KEY ("pack_key", "pack_version") REFERENCES "pack" ("key", "version") ON DELETE CASCADE
);

CREATE TABLE "advance" (
    "county_code" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "reserve_fund_id" TEXT NOT NULL,
    "joint_document_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "amount_fen" INTEGER NOT NULL,
    "drafted_on" TEXT NOT NULL,
    "drafted_by" TEXT NOT NULL,
    "aid_case_id" TEXT NULL,
    "claim_id" TEXT NULL,
    "issued_fen" INTEGER NOT NULL,
    "received_fen" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    CONSTRAINT "pk_advance" PRIMARY KEY ("county_code", "id"),
    CONSTRAINT "ck_advance_amounts" CHECK (amount_fen > 0 AND issued_fen >= 0 AND issued_fen <= amount_fen AND received_fen >= 0 AND received_fen <= issued_fen),
    CONSTRAINT "fk_advance_joint_document_county_code_joint_document_id" FOREIGN KEY ("county_code", "joint_document_id") REFERENCES "joint_document" ("county_code", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_advance_reserve_fund_county_code_reserve_fund_id" FOREIGN KEY ("county_code", "reserve_fund_id") REFERENCES "reserve_fund" ("county_code", "id") ON DELETE RESTRICT
);

CREATE TABLE "held_money" (
    "county_code" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "reserve_fund_id" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "amount_fen" INTEGER NOT NULL,
    "received_on" TEXT NOT NULL,
    "from" TEXT NOT NULL,
    "looked_after_by" TEXT NOT NULL,
    "due_on" TEXT NOT NULL,
    "ended_on" TEXT NULL,
    "end" TEXT NULL,
    "ended_at" TEXT NOT NULL,
    CONSTRAINT "pk_held_money" PRIMARY KEY ("county_code", "id"),
    CONSTRAINT "ck_held_money_amount" CHECK (amount_fen > 0),
    CONSTRAINT "fk_held_money_reserve_fund_county_code_reserve_fund_id" FOREIGN KEY ("county_code", "reserve_fund_id") REFERENCES "reserve_fund" ("county_code", "id") ON DELETE RESTRICT
);

CREATE TABLE "pay_list" (
    "county_code" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "reserve_fund_id" TEXT NOT NULL,
    "township_code" TEXT NOT NULL,
    "built_on" TEXT NOT NULL,
    "built_by" TEXT NOT NULL,
    "sent_at" INTEGER NULL,
    "sent_by" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_pay_list" PRIMARY KEY ("county_code", "id"),
    CONSTRAINT "fk_pay_list_reserve_fund_county_code_reserve_fund_id" FOREIGN KEY ("county_code", "reserve_fund_id") REFERENCES "reserve_fund" ("county_code", "id") ON DELETE RESTRICT
);

CREATE TABLE "payment" (
    "county_code" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "aid_case_id" TEXT NOT NULL,
    "reserve_fund_id" TEXT NOT NULL,
    "instalment_no" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "amount_fen" INTEGER NOT NULL,
    "payee_person_id" TEXT NOT NULL,
    "payee_account_index" BLOB NOT NULL,
    "payee_account_masked" TEXT NOT NULL,
    "proxy_id" TEXT NULL,
    "channel" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "cash_reason" TEXT NOT NULL,
    "receipt_number" TEXT NOT NULL,
    "lender" TEXT NOT NULL,
    "hold_id" TEXT NULL,
    "released_at" INTEGER NULL,
    "released_by" TEXT NOT NULL,
    "paid_on" TEXT NULL,
    "paid_by" TEXT NOT NULL,
    "papers_due_on" TEXT NULL,
    "papers_due_provisional" INTEGER NOT NULL,
    "approved_fen" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    CONSTRAINT "pk_payment" PRIMARY KEY ("county_code", "id"),
    CONSTRAINT "ck_payment_amounts" CHECK (amount_fen > 0 AND approved_fen >= 0 AND approved_fen <= amount_fen),
    CONSTRAINT "fk_payment_aid_case_county_code_aid_case_id" FOREIGN KEY ("county_code", "aid_case_id") REFERENCES "aid_case" ("county_code", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_payment_reserve_fund_county_code_reserve_fund_id" FOREIGN KEY ("county_code", "reserve_fund_id") REFERENCES "reserve_fund" ("county_code", "id") ON DELETE RESTRICT
);

CREATE TABLE "reimbursement_claim" (
    "county_code" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "reserve_fund_id" TEXT NOT NULL,
    "township_code" TEXT NOT NULL,
    "month" TEXT NOT NULL,
    "drafted_by" TEXT NOT NULL,
    "submitted_on" TEXT NULL,
    "review_due_on" TEXT NULL,
    "replenished_fen" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    CONSTRAINT "pk_reimbursement_claim" PRIMARY KEY ("county_code", "id"),
    CONSTRAINT "fk_reimbursement_claim_reserve_fund_county_code_reserve_fund_id" FOREIGN KEY ("county_code", "reserve_fund_id") REFERENCES "reserve_fund" ("county_code", "id") ON DELETE RESTRICT
);

CREATE TABLE "sweep_back" (
    "county_code" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "reserve_fund_id" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "amount_fen" INTEGER NOT NULL,
    "place" TEXT NOT NULL,
    "proposed_on" TEXT NOT NULL,
    "to_township" TEXT NOT NULL,
    "advance_id" TEXT NULL,
    "decided_on" TEXT NULL,
    "decided_by" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "sent_on" TEXT NULL,
    "received_on" TEXT NULL,
    "version" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    CONSTRAINT "pk_sweep_back" PRIMARY KEY ("county_code", "id"),
    CONSTRAINT "ck_sweep_back_amount" CHECK (amount_fen > 0),
    CONSTRAINT "fk_sweep_back_reserve_fund_county_code_reserve_fund_id" FOREIGN KEY ("county_code", "reserve_fund_id") REFERENCES "reserve_fund" ("county_code", "id") ON DELETE RESTRICT
);

CREATE TABLE "edition_delivery" (
    "county_code" TEXT NOT NULL,
    "edition_id" TEXT NOT NULL,
    "station_id" TEXT NOT NULL,
    "sent_at" INTEGER NULL,
    "received_at" INTEGER NULL,
    "received_by" TEXT NULL,
    CONSTRAINT "pk_edition_delivery" PRIMARY KEY ("county_code", "edition_id", "station_id"),
    CONSTRAINT "fk_edition_delivery_supply_edition_county_code_edition_id" FOREIGN KEY ("county_code", "edition_id") REFERENCES "supply_edition" ("county_code", "id") ON DELETE CASCADE
);

CREATE TABLE "edition_lot" (
    "county_code" TEXT NOT NULL,
    "edition_id" TEXT NOT NULL,
    "lot_id" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "valid_until" TEXT NOT NULL,
    CONSTRAINT "pk_edition_lot" PRIMARY KEY ("county_code", "edition_id", "lot_id"),
    CONSTRAINT "fk_edition_lot_supply_edition_county_code_edition_id" FOREIGN KEY ("county_code", "edition_id") REFERENCES "supply_edition" ("county_code", "id") ON DELETE CASCADE
);

CREATE TABLE "lot_area" (
    "county_code" TEXT NOT NULL,
    "lot_id" TEXT NOT NULL,
    "area_code" TEXT NOT NULL,
    CONSTRAINT "pk_lot_area" PRIMARY KEY ("county_code", "lot_id", "area_code"),
    CONSTRAINT "fk_lot_area_supply_lot_county_code_lot_id" FOREIGN KEY ("county_code", "lot_id") REFERENCES "supply_lot" ("county_code", "id") ON DELETE CASCADE
);

CREATE TABLE "lot_category" (
    "county_code" TEXT NOT NULL,
    "lot_id" TEXT NOT NULL,
    "category_code" TEXT NOT NULL,
    CONSTRAINT "pk_lot_category" PRIMARY KEY ("county_code", "lot_id", "category_code"),
    CONSTRAINT "fk_lot_category_supply_lot_county_code_lot_id" FOREIGN KEY ("county_code", "lot_id") REFERENCES "supply_lot" ("county_code", "id") ON DELETE CASCADE
);

CREATE TABLE "lot_slot" (
    "county_code" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "lot_id" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "starts_at" TEXT NOT NULL,
    "ends_at" TEXT NOT NULL,
    "places" INTEGER NOT NULL,
    "is_cancelled" INTEGER NOT NULL,
    CONSTRAINT "pk_lot_slot" PRIMARY KEY ("county_code", "id"),
    CONSTRAINT "ck_lot_slot_places" CHECK (places > 0),
    CONSTRAINT "fk_lot_slot_supply_lot_county_code_lot_id" FOREIGN KEY ("county_code", "lot_id") REFERENCES "supply_lot" ("county_code", "id") ON DELETE CASCADE
);

CREATE TABLE "webhook_delivery" (
    "county_code" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "subscription_id" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "created_at" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "next_at" INTEGER NOT NULL,
    "last_status" INTEGER NULL,
    "last_problem" TEXT NOT NULL,
    CONSTRAINT "pk_webhook_delivery" PRIMARY KEY ("county_code", "id"),
    CONSTRAINT "fk_webhook_delivery_subscription" FOREIGN KEY ("county_code", "subscription_id") REFERENCES "webhook_subscription" ("county_code", "id") ON DELETE CASCADE
);

CREATE TABLE "hold" (
    "county_code" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "from_account" TEXT NOT NULL,
    "to_account" TEXT NOT NULL,
    "amount" INTEGER NOT NULL,
    "expires_at" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "posted_amount" INTEGER NOT NULL,
    "resolved_by" TEXT NULL,
    CONSTRAINT "pk_hold" PRIMARY KEY ("county_code", "id"),
    CONSTRAINT "ck_hold_amount" CHECK (amount > 0 AND posted_amount >= 0 AND posted_amount <= amount),
    CONSTRAINT "ck_hold_posted" CHECK (CASE state WHEN 'Posted' THEN posted_amount = amount WHEN 'PartPosted' THEN posted_amount > 0 AND posted_amount < amount ELSE posted_amount = 0 END),
    CONSTRAINT "ck_hold_resolved" CHECK ((state = 'Pending') = (resolved_by IS NULL)),
    CONSTRAINT "ck_hold_state" CHECK (state IN ('Pending', 'Posted', 'PartPosted', 'Voided', 'Expired')),
    CONSTRAINT "fk_hold_account_county_code_from_account" FOREIGN KEY ("county_code", "from_account") REFERENCES "account" ("county_code", "id"),
    CONSTRAINT "fk_hold_transfer_county_code_id" FOREIGN KEY ("county_code", "id") REFERENCES "transfer" ("county_code", "id")
);

CREATE TABLE "api_token" (
    "id" TEXT NOT NULL CONSTRAINT "pk_api_token" PRIMARY KEY,
    "appointment_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "scopes" TEXT NOT NULL,
    "issued_by" TEXT NOT NULL,
    "issued_at" INTEGER NOT NULL,
    "expires_on" TEXT NOT NULL,
    "revoked_at" INTEGER NULL,
    "last_used_at" INTEGER NULL,
    CONSTRAINT "fk_api_token_app_user_user_id" FOREIGN KEY ("user_id") REFERENCES "app_user" ("id") ON DELETE CASCADE,
    CONSTRAINT "fk_api_token_appointment_appointment_id" FOREIGN KEY ("appointment_id") REFERENCES "appointment" ("id") ON DELETE CASCADE
);

CREATE TABLE "category_step" (
    "county_code" TEXT NOT NULL,
    "application_id" TEXT NOT NULL,
    "step_number" INTEGER NOT NULL,
    "household_id" TEXT NOT NULL,
    "category_code" TEXT NOT NULL,
    "result" TEXT NOT NULL,
    "finding" TEXT NOT NULL,
    "clause" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    CONSTRAINT "pk_category_step" PRIMARY KEY ("county_code", "application_id", "step_number"),
    CONSTRAINT "fk_category_step_application_county_code_application_id" FOREIGN KEY ("county_code", "application_id") REFERENCES "application" ("county_code", "id") ON DELETE RESTRICT
);

CREATE TABLE "match" (
    "county_code" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "need_id" TEXT NOT NULL,
    "lot_id" TEXT NOT NULL,
    "household_id" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "slot_id" TEXT NULL,
    "quantity" INTEGER NOT NULL,
    "delivered_quantity" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "run_id" TEXT NULL,
    "choice_cost" INTEGER NULL,
    "continues_match_id" TEXT NULL,
    "hold_id" TEXT NULL,
    "hold_until" INTEGER NULL,
    "needs_personal_data" INTEGER NOT NULL,
    "consent_id" TEXT NULL,
    "decline_reason" TEXT NULL,
    "proposed_at" INTEGER NOT NULL,
    "accepted_at" INTEGER NULL,
    "delivered_on" TEXT NULL,
    "confirmed_at" INTEGER NULL,
    "confirmed_by" TEXT NULL,
    "closing_reason" TEXT NULL,
    "slip_code_hash" BLOB NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_match" PRIMARY KEY ("county_code", "id"),
    CONSTRAINT "ck_match_delivered" CHECK (quantity > 0 and delivered_quantity between 0 and quantity),
    CONSTRAINT "fk_match_need_county_code_need_id" FOREIGN KEY ("county_code", "need_id") REFERENCES "need" ("county_code", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_match_supply_lot_county_code_lot_id" FOREIGN KEY ("county_code", "lot_id") REFERENCES "supply_lot" ("county_code", "id") ON DELETE RESTRICT
);

CREATE TABLE "advance_approval" (
    "county_code" TEXT NOT NULL,
    "advance_id" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    CONSTRAINT "pk_advance_approval" PRIMARY KEY ("county_code", "advance_id", "role"),
    CONSTRAINT "fk_advance_approval_advance_county_code_advance_id" FOREIGN KEY ("county_code", "advance_id") REFERENCES "advance" ("county_code", "id") ON DELETE RESTRICT
);

CREATE TABLE "aid_first" (
    "county_code" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "aid_case_id" TEXT NOT NULL,
    "payment_id" TEXT NOT NULL,
    "requested_at" INTEGER NOT NULL,
    "authorised_by" TEXT NOT NULL,
    "countersigned_by" TEXT NOT NULL,
    "paid_by" TEXT NOT NULL,
    "call_signed_by" TEXT NULL,
    "complete_due_on" TEXT NULL,
    "version" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    CONSTRAINT "pk_aid_first" PRIMARY KEY ("county_code", "id"),
    CONSTRAINT "fk_aid_first_aid_case_county_code_aid_case_id" FOREIGN KEY ("county_code", "aid_case_id") REFERENCES "aid_case" ("county_code", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_aid_first_payment_county_code_payment_id" FOREIGN KEY ("county_code", "payment_id") REFERENCES "payment" ("county_code", "id") ON DELETE RESTRICT
);

CREATE TABLE "cash_receipt" (
    "county_code" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "payment_id" TEXT NOT NULL,
    "form" TEXT NOT NULL,
    "witness_one" TEXT NOT NULL,
    "witness_two" TEXT NOT NULL,
    "paid_by" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    "called_back_by" TEXT NOT NULL,
    "called_back_on" TEXT NULL,
    CONSTRAINT "pk_cash_receipt" PRIMARY KEY ("county_code", "number"),
    CONSTRAINT "fk_cash_receipt_payment_county_code_payment_id" FOREIGN KEY ("county_code", "payment_id") REFERENCES "payment" ("county_code", "id") ON DELETE RESTRICT
);

CREATE TABLE "paper" (
    "county_code" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "payment_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "document_hash" TEXT NOT NULL,
    "submitted_at" INTEGER NOT NULL,
    "submitted_by" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    CONSTRAINT "pk_paper" PRIMARY KEY ("county_code", "id"),
    CONSTRAINT "fk_paper_payment_county_code_payment_id" FOREIGN KEY ("county_code", "payment_id") REFERENCES "payment" ("county_code", "id") ON DELETE RESTRICT
);

CREATE TABLE "pay_list_line" (
    "county_code" TEXT NOT NULL,
    "hold_id" TEXT NOT NULL,
    "list_id" TEXT NOT NULL,
    "payment_id" TEXT NOT NULL,
    "amount_fen" INTEGER NOT NULL,
    "reference" TEXT NOT NULL,
    CONSTRAINT "pk_pay_list_line" PRIMARY KEY ("county_code", "hold_id"),
    CONSTRAINT "ck_pay_list_line_amount" CHECK (amount_fen > 0),
    CONSTRAINT "fk_pay_list_line_pay_list_county_code_list_id" FOREIGN KEY ("county_code", "list_id") REFERENCES "pay_list" ("county_code", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_pay_list_line_payment_county_code_payment_id" FOREIGN KEY ("county_code", "payment_id") REFERENCES "payment" ("county_code", "id") ON DELETE RESTRICT
);

CREATE TABLE "recovery_case" (
    "county_code" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "reserve_fund_id" TEXT NOT NULL,
    "payment_id" TEXT NULL,
    "debtor_kind" TEXT NOT NULL,
    "debtor" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "amount_fen" INTEGER NOT NULL,
    "recovered_fen" INTEGER NOT NULL,
    "written_off_fen" INTEGER NOT NULL,
    "opened_on" TEXT NOT NULL,
    "prior_year" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    CONSTRAINT "pk_recovery_case" PRIMARY KEY ("county_code", "id"),
    CONSTRAINT "ck_recovery_case_amounts" CHECK (amount_fen > 0 AND recovered_fen >= 0 AND written_off_fen >= 0 AND recovered_fen + written_off_fen <= amount_fen),
    CONSTRAINT "fk_recovery_case_payment_county_code_payment_id" FOREIGN KEY ("county_code", "payment_id") REFERENCES "payment" ("county_code", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_recovery_case_reserve_fund_county_code_reserve_fund_id" FOREIGN KEY ("county_code", "reserve_fund_id") REFERENCES "reserve_fund" ("county_code", "id") ON DELETE RESTRICT
);

CREATE TABLE "claim_line" (
    "county_code" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "claim_id" TEXT NOT NULL,
    "payment_id" TEXT NOT NULL,
    "amount_fen" INTEGER NOT NULL,
    "approved_fen" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    CONSTRAINT "pk_claim_line" PRIMARY KEY ("county_code", "id"),
    CONSTRAINT "ck_claim_line_amounts" CHECK (amount_fen > 0 AND approved_fen >= 0 AND approved_fen <= amount_fen),
    CONSTRAINT "fk_claim_line_payment_county_code_payment_id" FOREIGN KEY ("county_code", "payment_id") REFERENCES "payment" ("county_code", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_claim_line_reimbursement_claim_county_code_claim_id" FOREIGN KEY ("county_code", "claim_id") REFERENCES "reimbursement_claim" ("county_code", "id") ON DELETE RESTRICT
);

CREATE INDEX "ix_account_county_code_owner_fund" ON "account" ("county_code", "owner", "fund");

CREATE INDEX "ix_advance_county_code_joint_document_id" ON "advance" ("county_code", "joint_document_id");

CREATE INDEX "ix_advance_county_code_reserve_fund_id" ON "advance" ("county_code", "reserve_fund_id");

CREATE UNIQUE INDEX "ix_advance_approval_county_code_advance_id_actor" ON "advance_approval" ("county_code", "advance_id", "actor");

CREATE INDEX "ix_aid_case_county_code_household_id" ON "aid_case" ("county_code", "household_id");

CREATE UNIQUE INDEX "ix_aid_case_county_code_number" ON "aid_case" ("county_code", "number");

CREATE INDEX "ix_aid_case_county_code_township_code_state_due_on" ON "aid_case" ("county_code", "township_code", "state", "due_on");

CREATE INDEX "ix_aid_chain_item_county_code_household_id_given_on" ON "aid_chain_item" ("county_code", "household_id", "given_on");

CREATE INDEX "ix_aid_chain_item_county_code_reference" ON "aid_chain_item" ("county_code", "reference");

CREATE INDEX "ix_aid_first_county_code_aid_case_id" ON "aid_first" ("county_code", "aid_case_id");

CREATE UNIQUE INDEX "ix_aid_first_county_code_payment_id" ON "aid_first" ("county_code", "payment_id");

CREATE INDEX "ix_announced_aid_county_code_payment_id" ON "announced_aid" ("county_code", "payment_id");

CREATE UNIQUE INDEX "ix_announcement_county_code_number" ON "announcement" ("county_code", "number");

CREATE INDEX "ix_announcement_county_code_township_code_month" ON "announcement" ("county_code", "township_code", "month");

CREATE INDEX "ix_announcement_note_county_code_announcement_id" ON "announcement_note" ("county_code", "announcement_id");

CREATE INDEX "ix_api_token_appointment_id" ON "api_token" ("appointment_id");

CREATE UNIQUE INDEX "ix_api_token_hash" ON "api_token" ("hash");

CREATE INDEX "ix_api_token_user_id" ON "api_token" ("user_id");

CREATE INDEX "email_index" ON "app_user" ("normalized_email");

CREATE UNIQUE INDEX "user_name_index" ON "app_user" ("normalized_user_name");

CREATE INDEX "ix_app_user_claim_user_id" ON "app_user_claim" ("user_id");

CREATE INDEX "ix_app_user_login_user_id" ON "app_user_login" ("user_id");

CREATE INDEX "ix_app_user_passkey_user_id" ON "app_user_passkey" ("user_id");

CREATE UNIQUE INDEX "ix_application_county_code_household_id" ON "application" ("county_code", "household_id") WHERE decided_at is null;

CREATE UNIQUE INDEX "ix_application_county_code_number" ON "application" ("county_code", "number");

CREATE INDEX "ix_appointment_user_id" ON "appointment" ("user_id");

CREATE INDEX "ix_bank_line_county_code_match_id" ON "bank_line" ("county_code", "match_id");

CREATE INDEX "ix_bank_line_county_code_statement_id" ON "bank_line" ("county_code", "statement_id");

CREATE INDEX "ix_bank_line_county_code_township_code_day" ON "bank_line" ("county_code", "township_code", "day");

CREATE UNIQUE INDEX "ix_bank_line_county_code_township_code_fingerprint" ON "bank_line" ("county_code", "township_code", "fingerprint");

CREATE UNIQUE INDEX "ix_bank_match_entry_county_code_transfer_id" ON "bank_match_entry" ("county_code", "transfer_id") WHERE is_standing;

CREATE UNIQUE INDEX "ix_bank_statement_county_code_township_code_file_hash" ON "bank_statement" ("county_code", "township_code", "file_hash");

CREATE INDEX "ix_bridging_aid_county_code_aid_case_id" ON "bridging_aid" ("county_code", "aid_case_id");

CREATE UNIQUE INDEX "ix_case_signature_county_code_aid_case_id_round_actor" ON "case_signature" ("county_code", "aid_case_id", "round", "actor");

CREATE INDEX "ix_cash_receipt_county_code_payment_id" ON "cash_receipt" ("county_code", "payment_id");

CREATE INDEX "ix_claim_line_county_code_claim_id" ON "claim_line" ("county_code", "claim_id");

CREATE UNIQUE INDEX "ix_claim_line_one_approved" ON "claim_line" ("county_code", "payment_id") WHERE state = 'Approved';

CREATE UNIQUE INDEX "ix_claim_line_one_open" ON "claim_line" ("county_code", "payment_id") WHERE state = 'Open';

CREATE INDEX "ix_consent_county_code_household_id_organisation_id" ON "consent" ("county_code", "household_id", "organisation_id");

CREATE INDEX "ix_death_entry_county_code_id_number_index" ON "death_entry" ("county_code", "id_number_index");

CREATE INDEX "ix_disclosure_county_code_household_id_at" ON "disclosure" ("county_code", "household_id", "at");

CREATE INDEX "ix_disclosure_duty_county_code_organisation_id_due_on" ON "disclosure_duty" ("county_code", "organisation_id", "due_on");

CREATE INDEX "ix_duty_correction_county_code_duty_id" ON "duty_correction" ("county_code", "duty_id");

CREATE UNIQUE INDEX "ix_fund_report_county_code_kind_area_code_period_from" ON "fund_report" ("county_code", "kind", "area_code", "period_from");

CREATE INDEX "ix_fund_report_county_code_township_code_period_from" ON "fund_report" ("county_code", "township_code", "period_from");

CREATE INDEX "ix_fund_report_note_county_code_report_id" ON "fund_report_note" ("county_code", "report_id");

CREATE INDEX "ix_held_money_county_code_reserve_fund_id" ON "held_money" ("county_code", "reserve_fund_id");

CREATE INDEX "ix_hold_county_code_expires_at" ON "hold" ("county_code", "expires_at") WHERE state = 'Pending';

CREATE INDEX "ix_household_county_code_address_index" ON "household" ("county_code", "address_index");

CREATE INDEX "ix_household_county_code_merged_into_id" ON "household" ("county_code", "merged_into_id");

CREATE UNIQUE INDEX "ix_household_county_code_number" ON "household" ("county_code", "number");

CREATE INDEX "ix_household_county_code_residence_village" ON "household" ("county_code", "residence_village");

CREATE UNIQUE INDEX "ix_joint_document_county_code_number" ON "joint_document" ("county_code", "number");

CREATE UNIQUE INDEX "ix_learned_rule_county_code_contains_is_income_meaning" ON "learned_rule" ("county_code", "contains", "is_income", "meaning");

CREATE INDEX "ix_lifecycle_move_county_code_subject_id_at" ON "lifecycle_move" ("county_code", "subject_id", "at");

CREATE INDEX "ix_lot_slot_county_code_lot_id" ON "lot_slot" ("county_code", "lot_id");

CREATE INDEX "ix_match_county_code_household_id" ON "match" ("county_code", "household_id");

CREATE INDEX "ix_match_county_code_lot_id" ON "match" ("county_code", "lot_id");

CREATE INDEX "ix_match_county_code_need_id" ON "match" ("county_code", "need_id");

CREATE INDEX "ix_match_county_code_state" ON "match" ("county_code", "state");

CREATE INDEX "ix_matching_move_county_code_subject_id_at" ON "matching_move" ("county_code", "subject_id", "at");

CREATE UNIQUE INDEX "ix_month_signature_county_code_township_code_month_actor" ON "month_signature" ("county_code", "township_code", "month", "actor");

CREATE INDEX "ix_need_county_code_household_id" ON "need" ("county_code", "household_id");

CREATE UNIQUE INDEX "ix_need_county_code_number" ON "need" ("county_code", "number");

CREATE INDEX "ix_need_county_code_state_kind_code" ON "need" ("county_code", "state", "kind_code");

CREATE UNIQUE INDEX "ix_organisation_code" ON "organisation" ("code");

CREATE INDEX "ix_organisation_area_region_code" ON "organisation_area" ("region_code");

CREATE INDEX "ix_paper_county_code_payment_id" ON "paper" ("county_code", "payment_id");

CREATE UNIQUE INDEX "ix_pay_list_county_code_number" ON "pay_list" ("county_code", "number");

CREATE INDEX "ix_pay_list_county_code_reserve_fund_id" ON "pay_list" ("county_code", "reserve_fund_id");

CREATE INDEX "ix_pay_list_line_county_code_list_id" ON "pay_list_line" ("county_code", "list_id");

CREATE INDEX "ix_pay_list_line_county_code_payment_id" ON "pay_list_line" ("county_code", "payment_id");

CREATE UNIQUE INDEX "ix_pay_list_line_county_code_reference" ON "pay_list_line" ("county_code", "reference");

CREATE INDEX "ix_payee_proxy_county_code_payee_person_id" ON "payee_proxy" ("county_code", "payee_person_id");

CREATE UNIQUE INDEX "ix_payment_county_code_aid_case_id_instalment_no" ON "payment" ("county_code", "aid_case_id", "instalment_no");

CREATE INDEX "ix_payment_county_code_payee_account_index" ON "payment" ("county_code", "payee_account_index");

CREATE UNIQUE INDEX "ix_payment_county_code_receipt_number" ON "payment" ("county_code", "receipt_number") WHERE receipt_number <> '';

CREATE INDEX "ix_payment_county_code_reserve_fund_id" ON "payment" ("county_code", "reserve_fund_id");

CREATE INDEX "ix_payment_county_code_state_papers_due_on" ON "payment" ("county_code", "state", "papers_due_on");

CREATE INDEX "ix_payment_override_county_code_aid_case_id" ON "payment_override" ("county_code", "aid_case_id");

CREATE INDEX "ix_person_county_code_account_index" ON "person" ("county_code", "account_index");

CREATE INDEX "ix_person_county_code_household_id" ON "person" ("county_code", "household_id");

CREATE UNIQUE INDEX "ix_person_county_code_id_number_index" ON "person" ("county_code", "id_number_index") WHERE deleted_at is null and merged_into_id is null and id_number_index is not null;

CREATE INDEX "ix_person_county_code_name_index" ON "person" ("county_code", "name_index");

CREATE UNIQUE INDEX "ix_recovery_case_county_code_number" ON "recovery_case" ("county_code", "number");

CREATE INDEX "ix_recovery_case_county_code_payment_id" ON "recovery_case" ("county_code", "payment_id");

CREATE INDEX "ix_recovery_case_county_code_reserve_fund_id" ON "recovery_case" ("county_code", "reserve_fund_id");

CREATE INDEX "ix_region_county_code_kind" ON "region" ("county_code", "kind");

CREATE INDEX "ix_region_parent_code" ON "region" ("parent_code");

CREATE UNIQUE INDEX "ix_reimbursement_claim_county_code_number" ON "reimbursement_claim" ("county_code", "number");

CREATE INDEX "ix_reimbursement_claim_county_code_reserve_fund_id" ON "reimbursement_claim" ("county_code", "reserve_fund_id");

CREATE INDEX "ix_reimbursement_claim_county_code_state_review_due_on" ON "reimbursement_claim" ("county_code", "state", "review_due_on");

CREATE UNIQUE INDEX "ix_reserve_fund_county_code_fund_id" ON "reserve_fund" ("county_code", "fund_id");

CREATE UNIQUE INDEX "ix_reserve_fund_county_code_township_code_year" ON "reserve_fund" ("county_code", "township_code", "year");

CREATE INDEX "ix_slip_try_since" ON "slip_try" ("since");

CREATE INDEX "ix_staged_grant_county_code_aid_case_id" ON "staged_grant" ("county_code", "aid_case_id");

CREATE UNIQUE INDEX "ix_statement_format_county_code_name" ON "statement_format" ("county_code", "name");

CREATE UNIQUE INDEX "ix_supply_edition_county_code_number" ON "supply_edition" ("county_code", "number");

CREATE UNIQUE INDEX "ix_supply_lot_county_code_number" ON "supply_lot" ("county_code", "number");

CREATE INDEX "ix_supply_lot_county_code_organisation_id" ON "supply_lot" ("county_code", "organisation_id");

CREATE INDEX "ix_supply_lot_county_code_valid_until_number" ON "supply_lot" ("county_code", "valid_until", "number");

CREATE INDEX "ix_sweep_back_county_code_reserve_fund_id" ON "sweep_back" ("county_code", "reserve_fund_id");

CREATE UNIQUE INDEX "ix_transfer_county_code_hold" ON "transfer" ("county_code", "hold") WHERE hold IS NOT NULL;

CREATE UNIQUE INDEX "ix_transfer_county_code_reverses" ON "transfer" ("county_code", "reverses") WHERE reverses IS NOT NULL;

CREATE INDEX "ix_unmatched_item_county_code_township_code_state_due_on" ON "unmatched_item" ("county_code", "township_code", "state", "due_on");

CREATE INDEX "ix_user_session_user_id" ON "user_session" ("user_id");

CREATE INDEX "ix_webhook_delivery_county_code_subscription_id" ON "webhook_delivery" ("county_code", "subscription_id");

CREATE INDEX "ix_webhook_delivery_state_next_at" ON "webhook_delivery" ("state", "next_at");

CREATE TRIGGER transfer_no_update BEFORE UPDATE ON transfer  BEGIN SELECT RAISE(ABORT, 'transfer is written once'); END;
CREATE TRIGGER transfer_no_delete BEFORE DELETE ON transfer  BEGIN SELECT RAISE(ABORT, 'transfer is written once'); END;
CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry  BEGIN SELECT RAISE(ABORT, 'entry is written once'); END;
CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry  BEGIN SELECT RAISE(ABORT, 'entry is written once'); END;
CREATE TRIGGER book_event_no_update BEFORE UPDATE ON book_event  BEGIN SELECT RAISE(ABORT, 'book_event is written once'); END;
CREATE TRIGGER book_event_no_delete BEFORE DELETE ON book_event  BEGIN SELECT RAISE(ABORT, 'book_event is written once'); END;
CREATE TRIGGER chain_signature_no_update BEFORE UPDATE ON chain_signature  BEGIN SELECT RAISE(ABORT, 'chain_signature is written once'); END;
CREATE TRIGGER chain_signature_no_delete BEFORE DELETE ON chain_signature  BEGIN SELECT RAISE(ABORT, 'chain_signature is written once'); END;
CREATE TRIGGER hold_resolved_once BEFORE UPDATE ON hold WHEN OLD.state <> 'Pending' BEGIN SELECT RAISE(ABORT, 'a hold resolves once'); END;
CREATE TRIGGER hold_no_delete BEFORE DELETE ON hold  BEGIN SELECT RAISE(ABORT, 'a hold is kept'); END;
CREATE TRIGGER period_forward BEFORE UPDATE ON period WHEN OLD.state = 'Closed' OR NEW.state <> 'Closed' BEGIN SELECT RAISE(ABORT, 'a month only moves forward'); END;
CREATE TRIGGER period_no_delete BEFORE DELETE ON period  BEGIN SELECT RAISE(ABORT, 'a month only moves forward'); END;
CREATE TRIGGER lifecycle_move_no_update BEFORE UPDATE ON lifecycle_move  BEGIN SELECT RAISE(ABORT, 'lifecycle_move is written once'); END;
CREATE TRIGGER lifecycle_move_no_delete BEFORE DELETE ON lifecycle_move  BEGIN SELECT RAISE(ABORT, 'lifecycle_move is written once'); END;
CREATE TRIGGER matching_move_no_update BEFORE UPDATE ON matching_move  BEGIN SELECT RAISE(ABORT, 'matching_move is written once'); END;
CREATE TRIGGER matching_move_no_delete BEFORE DELETE ON matching_move  BEGIN SELECT RAISE(ABORT, 'matching_move is written once'); END;
CREATE TRIGGER disclosure_no_update BEFORE UPDATE ON disclosure  BEGIN SELECT RAISE(ABORT, 'disclosure is written once'); END;
CREATE TRIGGER disclosure_no_delete BEFORE DELETE ON disclosure  BEGIN SELECT RAISE(ABORT, 'disclosure is written once'); END;
CREATE TRIGGER command_no_update BEFORE UPDATE ON command  BEGIN SELECT RAISE(ABORT, 'command is written once'); END;
CREATE TRIGGER command_no_delete BEFORE DELETE ON command  BEGIN SELECT RAISE(ABORT, 'command is written once'); END;
