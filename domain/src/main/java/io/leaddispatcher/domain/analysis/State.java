package io.leaddispatcher.domain.analysis;

import io.leaddispatcher.domain.analysis.Formula.Answer;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What is left of each field on one way through the branches of some formulas. */
final class State {

    private final FieldDomains domains;
    private final Map<String, FieldDemand> demands;

    State(FieldDomains domains) {
        this(domains, Map.of());
    }

    private State(FieldDomains domains, Map<String, FieldDemand> demands) {
        this.domains = domains;
        this.demands = new TreeMap<>(demands);
    }

    State copy() {
        return new State(domains, demands);
    }

    /** Whether a field was asked for anything yet. */
    boolean isAsked(String field) {
        return demands.containsKey(field);
    }

    Set<String> fields() {
        return demands.keySet();
    }

    FieldDemand of(String field) {
        FieldDemand asked = demands.get(field);
        return asked == null ? domains.of(field) : asked;
    }

    /** False, and nothing has changed, when no value is left. */
    boolean assume(Answer answer) {
        FieldDemand next = of(answer.field()).and(answer.test(), answer.holds());
        if (next == null) {
            return false;
        }
        demands.put(answer.field(), next);
        return true;
    }

    boolean allows(Answer answer) {
        return of(answer.field()).and(answer.test(), answer.holds()) != null;
    }

    /** Whether it is certain that no lead is both. */
    boolean excludes(State other) {
        for (Map.Entry<String, FieldDemand> entry : demands.entrySet()) {
            FieldDemand its = other.demands.get(entry.getKey());
            if (its != null && entry.getValue().excludes(its)) {
                return true;
            }
        }
        return false;
    }

    /** Whether nothing is left of which the answer would be another. */
    boolean implies(Answer answer) {
        return of(answer.field()).and(answer.test(), !answer.holds()) == null;
    }
}
