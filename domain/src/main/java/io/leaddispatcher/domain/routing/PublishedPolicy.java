package io.leaddispatcher.domain.routing;

import io.leaddispatcher.domain.policy.Policy;

/** A policy in force, with the number under which runs remember it. */
public record PublishedPolicy(int version, Policy policy) {}
