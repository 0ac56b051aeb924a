package io.leaddispatcher.domain.field;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Collection;
import java.util.Optional;

/**
 * All that can be said about a lead of one tenant: the standard fields and the tenant's own, each
 * under its path such as {@code company.country} or {@code custom.gpuCount}.
 */
public final class FieldCatalogue {

    private static final FieldCatalogue STANDARD = new FieldCatalogue(ImmutableMap.of());
    private static final String TEAM = "time.team.";
    private static final String CUSTOM = "custom.";

    private final ImmutableMap<String, FieldDefinition> definitions;

    private FieldCatalogue(ImmutableMap<String, FieldDefinition> definitions) {
        this.definitions = definitions;
    }

    /** The fields that every workspace has, and no more. */
    public static FieldCatalogue standard() {
        return STANDARD;
    }

    /** The standard fields and those that the tenant defined. */
    public static FieldCatalogue of(Collection<FieldDefinition> definitions) {
        return new FieldCatalogue(
                definitions.stream()
                        .collect(
                                ImmutableMap.toImmutableMap(
                                        FieldDefinition::path, definition -> definition)));
    }

    /** The type of the field at a path; empty when there is no such field. */
    public Optional<FieldType> typeOf(String path) {
        FieldType standard = StandardFields.TYPES.get(path);
        if (standard != null) {
            return Optional.of(standard);
        }
        FieldDefinition custom = definitions.get(path);
        if (custom != null) {
            return Optional.of(custom.type());
        }
        return teamOf(path)
                .map(team -> StandardFields.TEAM_CLOCK.get(path.substring(teamPrefix(team))));
    }

    /** What the tenant said about the field at a path, if anything. */
    public Optional<FieldDefinition> definition(String path) {
        return Optional.ofNullable(definitions.get(path));
    }

    public boolean isSensitive(String path) {
        return definition(path).map(FieldDefinition::sensitive).orElse(false);
    }

    /** Whether any field is. */
    public boolean hasSensitive() {
        return definitions.values().stream().anyMatch(FieldDefinition::sensitive);
    }

    /** The fields that a lead should have before it is routed. */
    public ImmutableSet<String> requiredForRouting() {
        return definitions.values().stream()
                .filter(FieldDefinition::requiredForRouting)
                .map(FieldDefinition::path)
                .collect(ImmutableSet.toImmutableSet());
    }

    /** Which property of a connection holds which field: paths by the name of the property. */
    public ImmutableMap<String, String> mappedFrom(String connection) {
        ImmutableMap.Builder<String, String> paths = ImmutableMap.builder();
        definitions
                .values()
                .forEach(definition -> {
                    String property = definition.mappings().get(connection);
                    if (property != null) {
                        paths.put(property, definition.path());
                    }
                });
        return paths.buildKeepingLast();
    }

    /** Every path but those of the teams' clocks, the standard ones first. */
    public ImmutableSet<String> paths() {
        return ImmutableSet.<String>builder()
                .addAll(StandardFields.TYPES.keySet())
                .addAll(definitions.keySet())
                .build();
    }

    /** The kind of key that a field holds. */
    public static Optional<ReferenceKind> refersTo(String path) {
        return Optional.ofNullable(
                switch (path) {
                    case "territory" -> ReferenceKind.TERRITORY;
                    case "segment" -> ReferenceKind.SEGMENT;
                    case "account.lists" -> ReferenceKind.LIST;
                    default -> null;
                });
    }

    /** The key of the team whose clock a path asks for. */
    public static Optional<String> teamOf(String path) {
        int end = path.lastIndexOf('.');
        return path.startsWith(TEAM)
                        && end > TEAM.length()
                        && StandardFields.TEAM_CLOCK.containsKey(path.substring(end + 1))
                ? Optional.of(path.substring(TEAM.length(), end))
                : Optional.empty();
    }

    /** The key of the custom field that a path names. */
    public static Optional<String> customKeyOf(String path) {
        return path.startsWith(CUSTOM)
                ? Optional.of(path.substring(CUSTOM.length()))
                : Optional.empty();
    }

    /** Whether a field holds the domain of a company, which leads carry in ASCII. */
    public static boolean isDomain(String path) {
        return path.equals("company.domain");
    }

    /** Whether a field holds a time of the day, {@code HH:mm}. */
    public static boolean isTimeOfDay(String path) {
        return path.endsWith(".time") && isOfClock(path);
    }

    /** Whether a field holds a day of the week, {@code MON} to {@code SUN}. */
    public static boolean isWeekday(String path) {
        return path.endsWith(".weekday") && isOfClock(path);
    }

    private static boolean isOfClock(String path) {
        return path.startsWith("time.")
                && (StandardFields.TYPES.containsKey(path) || teamOf(path).isPresent());
    }

    private static int teamPrefix(String team) {
        return TEAM.length() + team.length() + 1;
    }
}
