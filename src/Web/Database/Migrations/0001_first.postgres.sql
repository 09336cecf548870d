CREATE TABLE account (
    county_code text NOT NULL,
    id uuid NOT NULL,
    owner uuid NOT NULL,
    fund uuid NOT NULL,
    kind text NOT NULL,
    party text NOT NULL,
    unit text NOT NULL,
    balance bigint NOT NULL,
    held bigint NOT NULL,
    version bigint NOT NULL,
    floor bigint,
    ceiling bigint,
    CONSTRAINT pk_account PRIMARY KEY (county_code, id),
    CONSTRAINT ck_account_bounds_of_kind CHECK ((kind IN ('Treasury', 'Donor', 'Bank', 'UnknownOwner', 'Supplier') AND floor IS NULL AND ceiling IS NULL) OR (kind IN ('Advanced', 'BroughtForward', 'Lent', 'Received', 'Supplied') AND floor IS NULL AND ceiling IS NOT NULL AND ceiling = 0) OR (kind IN ('InTransit', 'InHands', 'AwaitingPapers', 'Approved', 'HandedBack', 'Recoverable', 'Lost', 'CarriedForward', 'Spent', 'InStock', 'Delivered', 'Withdrawn', 'HeldForOthers') AND floor IS NOT NULL AND floor = 0 AND ceiling IS NULL)),
    CONSTRAINT ck_account_ceiling CHECK (ceiling IS NULL OR balance <= ceiling),
    CONSTRAINT ck_account_floor CHECK (floor IS NULL OR balance - held >= floor),
    CONSTRAINT ck_account_held CHECK (held >= 0),
    CONSTRAINT ck_account_kind CHECK (kind IN ('Treasury', 'Donor', 'Bank', 'UnknownOwner', 'Supplier', 'Advanced', 'BroughtForward', 'Lent', 'Received', 'Supplied', 'InTransit', 'InHands', 'AwaitingPapers', 'Approved', 'HandedBack', 'Recoverable', 'Lost', 'CarriedForward', 'Spent', 'InStock', 'Delivered', 'Withdrawn', 'HeldForOthers'))
);

CREATE TABLE account_day (
    county_code text NOT NULL,
    account_id uuid NOT NULL,
    occurred_on integer NOT NULL,
    net bigint NOT NULL,
    first_seq bigint NOT NULL,
    last_seq bigint NOT NULL,
    CONSTRAINT pk_account_day PRIMARY KEY (county_code, account_id, occurred_on),
    CONSTRAINT ck_account_day_seq CHECK (first_seq <= last_seq)
);

CREATE TABLE aid_case (
    county_code character varying(12) NOT NULL,
    id uuid NOT NULL,
    number character varying(32) NOT NULL,
    household_id uuid NOT NULL,
    applicant_person_id uuid NOT NULL,
    township_code character varying(12) NOT NULL,
    village_code character varying(16) NOT NULL,
    type character varying(16) NOT NULL,
    mode character varying(16) NOT NULL,
    cause_code character varying(32) NOT NULL,
    incident_place text NOT NULL,
    incident_note character varying(200) NOT NULL,
    amount_fen bigint NOT NULL,
    people integer NOT NULL,
    accepted_on date NOT NULL,
    due_on date NOT NULL,
    due_provisional boolean NOT NULL,
    handled_by character varying(64) NOT NULL,
    investigated_by character varying(64) NOT NULL,
    notice_posted_on date,
    follows_case_id uuid,
    identity_pending boolean NOT NULL,
    round integer NOT NULL,
    version integer NOT NULL,
    state character varying(32) NOT NULL,
    CONSTRAINT pk_aid_case PRIMARY KEY (county_code, id),
    CONSTRAINT ck_aid_case_amount CHECK (amount_fen > 0)
);

CREATE TABLE announcement (
    county_code character varying(12) NOT NULL,
    id uuid NOT NULL,
    number character varying(40) NOT NULL,
    township_code character varying(12) NOT NULL,
    village_code character varying(16) NOT NULL,
    month date NOT NULL,
    made_by character varying(64) NOT NULL,
    due_on date NOT NULL,
    due_provisional boolean NOT NULL,
    posted_on date,
    place text NOT NULL,
    evidence_hash character varying(64) NOT NULL,
    remove_on date,
    removed_on date,
    removal_evidence_hash character varying(64) NOT NULL,
    version integer NOT NULL,
    state character varying(32) NOT NULL,
    CONSTRAINT pk_announcement PRIMARY KEY (county_code, id)
);

CREATE TABLE app_user (
    id uuid NOT NULL,
    display_name text NOT NULL,
    is_demo boolean NOT NULL,
    user_name character varying(256),
    normalized_user_name character varying(256),
    email character varying(256),
    normalized_email character varying(256),
    email_confirmed boolean NOT NULL,
    password_hash text,
    security_stamp text,
    concurrency_stamp text,
    phone_number character varying(256),
    phone_number_confirmed boolean NOT NULL,
    two_factor_enabled boolean NOT NULL,
    lockout_end bigint,
    lockout_enabled boolean NOT NULL,
    access_failed_count integer NOT NULL,
    CONSTRAINT pk_app_user PRIMARY KEY (id)
);

CREATE TABLE bank_match (
    county_code text NOT NULL,
    id uuid NOT NULL,
    township_code character varying(12) NOT NULL,
    place character varying(64) NOT NULL,
    way character varying(16) NOT NULL,
    reasons integer NOT NULL,
    amount_fen bigint NOT NULL,
    by character varying(64) NOT NULL,
    at bigint NOT NULL,
    undone_by character varying(64) NOT NULL,
    undone_at bigint,
    CONSTRAINT pk_bank_match PRIMARY KEY (county_code, id)
);

CREATE TABLE bank_statement (
    county_code text NOT NULL,
    id uuid NOT NULL,
    township_code character varying(12) NOT NULL,
    place character varying(64) NOT NULL,
    file_name text NOT NULL,
    file_hash character varying(64) NOT NULL,
    format text NOT NULL,
    first_day date NOT NULL,
    last_day date NOT NULL,
    lines integer NOT NULL,
    opening_fen bigint,
    closing_fen bigint,
    imported_by character varying(64) NOT NULL,
    imported_at bigint NOT NULL,
    CONSTRAINT pk_bank_statement PRIMARY KEY (county_code, id),
    CONSTRAINT ck_bank_statement_days CHECK (first_day <= last_day AND lines > 0)
);

CREATE TABLE book_event (
    county_code text NOT NULL,
    number bigint NOT NULL,
    after_seq bigint NOT NULL,
    recorded_at bigint NOT NULL,
    kind text NOT NULL,
    subject uuid NOT NULL,
    actor text NOT NULL,
    content text NOT NULL,
    hash bytea NOT NULL,
    CONSTRAINT pk_book_event PRIMARY KEY (county_code, number),
    CONSTRAINT ck_book_event_actor CHECK (actor <> ''),
    CONSTRAINT ck_book_event_hash CHECK (length(hash) = 32),
    CONSTRAINT ck_book_event_kind CHECK (kind IN ('FundEntered', 'PurposeConsented', 'FundEnded', 'PeriodHeld', 'PeriodClosed')),
    CONSTRAINT ck_book_event_place CHECK (number >= 1 AND after_seq >= 0)
);

CREATE TABLE calendar_day (
    day date NOT NULL,
    is_workday boolean NOT NULL,
    name text NOT NULL,
    CONSTRAINT pk_calendar_day PRIMARY KEY (day)
);

CREATE TABLE calendar_year (
    year integer NOT NULL,
    notice text NOT NULL,
    CONSTRAINT pk_calendar_year PRIMARY KEY (year)
);

CREATE TABLE chain_signature (
    county_code text NOT NULL,
    day integer NOT NULL,
    seq bigint NOT NULL,
    hash bytea NOT NULL,
    signed_at bigint NOT NULL,
    signature bytea NOT NULL,
    CONSTRAINT pk_chain_signature PRIMARY KEY (county_code, day),
    CONSTRAINT ck_chain_signature_hash CHECK (length(hash) = 32)
);

CREATE TABLE code_item (
    list text NOT NULL,
    code text NOT NULL,
    zh text NOT NULL,
    en text NOT NULL,
    "group" text NOT NULL,
    unit text NOT NULL,
    "order" integer NOT NULL,
    CONSTRAINT pk_code_item PRIMARY KEY (list, code)
);

CREATE TABLE command (
    county_code text NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    content_hash text NOT NULL,
    actor text NOT NULL,
    recorded_at bigint NOT NULL,
    answer text NOT NULL,
    CONSTRAINT pk_command PRIMARY KEY (county_code, id)
);

CREATE TABLE death_entry (
    county_code character varying(12) NOT NULL,
    id uuid NOT NULL,
    id_number_index bytea NOT NULL,
    died_on date NOT NULL,
    record_number character varying(64) NOT NULL,
    imported_by character varying(64) NOT NULL,
    imported_at bigint NOT NULL,
    CONSTRAINT pk_death_entry PRIMARY KEY (county_code, id)
);

CREATE TABLE disclosure_duty (
    county_code character varying(12) NOT NULL,
    id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    kind character varying(24) NOT NULL,
    subject text NOT NULL,
    formed_on date NOT NULL,
    due_on date NOT NULL,
    made_by character varying(64) NOT NULL,
    published_on date,
    published_by character varying(64) NOT NULL,
    place text NOT NULL,
    evidence_hash character varying(64) NOT NULL,
    ended_on date,
    version integer NOT NULL,
    CONSTRAINT pk_disclosure_duty PRIMARY KEY (county_code, id)
);

CREATE TABLE document (
    county_code text NOT NULL,
    hash text NOT NULL,
    file_name text NOT NULL,
    media_type text NOT NULL,
    content bytea NOT NULL,
    uploaded_by text NOT NULL,
    uploaded_at bigint NOT NULL,
    CONSTRAINT pk_document PRIMARY KEY (county_code, hash)
);

CREATE TABLE entry (
    county_code text NOT NULL,
    account_id uuid NOT NULL,
    seq bigint NOT NULL,
    amount bigint NOT NULL,
    balance_before bigint NOT NULL,
    balance_after bigint NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT pk_entry PRIMARY KEY (county_code, account_id, seq),
    CONSTRAINT ck_entry_amount CHECK (amount <> 0),
    CONSTRAINT ck_entry_balance CHECK (balance_before + amount = balance_after),
    CONSTRAINT ck_entry_version CHECK (version >= 1)
);

CREATE TABLE fund (
    county_code text NOT NULL,
    id uuid NOT NULL,
    owner uuid NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    source text NOT NULL,
    unit text NOT NULL,
    valid_from integer NOT NULL,
    valid_to integer,
    functional_budget_code text NOT NULL,
    economic_budget_code text NOT NULL,
    CONSTRAINT pk_fund PRIMARY KEY (county_code, id),
    CONSTRAINT ck_fund_kind CHECK (kind IN ('FiscalReserve', 'FiscalTemporaryAid', 'Society', 'RestrictedDonation', 'UnrestrictedDonation', 'LotInKind')),
    CONSTRAINT ck_fund_validity CHECK (valid_to IS NULL OR valid_to >= valid_from)
);

CREATE TABLE fund_count (
    county_code character varying(12) NOT NULL,
    id uuid NOT NULL,
    owner uuid NOT NULL,
    place character varying(64) NOT NULL,
    counted_on date NOT NULL,
    counted_fen bigint NOT NULL,
    book_fen bigint NOT NULL,
    counted_by character varying(64) NOT NULL,
    witness character varying(64) NOT NULL,
    sheet_hash character varying(64) NOT NULL,
    CONSTRAINT pk_fund_count PRIMARY KEY (county_code, id)
);

CREATE TABLE fund_month (
    county_code text NOT NULL,
    township_code character varying(12) NOT NULL,
    month date NOT NULL,
    place character varying(64) NOT NULL,
    statement_fen bigint NOT NULL,
    book_fen bigint NOT NULL,
    in_flight_fen bigint NOT NULL,
    state character varying(8) NOT NULL,
    held_by character varying(64) NOT NULL,
    held_at bigint NOT NULL,
    closed_by character varying(64) NOT NULL,
    closed_at bigint,
    CONSTRAINT pk_fund_month PRIMARY KEY (county_code, township_code, month),
    CONSTRAINT ck_fund_month_two_people CHECK (closed_by <> held_by AND statement_fen = book_fen + in_flight_fen)
);

CREATE TABLE fund_report (
    county_code character varying(12) NOT NULL,
    id uuid NOT NULL,
    kind character varying(20) NOT NULL,
    area_code character varying(16) NOT NULL,
    township_code character varying(12) NOT NULL,
    period_from date NOT NULL,
    period_to date NOT NULL,
    due_on date NOT NULL,
    as_of date NOT NULL,
    prepared_by character varying(64) NOT NULL,
    words text NOT NULL,
    is_nil boolean NOT NULL,
    round integer NOT NULL,
    submitted_on date,
    figures_hash character varying(64) NOT NULL,
    version integer NOT NULL,
    state character varying(32) NOT NULL,
    CONSTRAINT pk_fund_report PRIMARY KEY (county_code, id)
);

CREATE TABLE hand_over (
    county_code text NOT NULL,
    id uuid NOT NULL,
    appointment_id uuid NOT NULL,
    role character varying(32) NOT NULL,
    township_code text NOT NULL,
    "from" text NOT NULL,
    "to" text NOT NULL,
    last_day date NOT NULL,
    document text NOT NULL,
    recorded_by text NOT NULL,
    recorded_at bigint NOT NULL,
    CONSTRAINT pk_hand_over PRIMARY KEY (county_code, id)
);

CREATE TABLE household (
    county_code text NOT NULL,
    id uuid NOT NULL,
    number text NOT NULL,
    registered_county text NOT NULL,
    registered_township text NOT NULL,
    registered_village text NOT NULL,
    residence_county text NOT NULL,
    residence_township text NOT NULL,
    residence_village text NOT NULL,
    incident_county text,
    incident_township text,
    incident_village text,
    address_sealed bytea,
    address_index bytea,
    category_code text NOT NULL,
    category_since date,
    taper_until date,
    size integer NOT NULL,
    slip_code_hash bytea,
    created_at bigint NOT NULL,
    merged_into_id uuid,
    deleted_at bigint,
    version integer NOT NULL,
    CONSTRAINT pk_household PRIMARY KEY (county_code, id),
    CONSTRAINT ck_household_not_merged_into_itself CHECK (merged_into_id is null or merged_into_id <> id),
    CONSTRAINT fk_household_household_county_code_merged_into_id FOREIGN KEY (county_code, merged_into_id) REFERENCES household (county_code, id) ON DELETE RESTRICT
);

CREATE TABLE job (
    name text NOT NULL,
    due_at bigint NOT NULL,
    holder uuid NOT NULL,
    held_until bigint NOT NULL,
    ended_at bigint,
    failures integer NOT NULL,
    CONSTRAINT pk_job PRIMARY KEY (name)
);

CREATE TABLE joint_document (
    county_code character varying(12) NOT NULL,
    id uuid NOT NULL,
    number character varying(80) NOT NULL,
    title text NOT NULL,
    issued_on date NOT NULL,
    amount_fen bigint NOT NULL,
    document_hash text NOT NULL,
    CONSTRAINT pk_joint_document PRIMARY KEY (county_code, id),
    CONSTRAINT ck_joint_document_amount CHECK (amount_fen > 0)
);

CREATE TABLE lane (
    county_code text NOT NULL,
    seq bigint NOT NULL,
    events bigint NOT NULL,
    chain_head bytea NOT NULL,
    recorded_at bigint NOT NULL,
    CONSTRAINT pk_lane PRIMARY KEY (county_code),
    CONSTRAINT ck_lane_chain_head CHECK (length(chain_head) = 32),
    CONSTRAINT ck_lane_seq CHECK (seq >= 0 AND events >= 0)
);

CREATE TABLE lead (
    county_code text NOT NULL,
    id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    given_by text NOT NULL,
    given_at bigint NOT NULL,
    township_code text NOT NULL,
    village_code text NOT NULL,
    hint_sealed bytea NOT NULL,
    state text NOT NULL,
    checked_by text,
    checked_at bigint,
    check_note text NOT NULL,
    need_id uuid,
    version integer NOT NULL,
    CONSTRAINT pk_lead PRIMARY KEY (county_code, id)
);

CREATE TABLE learned_rule (
    county_code text NOT NULL,
    id uuid NOT NULL,
    contains character varying(80) NOT NULL,
    is_income boolean NOT NULL,
    meaning character varying(24) NOT NULL,
    state character varying(12) NOT NULL,
    cases integer NOT NULL,
    proposed_by character varying(64) NOT NULL,
    proposed_at bigint NOT NULL,
    decided_by character varying(64) NOT NULL,
    CONSTRAINT pk_learned_rule PRIMARY KEY (county_code, id)
);

CREATE TABLE lifecycle_move (
    county_code character varying(12) NOT NULL,
    id uuid NOT NULL,
    noun character varying(24) NOT NULL,
    subject_id uuid NOT NULL,
    "from" character varying(32) NOT NULL,
    trigger character varying(32) NOT NULL,
    "to" character varying(32) NOT NULL,
    actor character varying(64) NOT NULL,
    role character varying(24) NOT NULL,
    stands_in_for character varying(64) NOT NULL,
    at bigint NOT NULL,
    reason text NOT NULL,
    occurred_on date NOT NULL,
    amount_fen bigint NOT NULL,
    due_on date,
    due_provisional boolean NOT NULL,
    pack_key character varying(16) NOT NULL,
    pack_version character varying(16) NOT NULL,
    scan_hash character varying(64) NOT NULL,
    refusal character varying(48),
    CONSTRAINT pk_lifecycle_move PRIMARY KEY (county_code, id)
);

CREATE TABLE long_task (
    county_code text NOT NULL,
    id uuid NOT NULL,
    word text NOT NULL,
    started_by text NOT NULL,
    started_at bigint NOT NULL,
    back text NOT NULL,
    state character varying(16) NOT NULL,
    done integer NOT NULL,
    total integer NOT NULL,
    heard_of_at bigint NOT NULL,
    is_to_stop boolean NOT NULL,
    notes text NOT NULL,
    CONSTRAINT pk_long_task PRIMARY KEY (county_code, id)
);

CREATE TABLE match_run (
    county_code text NOT NULL,
    id uuid NOT NULL,
    ran_at bigint NOT NULL,
    ran_by text NOT NULL,
    placed_need_id uuid NULL,
    inputs_hash text NOT NULL,
    pack_key text NOT NULL,
    objective text NOT NULL,
    certificate_holds boolean NOT NULL,
    needs integer NOT NULL,
    lots integer NOT NULL,
    proposals integer NOT NULL,
    duration_milliseconds bigint NOT NULL,
    result_json text NOT NULL,
    CONSTRAINT pk_match_run PRIMARY KEY (county_code, id)
);

CREATE TABLE matching_move (
    county_code text NOT NULL,
    act_id uuid NOT NULL,
    subject_id uuid NOT NULL,
    noun text NOT NULL,
    from_state text NOT NULL,
    trigger text NOT NULL,
    to_state text NOT NULL,
    actor text NOT NULL,
    role text NOT NULL,
    at bigint NOT NULL,
    reason text NOT NULL,
    refusal text,
    CONSTRAINT pk_matching_move PRIMARY KEY (county_code, act_id, subject_id)
);

CREATE TABLE organisation (
    id uuid NOT NULL,
    code text NOT NULL,
    kind text NOT NULL,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    credit_code text NOT NULL,
    filing_number text NOT NULL,
    county_code text NOT NULL,
    may_raise_publicly boolean NOT NULL,
    CONSTRAINT pk_organisation PRIMARY KEY (id)
);

CREATE TABLE pack (
    key text NOT NULL,
    version integer NOT NULL,
    effective_from date NOT NULL,
    effective_to date,
    json text NOT NULL,
    CONSTRAINT pk_pack PRIMARY KEY (key, version)
);

CREATE TABLE payee_proxy (
    county_code character varying(12) NOT NULL,
    id uuid NOT NULL,
    payee_person_id uuid NOT NULL,
    name_masked character varying(64) NOT NULL,
    name_sealed bytea NOT NULL,
    account_sealed bytea NOT NULL,
    account_index bytea NOT NULL,
    is_institution boolean NOT NULL,
    reason text NOT NULL,
    document_hash character varying(64) NOT NULL,
    recorded_by character varying(64) NOT NULL,
    "from" date NOT NULL,
    until date,
    CONSTRAINT pk_payee_proxy PRIMARY KEY (county_code, id)
);

CREATE TABLE payer_party (
    county_code character varying(12) NOT NULL,
    id uuid NOT NULL,
    kind character varying(8) NOT NULL,
    belongs_to character varying(64) NOT NULL,
    id_number_index bytea NOT NULL,
    account_index bytea NOT NULL,
    declared_by character varying(64) NOT NULL,
    "from" date NOT NULL,
    until date,
    CONSTRAINT pk_payer_party PRIMARY KEY (county_code, id)
);

CREATE TABLE period (
    county_code text NOT NULL,
    owner uuid NOT NULL,
    month integer NOT NULL,
    state text NOT NULL,
    CONSTRAINT pk_period PRIMARY KEY (county_code, owner, month),
    CONSTRAINT ck_period_state CHECK (state IN ('Open', 'Held', 'Closed'))
);

CREATE TABLE protection_key (
    name text NOT NULL,
    xml text NOT NULL,
    CONSTRAINT pk_protection_key PRIMARY KEY (name)
);

CREATE TABLE region (
    code text NOT NULL,
    parent_code text NOT NULL,
    kind text NOT NULL,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    gb_code text NOT NULL,
    county_code text NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    CONSTRAINT pk_region PRIMARY KEY (code)
);

CREATE TABLE organisation_standing (
    county_code text NOT NULL,
    organisation_id uuid NOT NULL,
    state text NOT NULL,
    document text NOT NULL,
    document_hash text NOT NULL,
    version integer NOT NULL,
    CONSTRAINT pk_organisation_standing PRIMARY KEY (county_code, organisation_id)
);

CREATE TABLE related_party (
    county_code text NOT NULL,
    organisation_id uuid NOT NULL,
    household_id uuid NOT NULL,
    relation text NOT NULL,
    declared_by text NOT NULL,
    declared_at bigint NOT NULL,
    CONSTRAINT pk_related_party PRIMARY KEY (county_code, organisation_id, household_id)
);

CREATE TABLE reserve_fund (
    county_code character varying(12) NOT NULL,
    id uuid NOT NULL,
    township_code character varying(12) NOT NULL,
    year integer NOT NULL,
    form character varying(20) NOT NULL,
    custody character varying(20) NOT NULL,
    fund_id uuid NOT NULL,
    owner uuid NOT NULL,
    bank_place character varying(64) NOT NULL,
    quota_fen bigint,
    version integer NOT NULL,
    state character varying(32) NOT NULL,
    CONSTRAINT pk_reserve_fund PRIMARY KEY (county_code, id)
);

CREATE TABLE slip_try (
    who text NOT NULL,
    tries integer NOT NULL,
    since bigint NOT NULL,
    CONSTRAINT pk_slip_try PRIMARY KEY (who)
);

CREATE TABLE stand_in (
    county_code character varying(12) NOT NULL,
    id uuid NOT NULL,
    township_code character varying(12) NOT NULL,
    role character varying(24) NOT NULL,
    actor character varying(64) NOT NULL,
    stands_in_for character varying(64) NOT NULL,
    "from" date NOT NULL,
    until date NOT NULL,
    document_number text NOT NULL,
    CONSTRAINT pk_stand_in PRIMARY KEY (county_code, id)
);

CREATE TABLE statement_format (
    county_code text NOT NULL,
    id uuid NOT NULL,
    name character varying(60) NOT NULL,
    layout text NOT NULL,
    made_by character varying(64) NOT NULL,
    made_at bigint NOT NULL,
    CONSTRAINT pk_statement_format PRIMARY KEY (county_code, id)
);

CREATE TABLE supply_edition (
    county_code text NOT NULL,
    id uuid NOT NULL,
    number text NOT NULL,
    published_on date NOT NULL,
    published_by text NOT NULL,
    CONSTRAINT pk_supply_edition PRIMARY KEY (county_code, id)
);

CREATE TABLE supply_lot (
    county_code text NOT NULL,
    id uuid NOT NULL,
    number text NOT NULL,
    organisation_id uuid NOT NULL,
    kind text NOT NULL,
    need_kind_code text NOT NULL,
    name text NOT NULL,
    unit text NOT NULL,
    quantity bigint NOT NULL,
    limit_per_household bigint,
    age_from integer,
    age_to integer,
    is_female_only boolean NOT NULL,
    valid_until date NOT NULL,
    is_perishable boolean NOT NULL,
    fields_needed integer NOT NULL,
    place_county text NOT NULL,
    place_township text NOT NULL,
    place_village text NOT NULL,
    restriction text NOT NULL,
    description text NOT NULL,
    state text NOT NULL,
    created_at bigint NOT NULL,
    version integer NOT NULL,
    CONSTRAINT pk_supply_lot PRIMARY KEY (county_code, id),
    CONSTRAINT ck_supply_lot_quantity CHECK (quantity > 0)
);

CREATE TABLE unmatched_item (
    county_code text NOT NULL,
    id uuid NOT NULL,
    township_code character varying(12) NOT NULL,
    place character varying(64) NOT NULL,
    is_bank_line boolean NOT NULL,
    day date NOT NULL,
    amount_fen bigint NOT NULL,
    state character varying(12) NOT NULL,
    owner character varying(64) NOT NULL,
    opened_on date NOT NULL,
    due_on date NOT NULL,
    outcome character varying(24),
    reason text NOT NULL,
    evidence_hash character varying(64) NOT NULL,
    closed_by character varying(64) NOT NULL,
    closed_at bigint,
    CONSTRAINT pk_unmatched_item PRIMARY KEY (county_code, id)
);

CREATE TABLE webhook_subscription (
    county_code text NOT NULL,
    id uuid NOT NULL,
    url text NOT NULL,
    events text NOT NULL,
    organisation_id uuid,
    secret_sealed bytea NOT NULL,
    created_by text NOT NULL,
    created_at bigint NOT NULL,
    ended_at bigint,
    CONSTRAINT pk_webhook_subscription PRIMARY KEY (county_code, id)
);

CREATE TABLE transfer (
    county_code text NOT NULL,
    id uuid NOT NULL,
    seq bigint NOT NULL,
    kind text NOT NULL,
    from_account uuid NOT NULL,
    to_account uuid NOT NULL,
    amount bigint NOT NULL,
    unit text NOT NULL,
    fund uuid NOT NULL,
    reason text NOT NULL,
    purpose text NOT NULL,
    case_reference text NOT NULL,
    actor text NOT NULL,
    occurred_on integer NOT NULL,
    recorded_at bigint NOT NULL,
    reverses uuid,
    hold uuid,
    expires_at bigint,
    documents text NOT NULL,
    mark text NOT NULL,
    note text NOT NULL,
    hash bytea NOT NULL,
    CONSTRAINT pk_transfer PRIMARY KEY (county_code, id),
    CONSTRAINT ak_transfer_county_code_seq UNIQUE (county_code, seq),
    CONSTRAINT ck_transfer_accounts CHECK (from_account <> to_account),
    CONSTRAINT ck_transfer_amount CHECK (amount > 0),
    CONSTRAINT ck_transfer_expiry CHECK ((expires_at IS NOT NULL) = (kind = 'Reserve')),
    CONSTRAINT ck_transfer_hash CHECK (length(hash) = 32),
    CONSTRAINT ck_transfer_hold CHECK ((hold IS NOT NULL) = (kind IN ('PostHold', 'VoidHold', 'ExpireHold'))),
    CONSTRAINT ck_transfer_kind CHECK (kind IN ('Post', 'Reserve', 'PostHold', 'VoidHold', 'ExpireHold')),
    CONSTRAINT ck_transfer_reverses CHECK (reverses IS NULL OR (kind = 'Post' AND note <> '')),
    CONSTRAINT ck_transfer_words CHECK (reason <> '' AND actor <> ''),
    CONSTRAINT fk_transfer_account_county_code_from_account FOREIGN KEY (county_code, from_account) REFERENCES account (county_code, id),
    CONSTRAINT fk_transfer_account_county_code_to_account FOREIGN KEY (county_code, to_account) REFERENCES account (county_code, id),
    CONSTRAINT fk_transfer_transfer_county_code_hold FOREIGN KEY (county_code, hold) REFERENCES transfer (county_code, id),
    CONSTRAINT fk_transfer_transfer_county_code_reverses FOREIGN KEY (county_code, reverses) REFERENCES transfer (county_code, id)
);

CREATE TABLE bridging_aid (
    county_code character varying(12) NOT NULL,
    id uuid NOT NULL,
    aid_case_id uuid NOT NULL,
    household_id uuid NOT NULL,
    category character varying(16) NOT NULL,
    confirmed_on date NOT NULL,
    due_on date NOT NULL,
    due_provisional boolean NOT NULL,
    monthly_per_person_fen bigint NOT NULL,
    people integer NOT NULL,
    version integer NOT NULL,
    state character varying(32) NOT NULL,
    CONSTRAINT pk_bridging_aid PRIMARY KEY (county_code, id),
    CONSTRAINT fk_bridging_aid_aid_case_county_code_aid_case_id FOREIGN KEY (county_code, aid_case_id) REFERENCES aid_case (county_code, id) ON DELETE RESTRICT
);

CREATE TABLE case_signature (
    county_code character varying(12) NOT NULL,
    aid_case_id uuid NOT NULL,
    round integer NOT NULL,
    role character varying(24) NOT NULL,
    actor character varying(64) NOT NULL,
    at bigint NOT NULL,
    scan_hash character varying(64) NOT NULL,
    CONSTRAINT pk_case_signature PRIMARY KEY (county_code, aid_case_id, round, role),
    CONSTRAINT fk_case_signature_aid_case_county_code_aid_case_id FOREIGN KEY (county_code, aid_case_id) REFERENCES aid_case (county_code, id) ON DELETE RESTRICT
);

CREATE TABLE payment_override (
    county_code character varying(12) NOT NULL,
    id uuid NOT NULL,
    aid_case_id uuid NOT NULL,
    rule character varying(48) NOT NULL,
    actor character varying(64) NOT NULL,
    role character varying(24) NOT NULL,
    reason text NOT NULL,
    at bigint NOT NULL,
    CONSTRAINT pk_payment_override PRIMARY KEY (county_code, id),
    CONSTRAINT fk_payment_override_aid_case_county_code_aid_case_id FOREIGN KEY (county_code, aid_case_id) REFERENCES aid_case (county_code, id) ON DELETE RESTRICT
);

CREATE TABLE staged_grant (
    county_code character varying(12) NOT NULL,
    id uuid NOT NULL,
    aid_case_id uuid NOT NULL,
    instalments integer NOT NULL,
    instalment_fen bigint NOT NULL,
    first_due_on date NOT NULL,
    paid_instalments integer NOT NULL,
    status_checked_on date,
    version integer NOT NULL,
    state character varying(32) NOT NULL,
    CONSTRAINT pk_staged_grant PRIMARY KEY (county_code, id),
    CONSTRAINT fk_staged_grant_aid_case_county_code_aid_case_id FOREIGN KEY (county_code, aid_case_id) REFERENCES aid_case (county_code, id) ON DELETE RESTRICT
);

CREATE TABLE announced_aid (
    county_code character varying(12) NOT NULL,
    announcement_id uuid NOT NULL,
    payment_id uuid NOT NULL,
    case_number character varying(32) NOT NULL,
    village_code character varying(16) NOT NULL,
    name_masked character varying(64) NOT NULL,
    cause_code character varying(32) NOT NULL,
    amount_fen bigint NOT NULL,
    paid_on date NOT NULL,
    CONSTRAINT pk_announced_aid PRIMARY KEY (county_code, announcement_id, payment_id),
    CONSTRAINT ck_announced_aid_amount CHECK (amount_fen > 0),
    CONSTRAINT fk_announced_aid_announcement_county_code_announcement_id FOREIGN KEY (county_code, announcement_id) REFERENCES announcement (county_code, id) ON DELETE RESTRICT
);

CREATE TABLE announcement_note (
    county_code character varying(12) NOT NULL,
    id uuid NOT NULL,
    announcement_id uuid NOT NULL,
    case_number character varying(32) NOT NULL,
    words text NOT NULL,
    actor character varying(64) NOT NULL,
    corrected_on date NOT NULL,
    CONSTRAINT pk_announcement_note PRIMARY KEY (county_code, id),
    CONSTRAINT fk_announcement_note_announcement_county_code_announcement_id FOREIGN KEY (county_code, announcement_id) REFERENCES announcement (county_code, id) ON DELETE RESTRICT
);

CREATE TABLE app_user_claim (
    id integer GENERATED BY DEFAULT AS IDENTITY,
    user_id uuid NOT NULL,
    claim_type text,
    claim_value text,
    CONSTRAINT pk_app_user_claim PRIMARY KEY (id),
    CONSTRAINT fk_app_user_claim_app_user_user_id FOREIGN KEY (user_id) REFERENCES app_user (id) ON DELETE CASCADE
);

CREATE TABLE app_user_login (
    login_provider character varying(128) NOT NULL,
    provider_key character varying(128) NOT NULL,
    provider_display_name text,
    user_id uuid NOT NULL,
    CONSTRAINT pk_app_user_login PRIMARY KEY (login_provider, provider_key),
    CONSTRAINT fk_app_user_login_app_user_user_id FOREIGN KEY (user_id) REFERENCES app_user (id) ON DELETE CASCADE
);

CREATE TABLE app_user_passkey (
    credential_id bytea NOT NULL,
    user_id uuid NOT NULL,
    data jsonb NOT NULL,
    CONSTRAINT pk_app_user_passkey PRIMARY KEY (credential_id),
    CONSTRAINT fk_app_user_passkey_app_user_user_id FOREIGN KEY (user_id) REFERENCES app_user (id) ON DELETE CASCADE
);

CREATE TABLE app_user_token (
    user_id uuid NOT NULL,
    login_provider character varying(128) NOT NULL,
    name character varying(128) NOT NULL,
    value text,
    CONSTRAINT pk_app_user_token PRIMARY KEY (user_id, login_provider, name),
    CONSTRAINT fk_app_user_token_app_user_user_id FOREIGN KEY (user_id) REFERENCES app_user (id) ON DELETE CASCADE
);

CREATE TABLE appointment (
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    role character varying(32) NOT NULL,
    county_code text NOT NULL,
    township_code text NOT NULL,
    organisation_id uuid,
    document text NOT NULL,
    "from" date NOT NULL,
    "to" date,
    CONSTRAINT pk_appointment PRIMARY KEY (id),
    CONSTRAINT fk_appointment_app_user_user_id FOREIGN KEY (user_id) REFERENCES app_user (id) ON DELETE CASCADE
);

CREATE TABLE authenticator (
    user_id uuid NOT NULL,
    secret_sealed bytea NOT NULL,
    set_up_at bigint NOT NULL,
    last_step bigint NOT NULL,
    CONSTRAINT pk_authenticator PRIMARY KEY (user_id),
    CONSTRAINT fk_authenticator_app_user_user_id FOREIGN KEY (user_id) REFERENCES app_user (id) ON DELETE CASCADE
);

CREATE TABLE recovery_code (
    user_id uuid NOT NULL,
    no integer NOT NULL,
    hash bytea NOT NULL,
    used_at bigint,
    CONSTRAINT pk_recovery_code PRIMARY KEY (user_id, no),
    CONSTRAINT fk_recovery_code_app_user_user_id FOREIGN KEY (user_id) REFERENCES app_user (id) ON DELETE CASCADE
);

CREATE TABLE user_session (
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    device character varying(200) NOT NULL,
    strength character varying(16) NOT NULL,
    started_at bigint NOT NULL,
    seen_at bigint NOT NULL,
    ended_at bigint,
    CONSTRAINT pk_user_session PRIMARY KEY (id),
    CONSTRAINT fk_user_session_app_user_user_id FOREIGN KEY (user_id) REFERENCES app_user (id) ON DELETE CASCADE
);

CREATE TABLE bank_match_entry (
    county_code text NOT NULL,
    match_id uuid NOT NULL,
    transfer_id uuid NOT NULL,
    amount_fen bigint NOT NULL,
    day date NOT NULL,
    is_standing boolean NOT NULL,
    CONSTRAINT pk_bank_match_entry PRIMARY KEY (county_code, match_id, transfer_id),
    CONSTRAINT fk_bank_match_entry_bank_match_county_code_match_id FOREIGN KEY (county_code, match_id) REFERENCES bank_match (county_code, id) ON DELETE RESTRICT
);

CREATE TABLE bank_line (
    county_code text NOT NULL,
    id uuid NOT NULL,
    statement_id uuid NOT NULL,
    township_code character varying(12) NOT NULL,
    place character varying(64) NOT NULL,
    row_number integer NOT NULL,
    day date NOT NULL,
    amount_fen bigint NOT NULL,
    balance_fen bigint,
    counterparty text NOT NULL,
    account_masked text NOT NULL,
    account_index bytea NOT NULL,
    reference text NOT NULL,
    summary text NOT NULL,
    fingerprint character varying(64) NOT NULL,
    match_id uuid,
    CONSTRAINT pk_bank_line PRIMARY KEY (county_code, id),
    CONSTRAINT ck_bank_line_amount CHECK (amount_fen <> 0),
    CONSTRAINT fk_bank_line_bank_match_county_code_match_id FOREIGN KEY (county_code, match_id) REFERENCES bank_match (county_code, id) ON DELETE RESTRICT,
    CONSTRAINT fk_bank_line_bank_statement_county_code_statement_id FOREIGN KEY (county_code, statement_id) REFERENCES bank_statement (county_code, id) ON DELETE RESTRICT
);

CREATE TABLE duty_correction (
    county_code character varying(12) NOT NULL,
    id uuid NOT NULL,
    duty_id uuid NOT NULL,
    words text NOT NULL,
    actor character varying(64) NOT NULL,
    at bigint NOT NULL,
    CONSTRAINT pk_duty_correction PRIMARY KEY (county_code, id),
    CONSTRAINT fk_duty_correction_disclosure_duty_county_code_duty_id FOREIGN KEY (county_code, duty_id) REFERENCES disclosure_duty (county_code, id) ON DELETE RESTRICT
);

CREATE TABLE fund_purpose (
    county_code text NOT NULL,
    fund_id uuid NOT NULL,
    purpose text NOT NULL,
    allowed_from integer,
    consent_document text NOT NULL,
    CONSTRAINT pk_fund_purpose PRIMARY KEY (county_code, fund_id, purpose),
    CONSTRAINT ck_fund_purpose_consent CHECK ((allowed_from IS NULL) = (consent_document = '')),
    CONSTRAINT fk_fund_purpose_fund_county_code_fund_id FOREIGN KEY (county_code, fund_id) REFERENCES fund (county_code, id) ON DELETE CASCADE
);

CREATE TABLE month_signature (
    county_code text NOT NULL,
    township_code character varying(12) NOT NULL,
    month date NOT NULL,
    record character varying(16) NOT NULL,
    outstanding_fen bigint NOT NULL,
    actor character varying(64) NOT NULL,
    at bigint NOT NULL,
    CONSTRAINT pk_month_signature PRIMARY KEY (county_code, township_code, month, record),
    CONSTRAINT fk_month_signature_fund_month_county_code_township_code_month FOREIGN KEY (county_code, township_code, month) REFERENCES fund_month (county_code, township_code, month) ON DELETE RESTRICT
);

CREATE TABLE fund_report_approval (
    county_code character varying(12) NOT NULL,
    report_id uuid NOT NULL,
    round integer NOT NULL,
    bureau character varying(32) NOT NULL,
    actor character varying(64) NOT NULL,
    at bigint NOT NULL,
    document_hash character varying(64) NOT NULL,
    CONSTRAINT pk_fund_report_approval PRIMARY KEY (county_code, report_id, round, bureau),
    CONSTRAINT fk_fund_report_approval_fund_report_county_code_report_id FOREIGN KEY (county_code, report_id) REFERENCES fund_report (county_code, id) ON DELETE RESTRICT
);

CREATE TABLE fund_report_line (
    county_code character varying(12) NOT NULL,
    report_id uuid NOT NULL,
    round integer NOT NULL,
    ordinal integer NOT NULL,
    section character varying(12) NOT NULL,
    area_code character varying(16) NOT NULL,
    fund_year integer NOT NULL,
    key character varying(40) NOT NULL,
    mark character varying(40) NOT NULL,
    count bigint NOT NULL,
    amount_fen bigint NOT NULL,
    CONSTRAINT pk_fund_report_line PRIMARY KEY (county_code, report_id, round, ordinal),
    CONSTRAINT fk_fund_report_line_fund_report_county_code_report_id FOREIGN KEY (county_code, report_id) REFERENCES fund_report (county_code, id) ON DELETE RESTRICT
);

CREATE TABLE fund_report_note (
    county_code character varying(12) NOT NULL,
    id uuid NOT NULL,
    report_id uuid NOT NULL,
    words text NOT NULL,
    actor character varying(64) NOT NULL,
    at bigint NOT NULL,
    CONSTRAINT pk_fund_report_note PRIMARY KEY (county_code, id),
    CONSTRAINT fk_fund_report_note_fund_report_county_code_report_id FOREIGN KEY (county_code, report_id) REFERENCES fund_report (county_code, id) ON DELETE RESTRICT
);

CREATE TABLE hand_over_item (
    county_code text NOT NULL,
    hand_over_id uuid NOT NULL,
    no integer NOT NULL,
    word text NOT NULL,
    number text NOT NULL,
    due_on date,
    amount_fen bigint,
    CONSTRAINT pk_hand_over_item PRIMARY KEY (county_code, hand_over_id, no),
    CONSTRAINT fk_hand_over_item_hand_over_county_code_hand_over_id FOREIGN KEY (county_code, hand_over_id) REFERENCES hand_over (county_code, id) ON DELETE CASCADE
);

CREATE TABLE aid_chain_item (
    county_code text NOT NULL,
    id uuid NOT NULL,
    household_id uuid NOT NULL,
    person_id uuid,
    source text NOT NULL,
    given_on date NOT NULL,
    amount_fen bigint,
    given text NOT NULL,
    cause_code text NOT NULL,
    reference text NOT NULL,
    recorded_at bigint NOT NULL,
    reverses uuid,
    CONSTRAINT pk_aid_chain_item PRIMARY KEY (county_code, id),
    CONSTRAINT fk_aid_chain_item_household_county_code_household_id FOREIGN KEY (county_code, household_id) REFERENCES household (county_code, id) ON DELETE RESTRICT
);

CREATE TABLE application (
    county_code text NOT NULL,
    id uuid NOT NULL,
    number text NOT NULL,
    household_id uuid NOT NULL,
    channel text NOT NULL,
    received_at bigint NOT NULL,
    pack_key text NOT NULL,
    consent_id uuid,
    result_category_code text,
    decided_at bigint,
    version integer NOT NULL,
    CONSTRAINT pk_application PRIMARY KEY (county_code, id),
    CONSTRAINT fk_application_household_county_code_household_id FOREIGN KEY (county_code, household_id) REFERENCES household (county_code, id) ON DELETE RESTRICT
);

CREATE TABLE consent (
    county_code text NOT NULL,
    id uuid NOT NULL,
    household_id uuid NOT NULL,
    person_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    purpose text NOT NULL,
    fields integer NOT NULL,
    edition text NOT NULL,
    match_id uuid,
    supply_edition_id uuid,
    state text NOT NULL,
    asked_at bigint NOT NULL,
    given_by text,
    given_by_person_id uuid,
    form text,
    witness text,
    answered_at bigint,
    valid_until date,
    withdrawn_at bigint,
    withdrawal_scope text,
    deletion_confirmed_at bigint,
    version integer NOT NULL,
    CONSTRAINT pk_consent PRIMARY KEY (county_code, id),
    CONSTRAINT ck_consent_given_is_complete CHECK (state <> 'Given' or (given_by is not null and form is not null and valid_until is not null)),
    CONSTRAINT fk_consent_household_county_code_household_id FOREIGN KEY (county_code, household_id) REFERENCES household (county_code, id) ON DELETE RESTRICT
);

CREATE TABLE disclosure (
    county_code text NOT NULL,
    id uuid NOT NULL,
    household_id uuid NOT NULL,
    person_id uuid,
    actor text NOT NULL,
    role text NOT NULL,
    organisation_id uuid,
    fields integer NOT NULL,
    purpose text NOT NULL,
    basis text NOT NULL,
    consent_id uuid,
    second_actor text,
    tell_household_by date,
    at bigint NOT NULL,
    CONSTRAINT pk_disclosure PRIMARY KEY (county_code, id),
    CONSTRAINT ck_disclosure_consent_is_named CHECK (basis <> 'Consent' or (consent_id is not null and organisation_id is not null)),
    CONSTRAINT ck_disclosure_danger_has_second CHECK (basis <> 'DangerToLife' or (second_actor is not null and second_actor <> actor)),
    CONSTRAINT fk_disclosure_household_county_code_household_id FOREIGN KEY (county_code, household_id) REFERENCES household (county_code, id) ON DELETE RESTRICT
);

CREATE TABLE need (
    county_code text NOT NULL,
    id uuid NOT NULL,
    number text NOT NULL,
    household_id uuid NOT NULL,
    person_id uuid,
    kind_code text NOT NULL,
    unit text NOT NULL,
    quantity bigint NOT NULL,
    met_quantity bigint NOT NULL,
    urgency integer NOT NULL,
    deadline date,
    discovery_source text NOT NULL,
    channel text NOT NULL,
    is_green_channel boolean NOT NULL,
    reason text,
    cause_code text NOT NULL,
    is_whole boolean NOT NULL,
    note text NOT NULL,
    state text NOT NULL,
    queued_at bigint NOT NULL,
    came_from text NOT NULL,
    moved_to_county text,
    referred_to_organisation_id uuid,
    needs_review boolean NOT NULL,
    version integer NOT NULL,
    CONSTRAINT pk_need PRIMARY KEY (county_code, id),
    CONSTRAINT ck_need_met CHECK (quantity > 0 and met_quantity between 0 and quantity),
    CONSTRAINT fk_need_household_county_code_household_id FOREIGN KEY (county_code, household_id) REFERENCES household (county_code, id) ON DELETE RESTRICT
);

CREATE TABLE person (
    county_code text NOT NULL,
    id uuid NOT NULL,
    household_id uuid NOT NULL,
    name_sealed bytea NOT NULL,
    name_masked text NOT NULL,
    name_index bytea NOT NULL,
    id_number_sealed bytea,
    id_number_index bytea,
    phone_sealed bytea,
    account_sealed bytea,
    account_index bytea,
    birth_date date,
    sex text,
    relation text NOT NULL,
    disability_kind text NOT NULL,
    disability_grade integer,
    self_care_ability text NOT NULL,
    own_category_code text,
    guardian_person_id uuid,
    deceased_on date,
    deleted_at bigint,
    merged_into_id uuid,
    version integer NOT NULL,
    CONSTRAINT pk_person PRIMARY KEY (county_code, id),
    CONSTRAINT ck_person_disability_grade CHECK (disability_grade is null or disability_grade between 1 and 4),
    CONSTRAINT fk_person_household_county_code_household_id FOREIGN KEY (county_code, household_id) REFERENCES household (county_code, id) ON DELETE RESTRICT
);

CREATE TABLE proposal (
    county_code text NOT NULL,
    run_id uuid NOT NULL,
    rank integer NOT NULL,
    need_id uuid NOT NULL,
    lot_id uuid NOT NULL,
    quantity bigint NOT NULL,
    reasons_json text NOT NULL,
    match_id uuid,
    CONSTRAINT pk_proposal PRIMARY KEY (county_code, run_id, rank),
    CONSTRAINT fk_proposal_match_run_county_code_run_id FOREIGN KEY (county_code, run_id) REFERENCES match_run (county_code, id) ON DELETE RESTRICT
);

CREATE TABLE organisation_area (
    organisation_id uuid NOT NULL,
    region_code text NOT NULL,
    CONSTRAINT pk_organisation_area PRIMARY KEY (organisation_id, region_code),
    CONSTRAINT fk_organisation_area_organisation_organisation_id FOREIGN KEY (organisation_id) REFERENCES organisation (id) ON DELETE CASCADE
);

CREATE TABLE pack_scope (
    pack_key text NOT NULL,
    pack_version integer NOT NULL,
    county_code text NOT NULL,
    CONSTRAINT pk_pack_scope PRIMARY KEY (pack_key, pack_version, county_code),
    CONSTRAINT fk_pack_scope_pack_pack_key_pack_version FOREIGN KEY (pack_key, pack_version) REFERENCES pack (key, version) ON DELETE CASCADE
);

CREATE TABLE advance (
    county_code character varying(12) NOT NULL,
    id uuid NOT NULL,
    reserve_fund_id uuid NOT NULL,
    joint_document_id uuid NOT NULL,
    kind character varying(20) NOT NULL,
    amount_fen bigint NOT NULL,
    drafted_on date NOT NULL,
    drafted_by character varying(64) NOT NULL,
    aid_case_id uuid,
    claim_id uuid,
    issued_fen bigint NOT NULL,
    received_fen bigint NOT NULL,
    version integer NOT NULL,
    state character varying(32) NOT NULL,
    CONSTRAINT pk_advance PRIMARY KEY (county_code, id),
    CONSTRAINT ck_advance_amounts CHECK (amount_fen > 0 AND issued_fen >= 0 AND issued_fen <= amount_fen AND received_fen >= 0 AND received_fen <= issued_fen),
    CONSTRAINT fk_advance_joint_document_county_code_joint_document_id FOREIGN KEY (county_code, joint_document_id) REFERENCES joint_document (county_code, id) ON DELETE RESTRICT,
    CONSTRAINT fk_advance_reserve_fund_county_code_reserve_fund_id FOREIGN KEY (county_code, reserve_fund_id) REFERENCES reserve_fund (county_code, id) ON DELETE RESTRICT
);

CREATE TABLE held_money (
    county_code character varying(12) NOT NULL,
    id uuid NOT NULL,
    reserve_fund_id uuid NOT NULL,
    owner uuid NOT NULL,
    place character varying(64) NOT NULL,
    kind character varying(20) NOT NULL,
    amount_fen bigint NOT NULL,
    received_on date NOT NULL,
    "from" character varying(80) NOT NULL,
    looked_after_by character varying(64) NOT NULL,
    due_on date NOT NULL,
    ended_on date,
    "end" character varying(20),
    ended_at character varying(80) NOT NULL,
    CONSTRAINT pk_held_money PRIMARY KEY (county_code, id),
    CONSTRAINT ck_held_money_amount CHECK (amount_fen > 0),
    CONSTRAINT fk_held_money_reserve_fund_county_code_reserve_fund_id FOREIGN KEY (county_code, reserve_fund_id) REFERENCES reserve_fund (county_code, id) ON DELETE RESTRICT
);

CREATE TABLE pay_list (
    county_code character varying(12) NOT NULL,
    id uuid NOT NULL,
    number character varying(32) NOT NULL,
    reserve_fund_id uuid NOT NULL,
    township_code character varying(12) NOT NULL,
    built_on date NOT NULL,
    built_by character varying(64) NOT NULL,
    sent_at bigint,
    sent_by character varying(64) NOT NULL,
    version integer NOT NULL,
    CONSTRAINT pk_pay_list PRIMARY KEY (county_code, id),
    CONSTRAINT fk_pay_list_reserve_fund_county_code_reserve_fund_id FOREIGN KEY (county_code, reserve_fund_id) REFERENCES reserve_fund (county_code, id) ON DELETE RESTRICT
);

CREATE TABLE payment (
    county_code character varying(12) NOT NULL,
    id uuid NOT NULL,
    aid_case_id uuid NOT NULL,
    reserve_fund_id uuid NOT NULL,
    instalment_no integer NOT NULL,
    kind character varying(8) NOT NULL,
    amount_fen bigint NOT NULL,
    payee_person_id uuid NOT NULL,
    payee_account_index bytea NOT NULL,
    payee_account_masked character varying(32) NOT NULL,
    proxy_id uuid,
    channel character varying(8) NOT NULL,
    place character varying(64) NOT NULL,
    cash_reason text NOT NULL,
    receipt_number character varying(32) NOT NULL,
    lender character varying(64) NOT NULL,
    hold_id uuid,
    released_at bigint,
    released_by character varying(64) NOT NULL,
    paid_on date,
    paid_by character varying(64) NOT NULL,
    papers_due_on date,
    papers_due_provisional boolean NOT NULL,
    approved_fen bigint NOT NULL,
    version integer NOT NULL,
    state character varying(32) NOT NULL,
    CONSTRAINT pk_payment PRIMARY KEY (county_code, id),
    CONSTRAINT ck_payment_amounts CHECK (amount_fen > 0 AND approved_fen >= 0 AND approved_fen <= amount_fen),
    CONSTRAINT fk_payment_aid_case_county_code_aid_case_id FOREIGN KEY (county_code, aid_case_id) REFERENCES aid_case (county_code, id) ON DELETE RESTRICT,
    CONSTRAINT fk_payment_reserve_fund_county_code_reserve_fund_id FOREIGN KEY (county_code, reserve_fund_id) REFERENCES reserve_fund (county_code, id) ON DELETE RESTRICT
);

CREATE TABLE reimbursement_claim (
    county_code character varying(12) NOT NULL,
    id uuid NOT NULL,
    number character varying(32) NOT NULL,
    reserve_fund_id uuid NOT NULL,
    township_code character varying(12) NOT NULL,
    month date NOT NULL,
    drafted_by character varying(64) NOT NULL,
    submitted_on date,
    review_due_on date,
    replenished_fen bigint NOT NULL,
    version integer NOT NULL,
    state character varying(32) NOT NULL,
    CONSTRAINT pk_reimbursement_claim PRIMARY KEY (county_code, id),
    CONSTRAINT fk_reimbursement_claim_reserve_fund_county_code_reserve_fund_id FOREIGN KEY (county_code, reserve_fund_id) REFERENCES reserve_fund (county_code, id) ON DELETE RESTRICT
);

CREATE TABLE sweep_back (
    county_code character varying(12) NOT NULL,
    id uuid NOT NULL,
    reserve_fund_id uuid NOT NULL,
    cause character varying(20) NOT NULL,
    amount_fen bigint NOT NULL,
    place character varying(64) NOT NULL,
    proposed_on date NOT NULL,
    to_township character varying(12) NOT NULL,
    advance_id uuid,
    decided_on date,
    decided_by character varying(64) NOT NULL,
    reason text NOT NULL,
    sent_on date,
    received_on date,
    version integer NOT NULL,
    state character varying(32) NOT NULL,
    CONSTRAINT pk_sweep_back PRIMARY KEY (county_code, id),
    CONSTRAINT ck_sweep_back_amount CHECK (amount_fen > 0),
    CONSTRAINT fk_sweep_back_reserve_fund_county_code_reserve_fund_id FOREIGN KEY (county_code, reserve_fund_id) REFERENCES reserve_fund (county_code, id) ON DELETE RESTRICT
);

CREATE TABLE edition_delivery (
    county_code text NOT NULL,
    edition_id uuid NOT NULL,
    station_id uuid NOT NULL,
    sent_at bigint,
    received_at bigint,
    received_by text,
    CONSTRAINT pk_edition_delivery PRIMARY KEY (county_code, edition_id, station_id),
    CONSTRAINT fk_edition_delivery_supply_edition_county_code_edition_id FOREIGN KEY (county_code, edition_id) REFERENCES supply_edition (county_code, id) ON DELETE CASCADE
);

CREATE TABLE edition_lot (
    county_code text NOT NULL,
    edition_id uuid NOT NULL,
    lot_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    name text NOT NULL,
    unit text NOT NULL,
    quantity bigint NOT NULL,
    valid_until date NOT NULL,
    CONSTRAINT pk_edition_lot PRIMARY KEY (county_code, edition_id, lot_id),
    CONSTRAINT fk_edition_lot_supply_edition_county_code_edition_id FOREIGN KEY (county_code, edition_id) REFERENCES supply_edition (county_code, id) ON DELETE CASCADE
);

CREATE TABLE lot_area (
    county_code text NOT NULL,
    lot_id uuid NOT NULL,
    area_code text NOT NULL,
    CONSTRAINT pk_lot_area PRIMARY KEY (county_code, lot_id, area_code),
    CONSTRAINT fk_lot_area_supply_lot_county_code_lot_id FOREIGN KEY (county_code, lot_id) REFERENCES supply_lot (county_code, id) ON DELETE CASCADE
);

CREATE TABLE lot_category (
    county_code text NOT NULL,
    lot_id uuid NOT NULL,
    category_code text NOT NULL,
    CONSTRAINT pk_lot_category PRIMARY KEY (county_code, lot_id, category_code),
    CONSTRAINT fk_lot_category_supply_lot_county_code_lot_id FOREIGN KEY (county_code, lot_id) REFERENCES supply_lot (county_code, id) ON DELETE CASCADE
);

CREATE TABLE lot_slot (
    county_code text NOT NULL,
    id uuid NOT NULL,
    lot_id uuid NOT NULL,
    day date NOT NULL,
    starts_at time without time zone NOT NULL,
    ends_at time without time zone NOT NULL,
    places bigint NOT NULL,
    is_cancelled boolean NOT NULL,
    CONSTRAINT pk_lot_slot PRIMARY KEY (county_code, id),
    CONSTRAINT ck_lot_slot_places CHECK (places > 0),
    CONSTRAINT fk_lot_slot_supply_lot_county_code_lot_id FOREIGN KEY (county_code, lot_id) REFERENCES supply_lot (county_code, id) ON DELETE CASCADE
);

CREATE TABLE webhook_delivery (
    county_code text NOT NULL,
    id uuid NOT NULL,
    subscription_id uuid NOT NULL,
    event text NOT NULL,
    subject text NOT NULL,
    body text NOT NULL,
    created_at bigint NOT NULL,
    state text NOT NULL,
    attempts integer NOT NULL,
    next_at bigint NOT NULL,
    last_status integer,
    last_problem text NOT NULL,
    CONSTRAINT pk_webhook_delivery PRIMARY KEY (county_code, id),
    CONSTRAINT fk_webhook_delivery_subscription FOREIGN KEY (county_code, subscription_id) REFERENCES webhook_subscription (county_code, id) ON DELETE CASCADE
);

CREATE TABLE hold (
    county_code text NOT NULL,
    id uuid NOT NULL,
    from_account uuid NOT NULL,
    to_account uuid NOT NULL,
    amount bigint NOT NULL,
    expires_at bigint NOT NULL,
    state text NOT NULL,
    posted_amount bigint NOT NULL,
    resolved_by uuid,
    CONSTRAINT pk_hold PRIMARY KEY (county_code, id),
    CONSTRAINT ck_hold_amount CHECK (amount > 0 AND posted_amount >= 0 AND posted_amount <= amount),
    CONSTRAINT ck_hold_posted CHECK (CASE state WHEN 'Posted' THEN posted_amount = amount WHEN 'PartPosted' THEN posted_amount > 0 AND posted_amount < amount ELSE posted_amount = 0 END),
    CONSTRAINT ck_hold_resolved CHECK ((state = 'Pending') = (resolved_by IS NULL)),
    CONSTRAINT ck_hold_state CHECK (state IN ('Pending', 'Posted', 'PartPosted', 'Voided', 'Expired')),
    CONSTRAINT fk_hold_account_county_code_from_account FOREIGN KEY (county_code, from_account) REFERENCES account (county_code, id),
    CONSTRAINT fk_hold_transfer_county_code_id FOREIGN KEY (county_code, id) REFERENCES transfer (county_code, id)
);

CREATE TABLE api_token (
    id uuid NOT NULL,
    appointment_id uuid NOT NULL,
    user_id uuid NOT NULL,
    name text NOT NULL,
    hash text NOT NULL,
    scopes text NOT NULL,
    issued_by text NOT NULL,
    issued_at bigint NOT NULL,
    expires_on date NOT NULL,
    revoked_at bigint,
    last_used_at bigint,
    CONSTRAINT pk_api_token PRIMARY KEY (id),
    CONSTRAINT fk_api_token_app_user_user_id FOREIGN KEY (user_id) REFERENCES app_user (id) ON DELETE CASCADE,
    CONSTRAINT fk_api_token_appointment_appointment_id FOREIGN KEY (appointment_id) REFERENCES appointment (id) ON DELETE CASCADE
);

CREATE TABLE category_step (
    county_code text NOT NULL,
    application_id uuid NOT NULL,
    step_number integer NOT NULL,
    household_id uuid NOT NULL,
    category_code text NOT NULL,
    result text NOT NULL,
    finding text NOT NULL,
    clause text NOT NULL,
    actor text NOT NULL,
    at bigint NOT NULL,
    CONSTRAINT pk_category_step PRIMARY KEY (county_code, application_id, step_number),
    CONSTRAINT fk_category_step_application_county_code_application_id FOREIGN KEY (county_code, application_id) REFERENCES application (county_code, id) ON DELETE RESTRICT
);

CREATE TABLE match (
    county_code text NOT NULL,
    id uuid NOT NULL,
    need_id uuid NOT NULL,
    lot_id uuid NOT NULL,
    household_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    slot_id uuid,
    quantity bigint NOT NULL,
    delivered_quantity bigint NOT NULL,
    state text NOT NULL,
    run_id uuid,
    choice_cost bigint,
    continues_match_id uuid,
    hold_id uuid,
    hold_until bigint,
    needs_personal_data boolean NOT NULL,
    consent_id uuid,
    decline_reason text,
    proposed_at bigint NOT NULL,
    accepted_at bigint,
    delivered_on date,
    confirmed_at bigint,
    confirmed_by text,
    closing_reason text,
    slip_code_hash bytea,
    version integer NOT NULL,
    CONSTRAINT pk_match PRIMARY KEY (county_code, id),
    CONSTRAINT ck_match_delivered CHECK (quantity > 0 and delivered_quantity between 0 and quantity),
    CONSTRAINT fk_match_need_county_code_need_id FOREIGN KEY (county_code, need_id) REFERENCES need (county_code, id) ON DELETE RESTRICT,
    CONSTRAINT fk_match_supply_lot_county_code_lot_id FOREIGN KEY (county_code, lot_id) REFERENCES supply_lot (county_code, id) ON DELETE RESTRICT
);

CREATE TABLE advance_approval (
    county_code character varying(12) NOT NULL,
    advance_id uuid NOT NULL,
    role character varying(24) NOT NULL,
    actor character varying(64) NOT NULL,
    at bigint NOT NULL,
    CONSTRAINT pk_advance_approval PRIMARY KEY (county_code, advance_id, role),
    CONSTRAINT fk_advance_approval_advance_county_code_advance_id FOREIGN KEY (county_code, advance_id) REFERENCES advance (county_code, id) ON DELETE RESTRICT
);

CREATE TABLE aid_first (
    county_code character varying(12) NOT NULL,
    id uuid NOT NULL,
    aid_case_id uuid NOT NULL,
    payment_id uuid NOT NULL,
    requested_at bigint NOT NULL,
    authorised_by character varying(64) NOT NULL,
    countersigned_by character varying(64) NOT NULL,
    paid_by character varying(64) NOT NULL,
    call_signed_by date,
    complete_due_on date,
    version integer NOT NULL,
    state character varying(32) NOT NULL,
    CONSTRAINT pk_aid_first PRIMARY KEY (county_code, id),
    CONSTRAINT fk_aid_first_aid_case_county_code_aid_case_id FOREIGN KEY (county_code, aid_case_id) REFERENCES aid_case (county_code, id) ON DELETE RESTRICT,
    CONSTRAINT fk_aid_first_payment_county_code_payment_id FOREIGN KEY (county_code, payment_id) REFERENCES payment (county_code, id) ON DELETE RESTRICT
);

CREATE TABLE cash_receipt (
    county_code character varying(12) NOT NULL,
    number character varying(32) NOT NULL,
    payment_id uuid NOT NULL,
    form character varying(16) NOT NULL,
    witness_one text NOT NULL,
    witness_two text NOT NULL,
    paid_by character varying(64) NOT NULL,
    at bigint NOT NULL,
    called_back_by character varying(64) NOT NULL,
    called_back_on date,
    CONSTRAINT pk_cash_receipt PRIMARY KEY (county_code, number),
    CONSTRAINT fk_cash_receipt_payment_county_code_payment_id FOREIGN KEY (county_code, payment_id) REFERENCES payment (county_code, id) ON DELETE RESTRICT
);

CREATE TABLE paper (
    county_code character varying(12) NOT NULL,
    id uuid NOT NULL,
    payment_id uuid NOT NULL,
    kind character varying(40) NOT NULL,
    document_hash character varying(64) NOT NULL,
    submitted_at bigint NOT NULL,
    submitted_by character varying(64) NOT NULL,
    state character varying(16) NOT NULL,
    reason text NOT NULL,
    CONSTRAINT pk_paper PRIMARY KEY (county_code, id),
    CONSTRAINT fk_paper_payment_county_code_payment_id FOREIGN KEY (county_code, payment_id) REFERENCES payment (county_code, id) ON DELETE RESTRICT
);

CREATE TABLE pay_list_line (
    county_code character varying(12) NOT NULL,
    hold_id uuid NOT NULL,
    list_id uuid NOT NULL,
    payment_id uuid NOT NULL,
    amount_fen bigint NOT NULL,
    reference character varying(35) NOT NULL,
    CONSTRAINT pk_pay_list_line PRIMARY KEY (county_code, hold_id),
    CONSTRAINT ck_pay_list_line_amount CHECK (amount_fen > 0),
    CONSTRAINT fk_pay_list_line_pay_list_county_code_list_id FOREIGN KEY (county_code, list_id) REFERENCES pay_list (county_code, id) ON DELETE RESTRICT,
    CONSTRAINT fk_pay_list_line_payment_county_code_payment_id FOREIGN KEY (county_code, payment_id) REFERENCES payment (county_code, id) ON DELETE RESTRICT
);

CREATE TABLE recovery_case (
    county_code character varying(12) NOT NULL,
    id uuid NOT NULL,
    number character varying(32) NOT NULL,
    reserve_fund_id uuid NOT NULL,
    payment_id uuid,
    debtor_kind character varying(16) NOT NULL,
    debtor character varying(64) NOT NULL,
    cause character varying(24) NOT NULL,
    amount_fen bigint NOT NULL,
    recovered_fen bigint NOT NULL,
    written_off_fen bigint NOT NULL,
    opened_on date NOT NULL,
    prior_year boolean NOT NULL,
    version integer NOT NULL,
    state character varying(32) NOT NULL,
    CONSTRAINT pk_recovery_case PRIMARY KEY (county_code, id),
    CONSTRAINT ck_recovery_case_amounts CHECK (amount_fen > 0 AND recovered_fen >= 0 AND written_off_fen >= 0 AND recovered_fen + written_off_fen <= amount_fen),
    CONSTRAINT fk_recovery_case_payment_county_code_payment_id FOREIGN KEY (county_code, payment_id) REFERENCES payment (county_code, id) ON DELETE RESTRICT,
    CONSTRAINT fk_recovery_case_reserve_fund_county_code_reserve_fund_id FOREIGN KEY (county_code, reserve_fund_id) REFERENCES reserve_fund (county_code, id) ON DELETE RESTRICT
);

CREATE TABLE claim_line (
    county_code character varying(12) NOT NULL,
    id uuid NOT NULL,
    claim_id uuid NOT NULL,
    payment_id uuid NOT NULL,
    amount_fen bigint NOT NULL,
    approved_fen bigint NOT NULL,
    reason text NOT NULL,
    version integer NOT NULL,
    state character varying(32) NOT NULL,
    CONSTRAINT pk_claim_line PRIMARY KEY (county_code, id),
    CONSTRAINT ck_claim_line_amounts CHECK (amount_fen > 0 AND approved_fen >= 0 AND approved_fen <= amount_fen),
    CONSTRAINT fk_claim_line_payment_county_code_payment_id FOREIGN KEY (county_code, payment_id) REFERENCES payment (county_code, id) ON DELETE RESTRICT,
    CONSTRAINT fk_claim_line_reimbursement_claim_county_code_claim_id FOREIGN KEY (county_code, claim_id) REFERENCES reimbursement_claim (county_code, id) ON DELETE RESTRICT
);

CREATE INDEX ix_account_county_code_owner_fund ON account (county_code, owner, fund);

CREATE INDEX ix_advance_county_code_joint_document_id ON advance (county_code, joint_document_id);

CREATE INDEX ix_advance_county_code_reserve_fund_id ON advance (county_code, reserve_fund_id);

CREATE UNIQUE INDEX ix_advance_approval_county_code_advance_id_actor ON advance_approval (county_code, advance_id, actor);

CREATE INDEX ix_aid_case_county_code_household_id ON aid_case (county_code, household_id);

CREATE UNIQUE INDEX ix_aid_case_county_code_number ON aid_case (county_code, number);

CREATE INDEX ix_aid_case_county_code_township_code_state_due_on ON aid_case (county_code, township_code, state, due_on);

CREATE INDEX ix_aid_chain_item_county_code_household_id_given_on ON aid_chain_item (county_code, household_id, given_on);

CREATE INDEX ix_aid_chain_item_county_code_reference ON aid_chain_item (county_code, reference);

CREATE INDEX ix_aid_first_county_code_aid_case_id ON aid_first (county_code, aid_case_id);

CREATE UNIQUE INDEX ix_aid_first_county_code_payment_id ON aid_first (county_code, payment_id);

CREATE INDEX ix_announced_aid_county_code_payment_id ON announced_aid (county_code, payment_id);

CREATE UNIQUE INDEX ix_announcement_county_code_number ON announcement (county_code, number);

CREATE INDEX ix_announcement_county_code_township_code_month ON announcement (county_code, township_code, month);

CREATE INDEX ix_announcement_note_county_code_announcement_id ON announcement_note (county_code, announcement_id);

CREATE INDEX ix_api_token_appointment_id ON api_token (appointment_id);

CREATE UNIQUE INDEX ix_api_token_hash ON api_token (hash);

CREATE INDEX ix_api_token_user_id ON api_token (user_id);

CREATE INDEX email_index ON app_user (normalized_email);

CREATE UNIQUE INDEX user_name_index ON app_user (normalized_user_name);

CREATE INDEX ix_app_user_claim_user_id ON app_user_claim (user_id);

CREATE INDEX ix_app_user_login_user_id ON app_user_login (user_id);

CREATE INDEX ix_app_user_passkey_user_id ON app_user_passkey (user_id);

CREATE UNIQUE INDEX ix_application_county_code_household_id ON application (county_code, household_id) WHERE decided_at is null;

CREATE UNIQUE INDEX ix_application_county_code_number ON application (county_code, number);

CREATE INDEX ix_appointment_user_id ON appointment (user_id);

CREATE INDEX ix_bank_line_county_code_match_id ON bank_line (county_code, match_id);

CREATE INDEX ix_bank_line_county_code_statement_id ON bank_line (county_code, statement_id);

CREATE INDEX ix_bank_line_county_code_township_code_day ON bank_line (county_code, township_code, day);

CREATE UNIQUE INDEX ix_bank_line_county_code_township_code_fingerprint ON bank_line (county_code, township_code, fingerprint);

CREATE UNIQUE INDEX ix_bank_match_entry_county_code_transfer_id ON bank_match_entry (county_code, transfer_id) WHERE is_standing;

CREATE UNIQUE INDEX ix_bank_statement_county_code_township_code_file_hash ON bank_statement (county_code, township_code, file_hash);

CREATE INDEX ix_bridging_aid_county_code_aid_case_id ON bridging_aid (county_code, aid_case_id);

CREATE UNIQUE INDEX ix_case_signature_county_code_aid_case_id_round_actor ON case_signature (county_code, aid_case_id, round, actor);

CREATE INDEX ix_cash_receipt_county_code_payment_id ON cash_receipt (county_code, payment_id);

CREATE INDEX ix_claim_line_county_code_claim_id ON claim_line (county_code, claim_id);

CREATE UNIQUE INDEX ix_claim_line_one_approved ON claim_line (county_code, payment_id) WHERE state = 'Approved';

CREATE UNIQUE INDEX ix_claim_line_one_open ON claim_line (county_code, payment_id) WHERE state = 'Open';

CREATE INDEX ix_consent_county_code_household_id_organisation_id ON consent (county_code, household_id, organisation_id);

CREATE INDEX ix_death_entry_county_code_id_number_index ON death_entry (county_code, id_number_index);

CREATE INDEX ix_disclosure_county_code_household_id_at ON disclosure (county_code, household_id, at);

CREATE INDEX ix_disclosure_duty_county_code_organisation_id_due_on ON disclosure_duty (county_code, organisation_id, due_on);

CREATE INDEX ix_duty_correction_county_code_duty_id ON duty_correction (county_code, duty_id);

CREATE UNIQUE INDEX ix_fund_report_county_code_kind_area_code_period_from ON fund_report (county_code, kind, area_code, period_from);

CREATE INDEX ix_fund_report_county_code_township_code_period_from ON fund_report (county_code, township_code, period_from);

CREATE INDEX ix_fund_report_note_county_code_report_id ON fund_report_note (county_code, report_id);

CREATE INDEX ix_held_money_county_code_reserve_fund_id ON held_money (county_code, reserve_fund_id);

CREATE INDEX ix_hold_county_code_expires_at ON hold (county_code, expires_at) WHERE state = 'Pending';

CREATE INDEX ix_household_county_code_address_index ON household (county_code, address_index);

CREATE INDEX ix_household_county_code_merged_into_id ON household (county_code, merged_into_id);

CREATE UNIQUE INDEX ix_household_county_code_number ON household (county_code, number);

CREATE INDEX ix_household_county_code_residence_village ON household (county_code, residence_village);

CREATE UNIQUE INDEX ix_joint_document_county_code_number ON joint_document (county_code, number);

CREATE UNIQUE INDEX ix_learned_rule_county_code_contains_is_income_meaning ON learned_rule (county_code, contains, is_income, meaning);

CREATE INDEX ix_lifecycle_move_county_code_subject_id_at ON lifecycle_move (county_code, subject_id, at);

CREATE INDEX ix_lot_slot_county_code_lot_id ON lot_slot (county_code, lot_id);

CREATE INDEX ix_match_county_code_household_id ON match (county_code, household_id);

CREATE INDEX ix_match_county_code_lot_id ON match (county_code, lot_id);

CREATE INDEX ix_match_county_code_need_id ON match (county_code, need_id);

CREATE INDEX ix_match_county_code_state ON match (county_code, state);

CREATE INDEX ix_matching_move_county_code_subject_id_at ON matching_move (county_code, subject_id, at);

CREATE UNIQUE INDEX ix_month_signature_county_code_township_code_month_actor ON month_signature (county_code, township_code, month, actor);

CREATE INDEX ix_need_county_code_household_id ON need (county_code, household_id);

CREATE UNIQUE INDEX ix_need_county_code_number ON need (county_code, number);

CREATE INDEX ix_need_county_code_state_kind_code ON need (county_code, state, kind_code);

CREATE UNIQUE INDEX ix_organisation_code ON organisation (code);

CREATE INDEX ix_organisation_area_region_code ON organisation_area (region_code);

CREATE INDEX ix_paper_county_code_payment_id ON paper (county_code, payment_id);

CREATE UNIQUE INDEX ix_pay_list_county_code_number ON pay_list (county_code, number);

CREATE INDEX ix_pay_list_county_code_reserve_fund_id ON pay_list (county_code, reserve_fund_id);

CREATE INDEX ix_pay_list_line_county_code_list_id ON pay_list_line (county_code, list_id);

CREATE INDEX ix_pay_list_line_county_code_payment_id ON pay_list_line (county_code, payment_id);

CREATE UNIQUE INDEX ix_pay_list_line_county_code_reference ON pay_list_line (county_code, reference);

CREATE INDEX ix_payee_proxy_county_code_payee_person_id ON payee_proxy (county_code, payee_person_id);

CREATE UNIQUE INDEX ix_payment_county_code_aid_case_id_instalment_no ON payment (county_code, aid_case_id, instalment_no);

CREATE INDEX ix_payment_county_code_payee_account_index ON payment (county_code, payee_account_index);

CREATE UNIQUE INDEX ix_payment_county_code_receipt_number ON payment (county_code, receipt_number) WHERE receipt_number <> '';

CREATE INDEX ix_payment_county_code_reserve_fund_id ON payment (county_code, reserve_fund_id);

CREATE INDEX ix_payment_county_code_state_papers_due_on ON payment (county_code, state, papers_due_on);

CREATE INDEX ix_payment_override_county_code_aid_case_id ON payment_override (county_code, aid_case_id);

CREATE INDEX ix_person_county_code_account_index ON person (county_code, account_index);

CREATE INDEX ix_person_county_code_household_id ON person (county_code, household_id);

CREATE UNIQUE INDEX ix_person_county_code_id_number_index ON person (county_code, id_number_index) WHERE deleted_at is null and merged_into_id is null and id_number_index is not null;

CREATE INDEX ix_person_county_code_name_index ON person (county_code, name_index);

CREATE UNIQUE INDEX ix_recovery_case_county_code_number ON recovery_case (county_code, number);

CREATE INDEX ix_recovery_case_county_code_payment_id ON recovery_case (county_code, payment_id);

CREATE INDEX ix_recovery_case_county_code_reserve_fund_id ON recovery_case (county_code, reserve_fund_id);

CREATE INDEX ix_region_county_code_kind ON region (county_code, kind);

CREATE INDEX ix_region_parent_code ON region (parent_code);

CREATE UNIQUE INDEX ix_reimbursement_claim_county_code_number ON reimbursement_claim (county_code, number);

CREATE INDEX ix_reimbursement_claim_county_code_reserve_fund_id ON reimbursement_claim (county_code, reserve_fund_id);

CREATE INDEX ix_reimbursement_claim_county_code_state_review_due_on ON reimbursement_claim (county_code, state, review_due_on);

CREATE UNIQUE INDEX ix_reserve_fund_county_code_fund_id ON reserve_fund (county_code, fund_id);

CREATE UNIQUE INDEX ix_reserve_fund_county_code_township_code_year ON reserve_fund (county_code, township_code, year);

CREATE INDEX ix_slip_try_since ON slip_try (since);

CREATE INDEX ix_staged_grant_county_code_aid_case_id ON staged_grant (county_code, aid_case_id);

CREATE UNIQUE INDEX ix_statement_format_county_code_name ON statement_format (county_code, name);

CREATE UNIQUE INDEX ix_supply_edition_county_code_number ON supply_edition (county_code, number);

CREATE UNIQUE INDEX ix_supply_lot_county_code_number ON supply_lot (county_code, number);

CREATE INDEX ix_supply_lot_county_code_organisation_id ON supply_lot (county_code, organisation_id);

CREATE INDEX ix_supply_lot_county_code_valid_until_number ON supply_lot (county_code, valid_until, number);

CREATE INDEX ix_sweep_back_county_code_reserve_fund_id ON sweep_back (county_code, reserve_fund_id);

CREATE UNIQUE INDEX ix_transfer_county_code_hold ON transfer (county_code, hold) WHERE hold IS NOT NULL;

CREATE UNIQUE INDEX ix_transfer_county_code_reverses ON transfer (county_code, reverses) WHERE reverses IS NOT NULL;

CREATE INDEX ix_unmatched_item_county_code_township_code_state_due_on ON unmatched_item (county_code, township_code, state, due_on);

CREATE INDEX ix_user_session_user_id ON user_session (user_id);

CREATE INDEX ix_webhook_delivery_county_code_subscription_id ON webhook_delivery (county_code, subscription_id);

CREATE INDEX ix_webhook_delivery_state_next_at ON webhook_delivery (state, next_at);

CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'restrict_violation'; END $$;
CREATE TRIGGER transfer_written_once BEFORE UPDATE OR DELETE ON transfer FOR EACH ROW EXECUTE FUNCTION ledger_refuse('transfer is written once');
CREATE TRIGGER transfer_no_truncate BEFORE TRUNCATE ON transfer FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse('transfer is written once');
CREATE TRIGGER entry_written_once BEFORE UPDATE OR DELETE ON entry FOR EACH ROW EXECUTE FUNCTION ledger_refuse('entry is written once');
CREATE TRIGGER entry_no_truncate BEFORE TRUNCATE ON entry FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse('entry is written once');
CREATE TRIGGER book_event_written_once BEFORE UPDATE OR DELETE ON book_event FOR EACH ROW EXECUTE FUNCTION ledger_refuse('book_event is written once');
CREATE TRIGGER book_event_no_truncate BEFORE TRUNCATE ON book_event FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse('book_event is written once');
CREATE TRIGGER chain_signature_written_once BEFORE UPDATE OR DELETE ON chain_signature FOR EACH ROW EXECUTE FUNCTION ledger_refuse('chain_signature is written once');
CREATE TRIGGER chain_signature_no_truncate BEFORE TRUNCATE ON chain_signature FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse('chain_signature is written once');
CREATE TRIGGER hold_resolved_once BEFORE UPDATE ON hold FOR EACH ROW WHEN (OLD.state <> 'Pending') EXECUTE FUNCTION ledger_refuse('a hold resolves once');
CREATE TRIGGER hold_no_delete BEFORE DELETE ON hold FOR EACH ROW EXECUTE FUNCTION ledger_refuse('a hold is kept');
CREATE TRIGGER period_forward BEFORE UPDATE ON period FOR EACH ROW WHEN (OLD.state = 'Closed' OR NEW.state <> 'Closed') EXECUTE FUNCTION ledger_refuse('a month only moves forward');
CREATE TRIGGER period_no_delete BEFORE DELETE ON period FOR EACH ROW EXECUTE FUNCTION ledger_refuse('a month only moves forward');
CREATE TRIGGER lifecycle_move_written_once BEFORE UPDATE OR DELETE ON lifecycle_move FOR EACH ROW EXECUTE FUNCTION ledger_refuse('lifecycle_move is written once');
CREATE TRIGGER lifecycle_move_no_truncate BEFORE TRUNCATE ON lifecycle_move FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse('lifecycle_move is written once');
CREATE TRIGGER matching_move_written_once BEFORE UPDATE OR DELETE ON matching_move FOR EACH ROW EXECUTE FUNCTION ledger_refuse('matching_move is written once');
CREATE TRIGGER matching_move_no_truncate BEFORE TRUNCATE ON matching_move FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse('matching_move is written once');
CREATE TRIGGER disclosure_written_once BEFORE UPDATE OR DELETE ON disclosure FOR EACH ROW EXECUTE FUNCTION ledger_refuse('disclosure is written once');
CREATE TRIGGER disclosure_no_truncate BEFORE TRUNCATE ON disclosure FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse('disclosure is written once');
CREATE TRIGGER command_written_once BEFORE UPDATE OR DELETE ON command FOR EACH ROW EXECUTE FUNCTION ledger_refuse('command is written once');
CREATE TRIGGER command_no_truncate BEFORE TRUNCATE ON command FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse('command is written once');
