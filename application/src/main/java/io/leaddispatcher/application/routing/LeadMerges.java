package io.leaddispatcher.application.routing;

import com.google.common.collect.Comparators;
import io.leaddispatcher.application.intake.port.ReadyEvents.Ready;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.lead.Lead;
import io.leaddispatcher.domain.lead.LeadBody;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.lead.LeadReader;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The leads of a batch, and what its events add to them. */
final class LeadMerges {

    /**
     * What an event did to its lead.
     *
     * @param first nothing was known of the lead before
     * @param changed the fields that have another value now, by path
     * @param askedAt when its person asked, as far as it says that; not later than it came in
     */
    record Effect(boolean first, Set<String> changed, Instant askedAt) {}

    private final LeadReader reader;
    private final Map<LeadId, LeadFile> files;
    private final Map<UUID, Effect> effects = new HashMap<>();
    private final Set<LeadId> touched = new LinkedHashSet<>();

    LeadMerges(LeadReader reader, Map<LeadId, LeadFile> known) {
        this.reader = reader;
        this.files = new HashMap<>(known);
    }

    /** Takes what an event says into its lead. */
    LeadFile merge(Ready event) {
        LeadFile before = files.get(event.lead());
        LeadBody body = body(event);
        LeadFile after;
        if (before == null) {
            after = LeadFile.of(body.toLead(event.lead(), event.receivedAt()), event.receivedAt());
            effects.put(event.id(), new Effect(true, Set.of(), askedAt(event, body)));
        } else {
            Lead.Merged merged = before.lead().merge(body);
            after = before.with(merged.lead());
            boolean first = before.status() == LeadStatus.NEW && !touched.contains(event.lead());
            effects.put(event.id(), new Effect(first, merged.changed(), askedAt(event, body)));
        }
        put(after);
        return after;
    }

    /** A lead that its event has made, and that is known from now on. */
    LeadFile arrived(Ready event, LeadFile lead) {
        effects.put(event.id(), new Effect(true, Set.of(), event.receivedAt()));
        put(lead);
        return lead;
    }

    private static Instant askedAt(Ready event, LeadBody body) {
        return body.receivedAt() == null
                ? event.receivedAt()
                : Comparators.min(body.receivedAt(), event.receivedAt());
    }

    private LeadBody body(Ready event) {
        Violations violations = new Violations();
        return reader.read(Part.root(event.body(), violations))
                .orElseThrow(() ->
                        new IllegalStateException(
                                "event %s was ready with a body that cannot be read: %s"
                                        .formatted(event.id(), violations.list())));
    }

    List<LeadFile> all() {
        return List.copyOf(files.values());
    }

    @Nullable LeadFile known(LeadId lead) {
        return files.get(lead);
    }

    /** Of an event that was merged. */
    LeadFile file(Ready event) {
        return Objects.requireNonNull(files.get(event.lead()));
    }

    /** Of an event that was merged. */
    Effect effect(Ready event) {
        return Objects.requireNonNull(effects.get(event.id()));
    }

    void put(LeadFile file) {
        files.put(file.lead().id(), file);
        touched.add(file.lead().id());
    }

    /** In the order in which they were first touched. */
    Collection<LeadFile> changed() {
        return touched.stream().map(files::get).filter(Objects::nonNull).toList();
    }
}
