package io.leaddispatcher.application.teamdigest;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.configuration.InMemoryConfigurationDocuments;
import io.leaddispatcher.application.configuration.StoredDocument;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.dispatch.ConnectedChannels;
import io.leaddispatcher.application.dispatch.DispatchMessages;
import io.leaddispatcher.application.dispatch.port.ChannelConnections;
import io.leaddispatcher.application.dispatch.port.SlackChannel;
import io.leaddispatcher.application.dispatch.port.SmtpChannel;
import io.leaddispatcher.application.policy.InMemoryPolicies;
import io.leaddispatcher.application.routing.QuietWorkspace;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.teamdigest.port.TeamDigests;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import io.leaddispatcher.application.webhook.InMemoryWebhooks;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.dispatch.Address;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.dispatch.TeamSummary;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.TeamKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class MakeTeamDigestsTest {

    private static final TenantId TENANT = new TenantId(new UUID(0, 1));
    private static final LeadId OLDEST =
            new LeadId(UUID.fromString("01890000-0000-7000-8000-000000abcdef"));
    private static final Instant DUE = Instant.parse("2026-11-26T07:30:00Z");

    private final InMemoryConfigurationDocuments documents = new InMemoryConfigurationDocuments();
    private final List<Delivery> sent = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();
    private final List<String> asked = new ArrayList<>();
    private final AtomicLong ids = new AtomicLong();
    private @Nullable String slack = "xoxb-1";
    private boolean mail = true;
    private boolean broken;
    private Instant now = DUE;

    private final TeamDigests digests =
            new TeamDigests() {
                @Override
                public Flux<TenantId> wanting() {
                    return Flux.just(TENANT);
                }

                @Override
                public Mono<Boolean> take(
                        TenantId tenant, TeamKey team, LocalDate day, Instant at) {
                    return Mono.fromSupplier(() -> taken.add(team + " " + day));
                }

                @Override
                public Mono<Figures> figures(
                        TenantId tenant,
                        Collection<RepKey> members,
                        Collection<QueueKey> queues,
                        Instant since,
                        Instant until) {
                    return Mono.fromSupplier(() -> {
                        if (broken) {
                            throw new IllegalStateException("the database is away");
                        }
                        asked.add("%s %s %s %s".formatted(members, queues, since, until));
                        return new Figures(12, 9, 2, 3, OLDEST, since, new RepKey("mia"), 7);
                    });
                }
            };

    private final MakeTeamDigests make =
            new MakeTeamDigests(
                    digests,
                    new RoutingConfigurations(
                            documents,
                            new InMemoryPolicies(),
                            QuietWorkspace.of(TENANT),
                            new InMemoryWebhooks()),
                    new ConnectedChannels(
                            new ChannelConnections() {
                                @Override
                                public Mono<SlackChannel> slack(TenantId tenant) {
                                    return Mono.justOrEmpty(slack)
                                            .map(token ->
                                                    new SlackChannel(
                                                            tenant,
                                                            new ConnectionKey("slack"),
                                                            "T1",
                                                            null,
                                                            new Secret(token),
                                                            true));
                                }

                                @Override
                                public Mono<SmtpChannel> smtp(TenantId tenant) {
                                    return mail
                                            ? Mono.just(
                                                    new SmtpChannel(
                                                            null,
                                                            "mail.test",
                                                            25,
                                                            "a@x.test",
                                                            false,
                                                            null,
                                                            null))
                                            : Mono.empty();
                                }
                            },
                            Optional::empty),
                    (_, planned) -> Mono.fromRunnable(() -> sent.addAll(planned)),
                    () -> new UUID(7, ids.incrementAndGet()),
                    new ImmediateUnitOfWork(),
                    () -> now,
                    new DispatchMessages(URI.create("https://app.example.test")));

    MakeTeamDigestsTest() {
        keep(ConfigurationKind.REP, "mia", Map.of("name", "Mia", "email", "mia@x.test"));
        keep(ConfigurationKind.REP, "zoe", Map.of("name", "Zoe", "email", "zoe@x.test"));
        keep(
                ConfigurationKind.QUEUE,
                "emea",
                Map.of("name", "EMEA", "type", "FALLBACK", "team", "emea"));
        team(Map.of("slackChannel", "C1"));
        keep(ConfigurationKind.TEAM, "quiet", Map.of("name", "Quiet", "members", List.of("mia")));
    }

    private void team(Map<String, ?> more) {
        Map<String, Object> team = new HashMap<>(more);
        team.put("name", "EMEA");
        team.put("members", List.of("mia"));
        team.put("manager", "zoe");
        team.put("timeZone", "Europe/Berlin");
        team.put("digest", Map.of("at", "08:30", "days", "MON-FRI"));
        keep(ConfigurationKind.TEAM, "emea", team);
    }

    private void keep(ConfigurationKind kind, String key, Map<String, ?> document) {
        documents
                .save(TENANT, kind, new StoredDocument(key, document, 1))
                .then(documents.advance(TENANT))
                .block();
    }

    private List<Address.Kind> route() {
        make.handle().block();
        return sent.getLast().draft().route().stream().map(Address::kind).toList();
    }

    @Test
    void aTeamIsToldOnceADayHoweverOftenSomebodyLooks() {
        make.handle().block();
        make.handle().block();
        now = DUE.plusSeconds(7_199);
        make.handle().block();

        assertThat(sent).hasSize(1);
        assertThat(sent.getFirst().lead()).isNull();
        assertThat(sent.getFirst().draft().recipient()).isEqualTo("team:emea");
        TeamSummary summary = TeamSummary.read(sent.getFirst().draft().document());
        assertThat(summary.fresh()).isEqualTo(12);
        assertThat(summary.oldest())
                .isEqualTo(
                        new TeamSummary.Oldest(
                                "L-ABCDEF",
                                DUE.minusSeconds(86_400),
                                URI.create("https://app.example.test/leads/" + OLDEST)));
        assertThat(summary.busiest()).isEqualTo("Mia");
        assertThat(asked).containsExactly("[mia] [emea] 2026-11-25T07:30:00Z 2026-11-26T07:30:00Z");

        now = DUE.plusSeconds(86_400);
        make.handle().block();
        assertThat(sent).hasSize(2);
    }

    @Test
    void beforeItsTimeAndLongAfterItNothingIsMade() {
        for (long seconds : new long[] {-1, 7_200, 86_399}) {
            now = DUE.plusSeconds(seconds);
            make.handle().block();
        }

        assertThat(sent).isEmpty();
        assertThat(taken).isEmpty();
    }

    @Test
    void itGoesToTheChannelElseToTheManager() {
        assertThat(route()).containsExactly(Address.Kind.SLACK_CHANNEL, Address.Kind.EMAIL);

        again();
        slack = null;
        assertThat(route()).containsExactly(Address.Kind.EMAIL);

        again();
        slack = "xoxb-1";
        mail = false;
        team(Map.of());
        assertThat(route()).containsExactly(Address.Kind.SLACK_USER_BY_EMAIL);

        again();
        slack = null;
        team(Map.of("slackChannel", "C1"));
        assertThat(route())
                .as("the sandbox")
                .containsExactly(Address.Kind.SLACK_CHANNEL, Address.Kind.EMAIL);
    }

    private void again() {
        taken.clear();
        sent.clear();
    }

    @Test
    void oneTeamThatFailsKeepsNothingElseFromBeingDone() {
        broken = true;
        make.handle().block();
        assertThat(sent).isEmpty();

        broken = false;
        taken.clear();
        make.handle().block();
        assertThat(sent).hasSize(1);
    }
}
