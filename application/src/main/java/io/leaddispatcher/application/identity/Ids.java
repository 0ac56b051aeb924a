package io.leaddispatcher.application.identity;

import java.util.UUID;

/**
 * Makes identifiers: UUIDv7, so that they sort by the time they were made. An identifier is never a
 * secret.
 */
public interface Ids {

    UUID next();
}
