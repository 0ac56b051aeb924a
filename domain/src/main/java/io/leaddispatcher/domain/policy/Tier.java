package io.leaddispatcher.domain.policy;

import java.util.List;

/** Rules in order, all of one rank. */
public record Tier(String name, List<Rule> rules) {

    public Tier {
        rules = List.copyOf(rules);
    }
}
