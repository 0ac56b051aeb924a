-- Erasing n@acme.de took what names ann@acme.de or n@acme.dev for theirs: a text names somebody where their address stands
-- by itself, and not as a part of another one.

-- An address that ends in this one, or goes on after it. What is escaped before it, in JSON, in a form or by encode(), is no
-- part of it, though it may end in a letter, unless it stands for what may be a part: '+' is \u002b or %2b.
create function stands_alone(address text) returns text
    language sql immutable
    as $$
    select '(^|[^a-z0-9._%+\\-]|\\[bfnrt]|\\(?![bfnrtu])|\\[0-7]{3}'
           || '|(\\u00|%)(?!2[5bde]|3[0-9]|[46][1-9a-f]|5[0-9af]|7[0-9a])[0-9a-f]{2}|\\u(?!00)[0-9a-f]{4})'
           || regexp_replace(address, '([].*+?^$(){}|\\[])', '\\\1', 'g')
           || '(?![a-z0-9]|[.-]+[a-z0-9])'
    $$;

-- Whether one of the addresses stands in it, plainly or as a form escapes it, or the phone number however it is spaced.
create or replace function names_person(content text, texts text[], phone text) returns boolean
    language sql immutable
    as $$
    select exists (select
                     from (select regexp_replace(regexp_replace(lower(content), '\\+u0040', '@', 'g'), '\\+u002b', '+', 'g') as said) c,
                          unnest(texts) as value,
                          lateral (select lower(value) as plain,
                                          replace(replace(lower(value), '@', '%40'), '+', '%2b') as escaped) a
                    where position(plain in said) > 0 and said ~ stands_alone(plain)
                       -- In a form '+' is a blank.
                       or position(escaped in said) > 0 and replace(said, '+', ' ') ~ stands_alone(escaped))
        or phone is not null
           and exists (select
                         from (select regexp_replace(
                                          regexp_replace(lower(content), '(\\+u00|%)2[089bdef]|(\\+u00|%c2%)a0|\\302\\240', '+', 'g'),
                                          '\\+u[0-9a-f]{4}|%[0-9a-f]{2}|\\[0-7]{3}', '|', 'g') as said) c,
                              -- '+' stands for a blank, or before a number that is told from the one before it.
                              lateral (values (regexp_replace(said, '[-+ ()/.]', '', 'g')),
                                              (regexp_replace(said, '[- ()/.]', '', 'g'))) as s (spaced)
                        where spaced ~ ('(^|[^0-9])(00)?' || ltrim(phone, '+') || '($|[^0-9])'))
    $$;

-- What waits to be translated belongs to nobody yet, so an erasure leaves it, and it may be somebody else's who was only
-- named together with the person: it was acknowledged, and must not be lost. Where it becomes no lead it is emptied then.
alter table inbound_event add column names_erased boolean not null default false;
