package io.leaddispatcher.application.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.audit.InMemoryAuditTrail;
import io.leaddispatcher.application.configuration.InMemoryConfigurationDocuments;
import io.leaddispatcher.application.notice.PlannedLetters;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import io.leaddispatcher.application.webhook.port.WebhookSender.Answer;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.dispatch.WorkspaceNotice;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.domain.webhook.WebhookDocument;
import io.leaddispatcher.domain.webhook.WebhookEventType;
import io.leaddispatcher.domain.webhook.WebhookId;
import io.leaddispatcher.domain.webhook.WebhookSubscription;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SwitchedOffNoticeTest {

    private static final TenantId TENANT = new TenantId(new UUID(0, 1));
    private static final Instant BEGAN = Instant.parse("2026-11-21T12:00:00Z");
    private static final Answer UNWELL = new Answer.Answered(500, null, "a body with anything");

    private Instant now = BEGAN;
    private long lastId;
    private final List<Delivery> outbox = new ArrayList<>();
    private final InMemoryWebhooks webhooks = new InMemoryWebhooks();
    private final WebhookSubscription made =
            WebhookSubscription.made(
                    new WebhookId(new UUID(4, 4)),
                    new WebhookDocument(
                            URI.create("https://acme.test/hook?key=between-us"),
                            Set.of(WebhookEventType.LEAD_ROUTED),
                            true),
                    BEGAN,
                    1);

    @Test
    void ownersAndAdminsAreToldOnceInBothLanguages() {
        WebhookReports reports = reports(true);
        tell(reports, UNWELL);
        assertThat(outbox).as("it fails, and is not off").isEmpty();
        WebhookSubscription failing = kept();
        now = BEGAN.plus(WebhookSubscription.PATIENCE);

        tell(reports, failing, UNWELL);
        // Another call was on its way; and so was one of another node.
        tell(reports, failing, UNWELL);

        assertThat(outbox)
                .extracting(each -> each.draft().recipient() + " " + each.address().value())
                .containsExactlyInAnyOrder(
                        "member:%s olga@acme.test".formatted(new UUID(3, 1)),
                        "member:%s adam@acme.test".formatted(new UUID(3, 2)));
        assertThat(outbox).extracting(Delivery::lead).containsOnlyNulls();
        WorkspaceNotice notice = WorkspaceNotice.read(outbox.getFirst().draft().document());
        assertThat(notice.subject())
                .isEqualTo("Webhook switched off in Acme / Webhook abgeschaltet");
        assertThat(notice.text())
                .contains(
                        "webhook subscription of the workspace Acme was switched off",
                        "Address: https://acme.test/hook\n",
                        "Subscription: " + made.id(),
                        "Failing since: 21 November 2026, 12:00 UTC",
                        "Last error: HTTP status 500",
                        "PUT /api/v1/webhook-subscriptions/" + made.id(),
                        "Webhook-Abonnement des Arbeitsbereichs Acme wurde abgeschaltet",
                        "Letzter Fehler: HTTP status 500")
                .doesNotContain("between-us", "a body with anything");
        assertThat(notice.link())
                .isEqualTo(URI.create("https://leads.test/docs#changeWebhookSubscription"));
    }

    @Test
    void oneThatIsGoneIsToldAsGone() {
        tell(reports(true), new Answer.Answered(410, null, ""));

        assertThat(outbox).hasSize(2);
        assertThat(WorkspaceNotice.read(outbox.getFirst().draft().document()).text())
                .contains("gone for good (410)", "nicht mehr gibt (410)");
    }

    @Test
    void whereNoMailServerIsSetUpNothingIsWritten() {
        tell(reports(false), new Answer.Answered(410, null, ""));

        assertThat(kept().active()).isFalse();
        assertThat(outbox).isEmpty();
    }

    @Test
    void whoSwitchesItOffByHandIsNotTold() {
        WebhookReports reports = reports(true);
        tell(reports, UNWELL);
        webhooks.save(TENANT, kept().with(new WebhookDocument(made.url(), made.events(), false), 2))
                .block();
        now = BEGAN.plus(WebhookSubscription.PATIENCE);

        tell(reports, made.failed(BEGAN), UNWELL);

        assertThat(outbox).isEmpty();
    }

    private WebhookReports reports(boolean mailServer) {
        webhooks.save(TENANT, made).block();
        return new WebhookReports(
                webhooks,
                webhooks,
                new InMemoryConfigurationDocuments(),
                new InMemoryAuditTrail(),
                new SwitchedOffNotice(
                        PlannedLetters.into(outbox, TENANT, () -> mailServer, this::id)),
                this::id,
                new ImmediateUnitOfWork(),
                () -> now);
    }

    private void tell(WebhookReports reports, Answer answer) {
        tell(reports, made, answer);
    }

    private void tell(WebhookReports reports, WebhookSubscription known, Answer answer) {
        reports.keep(TENANT, known, new DeliveryId(id()), now, answer).block();
    }

    private WebhookSubscription kept() {
        return webhooks.all(TENANT).single().blockOptional().orElseThrow();
    }

    private UUID id() {
        return new UUID(5, ++lastId);
    }
}
