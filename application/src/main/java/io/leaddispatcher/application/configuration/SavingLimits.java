package io.leaddispatcher.application.configuration;

import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.document.ZoneNames;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a document that is saved keeps to besides what its readers ask for. They read what was
 * stored before there were these limits as well, and routing goes on with it.
 */
final class SavingLimits {

    static final int LONGEST_NAME = 200;

    private static final int FEWEST_DIGITS = 5;
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9 ()./-]{5,40}");

    private SavingLimits() {}

    /**
     * Of a document that its reader finds nothing wrong with. What it said before already may stay:
     * a rep who takes a break is not asked for another phone number.
     *
     * @param before null for a new one
     */
    static List<Violation> of(
            ConfigurationKind kind, @Nullable Map<String, ?> before, Map<String, ?> after) {
        Violations violations = new Violations();
        Part root = Part.root(after, violations);
        news(root, "name", before).ifPresent(name -> name.asText(LONGEST_NAME));
        if (kind == ConfigurationKind.REP) {
            news(root, "phone", before).ifPresent(SavingLimits::phone);
        }
        if (kind == ConfigurationKind.REP || kind == ConfigurationKind.TEAM) {
            news(root, "timeZone", before).ifPresent(zone -> zone(root, zone));
        }
        return violations.list();
    }

    /** Likewise, of a routing policy. */
    static List<Violation> ofPolicy(Map<String, ?> document) {
        Violations violations = new Violations();
        for (Part tier : Part.root(document, violations).items("tiers")) {
            name(tier);
            for (Part rule : tier.items("rules")) {
                violations.inRule(rule.text("id").orElse(""), () -> name(rule));
            }
        }
        return violations.list();
    }

    private static Optional<Part> news(Part root, String name, @Nullable Map<String, ?> before) {
        return root.property(name)
                .filter(part -> before == null || !Objects.equals(part.value(), before.get(name)));
    }

    private static boolean name(Part of) {
        return of.property("name").flatMap(name -> name.asText(LONGEST_NAME)).isPresent();
    }

    private static void zone(Part root, Part zone) {
        root.zone("timeZone")
                .filter(named -> !ZoneNames.allow(named))
                .ifPresent(_ -> zone.violation(Violation.Code.MALFORMED, ZoneNames.ALLOWED));
    }

    private static void phone(Part phone) {
        phone.asText()
                .filter(text ->
                        !PHONE.matcher(text).matches()
                                || text.chars().filter(Character::isDigit).count() < FEWEST_DIGITS)
                .ifPresent(_ ->
                        phone.violation(
                                Violation.Code.MALFORMED,
                                "must be a phone number such as +49 30 1234567"));
    }
}
