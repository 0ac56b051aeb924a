-- A session whose end is known is renewed a little before it, instead of by a call that is refused. Null: nobody knows its end.
alter table connection_session add column renew_at timestamptz;
