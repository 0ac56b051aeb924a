package io.leaddispatcher.adapter.rest;

import io.leaddispatcher.application.access.AuthenticateToken;
import io.leaddispatcher.application.access.RememberedTokens;
import io.leaddispatcher.application.access.port.ApiTokens;
import io.leaddispatcher.application.analysis.AnalyzePolicy;
import io.leaddispatcher.application.analysis.KnownPicklists;
import io.leaddispatcher.application.analytics.ShowReport;
import io.leaddispatcher.application.analytics.port.Reports;
import io.leaddispatcher.application.audit.InMemoryAuditTrail;
import io.leaddispatcher.application.auditlog.InMemoryAuditLog;
import io.leaddispatcher.application.auditlog.RecordDenial;
import io.leaddispatcher.application.auditlog.ShowAuditLog;
import io.leaddispatcher.application.auditlog.VerifyAuditLog;
import io.leaddispatcher.application.closure.ClosedWorkspaces;
import io.leaddispatcher.application.closure.InMemoryWorkspaceDeletions;
import io.leaddispatcher.application.configuration.DeleteConfiguration;
import io.leaddispatcher.application.configuration.Departures;
import io.leaddispatcher.application.configuration.GetConfiguration;
import io.leaddispatcher.application.configuration.InMemoryConfigurationDocuments;
import io.leaddispatcher.application.configuration.ListConfiguration;
import io.leaddispatcher.application.configuration.Occupants;
import io.leaddispatcher.application.configuration.PutConfiguration;
import io.leaddispatcher.application.configuration.port.ActivePolicies;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.connection.DeleteConnection;
import io.leaddispatcher.application.connection.HookAddresses;
import io.leaddispatcher.application.connection.InMemoryConnections;
import io.leaddispatcher.application.connection.ListConnections;
import io.leaddispatcher.application.connection.PlainMail;
import io.leaddispatcher.application.connection.PutConnection;
import io.leaddispatcher.application.connection.ShowConnection;
import io.leaddispatcher.application.connection.ShowConnectionHealth;
import io.leaddispatcher.application.connection.TestConnection;
import io.leaddispatcher.application.dispatch.ConnectedChannels;
import io.leaddispatcher.application.dispatch.InMemoryMailBounces;
import io.leaddispatcher.application.dispatch.ListBounces;
import io.leaddispatcher.application.dispatch.port.ChannelConnections;
import io.leaddispatcher.application.dispatch.port.SlackChannel;
import io.leaddispatcher.application.dispatch.port.SmtpChannel;
import io.leaddispatcher.application.idempotency.AnswerOnce;
import io.leaddispatcher.application.idempotency.InMemoryIdempotentRequests;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.policy.CancelScheduledPublish;
import io.leaddispatcher.application.policy.DiffPolicies;
import io.leaddispatcher.application.policy.InMemoryPolicies;
import io.leaddispatcher.application.policy.InMemoryPublishSchedules;
import io.leaddispatcher.application.policy.ListPolicyVersions;
import io.leaddispatcher.application.policy.ListScheduledPublishes;
import io.leaddispatcher.application.policy.PublishPolicy;
import io.leaddispatcher.application.policy.RollBackPolicy;
import io.leaddispatcher.application.policy.SaveDraft;
import io.leaddispatcher.application.policy.SchedulePublish;
import io.leaddispatcher.application.policy.ShowDraft;
import io.leaddispatcher.application.policy.ShowExperiment;
import io.leaddispatcher.application.policy.ShowPolicyVersion;
import io.leaddispatcher.application.policy.port.Experiments;
import io.leaddispatcher.application.presence.DraftWatch;
import io.leaddispatcher.application.presence.port.OtherDesks;
import io.leaddispatcher.application.queue.ListQueues;
import io.leaddispatcher.application.queue.port.QueueViews;
import io.leaddispatcher.application.routing.port.WaitingLeads.Line;
import io.leaddispatcher.application.routing.port.WaitingLeads.Place;
import io.leaddispatcher.application.seal.PlainSeals;
import io.leaddispatcher.application.secret.ReversingCipher;
import io.leaddispatcher.application.secret.SecretTokens;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.subscription.WebhookEvent;
import io.leaddispatcher.application.subscription.port.EventListeners;
import io.leaddispatcher.application.transaction.HeavyReads;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.application.webhook.InMemoryWebhooks;
import io.leaddispatcher.application.workspace.OneWorkspace;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.access.Scope;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.domain.webhook.WebhookEventType;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.PropertySourcesPlaceholderConfigurer;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.web.reactive.config.EnableWebFlux;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The API over use cases whose ports are in memory. */
@Configuration
@EnableWebFlux
@EnableWebFluxSecurity
@ComponentScan(
        excludeFilters =
                @ComponentScan.Filter(
                        type = FilterType.REGEX,
                        pattern =
                                ".*\\.rest\\.(access\\..*|connection\\.CrmController|bounce\\..*|hook\\..*|lead\\..*|monitoring\\..*|privacy\\..*|queue\\..*|simulation\\..*|outreach\\..*|task\\..*|webhook\\..*|workspacefile\\..*|RestApiConfiguration)"))
@Import({
    AuthenticateToken.class,
    PutConfiguration.class,
    GetConfiguration.class,
    ListConfiguration.class,
    ListQueues.class,
    ListBounces.class,
    InMemoryMailBounces.class,
    DeleteConfiguration.class,
    SaveDraft.class,
    ShowDraft.class,
    PublishPolicy.class,
    SchedulePublish.class,
    CancelScheduledPublish.class,
    ListScheduledPublishes.class,
    InMemoryPublishSchedules.class,
    RollBackPolicy.class,
    ListPolicyVersions.class,
    ShowPolicyVersion.class,
    DiffPolicies.class,
    ShowExperiment.class,
    AnalyzePolicy.class,
    PutConnection.class,
    ShowConnection.class,
    ListConnections.class,
    DeleteConnection.class,
    TestConnection.class,
    ShowConnectionHealth.class,
    InMemoryConfigurationDocuments.class,
    InMemoryPolicies.class,
    InMemoryAuditTrail.class,
    RecordDenial.class,
    InMemoryAuditLog.class,
    ShowAuditLog.class,
    ShowReport.class,
    VerifyAuditLog.class,
    InMemoryConnections.class,
    AnswerOnce.class,
    InMemoryIdempotentRequests.class,
    PlainSeals.class,
    ReversingCipher.class,
    ImmediateUnitOfWork.class
})
class ApiTestConfiguration {

    static final String ADMIN = "ldp_" + "a".repeat(43);
    static final String READER = "ldp_" + "r".repeat(43);

    /** A full token of another tenant. */
    static final String STRANGER = "ldp_" + "s".repeat(43);

    @Bean
    static PropertySourcesPlaceholderConfigurer placeholders() {
        return new PropertySourcesPlaceholderConfigurer();
    }

    @Bean
    HeavyReads heavyReads(UnitOfWork unitOfWork) {
        return new HeavyReads(unitOfWork, 7);
    }

    @Bean
    PlainMail plainMail() {
        return new PlainMail(false);
    }

    @Bean
    RestApiConfiguration resolvers() {
        return new RestApiConfiguration();
    }

    @Bean
    InstantSource clock() {
        return InstantSource.fixed(Instant.parse("2026-11-21T12:00:00Z"));
    }

    @Bean
    DraftWatch draftWatch(InstantSource clock) {
        return new DraftWatch(OtherDesks.none(), clock);
    }

    @Bean
    RoutingConfigurations configurations(
            ConfigurationDocuments documents, ActivePolicies policies) {
        return new RoutingConfigurations(
                documents, policies, new OneWorkspace(), new InMemoryWebhooks());
    }

    @Bean
    Departures noDepartures() {
        return (_, _) -> Mono.empty();
    }

    /** One lead waits in the queue {@code full}. */
    @Bean
    Occupants occupants() {
        return (_, queue) -> Mono.just(queue.value().equals("full") ? 1L : 0L);
    }

    @Bean
    ConnectedChannels nothingConnected() {
        ChannelConnections none =
                new ChannelConnections() {
                    @Override
                    public Mono<SlackChannel> slack(TenantId tenant) {
                        return Mono.empty();
                    }

                    @Override
                    public Mono<SmtpChannel> smtp(TenantId tenant) {
                        return Mono.empty();
                    }
                };
        return new ConnectedChannels(none, Optional::empty);
    }

    @Bean
    KnownPicklists noPicklists() {
        return (_, _) -> Mono.just(Map.of());
    }

    @Bean
    Ids ids() {
        AtomicLong next = new AtomicLong();
        return () -> new UUID(7, next.incrementAndGet());
    }

    @Bean
    SecretTokens secretTokens() {
        AtomicLong next = new AtomicLong();
        return () -> "secret-token-" + next.incrementAndGet();
    }

    @Bean
    EventListeners nobodyListens() {
        return new EventListeners() {
            @Override
            public Mono<Boolean> listenTo(TenantId tenant, WebhookEventType type) {
                return Mono.just(false);
            }

            @Override
            public Mono<Void> tell(TenantId tenant, List<WebhookEvent> events, Instant now) {
                return Mono.empty();
            }

            @Override
            public void wake() {
                // Nobody sleeps.
            }
        };
    }

    @Bean
    HookAddresses hookAddresses() {
        return new HookAddresses(URI.create("https://ld.test"));
    }

    @Bean
    ClosedWorkspaces closedWorkspaces() {
        return InMemoryWorkspaceDeletions.nothingClosed();
    }

    /** One lead waits in the queue {@code full}. */
    @Bean
    QueueViews oneWaits(InstantSource clock) {
        return new QueueViews() {
            @Override
            public Flux<Waiters> counts(TenantId tenant) {
                return Flux.just(new Waiters(new QueueKey("full"), 1, clock.instant()));
            }

            @Override
            public Flux<Waiting> inOrder(
                    TenantId tenant, Collection<Line> lines, @Nullable Place after, int limit) {
                return Flux.empty();
            }

            @Override
            public Flux<Waiting> heads(TenantId tenant, Collection<Line> lines, int limit) {
                return Flux.empty();
            }
        };
    }

    /** One group, whose key and number tell what was asked for. */
    @Bean
    Reports oneGroup() {
        return (_, wish, _) ->
                Flux.just(
                        new Reports.Line(
                                true, null, Map.of("met", BigDecimal.TEN), Map.of(), Map.of()),
                        new Reports.Line(
                                false,
                                "=%s %s".formatted(wish.from(), wish.groupBy()),
                                Map.of("met", BigDecimal.TEN),
                                Map.of(),
                                Map.of()));
    }

    @Bean
    Experiments noExperiments() {
        return (_, _, _) -> Mono.empty();
    }

    @Bean
    RememberedTokens rememberedTokens() {
        return new RememberedTokens();
    }

    @Bean
    ApiTokens apiTokens() {
        return new KnownTokens();
    }

    private static final class KnownTokens implements ApiTokens {

        private static final TenantId HOME = new TenantId(new UUID(0, 1));
        private static final TenantId ABROAD = new TenantId(new UUID(0, 2));

        @Override
        public Mono<TenantId> tenantOf(byte[] hash) {
            if (is(hash, STRANGER)) {
                return Mono.just(ABROAD);
            }
            return is(hash, ADMIN) || is(hash, READER) ? Mono.just(HOME) : Mono.empty();
        }

        @Override
        public Mono<ApiToken> find(TenantId tenant, byte[] hash) {
            return Mono.just(
                    new ApiToken(
                            new UUID(0, 3),
                            is(hash, READER) ? Set.of(Scope.READ) : Set.of(Scope.values()),
                            Role.OWNER,
                            null,
                            null,
                            null));
        }

        @Override
        public Mono<Void> used(TenantId tenant, UUID token, Instant at) {
            return Mono.empty();
        }

        @Override
        public Mono<Void> add(
                TenantId tenant,
                UUID id,
                String name,
                byte[] hash,
                Set<Scope> scopes,
                Maker maker,
                Instant at,
                @Nullable Instant expiresAt) {
            return Mono.error(new UnsupportedOperationException());
        }

        @Override
        public Mono<Maker> maker(TenantId tenant, UUID id) {
            return Mono.empty();
        }

        @Override
        public Flux<Listed> list(TenantId tenant, @Nullable UUID after, int limit) {
            return Flux.empty();
        }

        @Override
        public Mono<Boolean> revoke(TenantId tenant, UUID id, Instant at) {
            return Mono.just(false);
        }

        private static boolean is(byte[] hash, String token) {
            try {
                return Arrays.equals(
                        hash,
                        MessageDigest.getInstance("SHA-256")
                                .digest(token.getBytes(StandardCharsets.UTF_8)));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
