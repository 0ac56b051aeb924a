-- Since V164 failures are read and held in one, by hold_login_failures.
drop function login_failures(text[]);
