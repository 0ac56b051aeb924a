package io.leaddispatcher.application.analysis;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.dispatch.ConnectedChannels;
import io.leaddispatcher.application.policy.DraftedPolicies;
import io.leaddispatcher.application.policy.port.Policies;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.analysis.Finding;
import io.leaddispatcher.domain.analysis.Picklist;
import io.leaddispatcher.domain.analysis.PolicyAnalysis;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.roster.Roster;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Says what in a draft can hardly be meant so. Changes nothing. Of the drafts that were looked at
 * last the findings are kept, so that whoever opens one again need not wait for them.
 */
@UseCase
public final class AnalyzePolicy {

    // Findings on hours look ahead from now; some minutes more or less find the same.
    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final int MOST_KNOWN = 16;

    private final DraftedPolicies drafts;
    private final RoutingConfigurations configurations;
    private final KnownPicklists picklists;
    private final ConnectedChannels channels;
    private final UnitOfWork unitOfWork;
    private final InstantSource clock;
    private final Cache<Subject, Known> latest =
            CacheBuilder.newBuilder().maximumSize(MOST_KNOWN).build();

    public AnalyzePolicy(
            Policies policies,
            ConfigurationDocuments documents,
            RoutingConfigurations configurations,
            KnownPicklists picklists,
            ConnectedChannels channels,
            UnitOfWork unitOfWork,
            InstantSource clock) {
        this.drafts = new DraftedPolicies(policies, documents);
        this.configurations = configurations;
        this.picklists = picklists;
        this.channels = channels;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    public record Query(Caller caller, PolicyKind kind) {}

    /** A draft in the workspace that it is for. */
    private record Drafted(
            Map<String, ?> document,
            RoutingConfiguration configuration,
            UnreachedEscalations escalations) {}

    private record Subject(TenantId tenant, PolicyKind kind) {}

    /** What was found of a draft, and all that it was found by. */
    private record Known(
            Drafted drafted,
            Map<String, List<Picklist>> picklists,
            Instant at,
            PolicyAnalysis analysis) {

        boolean isOf(Drafted now, Map<String, List<Picklist>> picklists, Instant at) {
            // A node has one configuration of a revision.
            return drafted.configuration() == now.configuration()
                    && drafted.document().equals(now.document())
                    && drafted.escalations().connected().equals(now.escalations().connected())
                    && this.picklists.equals(picklists)
                    && at.isBefore(this.at.plus(FRESH));
        }
    }

    /**
     * Empty when nothing was drafted yet. Fails with {@link InvalidInputException} when the draft
     * no longer holds.
     */
    public Mono<PolicyAnalysis> handle(Query query) {
        query.caller().require(Permission.TRY_DRAFTS);
        Subject subject = new Subject(query.caller().tenant(), query.kind());
        return unitOfWork
                .run(subject.tenant(), drafted(subject))
                .zipWhen(
                        drafted -> picklists.of(subject.tenant(), drafted.configuration().fields()))
                .flatMap(read -> known(subject, read.getT1(), read.getT2()));
    }

    private Mono<PolicyAnalysis> known(
            Subject subject, Drafted drafted, Map<String, List<Picklist>> lists) {
        Instant now = clock.instant();
        Known known = latest.getIfPresent(subject);
        return known != null && known.isOf(drafted, lists, now)
                ? Mono.just(known.analysis())
                : analyze(subject, drafted, lists, now)
                        .doOnNext(analysis ->
                                latest.put(subject, new Known(drafted, lists, now, analysis)));
    }

    private Mono<PolicyAnalysis> analyze(
            Subject subject, Drafted drafted, Map<String, List<Picklist>> lists, Instant now) {
        // It may reason for seconds: neither on the event loop nor with a connection in hand.
        return unitOfWork
                .run(subject.tenant(), drafts.read(subject.tenant(), drafted.document()))
                .publishOn(Schedulers.boundedElastic())
                .map(policy ->
                        withEscalations(
                                PolicyAnalysis.of(
                                        policy,
                                        subject.kind().leads(),
                                        drafted.configuration(),
                                        now,
                                        lists),
                                drafted.escalations().of(policy)));
    }

    /** What is about an SLA policy comes after what is about the rules. */
    private static PolicyAnalysis withEscalations(PolicyAnalysis analysis, List<Finding> more) {
        return more.isEmpty()
                ? analysis
                : new PolicyAnalysis(
                        Stream.concat(analysis.findings().stream(), more.stream()).toList(),
                        analysis.isComplete());
    }

    private Mono<Drafted> drafted(Subject subject) {
        return drafts.document(subject.tenant(), subject.kind())
                .flatMap(document ->
                        configurations
                                .current(subject.tenant())
                                .flatMap(current -> {
                                    Roster roster = current.configuration().roster();
                                    return channels.of(subject.tenant(), roster)
                                            .map(connected ->
                                                    new Drafted(
                                                            document,
                                                            current.configuration(),
                                                            new UnreachedEscalations(
                                                                    current.slaPolicies(),
                                                                    roster,
                                                                    connected)));
                                }));
    }
}
