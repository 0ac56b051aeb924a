package io.leaddispatcher.application.workspacefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.leaddispatcher.application.access.AccessDeniedException;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.retention.Retention;
import io.leaddispatcher.application.workspace.port.Workspaces.Workspace;
import io.leaddispatcher.application.workspacefile.ImportWorkspace.Change;
import io.leaddispatcher.application.workspacefile.ImportWorkspace.NewSecret;
import io.leaddispatcher.application.workspacefile.ImportWorkspace.Report;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.access.Scope;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.webhook.WebhookSubscription;
import java.time.ZoneId;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Subscriptions and retention in the file of a workspace. */
class WorkspaceFileTest extends FileDesk {

    @Test
    void aFileHoldsSubscriptionsAndRetentionAndNoSecret() {
        take(HERE, file(hook("lead.queued", "lead.routed"), days(60, 365)));

        Map<String, Object> exported = export(HERE);

        assertThat(exported)
                .containsEntry(
                        "webhookSubscriptions",
                        List.of(
                                Map.of(
                                        "url",
                                        HOOK,
                                        "events",
                                        List.of("lead.routed", "lead.queued"),
                                        "active",
                                        true)))
                .containsEntry(
                        "retention",
                        Map.of("events", 60, "deliveries", 90, "leads", 365, "erasures", 30));
        assertThat(exported.toString()).doesNotContain("whsec_", "secret");
    }

    @Test
    void itsOwnFileChangesNothing() {
        take(
                HERE,
                Map.of(
                        "webhookSubscriptions",
                        List.of(hook("lead.routed"), hook("lead.routed"), hook("lead.queued"))));
        refused = "acme.test";
        int told = trail.entries().size();

        assertThat(take(HERE, read(export(HERE))).changes()).isEmpty();
        assertThat(trail.told().subList(told, trail.entries().size()))
                .containsExactly("workspace.exported workspace");
        assertThat(take(THERE, read(export(THERE))).changes()).as("nothing set").isEmpty();
    }

    @Test
    void aDryRunTellsInWordsWhatTheRealOneThenDoes() {
        Map<String, ?> file = file(hook("lead.routed"), days(60, 365));

        Report told = run(THERE, file, true);

        assertThat(told.changes())
                .extracting(Change::path, Change::text)
                .containsExactly(
                        tuple(
                                "/webhookSubscriptions/0",
                                "Webhook subscription to https://acme.test/hook added for lead.routed"),
                        tuple(
                                "/retention/events",
                                "Retention: events changed from 30 days to 60 days"),
                        tuple(
                                "/retention/leads",
                                "Retention: leads changed from for ever to 365 days"));
        assertThat(told.secrets()).isEmpty();
        assertThat(subscriptions(THERE)).isEmpty();
        assertThat(retentions.find(THERE.tenant()).block()).isEqualTo(Retention.STANDARD);

        Report done = take(THERE, file);

        assertThat(done.changes()).isEqualTo(told.changes());
        assertThat(retentions.find(THERE.tenant()).block())
                .isEqualTo(new Retention(60, 90, null, 365, 30));
        assertThat(trail.told())
                .contains(
                        "webhook.created webhook:" + subscriptions(THERE).getFirst().id(),
                        "retention.changed retention:days",
                        "workspace.imported workspace");
        assertThat(take(THERE, file).changes()).as("the second time").isEmpty();
    }

    @Test
    void nothingIsDoneButWhatSomebodyHasSeen() {
        Map<String, ?> file = file(hook("lead.routed"), days(60, 365));
        String seen = run(THERE, file, true).fingerprint();
        take(THERE, Map.of("retention", days(60, 100)));

        Report other = agreed(THERE, file, seen);

        assertThat(other.applied()).isFalse();
        assertThat(other.changes())
                .extracting(Change::path, Change::text)
                .contains(
                        tuple(
                                "/retention/leads",
                                "Retention: leads changed from 100 days to 365 days"));
        assertThat(subscriptions(THERE)).isEmpty();
        assertThat(
                        agreed(THERE, file(hook("lead.queued"), days(60, 365)), other.fingerprint())
                                .applied())
                .as("another file")
                .isFalse();
        assertThat(agreed(THERE, file, other.fingerprint()).applied()).isTrue();
        assertThat(subscriptions(THERE)).hasSize(1);
    }

    @Test
    void anImportedSubscriptionHasASecretOfItsOwnThatIsShownThisOnce() {
        NewSecret here = take(HERE, file(hook("lead.routed"), Map.of())).secrets().getFirst();

        NewSecret there = take(THERE, read(export(HERE))).secrets().getFirst();

        assertThat(there.path()).isEqualTo("/webhookSubscriptions/0");
        assertThat(there.id()).isEqualTo(subscriptions(THERE).getFirst().id().toString());
        assertThat(there.secret().reveal())
                .matches("whsec_[A-Za-z0-9+/]{43}=")
                .isNotEqualTo(here.secret().reveal());
        assertThat(webhooks.secrets(THERE.tenant(), NOW).count().block()).isOne();
        assertThat(there).asString().doesNotContain("whsec_");
    }

    @Test
    void theOneWithTheSameAddressIsChangedAndKeepsItsSecret() {
        take(HERE, file(hook("lead.routed"), Map.of()));
        WebhookSubscription before = subscriptions(HERE).getFirst();
        Map<String, Object> off = new HashMap<>(hook("lead.routed", "lead.queued"));
        off.put("active", false);

        Report report = take(HERE, file(off, Map.of()));

        assertThat(report.changes())
                .extracting(Change::text)
                .containsExactly(
                        "Webhook subscription to https://acme.test/hook: events changed from"
                                + " lead.routed to lead.routed, lead.queued",
                        "Webhook subscription to https://acme.test/hook: switched off");
        assertThat(report.secrets()).isEmpty();
        assertThat(subscriptions(HERE)).hasSize(1);
        assertThat(subscriptions(HERE).getFirst().id()).isEqualTo(before.id());
        assertThat(subscriptions(HERE).getFirst().active()).isFalse();
    }

    @Test
    void aRepWhoIsInactiveInTheFileLeavesUnlessItIsADryRun() {
        Map<String, ?> mia = Map.of("name", "Mia", "email", "mia@x.test", "active", false);
        Map<String, ?> ben = Map.of("name", "Ben", "email", "ben@x.test");
        Map<String, ?> file = Map.of("reps", Map.of("mia", mia, "ben", ben));

        run(THERE, file, true);
        assertThat(left).isEmpty();

        take(THERE, file);
        assertThat(left).containsExactly(new RepKey("mia"));
    }

    /** They take the turn, and whoever has it waits for the audit log. */
    @Test
    void repsLeaveBeforeAnythingElseIsWritten() {
        Map<String, ?> mia = Map.of("name", "Mia", "email", "mia@x.test", "active", false);

        take(THERE, Map.of("timeZone", "Europe/Berlin", "reps", Map.of("mia", mia)));

        assertThat(left).containsExactly(new RepKey("mia"));
        assertThat(toldBefore).isEmpty();
        assertThat(trail.told()).contains("workspace.changed workspace");
    }

    @Test
    void anOlderFileChangesNothingThere() {
        take(HERE, file(hook("lead.routed"), days(60, 365)));
        var before = subscriptions(HERE);

        Report report =
                take(
                        HERE,
                        Map.of(
                                "lists",
                                Map.of("vip", Map.of("name", "V", "values", List.of("a.test")))));

        assertThat(report.changes()).extracting(Change::path).containsExactly("/lists/vip");
        assertThat(subscriptions(HERE)).isEqualTo(before);
        assertThat(retentions.find(HERE.tenant()).block())
                .isEqualTo(new Retention(60, 90, null, 365, 30));
    }

    @Test
    void whoMayNotChangeTheRetentionIsToldWhatAskedForMore() {
        Caller writer = token(Scope.WRITE);
        Map<String, ?> standard = file(Map.of(), days(30, null));

        assertThatThrownBy(() -> run(writer, standard, true))
                .isInstanceOfSatisfying(
                        AccessDeniedException.class,
                        denied -> {
                            assertThat(denied.permission()).isEqualTo(Permission.ADMINISTER);
                            assertThat(denied.because()).contains("'retention'");
                        });
        assertThat(export(writer)).doesNotContainKey("retention");
        assertThat(take(writer, read(export(writer))).changes()).isEmpty();
        assertThat(take(writer, file(hook("lead.routed"), Map.of())).secrets()).hasSize(1);
    }

    @Test
    void onlyAnAdminMovesTheWorkspaceToTheClocksOfAFile() {
        Caller writer = token(Scope.WRITE);
        Map<String, ?> file = Map.of("timeZone", "Europe/Berlin");

        assertThatThrownBy(() -> run(writer, file, true))
                .isInstanceOfSatisfying(
                        AccessDeniedException.class,
                        denied -> {
                            assertThat(denied.permission()).isEqualTo(Permission.ADMINISTER);
                            assertThat(denied.because()).contains("'timeZone'");
                        });
        assertThatThrownBy(() -> take(writer, file)).isInstanceOf(AccessDeniedException.class);
        assertThat(trail.entries()).isEmpty();

        take(token(Scope.ADMIN), file);

        assertThat(workspaces.show(HERE.tenant()).map(Workspace::zone).block())
                .isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(trail.told())
                .containsExactly("workspace.changed workspace", "workspace.imported workspace");
        assertThat(documents.revision(HERE.tenant()).block()).isOne();
        assertThat(export(writer)).containsEntry("timeZone", "Europe/Berlin");
        assertThat(take(writer, read(export(writer))).changes()).isEmpty();
    }

    @Test
    void whoMayNotSeeThemFindsNeitherInTheFile() {
        take(HERE, file(hook("lead.routed"), days(60, 365)));
        Caller viewer =
                new Caller(HERE.tenant(), new Actor.Member(new UUID(3, 2), Role.VIEWER, null));

        assertThat(export(viewer)).doesNotContainKeys("webhookSubscriptions", "retention");
        assertThat(export(token(Scope.READ)))
                .containsKey("webhookSubscriptions")
                .doesNotContainKey("retention");
    }

    @Test
    void everyFaultIsNamedByItsPlaceAndNothingChanges() {
        assertThat(
                        violations(
                                Map.of(
                                        "webhookSubscriptions",
                                        List.of(
                                                hook("lead.exploded"),
                                                Map.of("url", HOOK, "secret", "whsec_x")),
                                        "retention",
                                        Map.of("events", number(1), "leads", "no", "x", "y"))))
                .containsExactlyInAnyOrder(
                        "/webhookSubscriptions/0/events/0",
                        "/webhookSubscriptions/1/events",
                        "/webhookSubscriptions/1/secret",
                        "/retention/events",
                        "/retention/deliveries",
                        "/retention/leads",
                        "/retention/erasures",
                        "/retention/x");
        assertThat(
                        violations(
                                Map.of(
                                        "lists",
                                        Map.of("vip", Map.of()),
                                        "webhookSubscriptions",
                                        List.of(
                                                hook("lead.routed"),
                                                Map.of(
                                                        "url",
                                                        "https://refused.test/",
                                                        "events",
                                                        List.of("lead.routed"))))))
                .contains("/lists/vip/name", "/webhookSubscriptions/1/url");
        assertThat(subscriptions(HERE)).isEmpty();
    }

    @Test
    void theTimeZoneOfAFileIsARegion() {
        assertThat(violations(Map.of("timeZone", "+02:00"))).containsExactly("/timeZone");
    }

    @Test
    void noImportedAccountIsAboveItself() {
        assertThat(
                        violations(
                                Map.of(
                                        "accounts",
                                        Map.of(
                                                "acme",
                                                Map.of("name", "Acme", "parent", "globex"),
                                                "globex",
                                                Map.of("name", "Globex", "parent", "acme"),
                                                "initech",
                                                Map.of("name", "Initech", "parent", "acme")))))
                .containsExactlyInAnyOrder("/accounts/acme/parent", "/accounts/globex/parent");
    }

    @Test
    void ofAFileThatIsAllWrongAHundredFaultsAreNamed() {
        Map<String, Object> lists = new HashMap<>();
        for (int i = 0; i < 150; i++) {
            lists.put("list-" + i, Map.of());
        }

        assertThat(violations(Map.of("lists", lists)))
                .hasSize(100)
                .allMatch(each -> each.startsWith("/lists/list-"));
    }

    @Test
    void aWorkspaceHasAFewSubscriptionsHoweverTheyCome() {
        assertThat(
                        violations(
                                Map.of(
                                        "webhookSubscriptions",
                                        Collections.nCopies(21, hook("lead.routed")))))
                .containsExactly("/webhookSubscriptions");
        take(HERE, Map.of("webhookSubscriptions", Collections.nCopies(20, hook("lead.routed"))));

        assertThat(
                        violations(
                                Map.of(
                                        "webhookSubscriptions",
                                        List.of(
                                                Map.of(
                                                        "url",
                                                        "https://other.test/",
                                                        "events",
                                                        List.of("lead.routed"))))))
                .containsExactly("/webhookSubscriptions");
    }

    @Test
    void programsThatListenAreToldOfAnImportedPolicy() {
        take(HERE, Map.of("webhookSubscriptions", List.of(hook("policy.published"))));
        Map<String, ?> policies =
                Map.of(
                        "queues",
                        Map.of("fallback", Map.of("name", "Fallback")),
                        "policies",
                        Map.of("call", Map.of("fallback", Map.of("queue", "fallback"))));

        run(HERE, policies, true);
        assertThat(told).as("a dry run").isEmpty();
        take(HERE, policies);
        take(HERE, policies);

        assertThat(told)
                .singleElement()
                .satisfies(delivery ->
                        assertThat(delivery.draft().document())
                                .containsEntry("data", Map.of("kind", "call", "version", 1)));
    }
}
