package io.leaddispatcher.domain.policy.compiled;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One way for a rule to match.
 *
 * @param rule the number of the rule
 * @param literals all of them must hold
 * @param residue what is to be asked besides; null: nothing
 */
record Alternative(int rule, Map<Slot, Literal> literals, @Nullable Residue residue) {

    Alternative {
        literals = Map.copyOf(literals);
    }
}
