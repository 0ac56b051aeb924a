package io.leaddispatcher.application.me;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.configuration.InMemoryConfigurationDocuments;
import io.leaddispatcher.application.configuration.StoredDocument;
import io.leaddispatcher.application.dispatch.ConnectedChannels;
import io.leaddispatcher.application.dispatch.port.ChannelConnections;
import io.leaddispatcher.application.dispatch.port.SlackChannel;
import io.leaddispatcher.application.dispatch.port.SmtpChannel;
import io.leaddispatcher.application.me.port.Digests;
import io.leaddispatcher.application.policy.InMemoryPolicies;
import io.leaddispatcher.application.routing.QuietWorkspace;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import io.leaddispatcher.application.webhook.InMemoryWebhooks;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class SendDigestsTest {

    private static final TenantId TENANT = new TenantId(new UUID(0, 1));

    /** Eight o'clock in Berlin. */
    private static final Instant EIGHT = Instant.parse("2026-11-26T07:00:00Z");

    private final InMemoryConfigurationDocuments documents = new InMemoryConfigurationDocuments();
    private final Map<RepKey, LocalDate> begun = new HashMap<>();
    private final List<Delivery> planned = new ArrayList<>();
    private boolean mail = true;
    private String bad = "nobody";

    SendDigestsTest() {
        rep("mia", true, "Europe/Berlin", Map.of("digestAt", "08:00"));
        rep("yuki", true, "Asia/Tokyo", Map.of("digestAt", "08:00"));
        rep("kai", false, "Europe/Berlin", Map.of("digestAt", "08:00"));
        rep("ben", true, "Europe/Berlin", Map.of("gone", List.of()));
    }

    private void rep(String key, boolean active, String zone, Map<String, ?> notifications) {
        documents
                .save(
                        TENANT,
                        ConfigurationKind.REP,
                        new StoredDocument(
                                key,
                                Map.of(
                                        "name", key,
                                        "email", key + "@x.test",
                                        "active", active,
                                        "timeZone", zone,
                                        "notifications", notifications),
                                1))
                .then(documents.advance(TENANT))
                .block();
    }

    private List<String> send(Instant now) {
        planned.clear();
        Digests digests =
                new Digests() {
                    @Override
                    public Flux<TenantId> tenants() {
                        return Flux.just(TENANT);
                    }

                    @Override
                    public Mono<Map<RepKey, LocalDate>> last(TenantId tenant) {
                        return Mono.fromSupplier(() -> Map.copyOf(begun));
                    }

                    @Override
                    public Mono<Boolean> begin(TenantId tenant, RepKey rep, LocalDate day) {
                        return Mono.fromSupplier(() -> !day.equals(begun.put(rep, day)));
                    }
                };
        ChannelConnections connections =
                new ChannelConnections() {
                    @Override
                    public Mono<SlackChannel> slack(TenantId tenant) {
                        return Mono.empty();
                    }

                    @Override
                    public Mono<SmtpChannel> smtp(TenantId tenant) {
                        return mail
                                ? Mono.just(
                                        new SmtpChannel(
                                                null,
                                                "mail.test",
                                                25,
                                                "us@x.test",
                                                false,
                                                null,
                                                null))
                                : Mono.empty();
                    }
                };
        new SendDigests(
                        new ImmediateUnitOfWork(),
                        digests,
                        new RoutingConfigurations(
                                documents,
                                new InMemoryPolicies(),
                                QuietWorkspace.of(TENANT),
                                new InMemoryWebhooks()),
                        new ConnectedChannels(connections, Optional::empty),
                        (_, more) ->
                                more.stream().anyMatch(each -> each.draft().recipient().equals(bad))
                                        ? Mono.error(new IllegalStateException(bad))
                                        : Mono.fromRunnable(() -> planned.addAll(more)),
                        () -> {},
                        () -> new UUID(9, 1),
                        () -> now)
                .handle()
                .block();
        return planned.stream()
                .map(each -> each.draft().recipient() + " " + each.address().value())
                .toList();
    }

    @Test
    void whoAsksForItHasItOnceADayAtTheirTime() {
        assertThat(send(EIGHT.minusMillis(1))).isEmpty();
        assertThat(send(EIGHT)).containsExactly("rep:mia mia@x.test");
        assertThat(send(EIGHT)).isEmpty();
        assertThat(send(EIGHT.plusSeconds(3_600))).isEmpty();
        assertThat(send(EIGHT.plusSeconds(86_400))).containsExactly("rep:mia mia@x.test");
        assertThat(send(Instant.parse("2026-11-26T23:30:00Z")))
                .containsExactly("rep:yuki yuki@x.test");
    }

    @Test
    void nothingThatNamesAnybodyIsKeptOfIt() {
        send(EIGHT);

        assertThat(planned.getFirst().lead()).isNull();
        assertThat(planned.getFirst().draft().document())
                .containsEntry("digestOf", "mia")
                .containsEntry("text", "");
    }

    @Test
    void whatComesTooLateIsLeft() {
        assertThat(send(EIGHT.plusSeconds(7_199))).hasSize(1);
        begun.clear();
        assertThat(send(EIGHT.plusSeconds(7_200))).isEmpty();
    }

    @Test
    void aMailThatIsDueBeforeMidnightIsSentAfterItWhenNobodyWasThereBefore() {
        rep("nia", true, "Europe/Berlin", Map.of("digestAt", "23:30"));
        Instant due = Instant.parse("2026-11-26T22:30:00Z");

        assertThat(send(due.plusSeconds(35 * 60))).contains("rep:nia nia@x.test");
        assertThat(begun).containsEntry(new RepKey("nia"), LocalDate.of(2026, 11, 26));
        assertThat(send(due.plusSeconds(60 * 60))).doesNotContain("rep:nia nia@x.test");
        assertThat(send(due.plusSeconds(24 * 3_600))).contains("rep:nia nia@x.test");
        assertThat(send(due.plusSeconds(25 * 3_600))).doesNotContain("rep:nia nia@x.test");
    }

    @Test
    void whoCannotBeWrittenToHoldsUpNobody() {
        rep("nia", true, "Europe/Berlin", Map.of("digestAt", "08:00"));
        bad = "rep:mia";

        assertThat(send(EIGHT)).containsExactly("rep:nia nia@x.test");
    }

    @Test
    void withoutMailNothingIsPlanned() {
        mail = false;

        assertThat(send(EIGHT)).isEmpty();
        assertThat(begun).isEmpty();
    }
}
