package io.leaddispatcher.application.audit;

import io.leaddispatcher.domain.access.Actor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * One thing that somebody did.
 *
 * @param actor as {@link Actor#label()} names it; {@link #ANONYMOUS} before a log-in
 * @param target what it was done to: its kind, a colon and its key, as in {@code rep:mia}
 * @param detail never holds secrets, nor anything about a lead's person
 */
public record AuditEntry(
        String actor, AuditAction action, String target, Map<String, Object> detail) {

    public static final String ANONYMOUS = "anonymous";

    public AuditEntry {
        detail = Collections.unmodifiableMap(new LinkedHashMap<>(detail));
    }

    public static AuditEntry by(
            Actor actor, AuditAction action, String target, Map<String, Object> detail) {
        return new AuditEntry(actor.label(), action, target, detail);
    }

    /** What a member did, or had done, with what is their own. */
    public static AuditEntry ofMember(UUID member, AuditAction action, Map<String, Object> detail) {
        String label = Actor.Member.labelOf(member);
        return new AuditEntry(label, action, label, detail);
    }

    public static AuditEntry by(Actor actor, AuditAction action, String target) {
        return by(actor, action, target, Map.of());
    }
}
