-- What came of a lead is told of another one when the two are merged. What was told stays as it was.
grant update (lead_id) on outcome to ${application_role};
