package io.leaddispatcher.application.lead;

import java.time.Instant;
import java.time.ZoneId;

/**
 * When the first of those can be there for whom a lead waits.
 *
 * @param rep what they are called
 * @param zone by whose clocks they work
 */
public record Opening(String rep, Instant at, ZoneId zone) {}
