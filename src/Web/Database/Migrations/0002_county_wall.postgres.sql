-- Each table whose key begins with the county shows and takes the rows of the county in the connection's setting, or all of them for '*'; without a setting none.
-- The settings are asked once a statement, not once a row. Forced, because the owner of the tables may be who the site runs as. Runs after each start's migrations,
-- so that a table of a later migration gets its wall too.
CREATE FUNCTION raise_county_wall() RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    tenant regclass;
    raised integer := 0;
BEGIN
    -- Two processes that start at once build it one after the other.
    PERFORM pg_advisory_xact_lock(hashtext('county_wall'));
    FOR tenant IN
        SELECT c.oid FROM pg_index x
        JOIN pg_class c ON c.oid = x.indrelid
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = x.indkey[0]
        WHERE x.indisprimary AND a.attname = 'county_code' AND c.relnamespace = 'public'::regnamespace
            AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'county_wall')
    LOOP
        EXECUTE format($policy$
            CREATE POLICY county_wall ON %s USING (
                county_code = (SELECT nullif(current_setting('jiuji.county', true), ''))
                OR (SELECT current_setting('jiuji.county', true)) = '*')
            $policy$, tenant);
        EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', tenant);
        EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', tenant);
        raised := raised + 1;
    END LOOP;
    RETURN raised;
END $$;
