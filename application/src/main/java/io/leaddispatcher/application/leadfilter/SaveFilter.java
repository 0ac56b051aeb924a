package io.leaddispatcher.application.leadfilter;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.leadfilter.port.SavedFilters;
import io.leaddispatcher.application.leadfilter.port.SavedFilters.Saved;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Violation.Code;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * Somebody keeps what a list of leads asks for under a name. Under a name that they have, it takes
 * the place of what was there.
 */
@UseCase
public final class SaveFilter {

    /** So many lie in sight; more are not found again. */
    static final int MOST = 30;

    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_VALUE = 200;
    private static final String WORDS = "q";
    private static final Set<String> PARTS =
            Set.of(
                    WORDS,
                    "status",
                    "rep",
                    "team",
                    "queue",
                    "pool",
                    "rule",
                    "source",
                    "priority",
                    "need",
                    "from",
                    "to",
                    "zone");

    /**
     * @param query the parts of the address that narrow the list
     */
    public record Command(Caller caller, String name, Map<String, String> query) {}

    private final UnitOfWork unitOfWork;
    private final RoutingConfigurations configurations;
    private final SavedFilters filters;
    private final Ids ids;
    private final InstantSource clock;

    public SaveFilter(
            UnitOfWork unitOfWork,
            RoutingConfigurations configurations,
            SavedFilters filters,
            Ids ids,
            InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.configurations = configurations;
        this.filters = filters;
        this.ids = ids;
        this.clock = clock;
    }

    /** Fails with {@link InvalidInputException} when the name will not do. */
    public Mono<Saved> handle(Command command) {
        return Mono.defer(() -> {
            UUID member = FilterOwner.of(command.caller());
            String name = command.name().strip();
            requireGood(name, command.query());
            TenantId tenant = command.caller().tenant();
            return unitOfWork.run(
                    tenant,
                    configurations
                            .current(tenant)
                            .filter(snapshot ->
                                    !command.query().containsKey(WORDS)
                                            || !snapshot.configuration().fields().hasSensitive())
                            .switchIfEmpty(
                                    refused(
                                            "words of a search are not kept where fields are sensitive"))
                            .then(filters.of(tenant, member).collectList())
                            .flatMap(kept -> save(command, member, name, kept)));
        });
    }

    private Mono<Saved> save(Command command, UUID member, String name, List<Saved> kept) {
        List<Saved> there = kept.stream().filter(each -> each.droppedAt() == null).toList();
        boolean known = there.stream().anyMatch(each -> folded(each.name()).equals(folded(name)));
        if (!known && there.size() >= MOST) {
            return refused("there are " + MOST + " already: remove one first");
        }
        Saved filter = new Saved(ids.next(), name, command.query(), null);
        return filters.save(command.caller().tenant(), member, filter, clock.instant())
                .thenReturn(filter);
    }

    private static void requireGood(String name, Map<String, String> query) {
        Violations violations = new Violations();
        if (name.isEmpty()) {
            violations.add("/name", Code.REQUIRED, "name is required");
        } else if (name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            violations.add(
                    "/name",
                    Code.OUT_OF_RANGE,
                    "must have at most %d characters on one line".formatted(LONGEST_NAME));
        }
        if (query.isEmpty()
                || !PARTS.containsAll(query.keySet())
                || query.values().stream().anyMatch(value -> value.length() > LONGEST_VALUE)) {
            violations.add("/name", Code.MALFORMED, "there is no filter to be kept");
        }
        violations.refuseIfAny();
    }

    private static <T> Mono<T> refused(String why) {
        return Mono.error(() -> new InvalidInputException("/name", Code.CONFLICT, why));
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
