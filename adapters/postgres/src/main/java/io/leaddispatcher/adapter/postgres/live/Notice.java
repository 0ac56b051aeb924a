package io.leaddispatcher.adapter.postgres.live;

import io.leaddispatcher.application.live.Happened;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One notification as it travels: node, tenant, leads and events, ids only.
 *
 * @param node who sends it, so that a node can pass over its own
 */
record Notice(UUID node, Happened happened) {

    // PostgreSQL takes less than 8,000 bytes; an id with its comma has 37.
    private static final int IDS = 90;

    /** In as many notices as it takes. */
    static Stream<Notice> of(UUID node, Happened happened) {
        List<List<LeadId>> leads = windows(happened.leads());
        List<List<UUID>> routed = windows(happened.routed());
        return Stream.iterate(0, part -> part + 1)
                .limit(Math.max(leads.size(), routed.size()))
                .map(part ->
                        new Notice(
                                node,
                                new Happened(
                                        happened.tenant(),
                                        Set.copyOf(part(leads, part)),
                                        Set.copyOf(part(routed, part)))));
    }

    private static <T> List<List<T>> windows(Set<T> ids) {
        return ids.stream().gather(Gatherers.windowFixed(IDS)).toList();
    }

    private static <T> List<T> part(List<List<T>> parts, int wanted) {
        return wanted < parts.size() ? parts.get(wanted) : List.of();
    }

    String payload() {
        return String.join(
                ";",
                node.toString(),
                happened.tenant().toString(),
                joined(happened.leads()),
                joined(happened.routed()));
    }

    private static String joined(Collection<?> ids) {
        return ids.stream().map(Object::toString).collect(Collectors.joining(","));
    }

    /** Null: from a node of another version, which says it in another form. */
    static @Nullable Notice parse(String payload) {
        String[] parts = payload.split(";", -1);
        if (parts.length != 4) {
            return null;
        }
        try {
            return new Notice(
                    UUID.fromString(parts[0]),
                    new Happened(
                            new TenantId(UUID.fromString(parts[1])),
                            ids(parts[2], LeadId::new),
                            ids(parts[3], id -> id)));
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static <T> Set<T> ids(String joined, Function<UUID, T> wrapped) {
        return Arrays.stream(joined.split(","))
                .filter(id -> !id.isEmpty())
                .map(UUID::fromString)
                .map(wrapped)
                .collect(Collectors.toUnmodifiableSet());
    }
}
