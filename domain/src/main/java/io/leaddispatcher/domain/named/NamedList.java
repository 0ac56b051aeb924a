package io.leaddispatcher.domain.named;

import com.google.common.collect.ImmutableSet;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.field.TextFolding;
import io.leaddispatcher.domain.lead.normal.Domains;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A list of values with a name, such as the strategic accounts' domains.
 *
 * @param foldedValues without values that count as equal
 */
public record NamedList(ListKey key, String name, Set<String> foldedValues) {

    public NamedList {
        foldedValues = ImmutableSet.copyOf(foldedValues);
    }

    /** Empty, with violations, when the document says too little. */
    public static Optional<NamedList> read(ListKey key, Part document) {
        if (!document.requireObject()) {
            return Optional.empty();
        }
        document.ignore("key");
        Optional<String> name = document.requiredText("name");
        List<String> values = document.texts("values");
        document.refuseUnknown();
        ImmutableSet<String> folded =
                values.stream()
                        .flatMap(NamedList::spellings)
                        .map(TextFolding::fold)
                        .collect(ImmutableSet.toImmutableSet());
        return name.map(text -> new NamedList(key, text, folded));
    }

    /** Leads carry the domain of a company in ASCII, however lists and leads spell it. */
    private static Stream<String> spellings(String value) {
        return Stream.concat(Stream.of(value), Domains.inAscii(value).stream());
    }

    /** Whether a value that counts as equal is on the list. */
    public boolean contains(String value) {
        return containsFolded(TextFolding.fold(value));
    }

    /** The same for a value that is folded already. */
    public boolean containsFolded(String folded) {
        return foldedValues.contains(folded);
    }
}
