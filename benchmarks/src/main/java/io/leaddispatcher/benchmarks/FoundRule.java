package io.leaddispatcher.benchmarks;

/** What the rule that fired says. Drools sees public types only. */
public final class FoundRule {

    private int rule = Engine.NONE;

    public void setRule(int rule) {
        this.rule = rule;
    }

    int rule() {
        return rule;
    }
}
