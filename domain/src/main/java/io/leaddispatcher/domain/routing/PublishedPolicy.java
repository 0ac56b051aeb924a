package io.leaddispatcher.domain.routing;

import io.leaddispatcher.domain.policy.Policy;
import io.leaddispatcher.domain.policy.compiled.CompiledPolicy;

/** A policy in force, made ready, with the number under which runs remember it. */
public record PublishedPolicy(int version, CompiledPolicy compiled) {

    public static PublishedPolicy of(int version, Policy policy) {
        return new PublishedPolicy(version, CompiledPolicy.of(policy));
    }

    public Policy policy() {
        return compiled.policy();
    }
}
