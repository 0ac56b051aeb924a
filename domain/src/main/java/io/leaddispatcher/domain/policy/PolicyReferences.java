package io.leaddispatcher.domain.policy;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.leaddispatcher.domain.field.FieldCatalogue;
import io.leaddispatcher.domain.field.ReferenceKind;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a policy or a condition may name in its workspace: fields, and keys of each kind.
 *
 * @param everyKey whether keys are not looked at
 */
public record PolicyReferences(
        FieldCatalogue fields,
        ImmutableMap<ReferenceKind, ImmutableSet<String>> keys,
        boolean everyKey) {

    /** Fields, and no key of any kind. */
    public static PolicyReferences of(FieldCatalogue fields) {
        return new PolicyReferences(fields, ImmutableMap.of(), false);
    }

    /** Fields, and every key: for what was published once, whose workspace has changed since. */
    public static PolicyReferences ofThePast(FieldCatalogue fields) {
        return new PolicyReferences(fields, ImmutableMap.of(), true);
    }

    /** The same with these keys of a kind, given as keys or texts. */
    public PolicyReferences with(ReferenceKind kind, Collection<?> known) {
        Map<ReferenceKind, ImmutableSet<String>> all = new LinkedHashMap<>(keys);
        all.put(kind, known.stream().map(String::valueOf).collect(ImmutableSet.toImmutableSet()));
        return new PolicyReferences(fields, ImmutableMap.copyOf(all), everyKey);
    }

    public boolean knows(ReferenceKind kind, String key) {
        Set<String> known = keys.get(kind);
        return everyKey || (known != null && known.contains(key));
    }
}
