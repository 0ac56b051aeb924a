package io.leaddispatcher.domain.sso;

import static io.leaddispatcher.domain.document.Violation.Code.MALFORMED;
import static io.leaddispatcher.domain.document.Violation.Code.OUT_OF_RANGE;
import static io.leaddispatcher.domain.document.Violation.Code.REQUIRED;

import com.google.common.collect.ImmutableList;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.domain.document.Part;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What somebody becomes by what their provider says of them.
 *
 * @param claim the name of the claim that is looked at; dots lead into objects. Null: none is
 * @param rules the first one that holds decides
 * @param otherwise the role of those for whom no rule holds; null keeps them out
 * @param everyTime whether it is applied at each log-in, and not only at the first
 */
public record RoleMapping(
        @Nullable String claim, List<Rule> rules, @Nullable Role otherwise, boolean everyTime) {

    /** Nobody becomes anything. */
    public static final RoleMapping NONE = new RoleMapping(null, List.of(), null, false);

    private static final int MOST_RULES = 50;
    private static final int LONGEST = 200;

    public RoleMapping {
        rules = ImmutableList.copyOf(rules);
    }

    /**
     * One value of the claim.
     *
     * @param team the key of the team that they join, if any
     */
    public record Rule(String value, Role role, @Nullable String team) {}

    /**
     * What somebody becomes.
     *
     * @param team the key of the team that they join, if any
     */
    public record Grant(Role role, @Nullable String team) {}

    /** Reads the part of a document. */
    static RoleMapping read(Part part) {
        if (!part.requireObject()) {
            return NONE;
        }
        Optional<String> claim = part.property("claim").flatMap(RoleMapping::readShortText);
        List<Part> items = part.items("rules");
        if (!items.isEmpty() && part.property("claim").isEmpty()) {
            part.violations()
                    .add(part.child("claim"), REQUIRED, "the name of the claim is required");
        }
        if (items.size() > MOST_RULES) {
            part.violations()
                    .add(
                            part.child("rules"),
                            OUT_OF_RANGE,
                            "must be at most %d rows".formatted(MOST_RULES));
        }
        List<Rule> rules = items.stream().flatMap(item -> readRule(item).stream()).toList();
        Optional<Role> otherwise = part.oneOf("otherwise", Role.class);
        if (otherwise.filter(Role.OWNER::equals).isPresent()) {
            part.violations()
                    .add(
                            part.child("otherwise"),
                            OUT_OF_RANGE,
                            "nobody becomes an owner unless a row says so");
        }
        boolean everyTime = part.flag("everyTime", false);
        part.refuseUnknown();
        return new RoleMapping(claim.orElse(null), rules, otherwise.orElse(null), everyTime);
    }

    private static Optional<String> readShortText(Part part) {
        return part.asText()
                .filter(text -> {
                    boolean fits = text.length() <= LONGEST;
                    if (!fits) {
                        part.violation(
                                OUT_OF_RANGE, "must have 1 to %d characters".formatted(LONGEST));
                    }
                    return fits;
                });
    }

    private static Optional<Rule> readRule(Part item) {
        if (!item.requireObject()) {
            return Optional.empty();
        }
        Optional<String> value = item.requiredProperty("value").flatMap(RoleMapping::readShortText);
        Optional<Role> role =
                item.requiredProperty("role").flatMap(part -> part.asOneOf(Role.class));
        Optional<String> team = item.text("team");
        team.filter(each -> !Key.isValid(each))
                .ifPresent(_ -> item.violations().add(item.child("team"), MALFORMED, Key.ALLOWED));
        item.refuseUnknown();
        return value.isEmpty() || role.isEmpty()
                ? Optional.empty()
                : Optional.of(new Rule(value.get(), role.get(), team.orElse(null)));
    }

    /** Empty keeps them out. */
    public Optional<Grant> decide(Map<String, ?> claims) {
        List<String> values = claim == null ? List.of() : texts(find(claims, claim)).toList();
        return rules.stream()
                .filter(rule -> values.contains(rule.value()))
                .map(rule -> new Grant(rule.role(), rule.team()))
                .findFirst()
                .or(() -> Optional.ofNullable(otherwise).map(role -> new Grant(role, null)));
    }

    /** Whether it makes owners. */
    public boolean makesOwners() {
        return rules.stream().anyMatch(rule -> rule.role() == Role.OWNER);
    }

    /** A name may itself have dots in it, as in {@code https://acme.com/roles}. */
    private static @Nullable Object find(Map<?, ?> claims, String name) {
        Object whole = claims.get(name);
        if (whole != null) {
            return whole;
        }
        int dot = name.indexOf('.');
        return dot > 0 && claims.get(name.substring(0, dot)) instanceof Map<?, ?> inner
                ? find(inner, name.substring(dot + 1))
                : null;
    }

    private static Stream<String> texts(@Nullable Object value) {
        return switch (value) {
            case null -> Stream.empty();
            case Collection<?> items -> items.stream().flatMap(RoleMapping::texts);
            case String text -> Stream.of(text);
            case Boolean flag -> Stream.of(flag.toString());
            case Number number -> Stream.of(number.toString());
            default -> Stream.empty();
        };
    }
}
