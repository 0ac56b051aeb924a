-- Whoever looked for a person by name may have kept what they looked for. A text names somebody in full when all words of a name of
-- more than one stand in it, in whatever order: one alone is the name of many.
create function names_in_full(content text, names text[]) returns boolean
    language sql immutable
    as $$
    select exists (select
                     from unnest(names) as n (name),
                          lateral (select array_agg(distinct word) as words
                                     from regexp_split_to_table(lower(n.name), '[^[:alnum:]]+') as word
                                    where word <> '') w
                    where cardinality(w.words) > 1
                      and regexp_split_to_array(lower(content), '[^[:alnum:]]+') @> w.words)
    $$;
