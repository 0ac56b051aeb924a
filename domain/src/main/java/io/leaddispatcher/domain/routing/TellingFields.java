package io.leaddispatcher.domain.routing;

import com.google.common.collect.ImmutableSet;
import io.leaddispatcher.domain.field.FieldCatalogue;
import io.leaddispatcher.domain.policy.AskedFields;
import io.leaddispatcher.domain.policy.Condition;
import io.leaddispatcher.domain.policy.Operator;
import io.leaddispatcher.domain.pool.Pool;
import io.leaddispatcher.domain.segment.Segment;
import java.util.List;
import java.util.Set;

/**
 * Which fields are sensitive or tell of one that is: what follows from a value says something of
 * it. An account follows from the company's name and domain and from the address; the domain from
 * the address; territories from the place and from the account; segments from whatever they ask
 * for.
 */
public final class TellingFields {

    public static final String DOMAIN = "company.domain";
    public static final String EMAIL = "contact.email";

    private static final String NAME = "company.name";
    private static final String ANY_ACCOUNT = "account.exists";
    private static final String TERRITORY = "territory";

    private static final Set<String> OF_ACCOUNTS = Set.of(EMAIL, "contact.phone", NAME, DOMAIN);

    private static final Set<String> OF_TERRITORIES =
            Set.of("company.country", "company.state", "company.postalCode");

    private static final ImmutableSet<String> ACCOUNT =
            ImmutableSet.of(ANY_ACCOUNT, "account.owner", "account.segment", "account.lists");

    private final FieldCatalogue fields;
    private final ImmutableSet<String> following;

    private TellingFields(FieldCatalogue fields, ImmutableSet<String> following) {
        this.fields = fields;
        this.following = following;
    }

    /** Those of a workspace. */
    public static TellingFields of(FieldCatalogue fields, List<Segment<Condition>> segments) {
        return new TellingFields(
                fields, fields.hasSensitive() ? following(fields, segments) : ImmutableSet.of());
    }

    private static ImmutableSet<String> following(
            FieldCatalogue fields, List<Segment<Condition>> segments) {
        ImmutableSet.Builder<String> found = ImmutableSet.builder();
        if (fields.isSensitive(EMAIL)) {
            found.add(DOMAIN);
        }
        boolean accountsTell = OF_ACCOUNTS.stream().anyMatch(fields::isSensitive);
        if (accountsTell) {
            found.addAll(ACCOUNT);
        }
        if (accountsTell || OF_TERRITORIES.stream().anyMatch(fields::isSensitive)) {
            found.add(TERRITORY);
        }
        Set<String> telling = found.build();
        boolean segmentsTell =
                segments.stream()
                        .flatMap(
                                segment -> AskedFields.of(segment.when()).types().keySet().stream())
                        .anyMatch(path -> fields.isSensitive(path) || telling.contains(path));
        return segmentsTell ? found.add("segment").build() : found.build();
    }

    /** Whether there is anything sensitive at all. */
    public boolean any() {
        return fields.hasSensitive();
    }

    /** Whether a field is sensitive, or follows from one that is. */
    public boolean tells(String path) {
        return fields.isSensitive(path) || following.contains(path);
    }

    /**
     * Likewise, with what else the operator asks for: a list of companies knows them by domain and
     * name, whatever of the company is asked for.
     *
     * @param op as it is spelled
     */
    public boolean tells(String path, String op) {
        return tells(path)
                || (op.equals(Operator.IN_LIST.spelling())
                        && path.startsWith("company.")
                        && (tells(NAME) || tells(DOMAIN)));
    }

    /** Whether it does which account is a lead's, or which other leads are of its company. */
    public boolean accountsTell() {
        return tells(ANY_ACCOUNT);
    }

    /** Whether it does which territories a lead is in. */
    public boolean territoriesTell() {
        return tells(TERRITORY);
    }

    /** Whether it does who of a pool may have a lead. */
    public boolean tells(Pool pool) {
        return pool.skillMatch().stream().anyMatch(match -> tells(match.field()));
    }
}
