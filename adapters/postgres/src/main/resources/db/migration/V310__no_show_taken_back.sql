-- Somebody was there after all.
alter table outcome drop constraint outcome_type_check;
alter table outcome add constraint outcome_type_check
    check (type in ('MEETING_HELD', 'NO_SHOW', 'NO_SHOW_TAKEN_BACK', 'OPPORTUNITY', 'WON', 'LOST', 'DISQUALIFIED'));
