-- How urgent a lead is at least, whatever its rule says, since a step of its clock has raised it. Null: none has, or the
-- work on it is over.
alter table lead add column raised_to text;
