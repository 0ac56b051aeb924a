package io.leaddispatcher.web.sandbox;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.dispatch.ListSandboxMessages;
import io.leaddispatcher.application.dispatch.SandboxMessageView;
import io.leaddispatcher.web.layout.Wording;
import java.util.List;
import java.util.Locale;
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
    private final Wording wording;

    SandboxPage(ListSandboxMessages listMessages, Wording wording) {
        this.listMessages = listMessages;
        this.wording = wording;
    }

    @GetMapping("/sandbox")
    Mono<Rendering> show(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(name = "channel", required = false) @Nullable String channel,
            Locale locale) {
        var wanted = channel != null && CHANNELS.contains(channel) ? channel : "";
        return listMessages
                .handle(new ListSandboxMessages.Query(who.caller(), LATEST))
                .map(messages ->
                        Rendering.view("sandbox/sandbox")
                                .modelAttribute("channel", wanted)
                                .modelAttribute("messages", views(messages, wanted, locale))
                                .build());
    }

    private List<MessageView> views(
            List<SandboxMessageView> messages, String channel, Locale locale) {
        var words = wording.in(locale);
        return messages.stream()
                .filter(message -> channel.isEmpty() || message.channel().equals(channel))
                .map(message -> MessageView.of(message, words))
                .toList();
    }
}
