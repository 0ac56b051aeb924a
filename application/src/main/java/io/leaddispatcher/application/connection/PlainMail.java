package io.leaddispatcher.application.connection;

/**
 * Whether a mail server may be shown a password without TLS.
 *
 * @param allowed where the operator lets calls out reach private networks, in which such servers
 *     are found
 */
public record PlainMail(boolean allowed) {}
