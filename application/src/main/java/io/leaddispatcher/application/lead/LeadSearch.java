package io.leaddispatcher.application.lead;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.lead.FindLeads.Query;
import io.leaddispatcher.application.lead.port.LeadViews;
import io.leaddispatcher.application.lead.port.LeadViews.Filter;
import io.leaddispatcher.application.lead.port.LeadViews.Found;
import io.leaddispatcher.application.lead.port.LeadViews.Position;
import io.leaddispatcher.application.lead.port.LeadViews.Row;
import io.leaddispatcher.application.lead.port.LeadViews.Sight;
import io.leaddispatcher.application.paging.Cut;
import io.leaddispatcher.application.paging.Page;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Violation.Code;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** What those who look for leads have in common. Each call is made inside a unit of work. */
final class LeadSearch {

    private static final String SOURCE = "lead.source";
    private static final int MOST_WORDS = 10;

    // Java knows times that no store can compare with.
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private final LeadViews leads;
    private final LeadSummaries summaries;
    private final RoutingConfigurations configurations;

    LeadSearch(LeadViews leads, LeadSummaries summaries, RoutingConfigurations configurations) {
        this.leads = leads;
        this.summaries = summaries;
        this.configurations = configurations;
    }

    /**
     * What somebody asks for, once it is known to be good.
     *
     * @param after where the page before ended; null: from the beginning
     */
    record Wish(Query query, Sight sight, @Nullable LeadStatus status, @Nullable Position after) {}

    /** Fails when the caller sees no leads at all, or asks for what cannot be. */
    static Wish wish(Query query) {
        Sight sight = Sight.of(query.caller());
        LeadStatus status = status(query.status());
        requireComparable("from", query.from());
        requireComparable("to", query.to());
        return new Wish(
                query, sight, status, query.cursor() == null ? null : position(query.cursor()));
    }

    Mono<Page<LeadSummaryView>> page(Wish wish) {
        Query query = wish.query();
        Caller caller = query.caller();
        if (asksForNoWord(query.q())) {
            return Mono.just(new Page<>(List.of(), null));
        }
        return configurations
                .current(caller.tenant())
                .flatMap(snapshot -> {
                    SensitiveMask mask = SensitiveMask.of(caller, snapshot.configuration());
                    // One more tells whether there is a next page.
                    return leads.look(
                                    caller.tenant(),
                                    wish.sight(),
                                    filter(wish, snapshot.configuration(), mask),
                                    wish.after(),
                                    query.limit() + 1)
                            .flatMap(found -> page(wish, found, query.limit(), mask));
                });
    }

    /** Empty where words are looked for: how many have them is known only once all are read. */
    Mono<LeadViews.Count> count(Wish wish, int most) {
        Query query = wish.query();
        Caller caller = query.caller();
        return query.q() != null && !query.q().isBlank()
                ? Mono.empty()
                : configurations
                        .current(caller.tenant())
                        .flatMap(snapshot ->
                                leads.count(
                                        caller.tenant(),
                                        wish.sight(),
                                        filter(
                                                wish,
                                                snapshot.configuration(),
                                                SensitiveMask.of(caller, snapshot.configuration())),
                                        most));
    }

    private static @Nullable LeadStatus status(@Nullable String asked) {
        if (asked == null) {
            return null;
        }
        return Arrays.stream(LeadStatus.values())
                .filter(each -> each.name().equals(asked))
                .findFirst()
                .orElseThrow(() ->
                        new InvalidInputException(
                                "/status",
                                Code.OUT_OF_RANGE,
                                "'status' must be one of "
                                        + Stream.of(LeadStatus.values())
                                                .map(Enum::name)
                                                .collect(Collectors.joining(", "))));
    }

    private static Filter filter(
            Wish wish, RoutingConfiguration configuration, SensitiveMask mask) {
        Query query = wish.query();
        if (query.traits().source() != null && configuration.fields().isSensitive(SOURCE)) {
            throw new InvalidInputException(
                    "/source",
                    Code.OUT_OF_RANGE,
                    "'lead.source' is a sensitive field, by which no leads are found");
        }
        return new Filter(
                wish.status(),
                query.rep(),
                query.queue(),
                words(query.q()),
                mask.searchable(),
                query.from(),
                query.to(),
                query.need(),
                query.team() == null ? null : members(query.team(), configuration),
                query.traits(),
                query.order());
    }

    /** Nobody is in a team that there is not. */
    private static Set<String> members(String team, RoutingConfiguration configuration) {
        return configuration.roster().teams().stream()
                .filter(each -> each.key().value().equals(team))
                .flatMap(each -> each.members().stream())
                .map(RepKey::value)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static void requireComparable(String name, @Nullable Instant at) {
        if (at != null && (at.isBefore(EARLIEST) || at.isAfter(LATEST))) {
            throw new InvalidInputException(
                    "/" + name,
                    Code.OUT_OF_RANGE,
                    "'%s' must be from %s to %s".formatted(name, EARLIEST, LATEST));
        }
    }

    /** Signs alone are in no lead that can be found. */
    private static boolean asksForNoWord(@Nullable String q) {
        return q != null && !q.isBlank() && words(q).isEmpty();
    }

    private static List<String> words(@Nullable String q) {
        return q == null ? List.of() : SearchWords.query(q).stream().limit(MOST_WORDS).toList();
    }

    private Mono<Page<LeadSummaryView>> page(
            Wish wish, Found found, int limit, SensitiveMask mask) {
        Cut<Row> cut = Cut.of(found.rows(), limit);
        Position next = cut.next(row -> new Position(row.arrivedAt(), row.lead()));
        Position place = next == null ? found.looked() : next;
        return seen(wish, cut.shown())
                .flatMap(rows -> summaries.of(wish.query().caller(), rows, mask))
                .map(items -> new Page<>(items, place == null ? null : cursor(place)));
    }

    /** Of what is part of another lead, that one is told to whoever may see it. */
    private Mono<List<Row>> seen(Wish wish, List<Row> rows) {
        Set<LeadId> others =
                rows.stream()
                        .map(Row::merged)
                        .flatMap(merged -> Stream.ofNullable(merged == null ? null : merged.into()))
                        .collect(Collectors.toUnmodifiableSet());
        return others.isEmpty() || wish.sight() instanceof Sight.All
                ? Mono.just(rows)
                : leads.some(wish.query().caller().tenant(), wish.sight(), others)
                        .map(Row::lead)
                        .collect(Collectors.toUnmodifiableSet())
                        .map(visible -> rows.stream().map(row -> seen(row, visible)).toList());
    }

    private static Row seen(Row row, Set<LeadId> visible) {
        return row.merged() == null
                        || row.merged().into() == null
                        || visible.contains(row.merged().into())
                ? row
                : row.withMerged(row.merged().withoutInto());
    }

    private static String cursor(Position place) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        (place.arrivedAt() + "/" + place.lead()).getBytes(StandardCharsets.UTF_8));
    }

    private static Position position(String cursor) {
        try {
            String[] parts =
                    new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8)
                            .split("/", 2);
            Instant arrivedAt = Instant.parse(parts[0]);
            if (!arrivedAt.isBefore(EARLIEST) && !arrivedAt.isAfter(LATEST)) {
                return new Position(
                        arrivedAt, new LeadId(UUID.fromString(parts.length == 2 ? parts[1] : "")));
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            // falls through to the refusal, as any other cursor that is not ours
        }
        throw new InvalidInputException(
                "/cursor", Code.MALFORMED, "'cursor' must be a 'nextCursor' of ours");
    }
}
