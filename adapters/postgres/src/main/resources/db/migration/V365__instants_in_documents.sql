-- Instants inside of documents read as all others do: in UTC, with a Z. PostgreSQL's own way of putting
-- them into JSON ends with +00:00.
create function utc_text(at timestamptz) returns text
    language sql stable parallel safe
    return to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');
