package io.leaddispatcher.application.access;

import java.time.Duration;

/**
 * What the operator of the installation allows.
 *
 * @param longestToken how long a token may live at most
 * @param signUp whether anybody may found a workspace
 */
public record AccessRules(Duration longestToken, boolean signUp) {}
