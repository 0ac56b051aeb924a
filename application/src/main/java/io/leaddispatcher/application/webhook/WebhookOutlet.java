package io.leaddispatcher.application.webhook;

import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.dispatch.port.Outlet;
import io.leaddispatcher.application.subscription.port.WebhookSubscriptions;
import io.leaddispatcher.application.webhook.port.WebhookSender;
import io.leaddispatcher.application.webhook.port.WebhookSender.Answer;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.dispatch.Cause;
import io.leaddispatcher.domain.dispatch.Channel;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.domain.webhook.WebhookId;
import io.leaddispatcher.domain.webhook.WebhookSubscription;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Sends events to those who have subscribed. */
public final class WebhookOutlet implements Outlet {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookOutlet.class);
    private static final int GONE = 410;

    private final WebhookSubscriptions subscriptions;
    private final WebhookSecrets secrets;
    private final WebhookSender sender;
    private final WebhookReports reports;
    private final InstantSource clock;

    public WebhookOutlet(
            WebhookSubscriptions subscriptions,
            WebhookSecrets secrets,
            WebhookSender sender,
            WebhookReports reports,
            InstantSource clock) {
        this.subscriptions = subscriptions;
        this.secrets = secrets;
        this.sender = sender;
        this.reports = reports;
        this.clock = clock;
    }

    @Override
    public Channel channel() {
        return Channel.WEBHOOK;
    }

    /** The id that a receiver sees, the same on every try; it holds no full stop. */
    static String webhookId(DeliveryId delivery) {
        return "msg_" + delivery.toString().replace("-", "");
    }

    @Override
    public Mono<Line> open(TenantId tenant) {
        return subscriptions
                .all(tenant)
                .collectMap(WebhookSubscription::id)
                .zipWhen(_ -> secrets.open(tenant, clock.instant()))
                .map(both -> new Open(tenant, both.getT1(), both.getT2()));
    }

    private final class Open implements Line {
        private final TenantId tenant;
        private final Map<WebhookId, WebhookSubscription> listening;
        private final Map<WebhookId, List<Secret>> keys;

        Open(
                TenantId tenant,
                Map<WebhookId, WebhookSubscription> listening,
                Map<WebhookId, List<Secret>> keys) {
            this.tenant = tenant;
            this.listening = listening;
            this.keys = keys;
        }

        @Override
        public Mono<Attempt> send(Delivery delivery) {
            WebhookId id = new WebhookId(UUID.fromString(delivery.address().value()));
            WebhookSubscription subscription = listening.get(id);
            List<Secret> signing = keys.getOrDefault(id, List.of());
            if (subscription == null) {
                return dead("subscription_deleted", "the subscription is no more");
            }
            if (!subscription.active()) {
                return dead("subscription_off", "the subscription is switched off");
            }
            if (signing.isEmpty()) {
                return dead("no_secret", "the subscription has no secret to sign with");
            }
            Instant at = clock.instant();
            return sender.call(
                            new WebhookSender.Call(
                                    subscription.url(),
                                    webhookId(delivery.id()),
                                    at,
                                    signing,
                                    delivery.draft().document()))
                    .flatMap(answer ->
                            reports.keep(tenant, subscription, delivery.id(), at, answer)
                                    .onErrorResume(e -> {
                                        LOG.warn("delivery {}: no report", delivery.id(), e);
                                        return Mono.empty();
                                    })
                                    .thenReturn(attempt(answer)));
        }
    }

    private static Mono<Attempt> dead(String code, String message) {
        return Mono.just(new Attempt.Dead(new Cause(code, message)));
    }

    private static Attempt attempt(Answer answer) {
        return switch (answer) {
            case Answer.Answered answered when worked(answered) ->
                    new Attempt.Delivered("status " + answered.status());
            case Answer.Answered answered when gone(answered) ->
                    new Attempt.Dead(new Cause("gone", "the endpoint is gone for good"));
            case Answer.Answered(var status, var after, _) ->
                    new Attempt.Retry(
                            after,
                            new Cause("status_" + status, "the endpoint answered " + status));
            case Answer.Silent(var code, var message) ->
                    new Attempt.Retry(new Cause(code, message));
        };
    }

    static boolean worked(Answer answer) {
        return answer instanceof Answer.Answered(var status, _, _) && status >= 200 && status < 300;
    }

    static boolean gone(Answer answer) {
        return answer instanceof Answer.Answered(var status, _, _) && status == GONE;
    }
}
