package io.leaddispatcher.application.push;

import io.leaddispatcher.application.connection.Secret;

/**
 * A browser that shows messages, as it has told us: RFC 8030 and RFC 8291.
 *
 * @param id that nobody can guess
 * @param endpoint where messages to it are sent; whoever has it can send some
 * @param key the browser's public key: an uncompressed point of P-256, URL-safe base64
 * @param auth a secret of the browser, 16 bytes, URL-safe base64
 */
public record Device(String id, Secret endpoint, String key, Secret auth) {}
