package io.leaddispatcher.application.live;

import io.leaddispatcher.domain.lead.LeadId;

/**
 * Something has just happened to a lead, and is committed.
 *
 * @param kind the type of the timeline event
 */
public record LiveEvent(String kind, LeadId lead) {}
