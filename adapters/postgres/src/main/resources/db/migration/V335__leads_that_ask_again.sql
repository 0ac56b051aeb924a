-- When the person of a lead asked for what it is routed for now: whoever comes back after the work on their lead was over
-- is not judged by the clock of the first visit. Null: that is what the lead came in with.
alter table lead add column asked_again_at timestamptz;
