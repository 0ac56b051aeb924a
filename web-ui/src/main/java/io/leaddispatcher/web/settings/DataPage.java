package io.leaddispatcher.web.settings;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.retention.ChangeRetention;
import io.leaddispatcher.application.retention.Retention;
import io.leaddispatcher.application.retention.ShowRetention;
import io.leaddispatcher.application.retention.port.Retentions.Kind;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.web.layout.Problems;
import io.leaddispatcher.web.layout.Shown;
import io.leaddispatcher.web.layout.Wording;
import io.leaddispatcher.web.layout.Words;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What is kept in a workspace and for how long, and the way to delete all of it. */
@Controller
final class DataPage {

    private final ShowRetention showRetention;
    private final ChangeRetention changeRetention;
    private final Wording wording;

    DataPage(ShowRetention showRetention, ChangeRetention changeRetention, Wording wording) {
        this.showRetention = showRetention;
        this.changeRetention = changeRetention;
        this.wording = wording;
    }

    @GetMapping("/settings/data")
    Mono<Rendering> show(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam MultiValueMap<String, String> parameters,
            Locale locale) {
        return page(who, Map.of(), Map.of(), locale)
                .map(page ->
                        page.modelAttribute("saved", parameters.containsKey("saved"))
                                .modelAttribute("reopened", parameters.containsKey("reopened"))
                                .build());
    }

    @PostMapping("/settings/data/retention")
    Mono<Rendering> change(
            @AuthenticationPrincipal SignedIn who, ServerWebExchange exchange, Locale locale) {
        return exchange.getFormData()
                .map(MultiValueMap::toSingleValueMap)
                .flatMap(sent ->
                        changeRetention
                                .handle(
                                        new ChangeRetention.Command(
                                                who.caller(), Shown.changed(sent)))
                                .<Rendering>map(
                                        _ -> Rendering.redirectTo("/settings/data?saved").build())
                                .onErrorResume(
                                        InvalidInputException.class,
                                        refused ->
                                                page(
                                                                who,
                                                                sent,
                                                                Problems.of(
                                                                        refused,
                                                                        wording.in(locale)),
                                                                locale)
                                                        .map(page ->
                                                                page.status(
                                                                                HttpStatus
                                                                                        .UNPROCESSABLE_CONTENT)
                                                                        .build())));
    }

    private Mono<Rendering.Builder<?>> page(
            SignedIn who, Map<String, String> sent, Map<String, String> problems, Locale locale) {
        return showRetention
                .handle(new ShowRetention.Query(who.caller()))
                .map(view ->
                        Rendering.view("settings/data")
                                .modelAttribute(
                                        "rows", rows(view, sent, problems, wording.in(locale)))
                                .modelAttribute("owns", who.caller().actor().may(Permission.OWN)));
    }

    private static List<RetentionRow> rows(
            ShowRetention.RetentionView view,
            Map<String, String> sent,
            Map<String, String> problems,
            Words words) {
        Retention kept = view.retention();
        var rows = new Rows(sent, problems);
        return List.of(
                rows.row("events", kept.events(), false, due(view, Kind.EVENTS, words)),
                rows.row("deliveries", kept.deliveries(), false, due(view, Kind.DELIVERIES, words)),
                rows.row("stories", kept.stories(), true, due(view, Kind.STORIES, words)),
                rows.row("leads", kept.leads(), true, due(view, Kind.LEADS, words)),
                rows.row("erasures", kept.erasures(), false, null));
    }

    private record Rows(Map<String, String> sent, Map<String, String> problems) {

        RetentionRow row(
                String name, @Nullable Integer days, boolean optional, @Nullable String due) {
            String set = days == null ? "" : days.toString();
            return new RetentionRow(
                    name, Shown.again(sent, name, set), set, optional, due, problems.get(name));
        }
    }

    private static String due(ShowRetention.RetentionView view, Kind kind, Words words) {
        long due = Objects.requireNonNullElse(view.due().get(kind), 0L);
        return due > ShowRetention.MOST_COUNTED
                ? words.say("retention.due.many")
                : words.say("retention.due", due);
    }
}
