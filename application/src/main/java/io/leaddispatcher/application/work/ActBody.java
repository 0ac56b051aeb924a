package io.leaddispatcher.application.work;

import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.roster.RepKey;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is said about an act, on its way from a document that may be wrong. */
final class ActBody {

    private static final int LONGEST_REASON = 500;

    private static final String NO_REASON = "no reason given";

    private final Violations violations = new Violations();
    private final Part document;

    ActBody(Map<String, ?> sent) {
        this.document = Part.root(sent, violations);
    }

    Part document() {
        return document;
    }

    /** On whose behalf it is done; null: of whoever has the lead. */
    @Nullable RepKey rep() {
        return key(document, "rep", RepKey::new);
    }

    static <T> @Nullable T key(Part part, String name, Function<String, T> parse) {
        return part.property(name)
                .flatMap(each -> each.parsed(name + " " + Key.ALLOWED, parse))
                .orElse(null);
    }

    /** People must say why they do something; a program often does not know, and need not. */
    static boolean mustExplain(Actor by) {
        return switch (by) {
            case Actor.Member _, Actor.Rep _ -> true;
            case Actor.Token _, Actor.Connection _, Actor.Automation _ -> false;
        };
    }

    /** Why it is done. */
    String reason(Actor by) {
        return mustExplain(by)
                ? document.requiredProperty("reason")
                        .flatMap(part -> part.asText(LONGEST_REASON))
                        .orElse("")
                : reasonOrNone();
    }

    /** Likewise, of what nobody has to explain. */
    String reasonOrNone() {
        return Objects.requireNonNullElse(reasonIfAny(), NO_REASON);
    }

    /** Why it is done; null when nothing is said. */
    @Nullable String reasonIfAny() {
        return document.property("reason")
                .flatMap(part -> part.asText(LONGEST_REASON))
                .orElse(null);
    }

    /** Fails when something was wrong, or said that nobody asked for. */
    void finish() {
        document.refuseUnknown();
        violations.refuseIfAny();
    }
}
