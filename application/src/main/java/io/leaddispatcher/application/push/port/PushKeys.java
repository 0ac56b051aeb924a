package io.leaddispatcher.application.push.port;

import java.security.KeyPair;

/**
 * The keys by which push services and browsers know the messages of this installation: a pair on
 * P-256, the same on every node (RFC 8292).
 */
@FunctionalInterface
public interface PushKeys {

    KeyPair pair();
}
