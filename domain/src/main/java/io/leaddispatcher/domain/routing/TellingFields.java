package io.leaddispatcher.domain.routing;

import com.google.common.collect.ImmutableSet;
import io.leaddispatcher.domain.field.FieldCatalogue;
import io.leaddispatcher.domain.policy.AskedFields;
import io.leaddispatcher.domain.policy.Condition;
import io.leaddispatcher.domain.segment.Segment;
import java.util.List;
import java.util.Set;

/**
 * Which fields tell of a sensitive one without being it: what follows from a value says something
 * of it. An account follows from the company's name and domain and from the address; territories
 * from the place and from the account; segments from whatever they ask for.
 */
final class TellingFields {

    private static final Set<String> OF_ACCOUNTS =
            Set.of("contact.email", "contact.phone", "company.name", "company.domain");

    private static final Set<String> OF_TERRITORIES =
            Set.of("company.country", "company.state", "company.postalCode");

    private static final ImmutableSet<String> ACCOUNT =
            ImmutableSet.of("account.exists", "account.owner", "account.segment", "account.lists");

    private TellingFields() {}

    /** Those of a workspace, by their paths. */
    static ImmutableSet<String> of(FieldCatalogue fields, List<Segment<Condition>> segments) {
        if (!fields.hasSensitive()) {
            return ImmutableSet.of();
        }
        ImmutableSet.Builder<String> found = ImmutableSet.builder();
        boolean accountsTell = OF_ACCOUNTS.stream().anyMatch(fields::isSensitive);
        if (accountsTell) {
            found.addAll(ACCOUNT);
        }
        if (accountsTell || OF_TERRITORIES.stream().anyMatch(fields::isSensitive)) {
            found.add("territory");
        }
        Set<String> telling = found.build();
        boolean segmentsTell =
                segments.stream()
                        .flatMap(
                                segment -> AskedFields.of(segment.when()).types().keySet().stream())
                        .anyMatch(path -> fields.isSensitive(path) || telling.contains(path));
        return segmentsTell ? found.add("segment").build() : found.build();
    }
}
