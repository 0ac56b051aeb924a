package io.leaddispatcher.application.me;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.application.access.AccessDeniedException;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.access.TokenHash;
import io.leaddispatcher.application.audit.InMemoryAuditTrail;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.configuration.InMemoryConfigurationDocuments;
import io.leaddispatcher.application.configuration.StoredDocument;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.maillink.DigestLinks;
import io.leaddispatcher.application.policy.InMemoryPolicies;
import io.leaddispatcher.application.push.InMemoryPushSubscriptions;
import io.leaddispatcher.application.push.ScriptedPushSender;
import io.leaddispatcher.application.routing.QuietWorkspace;
import io.leaddispatcher.application.seal.HmacSeals;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import io.leaddispatcher.application.webhook.InMemoryWebhooks;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.net.URI;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChangeMyNotificationsTest {

    private static final TenantId TENANT = new TenantId(new UUID(0, 1));
    private static final TenantId OTHER = new TenantId(new UUID(0, 2));
    private static final Caller MIA = member(Role.REP, "mia");

    private final InMemoryConfigurationDocuments documents = new InMemoryConfigurationDocuments();
    private final InMemoryPushSubscriptions devices = new InMemoryPushSubscriptions();
    private final DigestLinks links =
            new DigestLinks(new HmacSeals("ours"), URI.create("https://app.example.test/"));
    private final RoutingConfigurations configurations =
            new RoutingConfigurations(
                    documents,
                    new InMemoryPolicies(),
                    QuietWorkspace.of(TENANT),
                    new InMemoryWebhooks());
    private final ChangeMyNotifications change =
            new ChangeMyNotifications(
                    new ImmediateUnitOfWork(),
                    documents,
                    new InMemoryPolicies(),
                    configurations,
                    new InMemoryAuditTrail());

    ChangeMyNotificationsTest() {
        documents
                .save(
                        TENANT,
                        ConfigurationKind.REP,
                        new StoredDocument("mia", Map.of("name", "Mia", "email", "mia@x.test"), 1))
                .then(documents.advance(TENANT))
                .block();
    }

    private static Caller member(Role role, @Nullable String rep) {
        return new Caller(TENANT, new Actor.Member(new UUID(0, 7), role, rep));
    }

    private @Nullable Object notifications() {
        return Objects.requireNonNull(documents.find(TENANT, ConfigurationKind.REP, "mia").block())
                .document()
                .get("notifications");
    }

    private ChangeMyNotifications.@Nullable Outcome all(Caller caller, Map<String, ?> document) {
        return change.handle(
                        new ChangeMyNotifications.Command(
                                caller, new ChangeMyNotifications.Wish.All(document)))
                .block();
    }

    @Test
    void aRepChangesHowTheyAreToldAndNothingElse() {
        Map<String, Object> wish = Map.of("gone", List.of(), "digestAt", "08:00");

        assertThat(all(MIA, wish)).isEqualTo(new ChangeMyNotifications.Outcome.Changed());

        assertThat(notifications()).isEqualTo(wish);
        assertThat(all(member(Role.REP, null), wish))
                .isEqualTo(new ChangeMyNotifications.Outcome.NoRep());
        assertThatThrownBy(() -> all(member(Role.VIEWER, "mia"), wish))
                .isInstanceOf(AccessDeniedException.class);
        all(MIA, Map.of());
        assertThat(notifications()).isNull();
    }

    @Test
    void whatIsWrongStandsAtWhatWasSaid() {
        assertThatThrownBy(() -> all(MIA, Map.of("digestAt", "soon")))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refused ->
                                assertThat(refused.violations())
                                        .extracting(each -> each.pointer())
                                        .containsExactly("/digestAt"));
        assertThat(notifications()).isNull();
    }

    @Test
    void theLinkOfTheMailTurnsThatMailOffAndNothingElse() {
        all(MIA, Map.of("gone", List.of("EMAIL"), "digestAt", "08:00"));
        String address = links.address(TENANT, new RepKey("mia")).toString();
        assertThat(address).startsWith("https://app.example.test/digest/");
        String link = address.substring(address.lastIndexOf('/') + 1);
        TurnOffDigest turnOff = new TurnOffDigest(links, change);

        assertThat(turnOff.handle(link).block()).isTrue();
        assertThat(notifications()).isEqualTo(Map.of("gone", List.of("EMAIL")));
        assertThat(turnOff.handle(link).block()).isTrue();
    }

    @Test
    void aLinkThatWeHaveNotMadeDoesNothing() {
        String link = links.address(TENANT, new RepKey("mia")).getPath().substring(8);
        String foreign = links.address(OTHER, new RepKey("mia")).getPath().substring(8);
        DigestLinks others =
                new DigestLinks(new HmacSeals("theirs"), URI.create("https://app.example.test"));

        assertThat(links.opened(link))
                .contains(new DigestLinks.DigestLink(TENANT, new RepKey("mia")));
        assertThat(others.opened(link)).isEmpty();
        for (int i = 0; i < link.length(); i++) {
            char other = link.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(links.opened(link.substring(0, i) + other + link.substring(i + 1)))
                    .as("changed at %d", i)
                    .isEmpty();
        }
        assertThat(links.opened(link.substring(0, 22) + foreign.substring(22))).isEmpty();
        for (String text : List.of("", "x", link + "A", link + "=", "A".repeat(400))) {
            assertThat(links.opened(text)).as(text).isEmpty();
        }
    }

    @Test
    void aDeviceThatIsAllowedShowsNewLeadsAndReminders() {
        assertThat(allow("https://push.test/1", "key"))
                .isInstanceOf(AllowDevice.Outcome.Allowed.class);

        assertThat(notifications())
                .isEqualTo(
                        Map.of(
                                "newLead", List.of("SLACK", "PUSH"),
                                "reminder", List.of("SLACK", "PUSH")));
        assertThat(devices.reps(TENANT).collectList().block()).containsExactly("mia");
        assertThat(devices.sessions()).containsExactly(hash("session 1"));
        use(MIA, "https://push.test/2");
        use(
                new Caller(TENANT, new Actor.Member(new UUID(0, 8), Role.REP, "ben")),
                "https://push.test/1");
        assertThat(devices.sessions()).containsExactly(hash("session 1"));
        use(MIA, "https://push.test/1");
        assertThat(devices.sessions()).containsExactly(hash("session 2"));
        new ForgetDevices(new ImmediateUnitOfWork(), devices).handle(MIA).block();
        assertThat(devices.reps(TENANT).collectList().block()).isEmpty();
    }

    @Test
    void nothingIsSentWhereTheBrowserOnlySaysSo() {
        for (String endpoint :
                List.of("https://evil.test/1", "http://127.0.0.1/", "no address", "")) {
            assertThatThrownBy(() -> allow(endpoint, "key"))
                    .as(endpoint)
                    .isInstanceOf(InvalidInputException.class);
        }
        assertThatThrownBy(() -> allow("https://push.test/1", "bad"))
                .isInstanceOf(InvalidInputException.class);
        assertThat(devices.reps(TENANT).collectList().block()).isEmpty();
        assertThat(notifications()).isNull();
    }

    private void use(Caller who, String endpoint) {
        new UseDevice(new ImmediateUnitOfWork(), devices)
                .handle(new UseDevice.Command(who, new Secret(endpoint), new Secret("session 2")))
                .block();
    }

    private static String hash(String session) {
        return HexFormat.of().formatHex(TokenHash.of(session));
    }

    private AllowDevice.@Nullable Outcome allow(String endpoint, String key) {
        return new AllowDevice(
                        new ImmediateUnitOfWork(),
                        devices,
                        new ScriptedPushSender(),
                        () -> "unguessable",
                        documents,
                        new InMemoryPolicies(),
                        configurations,
                        new InMemoryAuditTrail(),
                        () -> Instant.EPOCH)
                .handle(
                        new AllowDevice.Command(
                                MIA,
                                new Secret(endpoint),
                                key,
                                new Secret("auth"),
                                new Secret("session 1")))
                .block();
    }
}
