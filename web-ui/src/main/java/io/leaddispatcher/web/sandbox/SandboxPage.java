package io.leaddispatcher.web.sandbox;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.dispatch.ListSandboxMessages;
import io.leaddispatcher.application.dispatch.SandboxMessageView;
import io.leaddispatcher.application.lead.ListLeadFilters;
import io.leaddispatcher.web.layout.Wording;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** Every message that the sandbox kept, as its rep would see it. */
@Controller
@ConditionalOnProperty("dispatcher.demo")
final class SandboxPage {

    private static final int LATEST = 60;
    private static final List<String> CHANNELS = List.of("SLACK", "EMAIL");

    private final ListSandboxMessages listMessages;
    private final ListLeadFilters listFilters;
    private final Wording wording;

    SandboxPage(ListSandboxMessages listMessages, ListLeadFilters listFilters, Wording wording) {
        this.listMessages = listMessages;
        this.listFilters = listFilters;
        this.wording = wording;
    }

    @GetMapping("/sandbox")
    Mono<Rendering> show(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(name = "channel", required = false) @Nullable String channel,
            Locale locale) {
        var wanted = channel != null && CHANNELS.contains(channel) ? channel : "";
        return Mono.zip(
                        listMessages.handle(new ListSandboxMessages.Query(who.caller(), LATEST)),
                        listFilters.handle(who.caller()).map(SandboxPage::names))
                .map(found ->
                        Rendering.view("sandbox/sandbox")
                                .modelAttribute("channel", wanted)
                                .modelAttribute(
                                        "messages",
                                        views(found.getT1(), wanted, found.getT2(), locale))
                                .build());
    }

    private static Map<String, String> names(ListLeadFilters.Filters filters) {
        Map<String, String> names = new HashMap<>();
        filters.reps().forEach(rep -> names.put("rep:" + rep.key(), rep.name()));
        filters.teams().forEach(team -> names.put("team:" + team.key(), team.name()));
        return names;
    }

    private List<MessageView> views(
            List<SandboxMessageView> messages,
            String channel,
            Map<String, String> names,
            Locale locale) {
        var words = wording.in(locale);
        return messages.stream()
                .filter(message -> channel.isEmpty() || message.channel().equals(channel))
                .map(message -> MessageView.of(message, names, words))
                .toList();
    }
}
