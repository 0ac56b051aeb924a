package io.leaddispatcher.application.form;

import com.google.common.collect.ImmutableSet;
import java.util.Collection;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the fields of a form are called.
 *
 * @param all of them, without names that no form would give its fields
 */
public record FieldNames(Set<String> all) {

    /** Of one form; what has more is no form that a person fills in. */
    private static final int MOST = 40;

    /** Anybody may send to a form: a name is no place for an address or for much text. */
    private static final Pattern USUAL = Pattern.compile("[\\p{L}\\p{N} _.\\[\\]:-]{1,60}");

    public FieldNames {
        all = ImmutableSet.copyOf(all);
    }

    public static FieldNames of(Collection<String> sent) {
        return new FieldNames(
                sent.stream()
                        .filter(name -> USUAL.matcher(name).matches())
                        .limit(MOST)
                        .collect(ImmutableSet.toImmutableSet()));
    }
}
