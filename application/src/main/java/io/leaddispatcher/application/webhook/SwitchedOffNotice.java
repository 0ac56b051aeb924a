package io.leaddispatcher.application.webhook;

import io.leaddispatcher.application.dispatch.port.Outbox;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.letter.Letters;
import io.leaddispatcher.application.member.MemberView;
import io.leaddispatcher.application.member.port.Members;
import io.leaddispatcher.application.webhook.port.WebhookSender.Answer;
import io.leaddispatcher.application.workspace.port.Workspaces;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.dispatch.Address;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.dispatch.DeliveryDraft;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.dispatch.WorkspaceNotice;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.domain.webhook.WebhookSubscription;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * Tells the owners and admins of a workspace that a subscription was switched off. Nobody would ask
 * for this letter again, so it goes through the outbox: it is kept in the commit that switches off,
 * and there is one such commit. In both languages, since nobody's is known.
 */
public final class SwitchedOffNotice {

    private static final String TIME = "d MMMM uuuu, HH:mm 'UTC'";

    private final Members members;
    private final Workspaces workspaces;
    private final Letters letters;
    private final Outbox outbox;
    private final Ids ids;

    public SwitchedOffNotice(
            Members members, Workspaces workspaces, Letters letters, Outbox outbox, Ids ids) {
        this.members = members;
        this.workspaces = workspaces;
        this.letters = letters;
        this.outbox = outbox;
        this.ids = ids;
    }

    /** Nothing where no mail server is set up. Inside a unit of work. */
    Mono<Void> write(TenantId tenant, WebhookSubscription off, Answer last, Instant at) {
        // One after the other: they share a connection.
        return letters.channel(tenant)
                .filter(Optional::isPresent)
                .flatMap(_ -> workspaces.show(tenant))
                .map(workspace -> notice(workspace.name(), off, last))
                .flatMap(notice ->
                        members.administrators(tenant)
                                .map(each -> delivery(each, notice, at))
                                .collectList())
                .filter(planned -> !planned.isEmpty())
                .flatMap(planned -> outbox.add(tenant, planned));
    }

    private Delivery delivery(MemberView to, WorkspaceNotice notice, Instant at) {
        return Delivery.planned(
                new DeliveryId(ids.next()),
                null,
                new DeliveryDraft(
                        Actor.Member.labelOf(to.id()),
                        List.of(new Address(Address.Kind.EMAIL, to.email())),
                        notice.document()),
                at);
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
                URI.create(letters.link("/docs#changeWebhookSubscription")));
    }

    private static String time(Instant at, Locale locale) {
        return DateTimeFormatter.ofPattern(TIME, locale).withZone(ZoneOffset.UTC).format(at);
    }
}
