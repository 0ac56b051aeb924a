package io.leaddispatcher.application.webhook;

import io.leaddispatcher.application.notice.AdministratorLetters;
import io.leaddispatcher.application.webhook.port.WebhookSender.Answer;
import io.leaddispatcher.domain.dispatch.WorkspaceNotice;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.domain.webhook.WebhookSubscription;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import reactor.core.publisher.Mono;

/**
 * Tells the owners and admins of a workspace that a subscription was switched off: there is one
 * commit that does so. In both languages, since nobody's is known.
 */
public final class SwitchedOffNotice {

    private static final String TIME = "d MMMM uuuu, HH:mm 'UTC'";

    private final AdministratorLetters letters;

    public SwitchedOffNotice(AdministratorLetters letters) {
        this.letters = letters;
    }

    /** Inside a unit of work. */
    Mono<Void> write(TenantId tenant, WebhookSubscription off, Answer last, Instant at) {
        return letters.write(tenant, workspace -> Mono.just(notice(workspace, off, last)), at);
    }

    private WorkspaceNotice notice(String workspace, WebhookSubscription off, Answer last) {
        boolean gone = off.disabledBecause() == WebhookSubscription.Disabled.GONE;
        Instant since = Objects.requireNonNull(off.failingSince());
        String address = off.document().address();
        String error =
                switch (last) {
                    case Answer.Answered(var status, _, _) -> "HTTP status " + status;
                    case Answer.Silent(var code, var message) -> "%s (%s)".formatted(message, code);
                };
        String english =
                """
                A webhook subscription of the workspace %s was switched off: %s.
                Address: %s
                Subscription: %s
                Failing since: %s
                Last error: %s
                What to do: mend the endpoint, then switch the subscription on again by the API, with PUT /api/v1/webhook-subscriptions/%s. \
                What was given up can be sent again, with POST /api/v1/deliveries/{id}/replay; what happens while it is off is not told later.
                """
                        .formatted(
                                workspace,
                                gone
                                        ? "its endpoint says that it is gone for good (410)"
                                        : "nothing that was sent to it has been taken for five days",
                                address,
                                off.id(),
                                time(since, Locale.ENGLISH),
                                error,
                                off.id());
        String german =
                """
                Ein Webhook-Abonnement des Arbeitsbereichs %s wurde abgeschaltet: %s.
                Adresse: %s
                Abonnement: %s
                Fehler seit: %s
                Letzter Fehler: %s
                Was zu tun ist: Bringen Sie den Endpunkt in Ordnung und schalten Sie das Abonnement über die API wieder ein, mit PUT /api/v1/webhook-subscriptions/%s. \
                Was aufgegeben wurde, lässt sich noch einmal senden, mit POST /api/v1/deliveries/{id}/replay; was geschieht, solange es aus ist, wird nicht nachgeholt.\
                """
                        .formatted(
                                workspace,
                                gone
                                        ? "Sein Endpunkt sagt, dass es ihn nicht mehr gibt (410)"
                                        : "Fünf Tage lang wurde nichts angenommen, was dorthin gesendet wurde",
                                address,
                                off.id(),
                                time(since, Locale.GERMAN),
                                error,
                                off.id());
        return new WorkspaceNotice(
                "Webhook switched off in %s / Webhook abgeschaltet".formatted(workspace),
                english + "\n" + german,
                "How to switch it on / So schalten Sie es ein",
                letters.link("/docs#changeWebhookSubscription"));
    }

    private static String time(Instant at, Locale locale) {
        return DateTimeFormatter.ofPattern(TIME, locale).withZone(ZoneOffset.UTC).format(at);
    }
}
