package io.leaddispatcher.application.routing;

/**
 * Who did something with a lead, as its timeline tells it.
 *
 * @param actor {@code system}, {@code rep:mia}, {@code member:…}
 * @param channel by which it came: {@code slack}, {@code email}, {@code api}, {@code web}, {@code
 *     crm}
 */
public record Voice(String actor, String channel) {

    /** The channel of what somebody has done in a CRM. */
    public static final String CRM = "crm";

    /** The program itself. */
    public static final Voice SYSTEM = new Voice("system", "system");
}
