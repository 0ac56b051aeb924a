package io.leaddispatcher.application.webhook;

import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.subscription.port.WebhookSubscriptions;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.application.webhook.port.WebhookSender.Answer;
import io.leaddispatcher.application.webhook.port.WebhookTries;
import io.leaddispatcher.application.webhook.port.WebhookTries.Try;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.domain.webhook.WebhookSubscription;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Keeps what came of each call, and switches off what does not take events for too long. */
public final class WebhookReports {

    private final WebhookSubscriptions subscriptions;
    private final WebhookTries tries;
    private final ConfigurationDocuments configuration;
    private final AuditTrail trail;
    private final SwitchedOffNotice notice;
    private final Ids ids;
    private final UnitOfWork unitOfWork;
    private final InstantSource clock;

    public WebhookReports(
            WebhookSubscriptions subscriptions,
            WebhookTries tries,
            ConfigurationDocuments configuration,
            AuditTrail trail,
            SwitchedOffNotice notice,
            Ids ids,
            UnitOfWork unitOfWork,
            InstantSource clock) {
        this.subscriptions = subscriptions;
        this.tries = tries;
        this.configuration = configuration;
        this.trail = trail;
        this.notice = notice;
        this.ids = ids;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    /**
     * @param known the subscription as it was when the call was made
     */
    Mono<Void> keep(
            TenantId tenant,
            WebhookSubscription known,
            DeliveryId delivery,
            Instant began,
            Answer answer) {
        Instant ended = clock.instant();
        return unitOfWork.run(
                tenant,
                tries.add(tenant, made(known, delivery, began, ended, answer))
                        .then(judged(tenant, known, ended, answer)));
    }

    private Try made(
            WebhookSubscription known,
            DeliveryId delivery,
            Instant began,
            Instant ended,
            Answer answer) {
        @Nullable Integer status = null;
        @Nullable String body = null;
        @Nullable String error = null;
        switch (answer) {
            case Answer.Answered answered -> {
                status = answered.status();
                body = answered.body();
                error = WebhookOutlet.worked(answer) ? null : "status_" + answered.status();
            }
            case Answer.Silent silent -> error = silent.code();
        }
        return new Try(
                ids.next(),
                known.id(),
                delivery,
                began,
                Duration.between(began, ended),
                status,
                body,
                error);
    }

    /** Asks for no lock when all is as it was, which is the usual case. */
    private Mono<Void> judged(
            TenantId tenant, WebhookSubscription known, Instant at, Answer answer) {
        WebhookSubscription expected = after(known, at, answer);
        if (expected.equals(known)) {
            return Mono.empty();
        }
        if (expected.active() == known.active()) {
            return subscriptions
                    .lock(tenant, known.id())
                    .map(found -> sameUrl(found, known) ? after(found, at, answer) : found)
                    .flatMap(next -> subscriptions.save(tenant, next));
        }
        return configuration
                .lock(tenant)
                .then(subscriptions.lock(tenant, known.id()))
                .filter(found -> found.active() && sameUrl(found, known))
                .flatMap(found -> switchOff(tenant, after(found, at, answer), answer, at));
    }

    /** What was said by one address says nothing about another. */
    private static boolean sameUrl(WebhookSubscription found, WebhookSubscription known) {
        return found.url().equals(known.url());
    }

    private static WebhookSubscription after(
            WebhookSubscription subscription, Instant at, Answer answer) {
        if (WebhookOutlet.gone(answer)) {
            return subscription.gone(at);
        }
        return WebhookOutlet.worked(answer) ? subscription.worked() : subscription.failed(at);
    }

    private Mono<Void> switchOff(
            TenantId tenant, WebhookSubscription next, Answer answer, Instant at) {
        if (next.active()) {
            return subscriptions.save(tenant, next);
        }
        // Who read it while it was on must not switch it on again with what was read then.
        return configuration
                .advance(tenant)
                .flatMap(version -> subscriptions.save(tenant, next.withVersion(version)))
                .then(
                        trail.append(
                                tenant,
                                AuditEntry.by(
                                        new Actor.Automation(),
                                        AuditAction.WEBHOOK_DISABLED,
                                        "webhook:" + next.id(),
                                        Map.of(
                                                "because",
                                                Objects.requireNonNull(next.disabledBecause())
                                                        .name(),
                                                "failingSince",
                                                Objects.requireNonNull(next.failingSince())
                                                        .toString()))))
                .then(notice.write(tenant, next, answer, at));
    }
}
