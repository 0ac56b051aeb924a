package io.leaddispatcher.web.me;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.me.ShowMyDesk;
import io.leaddispatcher.application.me.ShowMyNotifications;
import io.leaddispatcher.web.layout.Money;
import io.leaddispatcher.web.layout.Wording;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** The page of a rep's day, which the answers to its forms show again. */
@Component
final class MyPage {

    private final ShowMyDesk showMyDesk;
    private final ShowMyNotifications showMyNotifications;
    private final Wording wording;
    private final InstantSource clock;

    MyPage(
            ShowMyDesk showMyDesk,
            ShowMyNotifications showMyNotifications,
            Wording wording,
            InstantSource clock) {
        this.showMyDesk = showMyDesk;
        this.showMyNotifications = showMyNotifications;
        this.wording = wording;
        this.clock = clock;
    }

    /**
     * What is shown besides what is kept.
     *
     * @param sent by the forms of hours and absence, to be shown again
     * @param told how the form of notifications is shown
     * @param problems what is wrong, by the names of fields
     * @param lead the one that something was done with; null for none
     */
    record Asked(
            Map<String, String> sent,
            UnaryOperator<NotificationsView> told,
            Map<String, String> problems,
            @Nullable String lead) {

        static Asked about(@Nullable String lead) {
            return new Asked(Map.of(), UnaryOperator.identity(), Map.of(), lead);
        }
    }

    Mono<Rendering.Builder<?>> of(Caller caller, Asked asked, Locale locale) {
        var words = wording.in(locale);
        return showMyDesk
                .handle(caller)
                .zipWhen(_ -> showMyNotifications.handle(caller))
                .<Rendering.Builder<?>>map(read -> {
                    var day = MyDayView.of(read.getT1(), asked.sent(), clock.instant(), words);
                    var notify = NotificationsView.of(read.getT2(), words);
                    var rendering =
                            Rendering.view("me/me")
                                    .modelAttribute("page", day)
                                    .modelAttribute("notify", asked.told().apply(notify))
                                    .modelAttribute("sent", asked.sent())
                                    .modelAttribute("currencies", Money.usual(locale))
                                    .modelAttribute("problems", asked.problems());
                    var lead = day.lead(asked.lead());
                    return lead == null ? rendering : rendering.modelAttribute("about", lead);
                })
                .switchIfEmpty(Mono.fromSupplier(() -> Rendering.view("me/no-rep")));
    }
}
