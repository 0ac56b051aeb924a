package io.leaddispatcher.web.layout;

/**
 * A moment as people read it.
 *
 * @param iso for the machine
 * @param text how long ago, or the day when that is long ago
 * @param exact day and time, in UTC
 */
public record When(String iso, String text, String exact) {}
