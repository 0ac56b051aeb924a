package io.leaddispatcher.application.lead;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.lead.port.LeadViews;
import io.leaddispatcher.application.lead.port.LeadViews.Filter;
import io.leaddispatcher.application.lead.port.LeadViews.Position;
import io.leaddispatcher.application.lead.port.LeadViews.Row;
import io.leaddispatcher.application.lead.port.LeadViews.Sight;
import io.leaddispatcher.application.paging.Cut;
import io.leaddispatcher.application.paging.Page;
import io.leaddispatcher.application.paging.PageLimit;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Violation.Code;
import io.leaddispatcher.domain.lead.LeadId;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The leads that match, newest first; only their own for a rep. */
@UseCase
public final class FindLeads {

    private static final int MOST = 200;
    private static final int MOST_WORDS = 10;

    // Java knows times that no store can compare with.
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    /**
     * What is looked for.
     *
     * @param rep key of the rep who has it
     * @param q words, each the beginning of a word in names, e-mail, phone, company or external id
     * @param from earliest arrival, inclusive
     * @param to latest arrival, exclusive
     * @param cursor where an earlier page ended
     * @param need those that need this
     */
    public record Query(
            Caller caller,
            @Nullable String status,
            @Nullable String rep,
            @Nullable String queue,
            @Nullable String q,
            @Nullable Instant from,
            @Nullable Instant to,
            int limit,
            @Nullable String cursor,
            @Nullable LeadNeed need) {

        /** Whatever they need. */
        public Query(
                Caller caller,
                @Nullable String status,
                @Nullable String rep,
                @Nullable String queue,
                @Nullable String q,
                @Nullable Instant from,
                @Nullable Instant to,
                int limit,
                @Nullable String cursor) {
            this(caller, status, rep, queue, q, from, to, limit, cursor, null);
        }
    }

    private final UnitOfWork unitOfWork;
    private final LeadViews leads;
    private final LeadSummaries summaries;
    private final RoutingConfigurations configurations;

    public FindLeads(
            UnitOfWork unitOfWork,
            LeadViews leads,
            RoutingConfigurations configurations,
            AuditTrail trail) {
        this.unitOfWork = unitOfWork;
        this.leads = leads;
        this.summaries = new LeadSummaries(trail);
        this.configurations = configurations;
    }

    public Mono<Page<LeadSummaryView>> handle(Query query) {
        return Mono.defer(() -> {
            Caller caller = query.caller();
            Sight sight = Sight.of(caller);
            LeadStatus status = status(query.status());
            requireComparable("from", query.from());
            requireComparable("to", query.to());
            Position after = query.cursor() == null ? null : position(query.cursor());
            PageLimit.require(query.limit(), MOST);
            if (asksForNoWord(query.q())) {
                return Mono.just(new Page<>(List.of(), null));
            }
            return unitOfWork.run(
                    caller.tenant(),
                    configurations
                            .current(caller.tenant())
                            .map(snapshot -> SensitiveMask.of(caller, snapshot.configuration()))
                            .flatMap(mask ->
                                    // One more tells whether there is a next page.
                                    leads.page(
                                                    caller.tenant(),
                                                    sight,
                                                    filter(query, status, mask),
                                                    after,
                                                    query.limit() + 1)
                                            .collectList()
                                            .flatMap(rows ->
                                                    page(caller, rows, query.limit(), mask))));
        });
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

    private static Filter filter(Query query, @Nullable LeadStatus status, SensitiveMask mask) {
        return new Filter(
                status,
                query.rep(),
                query.queue(),
                words(query.q()),
                mask.searchable(),
                query.from(),
                query.to(),
                query.need());
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
            Caller caller, List<Row> rows, int limit, SensitiveMask mask) {
        Cut<Row> cut = Cut.of(rows, limit);
        return summaries
                .of(caller, cut.shown(), mask)
                .map(items -> new Page<>(items, cut.next(FindLeads::cursor)));
    }

    private static String cursor(Row last) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        (last.arrivedAt() + "/" + last.lead()).getBytes(StandardCharsets.UTF_8));
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
