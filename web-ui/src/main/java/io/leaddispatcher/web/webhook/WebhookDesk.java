package io.leaddispatcher.web.webhook;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.paging.Page;
import io.leaddispatcher.application.webhook.ListWebhookDeliveries;
import io.leaddispatcher.application.webhook.ListWebhookDeliveries.Sent;
import io.leaddispatcher.application.webhook.ShowWebhook;
import io.leaddispatcher.application.webhook.SurveyWebhooks;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.webhook.WebhookId;
import io.leaddispatcher.web.layout.Wording;
import io.leaddispatcher.web.layout.Words;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/** The two looks that all acts on subscriptions lead to: the list, and one of them. */
@Component
final class WebhookDesk {

    private static final int PAGE = 25;

    private final SurveyWebhooks survey;
    private final ShowWebhook show;
    private final ListWebhookDeliveries deliveries;
    private final Wording wording;

    WebhookDesk(
            SurveyWebhooks survey,
            ShowWebhook show,
            ListWebhookDeliveries deliveries,
            Wording wording) {
        this.survey = survey;
        this.show = show;
        this.deliveries = deliveries;
        this.wording = wording;
    }

    Words words(Locale locale) {
        return wording.in(locale);
    }

    Mono<Rendering.Builder<?>> list(SignedIn who, WebhookForm form, Words words) {
        return survey.handle(new SurveyWebhooks.Query(who.caller()))
                .map(all ->
                        Rendering.view("webhook/webhooks")
                                .modelAttribute(
                                        "rows",
                                        all.stream()
                                                .map(each -> WebhookRow.of(each, words))
                                                .toList())
                                .modelAttribute(
                                        "editable", who.caller().actor().may(Permission.CONNECT))
                                .modelAttribute("form", form));
    }

    /**
     * One of them.
     *
     * @param form null: as it is kept
     * @param before the delivery after which the log begins; null: at the newest
     */
    Mono<Rendering.Builder<?>> one(
            SignedIn who,
            Webhook webhook,
            @Nullable WebhookForm form,
            @Nullable UUID before,
            Words words) {
        boolean mayReplay = who.caller().actor().may(Permission.CONFIGURE);
        return newest(who.caller(), webhook.id(), before, PAGE)
                .map(page ->
                        Rendering.view("webhook/webhook")
                                .modelAttribute("webhook", webhook)
                                .modelAttribute(
                                        "editable", who.caller().actor().may(Permission.CONNECT))
                                .modelAttribute(
                                        "form",
                                        form == null ? WebhookForm.of(webhook, words) : form)
                                .modelAttribute(
                                        "sent",
                                        page.items().stream()
                                                .map(each -> SentRow.of(each, mayReplay, words))
                                                .toList())
                                .modelAttribute("newest", before == null)
                                .modelAttribute("older", page.next() == null ? "" : page.next()));
    }

    Mono<Webhook> find(SignedIn who, String id, Words words) {
        return Mono.defer(() -> show.handle(new ShowWebhook.Query(who.caller(), webhook(id))))
                .map(found -> Webhook.of(found, words))
                .switchIfEmpty(Mono.error(WebhookDesk::missing));
    }

    private Mono<Page<Sent>> newest(Caller caller, String id, @Nullable UUID before, int limit) {
        return deliveries
                .handle(new ListWebhookDeliveries.Query(caller, webhook(id), before, limit))
                .defaultIfEmpty(new Page<>(List.of(), null));
    }

    static WebhookId webhook(String id) {
        return new WebhookId(uuid(id));
    }

    static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            throw missing();
        }
    }

    static ResponseStatusException missing() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, "no such subscription");
    }
}
